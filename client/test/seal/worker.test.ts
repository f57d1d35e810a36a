// The worker's inside and how it hangs on a connection: order, counts, key frames, and nothing in the clear.
import assert from "node:assert/strict";
import { test } from "node:test";
import { peerOptions, Sealing, transforms, type WorkerLike } from "../../src/seal/attach.ts";
import { deriveFrameKey } from "../../src/seal/sframe/derive.ts";
import { CAMERA, kidOf, MICROPHONE, type Slot } from "../../src/seal/sframe/kid.ts";
import type { FromWorker, ToWorker } from "../../src/seal/sframe/messages.ts";
import { FrameWork, type EncodedFrame } from "../../src/seal/sframe/work.ts";

const keyOf = (slot: Slot) => deriveFrameKey(new Uint8Array(32).fill(4), kidOf(2, slot, 5));
const frame = (...bytes: number[]): EncodedFrame => ({ data: Uint8Array.from(bytes).buffer });
const VP8_DELTA = [0x11, ...Array.from({ length: 40 }, (_, at) => at)];
const VP8_KEY = [0x10, ...Array.from({ length: 60 }, (_, at) => at)];

function twoPages() {
  const said: FromWorker[] = [];
  let nowMs = 0;
  const mine = new FrameWork(() => nowMs, () => undefined);
  const theirs = new FrameWork(() => nowMs, (message) => said.push(message));
  return { mine, theirs, said, pass: (ms: number) => void (nowMs += ms) };
}

test("frames go out sealed and come in opened, in the order in which they came", async () => {
  const { mine, theirs } = twoPages();
  const key = await keyOf(MICROPHONE);
  mine.hear({ do: "speak", era: 1, keys: [{ slot: MICROPHONE, key }] });
  theirs.hear({ do: "keys", era: 1, receive: [{ member: "mem_anna", slot: MICROPHONE, key }] });
  const seal = mine.begin({ line: 0, kind: "audio", way: "out" }, {});
  const open = theirs.begin({ line: 0, kind: "audio", way: "in", member: "mem_anna" }, {});
  const through = new TransformStream<EncodedFrame, EncodedFrame>({
    transform(one, controller) {
      const sealed = seal(one);
      const opened = sealed && open(sealed);
      if (opened) controller.enqueue(opened);
    },
  });
  const sent = Array.from({ length: 60 }, (_, at) => at);
  const source = new ReadableStream<EncodedFrame>({
    start(controller) {
      for (const at of sent) controller.enqueue(frame(at, ...new Array<number>(at % 7 === 0 ? 4_000 : 3).fill(at)));
      controller.close();
    },
  });
  const came: number[] = [];
  for await (const one of source.pipeThrough(through) as unknown as AsyncIterable<EncodedFrame>) came.push(new Uint8Array(one.data)[0] ?? -1);
  assert.deepEqual(came, sent);
});

test("before there is a key nothing passes in either direction, and the counts say so once a second", async () => {
  const { theirs, said } = twoPages();
  const out = theirs.begin({ line: 0, kind: "audio", way: "out" }, {});
  const into = theirs.begin({ line: 1, kind: "audio", way: "in", member: "mem_anna" }, {});
  assert.equal(out(frame(1, 2, 3)), null);
  assert.equal(into(frame(...new Array<number>(40).fill(0))), null);
  theirs.look();
  theirs.look();
  assert.deepEqual(said, [
    {
      say: "counts",
      answers: null,
      lines: [
        { line: 0, way: "out", member: null, kind: "audio", passed: 0, silent: 0, dropped: { no_key: 1 } },
        { line: 1, way: "in", member: "mem_anna", kind: "audio", passed: 0, dropped: { no_key: 1 } },
      ],
    },
  ]);
});

test("a page can say how much of what its microphone gave was silence, which is neither passed nor dropped", async () => {
  const { theirs, said } = twoPages();
  theirs.hear({ do: "speak", era: 1, keys: [{ slot: MICROPHONE, key: await keyOf(MICROPHONE) }] });
  const out = theirs.begin({ line: 0, kind: "audio", way: "out" }, {});
  for (const one of [frame(), frame(7), frame()]) out(one);
  theirs.look();
  assert.deepEqual(said, [{ say: "counts", lines: [{ line: 0, way: "out", member: null, kind: "audio", passed: 1, silent: 2, dropped: { no_key: 0 } }], answers: null }]);
});

test("a lost picture asks for a key frame, at most once a second, until one comes", async () => {
  const { mine, theirs, pass } = twoPages();
  const key = await keyOf(CAMERA);
  mine.hear({ do: "speak", era: 1, keys: [{ slot: CAMERA, key }] });
  const seal = mine.begin({ line: 0, kind: "video", way: "out" }, {});
  let asked = 0;
  const open = theirs.begin({ line: 0, kind: "video", way: "in", member: "mem_anna" }, { requestKeyFrame: () => void (asked += 1) });
  open(seal(frame(...VP8_DELTA)) ?? frame());
  open(seal(frame(...VP8_DELTA)) ?? frame());
  assert.equal(asked, 1);
  theirs.hear({ do: "keys", era: 1, receive: [{ member: "mem_anna", slot: CAMERA, key }] });
  pass(1_000);
  assert.ok(open(seal(frame(...VP8_DELTA)) ?? frame()));
  assert.equal(asked, 2, "what opens now builds on what was lost");
  open(seal(frame(...VP8_KEY)) ?? frame());
  pass(1_000);
  open(seal(frame(...VP8_DELTA)) ?? frame());
  assert.equal(asked, 2);
});

