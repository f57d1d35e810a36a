// What goes out past the worker that seals is noticed, and one odd look is not taken for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LeakWatch } from "../src/media/leak.ts";

const sealed = { packets: 900, frames: 900 };

test("a line whose packets the worker never saw is a leak, also when the other line is sealed", () => {
  const watch = new LeakWatch();
  const looks = [50, 100].map((packets) => watch.leaks([sealed, { packets, frames: 0 }]));
  assert.deepEqual(looks, [false, true]);
});

test("a worker that never answers while more and more goes out is a leak; one that is only slow, or has nothing to do, is none", () => {
  const silent = new LeakWatch();
  const looks = Array.from({ length: 20 }, (_, at) => silent.leaksUnanswered(50 * (at + 1)));
  assert.deepEqual(looks, [...Array.from({ length: 19 }, () => false), true]);
  const slow = new LeakWatch();
  for (let look = 1; look < 100; look += 1) {
    assert.equal(slow.leaksUnanswered(50 * look), false);
    if (look % 19 === 0) assert.equal(slow.leaks([sealed]), false);
  }
  const idle = new LeakWatch();
  for (let look = 0; look < 100; look += 1) assert.equal(idle.leaksUnanswered(50), false);
});

test("a line that is sealed again, or one of which the worker drops everything for want of a key, is no leak", () => {
  const watch = new LeakWatch();
  for (const [packets, frames] of [[0, 0], [20, 0], [45, 48], [70, 0], [95, 98], [95, 140]] as const) {
    assert.equal(watch.leaks([{ packets, frames }]), false);
  }
  for (let look = 0; look < 10; look += 1) assert.equal(watch.leaks([{ packets: 0, frames: 0 }, sealed]), false);
});
