// A browser that has the curves, and does not tell the public half of a private key it was handed (Firefox 140 ESR): the
// same keys, the same groups, with a library for that one step.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hex } from "../../src/seal/bytes.ts";
import { freshKey, hasNativeCurves, publicKeyOf, tellsPublicHalf } from "../../src/seal/ed25519.ts";
import { evening } from "./house.ts";

const imported = new WeakSet<CryptoKey>();
const { importKey, exportKey } = crypto.subtle;
const subtle = {
  async importKey(...all: unknown[]) {
    const key = (await Reflect.apply(importKey, crypto.subtle, all)) as CryptoKey;
    imported.add(key);
    return key;
  },
  exportKey(format: string, key: CryptoKey) {
    if (format === "jwk" && key.type === "private" && imported.has(key)) return Promise.reject(new DOMException("The operation failed", "OperationError"));
    return Reflect.apply(exportKey, crypto.subtle, [format, key]) as Promise<unknown>;
  },
};
for (const [name, value] of Object.entries(subtle)) Object.defineProperty(crypto.subtle, name, { value });

test("what is missing is noticed, and what is there is used", async () => {
  assert.equal(await hasNativeCurves(), true);
  assert.equal(await tellsPublicHalf("Ed25519"), false);
  assert.equal(await tellsPublicHalf("X25519"), false);
  assert.ok("privateKey" in (await freshKey()), "the device's own key still cannot leave the browser");
});

test("a public key is that of RFC 8032, 7.1, test 1", async () => {
  const seed = Uint8Array.from(Buffer.from("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "hex"));
  assert.equal(hex(await publicKeyOf(seed)), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
});

test("such a browser founds, enters and hears like every other", async () => {
  const { mara, pages } = await evening("mem_anna", "mem_ben");
  const [anna, ben] = pages;
  assert.ok(anna && ben);
  const frame = anna.speak("good evening");
  for (const page of [mara, ben]) assert.equal(page.hears("mem_anna", frame), "good evening");
});
