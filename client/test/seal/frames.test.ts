// Frames: the layout for Opus and VP8, the replay window, and what each line drops.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, hex, join, Malformed } from "../../src/seal/bytes.ts";
import { deriveFrameKey, type FrameKey } from "../../src/seal/sframe/derive.ts";
import { openFrame, sealFrame, takeApart } from "../../src/seal/sframe/frame.ts";
import { readHeader, writeHeader } from "../../src/seal/sframe/header.ts";
import { kidOf, readKid, CAMERA, MICROPHONE, type Slot } from "../../src/seal/sframe/kid.ts";
import { ReceiveLine, SendLine } from "../../src/seal/sframe/lines.ts";
import { KEPT_MS, Ring, SendSlot } from "../../src/seal/sframe/ring.ts";
import { ReplayWindow, WINDOW } from "../../src/seal/sframe/window.ts";
import { chance, flips } from "./cast.ts";

test("a header cut short, or with a number written too long, is refused", () => {
  const whole = writeHeader(1_024n, 300n);
  for (let length = 0; length < whole.length; length++) assert.throws(() => readHeader(whole.subarray(0, length)), Malformed);
  for (const text of ["8003", "08" + "07", "9000ff", "0900ff"]) assert.throws(() => readHeader(fromHex(text)), Malformed, text);
});

test("a key id says leaf, slot and epoch", () => {
  assert.deepEqual(readKid(kidOf(12, CAMERA, 300)), { leaf: 12, slot: CAMERA, epoch: 44 });
  assert.deepEqual(readKid(kidOf(2 ** 20 - 1, MICROPHONE, 0)), { leaf: 2 ** 20 - 1, slot: MICROPHONE, epoch: 0 });
  assert.throws(() => kidOf(2 ** 20, MICROPHONE, 0), RangeError);
});

const base = new Uint8Array(32).fill(9);
const frameKey = (leaf: number, slot: Slot, epoch: number, secret = base) => deriveFrameKey(secret, kidOf(leaf, slot, epoch));

const VP8_KEY = Uint8Array.from({ length: 60 }, (_, at) => (at === 0 ? 0x10 : at));
const VP8_DELTA = Uint8Array.from({ length: 40 }, (_, at) => (at === 0 ? 0x11 : 200 - at));
const OPUS = Uint8Array.from({ length: 80 }, (_, at) => 255 - at);

test("the clear bytes are none for Opus, 10 for a VP8 key frame, 1 for another VP8 frame", async () => {
  for (const [kind, slot, frame, clear] of [["audio", MICROPHONE, OPUS, 0], ["video", CAMERA, VP8_KEY, 10], ["video", CAMERA, VP8_DELTA, 1]] as const) {
    const key = await frameKey(3, slot, 7);
    const sealed = sealFrame(kind, key, 11, frame);
    assert.deepEqual(sealed.subarray(0, clear), new Uint8Array(frame.subarray(0, clear)));
    const parts = takeApart(kind, sealed);
    assert.equal(parts.counter, 11);
    assert.equal(parts.clear.length, clear);
    assert.equal(sealed.length, frame.length + parts.headerBytes.length + 16);
    assert.deepEqual(openFrame(key, parts), new Uint8Array(frame));
    const inside = hex(sealed.subarray(clear + parts.headerBytes.length));
    assert.ok(!inside.includes(hex(frame.subarray(clear, clear + 8))), "nothing of the frame stays readable");
  }
});

test("a frame with any bit of any byte turned does not open", async () => {
  for (const [kind, slot, frame] of [["audio", MICROPHONE, OPUS], ["video", CAMERA, VP8_KEY], ["video", CAMERA, VP8_DELTA]] as const) {
    const { ring, sealed } = await sent(kind, slot, frame);
    const line = new ReceiveLine(kind, "mem_anna", ring);
    for (const { at, flipped } of flips(sealed)) assert.equal(line.open(flipped, 0), null, `${kind}, byte ${at}`);
    for (let length = 0; length < sealed.length; length++) assert.equal(line.open(sealed.subarray(0, length), 0), null);
    assert.deepEqual(line.open(sealed, 0), new Uint8Array(frame), "and whole, it still does");
  }
});

/** One frame sealed by Anna's leaf 3 in epoch 7, and a ring that can open it. */
async function sent(kind: "audio" | "video", slot: Slot, frame: Uint8Array) {
  const key = await frameKey(3, slot, 7);
  const send = new SendSlot();
  send.use(1, key);
  const sealed = new SendLine(kind, send).seal(frame);
  assert.ok(sealed);
  const ring = new Ring();
  ring.begin(1, [{ member: "mem_anna", slot, key }], 0);
  return { ring, sealed, send };
}

test("nothing is sent before there is a key, and nothing after sending stopped", async () => {
  const slot = new SendSlot();
  const line = new SendLine("audio", slot);
  assert.equal(line.seal(OPUS), null);
  slot.use(1, await frameKey(3, MICROPHONE, 7));
  assert.ok(line.seal(OPUS));
  slot.stop();
  assert.equal(line.seal(OPUS), null);
  assert.deepEqual([line.sealed, line.dropped], [1, 2]);
});

