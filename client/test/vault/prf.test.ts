// What a passkey makes for us is asked for, and is in nothing that goes to the house.
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, get, secretOf, text } from "../../src/passkey/browser.ts";
import { asking, madeBy, SALTS } from "../../src/vault/prf.ts";
import { counting } from "./cast.ts";

const MADE = counting(200)(32);
const bytes = counting()(16).buffer;

/** A browser that gives everything away, as `toJSON()` of a real one does. */
function browser(asked: { publicKey?: unknown }[]): void {
  const credential = {
    id: "AAAA",
    rawId: bytes,
    type: "public-key",
    response: { attestationObject: bytes, clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: null },
    getClientExtensionResults: () => ({ credProps: { rk: true }, prf: { enabled: true, results: { first: MADE.buffer } } }),
    toJSON: () => ({ clientExtensionResults: { prf: { results: { first: text(MADE.buffer) } } } }),
  };
  const answer = async (options: { publicKey?: unknown }) => (asked.push(options), credential);
  Object.defineProperty(globalThis, "navigator", { value: { credentials: { create: answer, get: answer } }, configurable: true });
}

test("making a passkey asks for it, and what goes to the house has nothing of it", async () => {
  const asked: { publicKey?: { extensions?: { prf?: { eval?: { first?: Uint8Array } }; credProps?: boolean } } }[] = [];
  browser(asked);
  const options = { publicKey: { challenge: "AAAA", user: { id: "AAAA" }, extensions: { credProps: true } } };
  const sent = [JSON.stringify(await create(options)), JSON.stringify(await get(options))];
  assert.deepEqual(asked[0]?.publicKey?.extensions, { credProps: true, prf: { eval: { first: SALTS.vault } } });
  for (const body of sent) {
    assert.ok(!body.includes(text(MADE.buffer)), body);
    assert.ok(!/prf/i.test(body), body);
    assert.ok(body.includes('"credProps":{"rk":true}'), "what the house does ask for is there");
  }
});

test("a secret stays here, and says which passkey made it", async () => {
  browser([]);
  assert.deepEqual(await secretOf(["AAAA"], "vault"), { credential: text(bytes), made: MADE });
});

test("a browser or a key without it makes nothing, and neither does one that makes something else", () => {
  for (const results of [undefined, {}, { prf: {} }, { prf: { enabled: true } }, { prf: { results: {} } }, { prf: { results: { first: new ArrayBuffer(31) } } }]) {
    assert.equal(madeBy(results), null, JSON.stringify(results));
  }
  const within = new Uint8Array(40).fill(9);
  within.set(MADE, 4);
  assert.deepEqual(madeBy({ prf: { results: { first: within.subarray(4, 36) } } }), MADE);
});

test("what the house asks for besides is still asked", () => {
  assert.deepEqual(asking({ rpId: "x", extensions: { uvm: true } }, "vault"), { rpId: "x", extensions: { uvm: true, prf: { eval: { first: SALTS.vault } } } });
});
