// The recovery code: 128 random bits and 12 that notice a slip, as seven groups of four letters that are hard to misread
// (Crockford's base 32: no I, L, O, U). It is shown once and kept nowhere.

import { join, utf8, type Bytes } from "../seal/bytes.ts";
import { chance, type Chance } from "./lock.ts";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET_BYTES = 16;
const CODE_LETTERS = 28;

/** Why a code that was typed cannot be one of ours. */
export type Slip = "short" | "long" | "letters" | "sum";

export async function newCode(by: Chance = chance): Promise<{ secret: Bytes; code: string }> {
  const secret = by(SECRET_BYTES);
  return { secret, code: await codeOf(secret) };
}

export async function codeOf(secret: Bytes): Promise<string> {
  let bits = BigInt(0);
  for (const byte of secret) bits = (bits << 8n) | BigInt(byte);
  bits = (bits << 12n) | BigInt(await sumOf(secret));
  let letters = "";
  for (let at = 0; at < CODE_LETTERS; at++) {
    letters = `${LETTERS[Number(bits & 31n)]}${letters}`;
    bits >>= 5n;
  }
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

/** Spaces, dashes and small letters are forgiven, and so are O, I and L. */
export async function readCode(typed: string): Promise<Bytes | Slip> {
  const letters = typed.toUpperCase().replace(/[\s\-‐-―.,]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  if ([...letters].some((letter) => !LETTERS.includes(letter))) return "letters";
  if (letters.length !== CODE_LETTERS) return letters.length < CODE_LETTERS ? "short" : "long";
  let bits = 0n;
  for (const letter of letters) bits = (bits << 5n) | BigInt(LETTERS.indexOf(letter));
  const sum = Number(bits & 0xfffn);
  bits >>= 12n;
  const secret = new Uint8Array(SECRET_BYTES);
  for (let at = SECRET_BYTES - 1; at >= 0; at--) {
    secret[at] = Number(bits & 255n);
    bits >>= 8n;
  }
  return (await sumOf(secret)) === sum ? secret : "sum";
}

async function sumOf(secret: Bytes): Promise<number> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", join(utf8("openchair recovery code v1\0"), secret)));
  return ((digest[0] ?? 0) << 4) | ((digest[1] ?? 0) >> 4);
}
