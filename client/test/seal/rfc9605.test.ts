// The published vectors of RFC 9605: headers, key schedule and sealing. Circles use another cipher in the place of these
// (cipher.ts), so the published ones are put there for the length of a test.
import assert from "node:assert/strict";
import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import { test } from "node:test";
import { fromHex, hex, join, utf8, Writer } from "../../src/seal/bytes.ts";
import { nonce, openBytes, sealBytes, type Cipher } from "../../src/seal/sframe/cipher.ts";
import { deriveFrameKey, type FrameKey, type Suite } from "../../src/seal/sframe/derive.ts";
import { readHeader, writeHeader } from "../../src/seal/sframe/header.ts";
import { chance, PUBLISHED, vectors } from "./cast.ts";

interface Rfc {
  header: { kid: number; ctr: number; encoded: string }[];
  sframe: (Record<"base_key" | "sframe_key" | "sframe_salt" | "metadata" | "nonce" | "aad" | "pt" | "ct", string> & Record<"cipher_suite" | "kid" | "ctr", number>)[];
}

/** JSON numbers above 2^53 lose their last digits: what they were is told by their encoding. */
const exact = (value: number, bytes: string): bigint => (Number.isSafeInteger(value) ? BigInt(value) : BigInt(`0x${bytes}`));

type Published = (key: FrameKey) => Cipher;

/** AES-CTR with HMAC, the tag cut to `tagBytes` (RFC 9605, 4.5.1). */
const ctrHmac = (tagBytes: number): Published => ({ key }) => {
  const crypt = (iv: Uint8Array, bytes: Uint8Array) => createCipheriv("aes-128-ctr", key.subarray(0, 16), join(iv, new Uint8Array(4))).update(bytes);
  const tag = (iv: Uint8Array, aad: Uint8Array, sealed: Uint8Array) => {
    const lengths = new Writer().u64(aad.length).u64(sealed.length).u64(tagBytes).done();
    return createHmac("sha256", key.subarray(16)).update(join(lengths, iv, aad, sealed)).digest().subarray(0, tagBytes);
  };
  return {
    seal(iv, plain, aad, into) {
      const sealed = crypt(iv, plain);
      into.set(join(sealed, tag(iv, aad, sealed)));
    },
    open(iv, sealed, aad, into) {
      const inside = sealed.subarray(0, sealed.length - tagBytes);
      if (hex(tag(iv, aad, inside)) !== hex(sealed.subarray(inside.length))) return null;
      into.set(crypt(iv, inside));
      return into;
    },
  };
};

const gcm = (name: "aes-128-gcm" | "aes-256-gcm"): Published => ({ key }) => ({
  seal(iv, plain, aad, into) {
    const cipher = createCipheriv(name, key, iv).setAAD(aad);
    into.set(join(cipher.update(plain), cipher.final(), cipher.getAuthTag()));
  },
  open(iv, sealed, aad, into) {
    const cipher = createDecipheriv(name, key, iv).setAAD(aad).setAuthTag(sealed.subarray(sealed.length - 16));
    const plain = cipher.update(sealed.subarray(0, sealed.length - 16));
    try {
      cipher.final();
    } catch {
      return null;
    }
    into.set(plain);
    return into;
  },
});

const SUITES: readonly (Suite & { tagBytes: number; of: Published })[] = [
  { id: 1, hash: "SHA-256", keyBytes: 48, tagBytes: 10, of: ctrHmac(10) },
  { id: 2, hash: "SHA-256", keyBytes: 48, tagBytes: 8, of: ctrHmac(8) },
  { id: 3, hash: "SHA-256", keyBytes: 48, tagBytes: 4, of: ctrHmac(4) },
  { id: 4, hash: "SHA-256", keyBytes: 16, tagBytes: 16, of: gcm("aes-128-gcm") },
  { id: 5, hash: "SHA-512", keyBytes: 32, tagBytes: 16, of: gcm("aes-256-gcm") },
];

