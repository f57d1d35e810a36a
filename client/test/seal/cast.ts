// The cast of the seal's tests: devices with keys that are the same in every run, and the vectors.
import { existsSync, readFileSync } from "node:fs";
import type { TestContext } from "node:test";
import { fromHex, utf8, type Bytes } from "../../src/seal/bytes.ts";
import { publicKeyOf, signWithSeed, type Signer } from "../../src/seal/ed25519.ts";

export async function device(name: string): Promise<Signer> {
  const seed = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(`device of ${name}`)));
  return { publicKey: await publicKeyOf(seed), sign: (message) => signWithSeed(seed, message) };
}

export const CIRCLE = fromHex("000102030405060708090a0b0c0d0e0f");
export const GROUP = "grp_tuesday";
export const SESSION = "ses_first";
/** Tuesday 6 January 2026, 18:00 UTC. */
export const EVENING_MS = Date.UTC(2026, 0, 6, 18);

/** Every copy of `bytes` with one bit of one byte turned: the lowest and the highest bit of each. */
export function* flips(bytes: Uint8Array): Generator<{ at: number; flipped: Bytes }> {
  for (let at = 0; at < bytes.length; at++) {
    for (const bit of [0x01, 0x80]) {
      const flipped = new Uint8Array(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ bit;
      yield { at, flipped };
    }
  }
}

/** A stored vector file, or null when it is not here: said plainly, and an error where everything must be run. */
export function vectors<T>(it: TestContext, path: string): T | null {
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as T;
  if (process.env["CI"] === "true") throw new Error(`the vectors ${path} are missing`);
  it.diagnostic(`NOT RUN: the vectors ${path} are not here`);
  it.skip(`the vectors ${path} are not here`);
  return null;
}

/** Published vectors, beside the project. */
export const PUBLISHED = "../../shared/data/vectors";
/** Our own, which the native side tests as well. */
export const SHARED = "../crates/seal/tests/vectors";

/** Chance that is the same in every run (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
