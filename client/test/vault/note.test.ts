// A note opens in its place alone, tells nothing by its length, and bears every letter.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromText, toText, utf8 } from "../../src/seal/bytes.ts";
import { Closed, context, keyOf, lock } from "../../src/vault/lock.ts";
import { BUCKETS, fill, lockNote, LONGEST_BYTES, openNote, TooLong, type Note, type Place } from "../../src/vault/note.ts";
import { counting, INES, MARAS, NOTE, open } from "./cast.ts";

const place: Place = { vault: MARAS, note: NOTE, version: 3, generation: 1 };
const note: Note = { title: "After the evening", text: "Grauwacke-Kiebitz 🌧 שלום", about: { kind: "member", group: "Tuesday Evening", member: "Anna" }, writtenAt: "2026-01-06T19:40:00Z" };

test("a note reads back as it was written, and the vector made once opens for ever", async () => {
  const { secret } = open();
  const locked = await lockNote(secret, place, note, counting());
  assert.equal(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(locked))).reduce((sum, byte) => `${sum}${byte.toString(16).padStart(2, "0")}`, ""), DIGEST);
  assert.deepEqual(await openNote(secret, place, locked), note);
});

test("shown in another vault, as another note, version or generation, it does not open", async () => {
  const { secret } = open();
  const locked = await lockNote(secret, place, note);
  for (const wrong of [{ vault: INES }, { note: NOTE.replace("3", "4") }, { version: 2 }, { version: 4 }, { generation: 2 }]) {
    await assert.rejects(openNote(secret, { ...place, ...wrong }, locked), Closed, JSON.stringify(wrong));
  }
  await assert.rejects(openNote(counting(1)(32), place, locked), Closed);
});

test("no byte of it can be changed", async () => {
  const { secret } = open();
  const whole = fromText(await lockNote(secret, place, note));
  for (let at = 0; at < whole.length; at += 13) {
    const changed = whole.slice();
    changed[at] = (changed[at] ?? 0) ^ 0x80;
    await assert.rejects(openNote(secret, place, toText(changed)), Closed, `byte ${at}`);
  }
});

test("its length is one of four, whatever is in it", async () => {
  const { secret } = open();
  const seen = new Set<number>();
  for (const letters of [0, 1, 500, 900, 1_000, 3_900, 4_000, 16_000, 60_000]) {
    seen.add(fromText(await lockNote(secret, place, { ...note, text: "x".repeat(letters) })).length - 29);
  }
  assert.deepEqual([...seen], [...BUCKETS]);
  assert.equal(fill(new Uint8Array(LONGEST_BYTES)).length, BUCKETS[3]);
  assert.throws(() => fill(new Uint8Array(LONGEST_BYTES + 1)), TooLong);
});

test("what opens and is no note is refused, and never shown half", async () => {
  const { secret } = open();
  const key = await keyOf(secret, "note key", context("note key", MARAS, NOTE));
  const about = context("note", MARAS, NOTE, 3, 1);
  for (const text of ["", "null", "[]", "{}", '{"title":1}', '{"title":"a","text":"b"', '{"title":"a","text":"b"}']) {
    await assert.rejects(openNote(secret, place, await lock(key, about, fill(utf8(text)))), Closed, text);
  }
  const beyond = new Uint8Array(1_024).fill(255);
  await assert.rejects(openNote(secret, place, await lock(key, about, beyond)), Closed);
});

const DIGEST = "995a25ffae5cb2ffc76f9fc78861279e57da587eb40bb9705618bc11bb55bab3";