test("a counter is never used twice under one key: not across layers, not across connections, not when the key is told again", async () => {
  const key = await frameKey(3, CAMERA, 7);
  const slot = new SendSlot();
  slot.use(4, key);
  const lines = [new SendLine("video", slot), new SendLine("video", slot)];
  const frames = Array.from({ length: 40 }, (_, at) => lines[at % 2]?.seal(VP8_DELTA));
  slot.stop();
  assert.equal(slot.use(3, key), false, "an older key does not come back");
  assert.equal(lines[0]?.seal(VP8_DELTA), null);
  assert.equal(slot.use(4, key), false, "the same key goes on where it was");
  frames.push(lines[0]?.seal(VP8_DELTA));
  const counters = frames.map((frame) => takeApart("video", frame ?? new Uint8Array(0)).counter);
  assert.deepEqual([...counters].sort((a, b) => a - b), Array.from({ length: 41 }, (_, at) => at));
});

test("silence that a browser makes as frames of no bytes stays unsent, and takes no counter", async () => {
  const slot = new SendSlot();
  slot.use(1, await frameKey(3, MICROPHONE, 7));
  const line = new SendLine("audio", slot);
  assert.equal(line.seal(new Uint8Array(0)), null);
  assert.deepEqual([line.sealed, line.dropped, line.silent], [0, 0, 1]);
  assert.equal(takeApart("audio", (line.seal(OPUS)) ?? new Uint8Array(0)).counter, 0);
});

test("a picture too short for its head is dropped, not sent clear", async () => {
  const slot = new SendSlot();
  slot.use(1, await frameKey(3, CAMERA, 7));
  const line = new SendLine("video", slot);
  assert.equal(line.seal(new Uint8Array(0)), null);
  assert.equal(line.seal(VP8_KEY.subarray(0, 9)), null);
});

test("a frame that names another member's leaf than its tile is dropped", async () => {
  const { ring, sealed } = await sent("audio", MICROPHONE, OPUS);
  const line = new ReceiveLine("audio", "mem_ben", ring);
  assert.equal(line.open(sealed, 0), null);
  assert.deepEqual(line.dropped, { other_member: 1 });
});

test("a frame of one slot is dropped on a line of the other", async () => {
  const { ring, sealed } = await sent("audio", MICROPHONE, OPUS);
  const line = new ReceiveLine("video", "mem_anna", ring);
  assert.equal(line.open(join(Uint8Array.of(0x11), sealed), 0), null);
  assert.deepEqual(line.dropped, { other_slot: 1 });
});

test("a frame that comes twice is played once, also through another connection", async () => {
  const { ring, sealed } = await sent("audio", MICROPHONE, OPUS);
  const line = new ReceiveLine("audio", "mem_anna", ring);
  assert.ok(line.open(sealed, 0));
  assert.equal(line.open(sealed, 0), null);
  assert.equal(new ReceiveLine("audio", "mem_anna", ring).open(sealed, 0), null);
  assert.deepEqual(line.dropped, { replayed: 1 });
});

test("whatever goes wrong with one frame, the next is opened", async () => {
  const { ring, sealed } = await sent("audio", MICROPHONE, OPUS);
  const line = new ReceiveLine("audio", "mem_anna", ring);
  const find = ring.find.bind(ring);
  ring.find = () => {
    throw new Error("a fault of ours");
  };
  assert.equal(line.open(sealed, 0), null);
  assert.deepEqual(line.dropped, { malformed: 1 });
  ring.find = find;
  assert.ok(line.open(sealed, 0));
});

test("cleartext is never played", async () => {
  const { ring } = await sent("audio", MICROPHONE, OPUS);
  const line = new ReceiveLine("audio", "mem_anna", ring);
  for (let first = 0; first < 256; first++) assert.equal(line.open(join(Uint8Array.of(first), OPUS), 0), null);
});

test("keys of an epoch open for 5 seconds after the next began, and no longer", async () => {
  const next = [{ member: "mem_anna", slot: MICROPHONE, key: await frameKey(3, MICROPHONE, 8) }];
  const { ring, sealed } = await sent("audio", MICROPHONE, OPUS);
  ring.begin(2, next, 1_000);
  assert.ok(new ReceiveLine("audio", "mem_anna", ring).open(sealed, 999 + KEPT_MS));
  const { ring: again, sealed: late } = await sent("audio", MICROPHONE, OPUS);
  again.begin(2, next, 1_000);
  const line = new ReceiveLine("audio", "mem_anna", again);
  assert.equal(line.open(late, 1_000 + KEPT_MS), null);
  assert.deepEqual(line.dropped, { no_key: 1 });
});

