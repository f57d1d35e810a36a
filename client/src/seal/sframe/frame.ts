// The layout of a sealed frame: which bytes stay clear for the forwarder and the browsers' depacketizers, where the
// header stands, what is sealed. Pure; cipher.ts does the arithmetic with keys.

import { join, Malformed, type Bytes } from "../bytes.ts";
import { openBytes, sealBytes } from "./cipher.ts";
import type { FrameKey } from "./derive.ts";
import { readHeader, writeHeader } from "./header.ts";

export type FrameKind = "audio" | "video";
export const TAG_BYTES = 16;

/**
 * How many bytes stay clear. Opus: none. VP8 (RFC 6386, 9.1): the first byte, which says by bit 0 whether this is a key
 * frame; of a key frame also the rest of the frame tag, start code and size.
 */
export function clearBytes(kind: FrameKind, frame: Uint8Array): number {
  if (kind === "audio") return 0;
  const first = frame[0];
  if (first === undefined) throw new Malformed("an empty picture");
  return (first & 1) === 0 ? 10 : 1;
}

export function isKeyFrame(frame: Uint8Array): boolean {
  return frame[0] !== undefined && (frame[0] & 1) === 0;
}

export function sealFrame(kind: FrameKind, key: FrameKey, counter: number, frame: Uint8Array): Bytes {
  const clear = frame.subarray(0, clearBytes(kind, frame));
  if (clear.length !== clearBytes(kind, frame)) throw new Malformed("a picture shorter than its head");
  const header = writeHeader(BigInt(key.kid), BigInt(counter));
  const before = clear.length + header.length;
  const out = new Uint8Array(before + frame.length - clear.length + TAG_BYTES);
  out.set(clear);
  out.set(header, clear.length);
  sealBytes(key, counter, join(header, clear), frame.subarray(clear.length), out.subarray(before));
  return out;
}

/** A sealed frame, taken apart. */
export interface Parts {
  clear: Uint8Array;
  kid: number;
  counter: number;
  headerBytes: Uint8Array;
  sealed: Uint8Array;
}

export function takeApart(kind: FrameKind, frame: Uint8Array): Parts {
  const clear = clearBytes(kind, frame);
  const header = readHeader(frame.subarray(clear));
  const sealed = frame.subarray(clear + header.length);
  if (sealed.length < TAG_BYTES) throw new Malformed("a frame shorter than its tag");
  // Numbers a sender of ours never reaches; above 2^53 they would also be no numbers here.
  const kid = Number(header.kid);
  const counter = Number(header.counter);
  if (!Number.isSafeInteger(kid) || !Number.isSafeInteger(counter)) throw new Malformed("a number out of reach");
  return { clear: frame.subarray(0, clear), kid, counter, headerBytes: frame.subarray(clear, clear + header.length), sealed };
}

/** `null` when the tag does not fit. */
export function openFrame(key: FrameKey, parts: Parts): Bytes | null {
  const { clear, headerBytes, sealed, counter } = parts;
  const out = new Uint8Array(clear.length + sealed.length - TAG_BYTES);
  out.set(clear);
  return openBytes(key, counter, join(headerBytes, clear), sealed, out.subarray(clear.length)) ? out : null;
}
