// One person's notes in one page: unlocked each way, written on two devices, brought under a new key, left to a colleague.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Book, Lies, newId, type FromPasskey } from "../../src/notes/book.ts";
import { Drafts } from "../../src/notes/draft.ts";
import { IDLE_MS, isIdle } from "../../src/notes/idle.ts";
import { aboutLine, exportText } from "../../src/notes/readable.ts";
import type { Bytes } from "../../src/seal/bytes.ts";
import { Closed } from "../../src/vault/lock.ts";
import { lockWill } from "../../src/vault/will.ts";
import { readCode } from "../../src/vault/recovery.ts";
import type { Note } from "../../src/vault/note.ts";
import { counting } from "../vault/cast.ts";
import { Practice, type FakeHouse } from "./house.ts";

const phone = (): FromPasskey => ({ passkey: "pky_1", made: counting(50)(32) });
const note = (text: string, writtenAt = "2026-01-06T19:00:00Z"): Note => ({ title: "Grauwacke", text, about: { kind: "member", group: "Tuesday Evening", member: "Anna" }, writtenAt });

async function begun(house: FakeHouse, from: FromPasskey | null = phone()): Promise<{ book: Book; code: string }> {
  const book = await Book.at(house);
  const { code, keep } = await book.prepare();
  await keep(from);
  return { book, code };
}

/** Another page of the same person. */
async function reopened(house: FakeHouse, code: string): Promise<Book> {
  const book = await Book.at(house);
  await book.openByCode((await readCode(code)) as Bytes);
  return book;
}

test("nothing is kept before its person has the code", async () => {
  const house = new Practice().person("Mara");
  const book = await Book.at(house);
  await book.prepare();
  assert.equal(house.kept.state.vault, null);
});

test("what was written opens again with the passkey and with the code, and with no other", async () => {
  const house = new Practice().person("Mara");
  const { book, code } = await begun(house);
  await book.save(null, note("Kiebitz"));
  const again = await Book.at(house);
  await again.openByPasskey(phone());
  assert.equal(again.entries[0]?.note.text, "Kiebitz");
  assert.deepEqual((await reopened(house, code)).entries, again.entries);
  const wrong = await Book.at(house);
  await assert.rejects(wrong.openByPasskey({ passkey: "pky_1", made: counting(51)(32) }), Closed);
  await assert.rejects(wrong.openByPasskey({ ...phone(), passkey: "pky_2" }), Closed);
  await assert.rejects(wrong.openByCode(counting()(16)), Closed);
  assert.equal(wrong.isOpen, false);
});

test("the house hears no word of a note, not whom or which group it is about, not the code, not what the passkey made", async () => {
  const practice = new Practice();
  const house = practice.person("Mara");
  const { book, code } = await begun(house);
  await book.save(null, note("Kiebitz"));
  await book.addPasskey({ passkey: "pky_1", made: counting(50)(32) });
  for (const word of ["Kiebitz", "Grauwacke", "Anna", "Tuesday", code, code.replaceAll("-", ""), Buffer.from(counting(50)(32)).toString("base64url"), "2026-01-06T19"]) {
    assert.ok(!practice.sent.includes(word), word);
    assert.ok(!practice.sent.includes(Buffer.from(word).toString("base64url").slice(0, -2)), `${word}, encoded`);
  }
});

test("a locked book holds neither key nor words", async () => {
  const house = new Practice().person("Mara");
  const { book } = await begun(house);
  await book.save(null, note("Kiebitz"));
  const { secret } = book.opened;
  book.lock();
  assert.ok(secret.every((byte) => byte === 0));
  assert.deepEqual(book.entries, []);
  await assert.rejects(book.save(null, note("x")), Closed);
});

