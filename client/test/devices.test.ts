// Microphones and cameras that are taken, unplugged and given back: what is tried again, and when.
import assert from "node:assert/strict";
import { test } from "node:test";
import { afterChange, isGone, nextTryMs } from "../src/media/return.ts";
import type { Device } from "../src/state/state.ts";

const headset: Device = { id: "h", kind: "microphone", label: "Headset" };
const built: Device = { id: "b", kind: "microphone", label: "Built in" };
const camera: Device = { id: "c", kind: "camera", label: "Camera" };
const held = { wanted: true, chosen: null, works: true };

test("a microphone that a call has taken is tried for until the call is over", () => {
  assert.equal(nextTryMs(0, null), 300);
  for (const tried of [3, 10, 1_000]) assert.equal(nextTryMs(tried, "busy"), 5_000);
});

test("a person who refuses is not asked again, and what is missing is not looked for without end", () => {
  assert.equal(nextTryMs(1, "refused"), null);
  assert.equal(nextTryMs(2, "missing"), 3_000);
  assert.equal(nextTryMs(3, "missing"), null);
});

test("a chosen device that is gone gives way to the default one", () => {
  assert.equal(afterChange("microphone", { ...held, chosen: "h" }, [built, camera]), "open_default");
  assert.equal(afterChange("microphone", { ...held, chosen: "h" }, [headset, built]), "keep");
  assert.equal(afterChange("microphone", { ...held, chosen: "h", works: false }, [headset, built]), "open");
});

test("who never chose a microphone follows the system, and a camera that works is left alone", () => {
  assert.equal(afterChange("microphone", held, [headset, built]), "open");
  assert.equal(afterChange("camera", held, [camera]), "keep");
  assert.equal(afterChange("camera", { ...held, works: false }, [camera]), "open");
});

test("what a person has switched off stays off when devices come", () => {
  assert.equal(afterChange("microphone", { wanted: false, chosen: "h", works: false }, [headset]), "keep");
});

test("a browser that hides its devices has not lost them", () => {
  assert.equal(isGone("microphone", "h", []), false);
  assert.equal(isGone("microphone", "h", [camera]), false);
  assert.equal(isGone("microphone", "h", [built]), true);
});