test("whoever has no leaf in the new epoch is not heard from the moment it begins", async () => {
  const { ring, sealed } = await sent("audio", MICROPHONE, OPUS);
  ring.begin(2, [{ member: "mem_anna", slot: MICROPHONE, key: await frameKey(4, MICROPHONE, 8) }], 1_000);
  assert.equal(new ReceiveLine("audio", "mem_anna", ring).open(sealed, 1_000), null);
});

test("two epochs that share a key id are told apart by their tags", async () => {
  const slot = new SendSlot();
  slot.use(1, await frameKey(3, MICROPHONE, 0));
  const old = new SendLine("audio", slot).seal(OPUS);
  slot.use(2, await frameKey(3, MICROPHONE, 256, new Uint8Array(32).fill(8)));
  const young = new SendLine("audio", slot).seal(OPUS);
  const ring = new Ring();
  ring.begin(1, [{ member: "mem_anna", slot: MICROPHONE, key: await frameKey(3, MICROPHONE, 0) }], 0);
  ring.begin(2, [{ member: "mem_anna", slot: MICROPHONE, key: await frameKey(3, MICROPHONE, 256, new Uint8Array(32).fill(8)) }], 10);
  const line = new ReceiveLine("audio", "mem_anna", ring);
  assert.ok(line.open(young ?? OPUS, 20));
  assert.ok(line.open(old ?? OPUS, 20));
});

test("an era that is over is not begun again", async () => {
  const { ring, sealed } = await sent("audio", MICROPHONE, OPUS);
  const line = new ReceiveLine("audio", "mem_anna", ring);
  assert.ok(line.open(sealed, 0));
  ring.begin(1, [{ member: "mem_anna", slot: MICROPHONE, key: await frameKey(3, MICROPHONE, 7) }], 0);
  assert.equal(line.open(sealed, 0), null, "its window was not emptied");
});

test("nothing of a member who is in another group is played", async () => {
  const { ring, sealed } = await sent("audio", MICROPHONE, OPUS);
  ring.hush("mem_anna");
  const line = new ReceiveLine("audio", "mem_anna", ring);
  assert.equal(line.open(sealed, 0), null);
  assert.deepEqual(line.dropped, { hushed: 1 });
});

test("a picture that was lost asks for a key frame until one comes", async () => {
  const { ring, sealed, send } = await sent("video", CAMERA, VP8_DELTA);
  const line = new ReceiveLine("video", "mem_anna", ring);
  assert.equal(line.needsKeyFrame, false);
  line.open(sealed.subarray(0, -1), 0);
  assert.equal(line.needsKeyFrame, true);
  const key = new SendLine("video", send).seal(VP8_KEY);
  line.open(key ?? OPUS, 0);
  assert.equal(line.needsKeyFrame, false);
});

test("the window takes each counter once, late ones within 1,024, and never forgets one it could take again", () => {
  for (const seed of [1, 6, 2026]) {
    const random = chance(seed);
    const window = new ReplayWindow();
    const taken = new Set<number>();
    let highest = -1;
    for (let step = 0; step < 20_000; step++) {
      const counter = Math.max(0, highest + random(step % 50 === 0 ? 3 * WINDOW : 40) - random(2 * WINDOW) * (random(3) === 0 ? 1 : 0));
      const may = !taken.has(counter) && counter > highest - WINDOW;
      assert.equal(window.isNew(counter), may, `seed ${seed}, counter ${counter}, highest ${highest}`);
      assert.equal(window.take(counter), may);
      if (may) {
        taken.add(counter);
        highest = Math.max(highest, counter);
      }
    }
  }
});

test("a key that is over is wiped: with its epoch's time, with its leaf, with the circle, with the next one to send with", async () => {
  const wiped = ({ key, salt }: FrameKey) => [...key, ...salt].every((byte) => byte === 0);
  const ring = new Ring();
  const held = async (leaf: number, epoch: number) => ({ member: "mem_anna", slot: MICROPHONE as Slot, key: await frameKey(leaf, MICROPHONE, epoch) });
  const [first, gone, second, again] = [await held(3, 7), await held(4, 7), await held(3, 8), await held(3, 8)];
  ring.begin(1, [first, gone], 0);
  ring.begin(2, [second], 10);
  assert.deepEqual([first, gone, second].map(({ key }) => wiped(key)), [false, true, false], "whose leaf is gone");
  ring.begin(2, [again], 20);
  assert.ok(wiped(again.key), "told twice");
  ring.forgetOld(10 + KEPT_MS);
  assert.deepEqual([first, second].map(({ key }) => wiped(key)), [true, false]);
  ring.clear();
  assert.ok(wiped(second.key));

  const slot = new SendSlot();
  const [one, same, other] = [await frameKey(3, CAMERA, 7), await frameKey(3, CAMERA, 7), await frameKey(3, CAMERA, 8)];
  slot.use(1, one);
  slot.use(1, same);
  assert.deepEqual([one, same].map(wiped), [false, true]);
  slot.use(2, other);
  assert.deepEqual([one, other].map(wiped), [true, false]);
  slot.forget();
  assert.ok(wiped(other));
});
