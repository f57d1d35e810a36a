// What tests of the vault share: a chance that is none, names, and an open vault.
import type { Bytes } from "../../src/seal/bytes.ts";
import type { Opened } from "../../src/vault/keys.ts";

/** Counts up, so that what comes out is the same each time. */
export function counting(from = 0): (bytes: number) => Bytes {
  let next = from;
  return (bytes) => Uint8Array.from({ length: bytes }, () => next++ % 256);
}

export const MARAS = "vlt_00000000000040008000000000000001";
export const INES = "vlt_00000000000040008000000000000002";
export const NOTE = "nte_00000000000040008000000000000003";

export const open = (generation = 1): Opened => ({ vault: MARAS, generation, secret: counting(100)(32) });
