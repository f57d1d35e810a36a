// From the secret of one leaf, slot and epoch to the key and salt of its frames (RFC 9605, 4.4.2). Runs in the page; the
// cipher itself (cipher.ts) is loaded by the worker alone.

import { join, utf8, wipe, Writer, type Bytes } from "../bytes.ts";

/** What a worker needs to seal or open. */
export interface FrameKey {
  kid: number;
  key: Bytes;
  salt: Bytes;
}

/** What RFC 9605 asks of a suite, save its cipher. */
export interface Suite {
  /** Its number; keys are bound to it. */
  id: number;
  hash: "SHA-256" | "SHA-512";
  keyBytes: number;
}

/** ChaCha20-Poly1305 with SHA-256 (ADR 10), under a number that RFC 9605 keeps for private use. */
const CIRCLES: Suite = { id: 0xf001, hash: "SHA-256", keyBytes: 32 };
const SALT_BYTES = 12;

export async function deriveFrameKey(base: Uint8Array, kid: number, suite = CIRCLES): Promise<FrameKey> {
  const lent = new Uint8Array(base);
  const secret = await crypto.subtle.importKey("raw", lent, "HKDF", false, ["deriveBits"]);
  wipe(lent);
  const expand = async (what: "key" | "salt", bytes: number): Promise<Bytes> => {
    const context = new Writer().u64(kid).u16(suite.id).done();
    const info = join(utf8(`SFrame 1.0 Secret ${what} `), context);
    // HKDF with an empty salt, as RFC 9605 extracts; the label is what it expands with.
    return new Uint8Array(await crypto.subtle.deriveBits({ name: "HKDF", hash: suite.hash, salt: new Uint8Array(0), info }, secret, bytes * 8));
  };
  const [key, salt] = await Promise.all([expand("key", suite.keyBytes), expand("salt", SALT_BYTES)]);
  return { kid, key, salt };
}
