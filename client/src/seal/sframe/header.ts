// The SFrame header (RFC 9605, 4.3): a config byte, then KID and counter in as few bytes as they need.

import { Malformed, type Bytes } from "../bytes.ts";

export interface Header {
  kid: bigint;
  counter: bigint;
  /** Its length in bytes. */
  length: number;
}

export function writeHeader(kid: bigint, counter: bigint): Bytes {
  const kidBytes = kid > 7n ? width(kid) : 0;
  const counterBytes = counter > 7n ? width(counter) : 0;
  const header = new Uint8Array(1 + kidBytes + counterBytes);
  const high = kidBytes > 0 ? 0x80 | ((kidBytes - 1) << 4) : Number(kid) << 4;
  const low = counterBytes > 0 ? 0x08 | (counterBytes - 1) : Number(counter);
  header[0] = high | low;
  put(header, 1, kid, kidBytes);
  put(header, 1 + kidBytes, counter, counterBytes);
  return header;
}

/** Reads the header at the start of `bytes`. Refuses numbers written longer than they are, so that a frame has one form. */
export function readHeader(bytes: Uint8Array): Header {
  const config = bytes[0];
  if (config === undefined) throw new Malformed("no header");
  const kidBytes = config & 0x80 ? ((config >> 4) & 7) + 1 : 0;
  const counterBytes = config & 0x08 ? (config & 7) + 1 : 0;
  const length = 1 + kidBytes + counterBytes;
  if (bytes.length < length) throw new Malformed("the header is cut off");
  return {
    kid: kidBytes > 0 ? take(bytes, 1, kidBytes) : BigInt((config >> 4) & 7),
    counter: counterBytes > 0 ? take(bytes, 1 + kidBytes, counterBytes) : BigInt(config & 7),
    length,
  };
}

function width(value: bigint): number {
  let bytes = 1;
  for (let rest = value >> 8n; rest > 0n; rest >>= 8n) bytes += 1;
  if (bytes > 8) throw new RangeError("a header's number has 64 bits at most");
  return bytes;
}

function put(into: Uint8Array, at: number, value: bigint, bytes: number): void {
  let rest = value;
  for (let place = at + bytes - 1; place >= at; place--) {
    into[place] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}

function take(from: Uint8Array, at: number, bytes: number): bigint {
  let value = 0n;
  for (let place = at; place < at + bytes; place++) value = (value << 8n) | BigInt(from[place] ?? 0);
  if (value <= 7n || width(value) !== bytes) throw new Malformed("a number in the header is written too long");
  return value;
}
