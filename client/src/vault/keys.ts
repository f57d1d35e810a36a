// The keys of a vault: a random one for its notes, wrapped for each passkey and for the recovery code; and a pair of keys, to which
// colleagues lock what they leave to this person.

import { fromText, toText, wipe, type Bytes } from "../seal/bytes.ts";
import { bytesOf, chance, context, keyOf, lock, open, type Chance } from "./lock.ts";

const SECRET_BYTES = 32;
const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;

/** An open vault: in the memory of one page, until it locks. */
export interface Opened {
  vault: string;
  generation: number;
  secret: Bytes;
}

export const newSecret = (by: Chance = chance): Bytes => by(SECRET_BYTES);

/** What a key of the vault is wrapped with. `made` is 32 bytes of a passkey, or the 16 of a recovery code. */
export type Way = { by: "passkey" | "recovery"; made: Bytes };

export async function wrap(opened: Opened, way: Way, by: Chance = chance): Promise<string> {
  return lock(await wrappingKey(opened.vault, way), wrapAbout(opened, way), opened.secret, by);
}

export async function unwrap(vault: string, generation: number, way: Way, wrapped: string): Promise<Opened> {
  const secret = await open(await wrappingKey(vault, way), wrapAbout({ vault, generation }, way), wrapped);
  return { vault, generation, secret };
}

function wrappingKey(vault: string, way: Way): Promise<CryptoKey> {
  return keyOf(way.made, `wrap by ${way.by}`, context("wrap", vault));
}

const wrapAbout = (of: { vault: string; generation: number }, way: Way): Bytes => context(`wrap by ${way.by}`, of.vault, of.generation);

/** Shown to the server with every change: it tells that the vault is open here, and nothing of its key. */
export async function proof(opened: Opened): Promise<string> {
  return toText(await bytesOf(opened.secret, "proof", context("proof", opened.vault, opened.generation)));
}

/** The key before, for the notes that are still to be written anew. */
export async function lockPrevious(before: Opened, now: Opened, by: Chance = chance): Promise<string> {
  return lock(await inner(now, "previous"), context("previous", now.vault, before.generation, now.generation), before.secret, by);
}

export async function openPrevious(now: Opened, locked: string): Promise<Opened> {
  const generation = now.generation - 1;
  const secret = await open(await inner(now, "previous"), context("previous", now.vault, generation, now.generation), locked);
  return { vault: now.vault, generation, secret };
}

/** Both halves, ready to be kept: the open one in the clear, the other locked with the key of the vault. */
export async function newPair(opened: Opened, by: Chance = chance): Promise<{ publicKey: string; privateKey: string }> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const open = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
  const closed = new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey));
  const locked = await lock(await inner(opened, "pair"), pairAbout(opened), closed, by);
  wipe(closed);
  return { publicKey: toText(open), privateKey: locked };
}

/** The half that opens, and its open half worked out anew: not taken from the server, which could name another. */
export async function openPair(opened: Opened, locked: string): Promise<{ privateKey: CryptoKey; publicKey: string }> {
  const closed = await open(await inner(opened, "pair"), pairAbout(opened), locked);
  const readable = await crypto.subtle.importKey("pkcs8", closed, CURVE, true, ["deriveBits"]);
  const { x, y } = await crypto.subtle.exportKey("jwk", readable);
  const privateKey = await crypto.subtle.importKey("pkcs8", closed, CURVE, false, ["deriveBits"]);
  wipe(closed);
  const point = new Uint8Array(65);
  point[0] = 4;
  point.set(fromText(x ?? ""), 1);
  point.set(fromText(y ?? ""), 33);
  return { privateKey, publicKey: toText(point) };
}

const pairAbout = (opened: Opened): Bytes => context("pair", opened.vault, opened.generation);

/** A key under the vault's own, for what the author's pages lock for themselves. */
export function inner(opened: Opened, purpose: "pair" | "previous" | "pin" | "draft"): Promise<CryptoKey> {
  return keyOf(opened.secret, purpose, context("inner", opened.vault));
}

/** The page locks: what is in its memory of the key is overwritten. What the collector copied before is out of reach. */
export const close = (opened: Opened): void => wipe(opened.secret);