test("of two devices the second is told, overwrites nothing, and can keep both", async () => {
  const house = new Practice().person("Mara");
  const { book: one, code } = await begun(house);
  const saved = await one.save(null, note("first"));
  assert.ok(saved.is === "saved");
  const other = await reopened(house, code);
  assert.equal((await one.save(saved.entry, note("by one"))).is, "saved");
  assert.equal((await other.save(saved.entry, note("by the other"))).is, "otherwise");
  assert.deepEqual(other.entries.map((entry) => entry.note.text), ["by one"], "what is there now is what it shows");
  assert.equal((await other.save(null, note("by the other"))).is, "saved");
  await one.read();
  assert.deepEqual(one.entries.map((entry) => entry.note.text).sort(), ["by one", "by the other"]);
  await one.delete(one.entries.find((entry) => entry.note.text === "by one")!);
  assert.equal((await other.save({ id: saved.entry.id, version: 2 }, note("late"))).is, "gone");
});

test("a note that was changed, exchanged or rolled back under another number is left out and said", async () => {
  const house = new Practice().person("Mara");
  const { book, code } = await begun(house);
  for (const text of ["one", "two", "three"]) await book.save(null, note(text));
  const [first, second, third] = [...house.kept.notes.values()];
  assert.ok(first && second && third);
  house.kept.notes.set(first.id, { ...first, body: second.body });
  house.kept.notes.set(third.id, { ...third, version: 2 });
  const again = await reopened(house, code);
  assert.deepEqual(again.entries.map((entry) => entry.note.text), ["two"]);
  assert.equal(again.damaged, 2);
});

test("a house that shows another key as mine is noticed before anybody locks anything to it", async () => {
  const practice = new Practice();
  const house = practice.person("Mara");
  const { code } = await begun(house);
  const { book: ines } = await begun(practice.person("Ines"));
  assert.ok(house.kept.state.vault && ines.state.vault);
  house.kept.state.vault.publicKey = ines.state.vault.publicKey;
  await assert.rejects(reopened(house, code), Lies);
});

test("a new code opens, and the old one does not any more", async () => {
  const house = new Practice().person("Mara");
  const { book, code } = await begun(house);
  await book.save(null, note("Kiebitz"));
  const next = await book.prepareCode();
  assert.equal((await reopened(house, code)).entries.length, 1, "until its person has it");
  await next.keep(null);
  await assert.rejects(reopened(house, code), Closed);
  assert.equal((await reopened(house, next.code)).entries.length, 1);
});

test("after a theft everything is under a new key, old ways open nothing, and a renewal that was torn off goes on", async () => {
  const house = new Practice().person("Mara");
  const { book, code } = await begun(house);
  for (const text of ["one", "two", "three"]) await book.save(null, note(text));
  const stolen = structuredClone([...house.kept.notes.values()]);
  const next = await book.prepareRenewal();
  await next.keep(null);
  assert.deepEqual(house.kept.state.vault?.wraps, []);
  // The page closes after the first note.
  const write = house.write.bind(house);
  let written = 0;
  house.write = async (sent) => {
    if (written++ > 0) throw new Error("the page was closed");
    return write(sent);
  };
  await assert.rejects(book.goOn(() => undefined), /closed/);
  house.write = write;
  await assert.rejects(reopened(house, code), Closed);

  const later = await reopened(house, next.code);
  assert.deepEqual(later.entries.map((entry) => entry.note.text).sort(), ["one", "three", "two"], "all can be read meanwhile");
  assert.equal(later.state.behind, 2);
  const left: number[] = [];
  await later.goOn((count) => left.push(count));
  assert.deepEqual(left, [2, 1]);
  assert.equal(house.kept.state.vault?.previous, null);
  assert.deepEqual(later.entries.map((entry) => entry.note.text).sort(), ["one", "three", "two"]);
  assert.ok([...house.kept.notes.values()].every((one) => one.generation === 2 && !stolen.some((old) => old.body === one.body)));
});

