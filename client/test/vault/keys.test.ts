// Every way into a vault opens the same key, and only its own wrap of its own generation.
import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf, newCode, readCode } from "../../src/vault/recovery.ts";
import { close, lockPrevious, newPair, openPair, openPrevious, proof, unwrap, wrap, type Way } from "../../src/vault/keys.ts";
import { Closed } from "../../src/vault/lock.ts";
import { counting, INES, MARAS, open } from "./cast.ts";

const passkey: Way = { by: "passkey", made: counting(40)(32) };
const recovery: Way = { by: "recovery", made: counting(60)(16) };

test("our vectors: what wrapped a key once unwraps it for ever, and the proof stays the same", async () => {
  const opened = open();
  assert.equal(await wrap(opened, passkey, counting()), WRAPPED.passkey);
  assert.equal(await wrap(opened, recovery, counting()), WRAPPED.recovery);
  assert.equal(await proof(opened), WRAPPED.proof);
  for (const way of [passkey, recovery]) {
    assert.deepEqual(await unwrap(MARAS, 1, way, WRAPPED[way.by]), opened);
  }
});

test("a wrap opens by its own way, for its own vault and generation", async () => {
  const wrapped = await wrap(open(), passkey);
  const wrong: [string, number, Way][] = [
    [INES, 1, passkey],
    [MARAS, 2, passkey],
    [MARAS, 1, { by: "recovery", made: passkey.made }],
    [MARAS, 1, { by: "passkey", made: counting(41)(32) }],
  ];
  for (const [vault, generation, way] of wrong) await assert.rejects(unwrap(vault, generation, way, wrapped), Closed);
});

test("a proof is of one vault and one generation, and tells nothing of the key", async () => {
  const [one, next] = [open(1), open(2)];
  assert.notEqual(await proof(one), await proof(next));
  assert.notEqual(await proof(one), await proof({ ...one, vault: INES }));
  assert.equal((await proof(one)).length, 43);
});

test("after a new key the one before opens with it, and not the other way round", async () => {
  const before = open(1);
  const now = { ...open(2), secret: counting(9)(32) };
  const locked = await lockPrevious(before, now);
  assert.deepEqual(await openPrevious(now, locked), before);
  await assert.rejects(openPrevious({ ...before, generation: 2 }, locked), Closed);
  await assert.rejects(openPrevious({ ...now, generation: 3 }, locked), Closed);
});

test("the pair opens with its vault, and says its open half itself", async () => {
  const { publicKey, privateKey } = await newPair(open());
  assert.equal((await openPair(open(), privateKey)).publicKey, publicKey);
  await assert.rejects(openPair(open(2), privateKey), Closed);
});

test("a closed page's key is overwritten", () => {
  const opened = open();
  close(opened);
  assert.ok(opened.secret.every((byte) => byte === 0));
});

test("a recovery code reads back, however it is typed", async () => {
  for (let round = 0; round < 40; round++) {
    const { secret, code } = await newCode();
    assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    for (const typed of [code, code.toLowerCase(), code.replaceAll("-", " "), ` ${code.replaceAll("-", "")} `, code.replaceAll("0", "o").replaceAll("1", "l")]) {
      assert.deepEqual(await readCode(typed), secret, typed);
    }
  }
  assert.equal(await codeOf(counting()(16)), CODE);
});

test("every slip of one letter and every two neighbours swapped are noticed", async () => {
  const letters = CODE.replaceAll("-", "");
  let passed = 0;
  let tried = 0;
  for (let at = 0; at < letters.length; at++) {
    const other = letters[at] === "7" ? "8" : "7";
    for (const typed of [letters.slice(0, at) + other + letters.slice(at + 1), letters.slice(0, at) + (letters[at + 1] ?? "") + letters[at] + letters.slice(at + 2)]) {
      if (typed === letters || typed.length !== letters.length) continue;
      tried++;
      if ((await readCode(typed)) !== "sum") passed++;
    }
  }
  assert.ok(tried > 30);
  assert.equal(passed, 0);
});

test("what is no code says why", async () => {
  assert.equal(await readCode(""), "short");
  assert.equal(await readCode(CODE.slice(0, -1)), "short");
  assert.equal(await readCode(`${CODE}0`), "long");
  assert.equal(await readCode(CODE.replace(/^./, "U")), "letters");
  assert.equal(await readCode(CODE.replace(/^./, "é")), "letters");
});

const WRAPPED = { passkey: "AQABAgMEBQYHCAkKCycwwkAnX4fmnWPsbXuNSMSk-mdLz2EmvxwTYU1zHxfqZN7sV8nDh7TAECWQxm1l7A", recovery: "AQABAgMEBQYHCAkKC4H2iQuHUui9BdOmpBAhrThAamBrQNJuQyRGLeOt879oshYfhFvunsaQfIEGtj3RZA", proof: "9ZCstz5lwi9unNKJ4CbqDC_QrhJzZE6bbyqWtMMFrbI" };
const CODE = "000G-40R4-0M30-E209-185G-R38E-1ZXC";
