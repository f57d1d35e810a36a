// What locks and opens: AES-256-GCM of WebCrypto, under keys that HKDF-SHA-256 makes of a secret, each for one purpose.
// What is locked is `1 | nonce 12 | ciphertext, tag`, and is bound to its context, which is not in it.

import { fromText, join, Malformed, toText, utf8, wipe, Writer, type Bytes } from "../seal/bytes.ts";

const VERSION = 1;
const NONCE = 12;

/** It does not open: another key, another place, or a byte that was changed. Which of these cannot be told. */
export class Closed extends Error {
  override name = "Closed";
}

/** Randomness as an argument, so that a test can say what it was. */
export type Chance = (bytes: number) => Bytes;

export const chance: Chance = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));

/** A key for one purpose, and for nothing else. It cannot be read out again. `secret` has at least 128 bits that nobody can guess. */
export async function keyOf(secret: Bytes, label: string, context: Bytes): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const info = join(utf8(`openchair ${label} v1\0`), context);
  return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info }, material, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}

/** 32 bytes for one purpose, where bytes are needed and no key. */
export async function bytesOf(secret: Bytes, label: string, context: Bytes): Promise<Bytes> {
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const info = join(utf8(`openchair ${label} v1\0`), context);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info }, material, 256));
}

/** The context of something: names and numbers that must be the same when it is opened. */
export function context(label: string, ...parts: readonly (string | number)[]): Bytes {
  const writer = new Writer().ascii(`openchair ${label} v1\0`);
  for (const part of parts) typeof part === "number" ? writer.u32(part) : writer.op8(part);
  return writer.done();
}

export async function lock(key: CryptoKey, about: Bytes, plain: Bytes, by: Chance = chance): Promise<string> {
  const iv = by(NONCE);
  const head = Uint8Array.of(VERSION);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: join(head, about) }, key, plain);
  return toText(join(head, iv, new Uint8Array(sealed)));
}

export async function open(key: CryptoKey, about: Bytes, locked: string): Promise<Bytes> {
  let whole: Bytes;
  try {
    whole = fromText(locked);
  } catch (error) {
    if (error instanceof Malformed) throw new Closed("it is not the text of something locked");
    throw error;
  }
  // Another way of writing the same bytes is not the same text.
  if (whole[0] !== VERSION || whole.length < 1 + NONCE + 16 || toText(whole) !== locked) throw new Closed("it is not something locked");
  const iv = whole.slice(1, 1 + NONCE);
  try {
    const additionalData = join(whole.slice(0, 1), about);
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, whole.slice(1 + NONCE)));
  } catch {
    throw new Closed("it does not open with this key, here");
  }
}

/** Uses a secret once and wipes it. */
export async function spent<T>(secret: Bytes, use: (secret: Bytes) => Promise<T>): Promise<T> {
  try {
    return await use(secret);
  } finally {
    wipe(secret);
  }
}
