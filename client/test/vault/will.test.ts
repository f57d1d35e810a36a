// A will opens for the colleague whose key both compared, and for nobody who holds only what the server holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromText, toText } from "../../src/seal/bytes.ts";
import { newPair, openPair, type Opened } from "../../src/vault/keys.ts";
import { Closed } from "../../src/vault/lock.ts";
import { isPinned, lockPin, lockWill, openWill, spokenCode } from "../../src/vault/will.ts";
import { counting, INES, MARAS, open } from "./cast.ts";

const ines: Opened = { vault: INES, generation: 1, secret: counting(3)(32) };
const between = { author: MARAS, generation: 1, heir: INES };

async function pairOf(opened: Opened): Promise<{ privateKey: CryptoKey; publicKey: string }> {
  return openPair(opened, (await newPair(opened)).privateKey);
}

test("the colleague opens what was left, and reads with the author's key", async () => {
  const pair = await pairOf(ines);
  const locked = await lockWill(open(), INES, pair.publicKey);
  assert.deepEqual(await openWill(pair, between, locked), open());
});

test("the vector made once opens for ever", async () => {
  const pair = await openPair(ines, VECTOR.privateKey);
  assert.equal(pair.publicKey, VECTOR.publicKey);
  assert.deepEqual(await openWill(pair, between, VECTOR.locked), open());
  assert.deepEqual(await spokenCode(INES, VECTOR.publicKey), VECTOR.code);
});

test("nobody else's key opens it, and for no other author, colleague or generation", async () => {
  const pair = await pairOf(ines);
  const locked = await lockWill(open(), INES, pair.publicKey);
  await assert.rejects(openWill(await pairOf(ines), between, locked), Closed);
  await assert.rejects(openWill({ ...pair, publicKey: (await pairOf(ines)).publicKey }, between, locked), Closed);
  for (const wrong of [{ author: INES }, { heir: MARAS }, { generation: 2 }]) await assert.rejects(openWill(pair, { ...between, ...wrong }, locked), Closed);
});

test("no byte of it can be changed", async () => {
  const pair = await pairOf(ines);
  const whole = fromText(await lockWill(open(), INES, pair.publicKey));
  for (let at = 0; at < whole.length; at++) {
    const changed = whole.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    await assert.rejects(openWill(pair, between, toText(changed)), Closed, `byte ${at}`);
  }
  await assert.rejects(openWill(pair, between, "ä"), Closed);
  await assert.rejects(openWill(pair, between, ""), Closed);
});

test("a key that is no point of the curve is refused before anything is locked to it", async () => {
  for (const bad of [new Uint8Array(65), Uint8Array.of(4, ...new Uint8Array(63), 1), new Uint8Array(33)]) await assert.rejects(lockWill(open(), INES, toText(bad)));
});

test("the code to be spoken belongs to one key of one colleague, and the pin notices another", async () => {
  const [one, other] = [await pairOf(ines), await pairOf(ines)];
  const code = await spokenCode(INES, one.publicKey);
  assert.equal(code.length, 6);
  assert.ok(code.every((group) => /^\d{5}$/.test(group)));
  assert.notDeepEqual(code, await spokenCode(INES, other.publicKey));
  assert.notDeepEqual(code, await spokenCode(MARAS, one.publicKey));
  const pin = await lockPin(open(), INES, one.publicKey);
  assert.equal(await isPinned(open(), INES, one.publicKey, pin), true);
  assert.equal(await isPinned(open(), INES, other.publicKey, pin), false);
  assert.equal(await isPinned(open(), MARAS, one.publicKey, pin), false);
  assert.equal(await isPinned(open(), INES, one.publicKey, "x"), false);
});

const VECTOR = { privateKey: "AXXUABu09ahmgcRw4krMIR4kykl2DA3m9Zn5_MggVmDl32eV3C_PmKOuO5aDwOCZyzdGlzkcLq_AElA-XOt57cWgXtSUfDZiSxPATISm4UpfrRaTzkmlJUN2LaTLnf7x0jaX65S30qZqCSpSDCk_5neSpXqvgLnd9ejBJStxb1UnGtjAMiQZrNci7j58UqE7WOJqW9mBOfIhYAKMWdPFBZ6S-IMvjk4", publicKey: "BNKMwcx2sOavpQWjPrLbzEeQMFw0JdGa84G_zC6cV8D50ciPbl7VpSBCMJA5624jVeBu0eQ2kEZFqKDRAVwe4KE", locked: "BHO3AjC33NToLqmA1mS0FTKj7FZRqkURaFAbvT8nctfJbmuPBv_5jr4hSMrvGsI2WuWUzqVDEHjfMjwrCXN01EUBu7fsFvVussmjaTU8l8rE_2CijsHgR91gyW_jmvPoRn9Sbd2OJimBkE6of6JqagnnDF_Jt6vjgPc4mkbZ", code: ["53245", "16653", "33257", "62725", "69861", "05254"] };
