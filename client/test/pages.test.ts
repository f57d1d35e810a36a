// The rules behind the pages' small scripts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { TWICE_WITHIN_MS, twice } from "../src/enhance/hide.ts";
import { loudness } from "../src/prepare/level.ts";
import { SLOW_ROUND_TRIP_MS, sentenceForRoundTrip } from "../src/prepare/line.ts";
import { mayTryLess, sentenceFor } from "../src/prepare/trouble.ts";

test("Escape hides the page at its second press, and only when nothing came between", () => {
  const pressed = twice(TWICE_WITHIN_MS);
  assert.equal(pressed(true, 0), false);
  assert.equal(pressed(true, 400), true);
  assert.equal(pressed(true, 500), false, "a third press begins anew");
  assert.equal(pressed(false, 600), false, "another key forgets the first");
  assert.equal(pressed(true, 700), false);
  assert.equal(pressed(true, 700 + TWICE_WITHIN_MS + 1), false, "too late");
});

test("a refusal is an answer; a device that is missing or busy may leave another", () => {
  const sentence = (name: string) => sentenceFor(new DOMException("", name));
  assert.equal(sentence("NotAllowedError"), "refused");
  assert.equal(mayTryLess(sentence("NotAllowedError")), false);
  assert.equal(mayTryLess(sentence("NotFoundError")), true);
  assert.equal(mayTryLess(sentence("NotReadableError")), true);
  assert.equal(sentenceFor(new TypeError()), "not-here");
});

test("silence is nothing and a loud voice is the whole bar", () => {
  assert.equal(loudness(new Float32Array(64)), 0);
  assert.equal(loudness(new Float32Array(64).fill(0.9)), 1);
  const quiet = loudness(new Float32Array(64).fill(0.01));
  assert.ok(quiet > 0.2 && quiet < 0.6, `${quiet}`);
});

test("a line whose speed nobody knows is still a line", () => {
  assert.equal(sentenceForRoundTrip(null), "line-good");
  assert.equal(sentenceForRoundTrip(SLOW_ROUND_TRIP_MS), "line-good");
  assert.equal(sentenceForRoundTrip(SLOW_ROUND_TRIP_MS + 1), "line-slow");
});
