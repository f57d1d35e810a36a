// A browser whose WebCrypto has neither Ed25519 nor X25519: the same signatures, the same groups, from a library that
// only such a browser loads.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hex, utf8 } from "../../src/seal/bytes.ts";
import { freshKey, freshSeed, hasNativeCurves, publicKeyOf, signer, signWithSeed, verify } from "../../src/seal/ed25519.ts";
import { freshWhisperKey, openWhisper, whisper } from "../../src/seal/whisper.ts";
import { evening } from "./house.ts";

const real = crypto.subtle.generateKey.bind(crypto.subtle);
const without = (algorithm: unknown, ...rest: unknown[]) =>
  algorithm === "Ed25519" || algorithm === "X25519" ? Promise.reject(new DOMException("unknown", "NotSupportedError")) : (real as (...all: unknown[]) => unknown)(algorithm, ...rest);
Object.defineProperty(crypto.subtle, "generateKey", { value: without });

test("what is missing is noticed", async () => {
  assert.equal(await hasNativeCurves(), false);
});

test("signatures are those of RFC 8032, 7.1, test 1", async () => {
  const seed = Uint8Array.from(Buffer.from("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "hex"));
  assert.equal(hex(await publicKeyOf(seed)), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  const signature = await signWithSeed(seed, new Uint8Array(0));
  assert.match(hex(signature), /^e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155/);
  assert.ok(await verify(await publicKeyOf(seed), new Uint8Array(0), signature));
  const kept = signer(await freshKey());
  assert.ok(await verify(kept.publicKey, utf8("a statement"), await kept.sign(utf8("a statement"))));
});

test("a whisper arrives", async () => {
  const to = await freshWhisperKey();
  const { seed, publicKey } = await freshSeed();
  const way = { circle: new Uint8Array(16), from: 1, to: 2 };
  const body = await whisper(utf8("quietly"), way, to.publicKey, (message) => signWithSeed(seed, message));
  assert.equal(new TextDecoder().decode((await openWhisper(body, way, to, publicKey)) ?? undefined), "quietly");
  assert.equal(await openWhisper(body, { ...way, to: 3 }, to, publicKey), null);
});

test("such a browser founds, enters and hears like every other", async () => {
  const { mara, pages } = await evening("mem_anna", "mem_ben");
  const [anna, ben] = pages;
  assert.ok(anna && ben);
  const frame = anna.speak("good evening");
  for (const page of [mara, ben]) assert.equal(page.hears("mem_anna", frame), "good evening");
});
