// MLS suite 1 (X25519, AES-128-GCM, SHA-256, Ed25519) on WebCrypto. Put together here and not taken whole from the
// library, whose ready provider asks WebCrypto for Ed25519 even where it has none, and carries every other suite along.

import { Aes128Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import type { CiphersuiteImpl } from "ts-mls/crypto/ciphersuite.js";
import { makeKdfImpl } from "ts-mls/crypto/implementation/default/makeKdfImpl.js";
import { makeHashImpl } from "ts-mls/crypto/implementation/default/makeHashImpl.js";
import { makeGenericHpke } from "ts-mls/crypto/implementation/hpke.js";
import { own } from "../bytes.ts";
import { freshSeed, hasNativeCurves, signWithSeed, verify } from "../ed25519.ts";

export const SUITE_NAME = "MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519";

let made: Promise<CiphersuiteImpl> | undefined;

export function suite(): Promise<CiphersuiteImpl> {
  made ??= make();
  return made;
}

async function make(): Promise<CiphersuiteImpl> {
  const kem = (await hasNativeCurves()) && (await exportsImportedX25519()) ? new DhkemX25519HkdfSha256() : (await import("./x25519.ts")).kemWithoutWebCrypto();
  const hpke = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes128Gcm() });
  const names = { kem: "DHKEM-X25519-HKDF-SHA256", kdf: "HKDF-SHA256", aead: "AES128GCM" } as const;
  return {
    name: SUITE_NAME,
    hash: makeHashImpl(crypto.subtle, "SHA-256"),
    kdf: makeKdfImpl(new HkdfSha256()),
    hpke: await makeGenericHpke(names, AES_128_GCM, hpke),
    signature: {
      sign: signWithSeed,
      verify,
      keygen: async () => {
        const { seed, publicKey } = await freshSeed();
        return { signKey: seed, publicKey };
      },
    },
    rng: { randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
  };
}

/** PKCS #8 around the 32 bytes of an X25519 key (RFC 8410, 7). */
const PKCS8_HEAD = Uint8Array.of(0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04, 0x22, 0x04, 0x20);

/** HPKE carries derived keys as JWK; Firefox 140 answers OperationError for a key that was imported. Then a library does it. */
async function exportsImportedX25519(): Promise<boolean> {
  const pkcs8 = new Uint8Array(48).fill(7);
  pkcs8.set(PKCS8_HEAD);
  try {
    await crypto.subtle.exportKey("jwk", await crypto.subtle.importKey("pkcs8", pkcs8, "X25519", true, ["deriveBits"]));
    return true;
  } catch {
    return false;
  }
}

const AES_128_GCM = {
  async encrypt(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plain: Uint8Array): Promise<Uint8Array> {
    const imported = await crypto.subtle.importKey("raw", own(key), "AES-GCM", false, ["encrypt"]);
    return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: own(nonce), additionalData: own(aad) }, imported, own(plain)));
  },
  async decrypt(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Promise<Uint8Array> {
    const imported = await crypto.subtle.importKey("raw", own(key), "AES-GCM", false, ["decrypt"]);
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: own(nonce), additionalData: own(aad) }, imported, own(sealed)));
  },
};
