// Sealing itself: at once, and in the worker's own thread, because a frame that waits for another thread costs more to wake
// it than to seal (ADR 10).

import { ChaCha20Poly1305 } from "@stablelib/chacha20poly1305";
import { wipe } from "../bytes.ts";
import type { FrameKey } from "./derive.ts";

/** An AEAD (RFC 5116) with a nonce of 12 bytes, under one key. */
export interface Cipher {
  seal(nonce: Uint8Array, plain: Uint8Array, aad: Uint8Array, into: Uint8Array): unknown;
  /** `null` when the tag does not fit. */
  open(nonce: Uint8Array, sealed: Uint8Array, aad: Uint8Array, into: Uint8Array): Uint8Array | null;
}

/**
 * ChaCha20-Poly1305 (RFC 8439): no tables and no branches that the key could be read from by their time. One for each key,
 * because each holds a copy of it.
 */
const CIRCLES = new WeakMap<FrameKey, ChaCha20Poly1305>();

function circles(key: FrameKey): Cipher {
  const known = CIRCLES.get(key);
  if (known !== undefined) return known;
  const cipher = new ChaCha20Poly1305(key.key);
  CIRCLES.set(key, cipher);
  return cipher;
}

/** Nobody seals or opens with it any more: no copy of it is left. */
export function forgetKey(key: FrameKey): void {
  CIRCLES.get(key)?.clean();
  CIRCLES.delete(key);
  wipe(key.key);
  wipe(key.salt);
}

/** Salt XOR counter. */
export function nonce(salt: Uint8Array, counter: number): Uint8Array {
  const out = new Uint8Array(salt);
  let rest = counter;
  for (let at = out.length - 1; at >= 0 && rest > 0; at--) {
    out[at] = (out[at] ?? 0) ^ (rest % 256);
    rest = Math.floor(rest / 256);
  }
  return out;
}

/** Into `into`, which has room for `plain` and the tag. */
export function sealBytes(key: FrameKey, counter: number, aad: Uint8Array, plain: Uint8Array, into: Uint8Array, cipher = circles): void {
  cipher(key).seal(nonce(key.salt, counter), plain, aad, into);
}

/** Into `into`, which has room for `sealed` without its tag. False when the tag does not fit; then nothing is written. */
export function openBytes(key: FrameKey, counter: number, aad: Uint8Array, sealed: Uint8Array, into: Uint8Array, cipher = circles): boolean {
  return cipher(key).open(nonce(key.salt, counter), sealed, aad, into) !== null;
}
