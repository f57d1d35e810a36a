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

test("a line that is sealed again, or one of which the worker drops everything for want of a key, is no leak", () => {
  const watch = new LeakWatch();
  for (const [packets, frames] of [[0, 0], [20, 0], [45, 48], [70, 0], [95, 98], [95, 140]] as const) {
    assert.equal(watch.leaks([{ packets, frames }]), false);
  }
  for (let look = 0; look < 10; look += 1) assert.equal(watch.leaks([{ packets: 0, frames: 0 }, sealed]), false);
});
