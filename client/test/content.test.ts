import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, encode, encodeForFew, MAX_LINE_CHARACTERS, MAX_TEXT_CHARACTERS, readCheckin, type Content } from "../src/content/content.ts";
import { MAX_CONTENT_BYTES } from "../src/protocol/wire.ts";

const raw = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test("what one page writes another reads", () => {
  const all: Content[] = [
    { t: "chat", text: "Schön, dass du da bist 🌿\nzweite Zeile" },
    { t: "hand", up: true },
    { t: "hand", up: false },
    { t: "take_back", seq: 0 },
    { t: "checkin", text: "six" },
    { t: "checkin", number: 0 },
    { t: "checkin", number: 10, text: "glad to be here" },
  ];
  for (const content of all) assert.deepEqual(decode(encode(content)), content);
});

test("garbage, other versions and wrong shapes are nothing, and never an error", () => {
  for (const text of ["", "?", "\u0000", "_".repeat(9_999), "null", "[]", "3", "{", '{"t":"drum"}', '{"t":"chat"}', '{"t":"chat","text":7}', '{"t":"chat","text":"  "}', '{"t":"hand","up":"yes"}', '{"t":"take_back"}', '{"t":"take_back","seq":-1}', '{"t":"take_back","seq":"1"}', '{"t":"take_back","seq":1.5}', "\xff\xfe"]) {
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

test("a check-in is a whole number from 0 to 10, a line, or both; anything else makes it nothing", () => {
  for (const wrong of ["11", "-1", "7.5", '"7"', "null", "true", "1e9", "[7]"]) {
    assert.equal(decode(raw(`{"t":"checkin","number":${wrong},"text":"a line"}`)), null, wrong);
  }
  for (const wrong of ['""', '"  "', "7", "null", '"\\u0007"', `"${"x".repeat(MAX_LINE_CHARACTERS + 1)}"`]) {
    assert.equal(decode(raw(`{"t":"checkin","number":7,"text":${wrong}}`)), null, wrong);
  }
  assert.equal(decode(raw('{"t":"checkin"}')), null);
});

test("a line stays one line", () => {
  assert.deepEqual(decode(encode({ t: "checkin", text: "one\ntwo" })), { t: "checkin", text: "one two" });
  assert.deepEqual(decode(encode({ t: "checkin", text: "a\u202eb" })), { t: "checkin", text: "ab" });
});

test("no line keeps a character that the record refuses, so whatever the circle has read can be kept", () => {
  for (let code = 0; code <= 0x2069; code += 1) {
    const line = readCheckin(undefined, `a${String.fromCharCode(code)}b`)?.text ?? "";
    assert.doesNotMatch(line, /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u, code.toString(16));
  }
});

test("what is told to few has one size, whatever it says", () => {
  const sizes = ["x", "🌿".repeat(MAX_LINE_CHARACTERS), '"'.repeat(MAX_LINE_CHARACTERS), "\ud800".repeat(MAX_LINE_CHARACTERS)].map((text) => encodeForFew({ t: "checkin", number: 10, text }).length);
  assert.deepEqual(new Set(sizes).size, 1);
  assert.deepEqual(decode(encodeForFew({ t: "checkin", number: 3 })), { t: "checkin", number: 3 });
});
