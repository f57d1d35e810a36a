// From the secret of one leaf, slot and epoch to the key and salt of its frames (RFC 9605, 4.4.2; suite 0x0004).

import { join, utf8, Writer, type Bytes } from "../bytes.ts";

const SUITE = 0x0004;

/** What a worker needs to seal or open: the key as an object that tells nobody its bytes. */
export interface FrameKey {
  kid: number;
  key: CryptoKey;
  salt: Bytes;
}

export async function deriveFrameKey(base: Uint8Array, kid: number, uses: KeyUsage[]): Promise<FrameKey> {
  const secret = await crypto.subtle.importKey("raw", new Uint8Array(base), "HKDF", false, ["deriveKey", "deriveBits"]);
  const [key, salt] = await Promise.all([
    crypto.subtle.deriveKey(expand("key", kid), secret, { name: "AES-GCM", length: 128 }, false, uses),
    crypto.subtle.deriveBits(expand("salt", kid), secret, 96),
  ]);
  return { kid, key, salt: new Uint8Array(salt) };
}

/** HKDF with an empty salt, as RFC 9605 extracts; the label is what it expands with. */
function expand(what: "key" | "salt", kid: number): HkdfParams {
  const context = new Writer().u64(kid).u16(SUITE).done();
  return { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: join(utf8(`SFrame 1.0 Secret ${what} `), context) };
}

/** What both sides of a frame authenticate beside the ciphertext, and the nonce: salt XOR counter. */
export function nonce(salt: Uint8Array, counter: number): Bytes {
  const out = new Uint8Array(salt);
  let rest = counter;
  for (let at = out.length - 1; at >= 0 && rest > 0; at--) {
    out[at] = (out[at] ?? 0) ^ (rest % 256);
    rest = Math.floor(rest / 256);
  }
  return out;
}

export async function sealBytes(key: FrameKey, counter: number, aad: Uint8Array, plain: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.encrypt(algorithm(key, counter, aad), key.key, lent(plain)));
}

/** `null` when the tag does not fit. */
export async function openBytes(key: FrameKey, counter: number, aad: Uint8Array, sealed: Uint8Array): Promise<Bytes | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(key, counter, aad), key.key, lent(sealed)));
  } catch {
    return null;
  }
}

function algorithm(key: FrameKey, counter: number, aad: Uint8Array): AesGcmParams {
  return { name: "AES-GCM", iv: nonce(key.salt, counter), additionalData: lent(aad), tagLength: 128 };
}

/** WebCrypto copies what it is given before it answers; another copy for each frame would be one too many. */
const lent = (bytes: Uint8Array): Bytes => bytes as Bytes;
