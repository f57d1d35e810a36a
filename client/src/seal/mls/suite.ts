// MLS suite 1 (X25519, AES-128-GCM, SHA-256, Ed25519) on WebCrypto. Put together here and not taken whole from the
// library, whose ready provider asks WebCrypto for Ed25519 even where it has none, and carries every other suite along.

import { Aes128Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import type { CiphersuiteImpl } from "ts-mls/crypto/ciphersuite.js";
import { makeKdfImpl } from "ts-mls/crypto/implementation/default/makeKdfImpl.js";
import { makeHashImpl } from "ts-mls/crypto/implementation/default/makeHashImpl.js";
import { makeGenericHpke } from "ts-mls/crypto/implementation/hpke.js";
import { own } from "../bytes.ts";
import { freshSeed, signWithSeed, tellsPublicHalf, verify } from "../ed25519.ts";

export const SUITE_NAME = "MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519";

let made: Promise<CiphersuiteImpl> | undefined;

export function suite(): Promise<CiphersuiteImpl> {
  made ??= make();
  return made;
}

async function make(): Promise<CiphersuiteImpl> {
  // HPKE derives private keys as bytes and needs the public half of each.
  const kem = (await tellsPublicHalf("X25519")) ? new DhkemX25519HkdfSha256() : (await import("./x25519.ts")).kemWithoutWebCrypto();
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