test("what a colleague was left opens with their own pair and the key that both compared", async () => {
  const practice = new Practice();
  const [maras, ines] = [practice.person("Mara"), practice.person("Ines")];
  const { book: mara } = await begun(maras);
  const { book: ine, code } = await begun(ines);
  await mara.save(null, note("Kiebitz"));
  await mara.look();
  const [colleague] = mara.state.colleagues;
  assert.ok(colleague);
  assert.deepEqual(await mara.codeOf(colleague.vault, colleague.publicKey), await ine.ownCode(), "the same on both sides");
  await mara.name(colleague.vault, colleague.publicKey);
  assert.equal(await mara.isStillTheirs(), true);
  await ine.look();
  const vault = ine.state.left[0]?.vault ?? "";
  ines.keys.set(vault, maras.willKey);
  const { entries, damaged } = await ine.readLeft(vault);
  assert.deepEqual([entries.map((entry) => entry.note.text), damaged], [["Kiebitz"], 0]);

  // Another key in its place is noticed, and what is locked to that opens nothing of Ines.
  assert.ok(maras.kept.state.will);
  maras.kept.state.will.publicKey = mara.state.vault?.publicKey ?? "";
  await mara.look();
  assert.equal(await mara.isStillTheirs(), false);
  ines.keys.set(vault, await lockWill(mara.opened, colleague.vault, mara.state.vault?.publicKey ?? ""));
  await assert.rejects((await reopened(ines, code)).readLeft(vault), Closed);
});

test("a draft is kept locked, opens with its vault alone, and goes when it is dropped", async () => {
  const kept = new Map<string, string>();
  const drawer = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
  const practice = new Practice();
  const { book } = await begun(practice.person("Mara"));
  const { book: other } = await begun(practice.person("Ines"));
  const drafts = new Drafts(drawer);
  drafts.note(book.opened, { of: null, note: note("half a sen") });
  await drafts.flush();
  assert.ok(![...kept.values()].join().includes("half"));
  assert.equal((await drafts.get(book.opened))?.note.text, "half a sen");
  assert.equal(await drafts.get(other.opened), null);
  drafts.drop();
  assert.equal(await drafts.get(book.opened), null);
});

test("a draft of a page that locked meanwhile is written with no key", async () => {
  const { book } = await begun(new Practice().person("Mara"));
  const opened = book.opened;
  const kept: string[] = [];
  const drafts = new Drafts({ getItem: () => kept.at(-1) ?? null, setItem: (_, value) => void kept.push(value), removeItem: () => undefined });
  drafts.note(opened, { of: null, note: note("x") });
  drafts.drop();
  await drafts.flush();
  assert.deepEqual(kept, []);
});

test("ten minutes without anybody are ten minutes", () => {
  assert.equal(IDLE_MS, 600_000);
  assert.equal(isIdle(0, IDLE_MS - 1), false);
  assert.equal(isIdle(0, IDLE_MS), true);
});

test("a copy to read has every note, with what it is about", () => {
  const says = { word: (id: string) => `<${id}>`, day: (iso: string) => iso.slice(0, 10) };
  const text = exportText(says, [
    { id: "a", version: 1, note: note("one\ntwo") },
    { id: "b", version: 1, note: { title: "", text: "three", about: { kind: "free" }, writtenAt: "2026-01-07T00:00:00Z" } },
  ]);
  assert.equal(text, "Grauwacke\r\nTuesday Evening · Anna · 2026-01-06\r\n\r\none\r\ntwo\r\n\r\n----------------------------------------\r\n\r\n<untitled>\r\n<about-free> · 2026-01-07\r\n\r\nthree\r\n");
  assert.equal(aboutLine(says, { kind: "group", group: "Tuesday Evening" }), "Tuesday Evening");
});

test("ids are by chance, and tell no time", () => {
  assert.match(newId("nte"), /^nte_[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
  assert.notEqual(newId("nte").slice(0, 12), newId("nte").slice(0, 12));
});
