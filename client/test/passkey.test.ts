// What a passkey says travels as base64url and comes back the same bytes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bytes, text } from "../src/passkey/browser.ts";

test("every byte goes there and back, in letters that need no escaping in a form", () => {
  const all = Uint8Array.from({ length: 256 }, (_, number) => number);
  for (const end of [0, 1, 2, 3, 255, 256]) {
    const some = all.slice(0, end).buffer;
    assert.match(text(some), /^[A-Za-z0-9_-]*$/);
    assert.deepEqual(new Uint8Array(bytes(text(some))), new Uint8Array(some));
  }
});

test("nothing reads as no bytes", () => {
  assert.equal(bytes(undefined).byteLength, 0);
});
