import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, encode, MAX_TEXT_CHARACTERS, type Content } from "../src/content/content.ts";
import { MAX_CONTENT_BYTES } from "../src/protocol/wire.ts";

const raw = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test("what one page writes another reads", () => {
  const all: Content[] = [
    { t: "chat", text: "Schön, dass du da bist 🌿\nzweite Zeile" },
    { t: "hand", up: true },
    { t: "hand", up: false },
    { t: "checkin", text: "six" },
  ];
  for (const content of all) assert.deepEqual(decode(encode(content)), content);
});

test("garbage, other versions and wrong shapes are nothing, and never an error", () => {
  for (const text of ["", "?", "\u0000", "_".repeat(9_999), "null", "[]", "3", "{", '{"t":"drum"}', '{"t":"chat"}', '{"t":"chat","text":7}', '{"t":"chat","text":"  "}', '{"t":"hand","up":"yes"}', "\xff\xfe"]) {
    assert.equal(decode(raw(text)), null, text.slice(0, 20));
  }
});

test("text cannot turn the line around it, nor be longer than a letter", () => {
  assert.deepEqual(decode(encode({ t: "chat", text: "a\u202eb\u0007c" })), { t: "chat", text: "abc" });
  const long = decode(encode({ t: "chat", text: "x".repeat(5_000) }));
  assert.equal(long?.t === "chat" ? [...long.text].length : 0, MAX_TEXT_CHARACTERS);
});

test("the longest text fits the wire when it is sealed, whatever it is made of", () => {
  for (const character of ["🌿", '"', "\n", "ß"]) {
    const body = encode({ t: "chat", text: character.repeat(MAX_TEXT_CHARACTERS) });
    assert.ok(body.length <= MAX_CONTENT_BYTES - 1_024, character);
  }
});