test("where the browser cannot ask, the page is told for whom", async () => {
  const { theirs, said } = twoPages();
  const open = theirs.begin({ line: 0, kind: "video", way: "in", member: "mem_anna" }, {});
  open(frame(...VP8_DELTA));
  assert.deepEqual(said, [{ say: "needs_key_frame", member: "mem_anna" }]);
});

test("the first key makes the camera begin with a key frame; the next epoch's does not", async () => {
  const { mine } = twoPages();
  let made = 0;
  mine.begin({ line: 0, kind: "video", way: "out" }, { makeKeyFrame: () => void (made += 1) });
  mine.hear({ do: "speak", era: 1, keys: [{ slot: CAMERA, key: await keyOf(CAMERA) }] });
  mine.hear({ do: "speak", era: 2, keys: [{ slot: CAMERA, key: await keyOf(CAMERA) }] });
  assert.equal(made, 1);
});

test("a browser is asked for the newer way first, and without either it takes no part", () => {
  const side = { prototype: { createEncodedStreams() {} } };
  const old = { Worker: class {}, RTCRtpSender: side, RTCRtpReceiver: side };
  assert.equal(transforms({ ...old, RTCRtpScriptTransform: class {} }), "script");
  assert.equal(transforms(old), "streams");
  assert.equal(transforms({ Worker: class {}, RTCRtpSender: side, RTCRtpReceiver: { prototype: {} } }), "none");
  assert.equal(transforms({ RTCRtpScriptTransform: class {} }), "none", "without workers");
  assert.deepEqual(peerOptions("script"), {}, "the older flag beside the newer way is an error in Chrome 141");
  assert.deepEqual(peerOptions("streams"), { encodedInsertableStreams: true });
});

test("a page learns what its worker has seen by now, not what it told last; of a worker that broke it learns nothing", async () => {
  const say = (message: FromWorker) => worker.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  const work = new FrameWork(() => 0, say);
  const later: (() => void)[] = [];
  const hear = (message: ToWorker) => void later.push(() => work.hear(message as Exclude<ToWorker, { do: "streams" }>));
  const worker: WorkerLike = { postMessage: hear, onmessage: null, onerror: null, terminate() {} };
  const told: number[] = [];
  const sealing = new Sealing("script", () => worker, { onCounts: (lines) => void told.push(lines.length), onNeedsKeyFrame() {}, onBroken() {} });
  const turn = work.begin({ line: 7, kind: "audio", way: "out" }, {});
  const asked = sealing.seen([7, 8]);
  // No key yet: the worker sees the frame and drops it. What it tells of itself is no answer.
  turn({ data: new ArrayBuffer(3) });
  work.look();
  assert.deepEqual(told, [1]);
  later.shift()?.();
  assert.deepEqual(await asked, [1, 0]);
  const never = sealing.seen([7]);
  sealing.close();
  assert.equal(await never, null);
  assert.equal(await sealing.seen([7]), null, "and there is none to ask");
});

test("a worker that broke is replaced, and takes no key that the one before may have counted with", async () => {
  const workers: (WorkerLike & { told: ToWorker[] })[] = [];
  const start = () => {
    const told: ToWorker[] = [];
    const worker = { told, postMessage: (message: ToWorker) => void told.push(message), onmessage: null, onerror: null, terminate() {} };
    workers.push(worker);
    return worker as WorkerLike;
  };
  const broke: boolean[] = [];
  const sealing = new Sealing("script", start, { onNeedsKeyFrame() {}, onBroken: (again) => void broke.push(again) });
  const key = await keyOf(MICROPHONE);
  const speak = { do: "speak" as const, era: 1, keys: [{ slot: MICROPHONE as Slot, key }] };
  sealing.take(speak);
  Object.assign(globalThis, { RTCRtpScriptTransform: class {} });
  const line = sealing.out({} as RTCRtpSender, "audio");
  workers[0]?.onerror?.({} as ErrorEvent);
  assert.deepEqual(broke, [true]);
  assert.equal(await sealing.seen([line]), null, "the next one knows nothing of that line");
  sealing.take(speak);
  assert.deepEqual(workers[1]?.told, []);
  sealing.take({ do: "keys", era: 2, receive: [] });
  sealing.take({ ...speak, era: 2 });
  assert.deepEqual(workers[1]?.told.map((message: ToWorker) => message.do), ["keys", "speak"]);
  workers[1]?.onerror?.({} as ErrorEvent);
  workers[2]?.onerror?.({} as ErrorEvent);
  assert.deepEqual(broke, [true, true, false], "after the third there is none, and that is said");
  assert.equal(workers.length, 3);
});
