import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, encode, MAX_TEXT_CHARACTERS, type Content } from "../src/content/content.ts";
import { MAX_CONTENT_BYTES } from "../src/protocol/wire.ts";

const raw = (text: string) => btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

test("what one page writes another reads", () => {
  const all: Content[] = [
    { t: "chat", text: "Schön, dass du da bist 🌿\nzweite Zeile" },
    { t: "hand", up: true },
    { t: "hand", up: false },
    { t: "checkin", text: "six" },
  ];
  for (const content of all) assert.deepEqual(decode(encode(content)), content);
});

test("the wire's alphabet is base64url without padding", () => {
  assert.match(encode({ t: "chat", text: "???>>>~~~ÿÿÿ" }), /^[A-Za-z0-9_-]+$/);
});

test("garbage, other versions and wrong shapes are nothing, and never an error", () => {
  for (const body of ["", "?", "====", "AAAA", "\u0000", "_".repeat(9_999), raw("null"), raw("[]"), raw("3"), raw("{"), raw('{"t":"drum"}'), raw('{"t":"chat"}'), raw('{"t":"chat","text":7}'), raw('{"t":"chat","text":"  "}'), raw('{"t":"hand","up":"yes"}'), raw("\xff\xfe")]) {
    assert.equal(decode(body), null, body.slice(0, 20));
  }
});

test("text cannot turn the line around it, nor be longer than a letter", () => {
  assert.deepEqual(decode(encode({ t: "chat", text: "a\u202eb\u0007c" })), { t: "chat", text: "abc" });
  const long = decode(encode({ t: "chat", text: "x".repeat(5_000) }));
  assert.equal(long?.t === "chat" ? [...long.text].length : 0, MAX_TEXT_CHARACTERS);
});

test("the longest text fits the wire, whatever it is made of", () => {
  for (const character of ["🌿", '"', "\n", "ß"]) {
    const body = encode({ t: "chat", text: character.repeat(MAX_TEXT_CHARACTERS) });
    assert.ok(body.length <= (MAX_CONTENT_BYTES * 4) / 3, character);
  }
});
