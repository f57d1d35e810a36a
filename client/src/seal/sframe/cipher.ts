// Sealing itself: at once, and in the worker's own thread, because a frame that waits for another thread costs more to wake
// it than to seal (ADR 10).

import { ChaCha20Poly1305 } from "@stablelib/chacha20poly1305";
import type { FrameKey } from "./derive.ts";

/** An AEAD (RFC 5116) with a nonce of 12 bytes, under one key. */
export interface Cipher {
  seal(nonce: Uint8Array, plain: Uint8Array, aad: Uint8Array, into: Uint8Array): unknown;
  /** `null` when the tag does not fit. */
  open(nonce: Uint8Array, sealed: Uint8Array, aad: Uint8Array, into: Uint8Array): Uint8Array | null;
}

/** ChaCha20-Poly1305 (RFC 8439), whose time does not depend on the key in plain JavaScript either. */
const circles = (key: Uint8Array): Cipher => new ChaCha20Poly1305(key);

/** Salt XOR counter, written into `out`. */
export function nonce(salt: Uint8Array, counter: number, out: Uint8Array = new Uint8Array(salt.length)): Uint8Array {
  out.set(salt);
  let rest = counter;
  for (let at = out.length - 1; at >= 0 && rest > 0; at--) {
    out[at] = (out[at] ?? 0) ^ (rest % 256);
    rest = Math.floor(rest / 256);
  }
  return out;
}

/** For all frames in turn: memory asked for anew for every frame costs more than the cipher (`bench seal`, tiles). */
const ONE_NONCE = new Uint8Array(12);

/** Into `into`, which has room for `plain` and the tag. */
export function sealBytes(key: FrameKey, counter: number, aad: Uint8Array, plain: Uint8Array, into: Uint8Array, cipher = circles): void {
  cipher(key.key).seal(nonce(key.salt, counter, ONE_NONCE), plain, aad, into);
}

/** Into `into`, which has room for `sealed` without its tag. False when the tag does not fit; then nothing is written. */
export function openBytes(key: FrameKey, counter: number, aad: Uint8Array, sealed: Uint8Array, into: Uint8Array, cipher = circles): boolean {
  return cipher(key.key).open(nonce(key.salt, counter, ONE_NONCE), sealed, aad, into) !== null;
}
