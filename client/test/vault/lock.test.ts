// What is locked opens with its key, in its place, unchanged; and in no other way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromText, toText, utf8 } from "../../src/seal/bytes.ts";
import { Closed, context, keyOf, lock, open } from "../../src/vault/lock.ts";
import { counting } from "./cast.ts";

const secret = counting(7)(32);
const about = context("test", "here", 1);

test("what was locked once opens for ever: our own vector", async () => {
  const key = await keyOf(secret, "test", about);
  const locked = await lock(key, about, utf8("Grauwacke"), counting());
  assert.equal(locked, VECTOR);
  assert.deepEqual(await open(key, about, VECTOR), utf8("Grauwacke"));
});

test("no byte can be changed, left out or added", async () => {
  const key = await keyOf(secret, "test", about);
  const whole = fromText(await lock(key, about, utf8("Grauwacke")));
  for (let at = 0; at < whole.length; at++) {
    const changed = whole.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    await assert.rejects(open(key, about, toText(changed)), Closed, `byte ${at}`);
  }
  for (const wrong of [whole.slice(1), whole.slice(0, -1), new Uint8Array([...whole, 0]), whole.slice(0, 20), new Uint8Array(0)]) {
    await assert.rejects(open(key, about, toText(wrong)), Closed);
  }
});

test("one text for the same bytes: letters of another alphabet, padding and loose bits are refused", async () => {
  const key = await keyOf(secret, "test", about);
  const locked = await lock(key, about, utf8("Grauwacke.."), counting());
  assert.equal(locked.length % 4, 2, "its last letter has loose bits");
  const last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const loose = locked.slice(0, -1) + last[last.indexOf(locked.at(-1) ?? "") ^ 1];
  for (const wrong of [loose, `${locked}=`, `${locked}==`, ` ${locked}`, locked.replace(/^./, "+"), "ä"]) {
    await assert.rejects(open(key, about, wrong), Closed, wrong);
  }
});

test("another secret, another purpose and another place do not open it", async () => {
  const locked = await lock(await keyOf(secret, "test", about), about, utf8("Grauwacke"));
  const other = context("test", "there", 1);
  for (const [key, place] of [
    [await keyOf(counting(8)(32), "test", about), about],
    [await keyOf(secret, "tests", about), about],
    [await keyOf(secret, "test", other), about],
    [await keyOf(secret, "test", about), other],
  ] as const) {
    await assert.rejects(open(key, place, locked), Closed);
  }
});

test("names of a context cannot run into one another", () => {
  assert.notDeepEqual(context("x", "ab", "c"), context("x", "a", "bc"));
  assert.notDeepEqual(context("x", "a"), context("x", "a", ""));
});

test("equal words look different each time", async () => {
  const key = await keyOf(secret, "test", about);
  assert.notEqual(await lock(key, about, utf8("same")), await lock(key, about, utf8("same")));
});

const VECTOR = "AQABAgMEBQYHCAkKCycZ5Rw1B7KernHn92-sV4q46FosJJeRmks";