test("the headers of RFC 9605 are written and read", (it) => {
  const rfc = vectors<Rfc>(it, `${PUBLISHED}/sframe-rfc9605.json`);
  for (const { kid, ctr, encoded } of rfc?.header ?? []) {
    const bytes = fromHex(encoded);
    const config = bytes[0] ?? 0;
    const kidBytes = config & 0x80 ? ((config >> 4) & 7) + 1 : 0;
    const wanted = { kid: exact(kid, encoded.slice(2, 2 + 2 * kidBytes)), counter: exact(ctr, encoded.slice(2 + 2 * kidBytes)) };
    assert.deepEqual(readHeader(bytes), { ...wanted, length: bytes.length });
    assert.equal(hex(writeHeader(wanted.kid, wanted.counter)), encoded);
  }
});

for (const suite of SUITES) {
  test(`the key schedule and sealing of RFC 9605, suite ${suite.id}, come out byte for byte`, async (it) => {
    const rfc = vectors<Rfc>(it, `${PUBLISHED}/sframe-rfc9605.json`);
    const vector = rfc?.sframe.find((one) => one.cipher_suite === suite.id);
    if (vector === undefined) return assert.equal(rfc, null);
    const key = await deriveFrameKey(fromHex(vector.base_key), vector.kid, suite);
    assert.equal(hex(key.key), vector.sframe_key);
    assert.equal(hex(key.salt), vector.sframe_salt);
    assert.equal(hex(nonce(key.salt, vector.ctr)), vector.nonce);
    const header = writeHeader(BigInt(vector.kid), BigInt(vector.ctr));
    const aad = join(header, fromHex(vector.metadata));
    assert.equal(hex(aad), vector.aad);
    const plain = fromHex(vector.pt);
    const [sealed, opened] = [new Uint8Array(plain.length + suite.tagBytes), new Uint8Array(plain.length)];
    sealBytes(key, vector.ctr, aad, plain, sealed, suite.of);
    assert.equal(hex(join(header, sealed)), vector.ct);
    assert.ok(openBytes(key, vector.ctr, aad, sealed, opened, suite.of));
    assert.equal(hex(opened), vector.pt);
    sealed[0] = (sealed[0] ?? 0) ^ 1;
    assert.ok(!openBytes(key, vector.ctr, aad, sealed, opened, suite.of));
  });
}

/** RFC 8439, 2.8.2: the one vector of the AEAD that the RFC holds. */
test("the cipher of circles is ChaCha20-Poly1305 of RFC 8439", () => {
  const key = { kid: 0, key: fromHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"), salt: fromHex("070000004041424344454647") };
  const plain = utf8("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.");
  const aad = fromHex("50515253c0c1c2c3c4c5c6c7");
  const [sealed, opened] = [new Uint8Array(plain.length + 16), new Uint8Array(plain.length)];
  sealBytes(key, 0, aad, plain, sealed);
  assert.equal(hex(sealed.subarray(0, 16)), "d31a8d34648e60db7b86afbc53ef7ec2");
  assert.equal(hex(sealed.subarray(plain.length)), "1ae10b594f09e26a7e902ecbd0600691");
  assert.ok(openBytes(key, 0, aad, sealed, opened));
  assert.deepEqual(opened, plain);
});

test("it seals as OpenSSL does, whatever the lengths, and writes nothing where a bit is turned", () => {
  const random = chance(8439);
  const bytes = (length: number) => Uint8Array.from({ length }, () => random(256));
  for (let length = 0; length <= 130; length++) {
    for (const around of [0, 1, 7, 15, 16, 17]) {
      const key = { kid: 0, key: bytes(32), salt: bytes(12) };
      const [plain, aad] = [bytes(length), bytes(around)];
      const theirs = createCipheriv("chacha20-poly1305", key.key, nonce(key.salt, length), { authTagLength: 16 }).setAAD(aad, { plaintextLength: length });
      const wanted = join(theirs.update(plain), theirs.final(), theirs.getAuthTag());
      const sealed = new Uint8Array(length + 16);
      sealBytes(key, length, aad, plain, sealed);
      assert.equal(hex(sealed), hex(wanted), `${length} bytes, ${around} around them`);
      const turned = random(sealed.length);
      sealed[turned] = (sealed[turned] ?? 0) ^ (1 << random(8));
      const untouched = new Uint8Array(length).fill(0xaa);
      assert.ok(!openBytes(key, length, aad, sealed, untouched));
      assert.ok(untouched.every((one) => one === 0xaa));
    }
  }
});
