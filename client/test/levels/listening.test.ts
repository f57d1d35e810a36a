// A facilitator's tab counts airtime by itself: over a reload, for itself alone, until the session is over.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Listening, type Voices } from "../../src/levels/listening.ts";

const kept = new Map<string, string>();
Object.assign(globalThis, {
  sessionStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  },
});
beforeEach(() => kept.clear());

/** A page that listens while Anna talks for so long. */
function page(leads: boolean, talksMs: number): { listening: Listening; told: Voices[] } {
  const told: Voices[] = [];
  const listening = new Listening("ses_1", leads, (voices) => told.push(voices));
  listening.begin();
  for (let nowMs = 100; nowMs <= talksMs; nowMs += 100) listening.hear([{ member: "anna", dbov: -25 }], nowMs);
  return { listening, told };
}

const seconds = (told: Voices[]) => told.at(-1)?.airtime.find((one) => one.member === "anna")?.seconds ?? 0;

test("who speaks is said once, and airtime every second", () => {
  const { told } = page(true, 5_000);
  assert.deepEqual(told.slice(1).map((voices) => voices.speaking), Array.from({ length: told.length - 1 }, () => ["anna"]));
  assert.ok(told.length >= 5 && told.length <= 7, String(told.length));
  assert.ok(seconds(told) > 3.5, String(seconds(told)));
});

test("a reload goes on counting, and shows at once what was counted", () => {
  const before = seconds(page(true, 10_000).told);
  const { told } = page(true, 10_000);
  assert.equal(seconds(told.slice(0, 1)), before);
  assert.ok(seconds(told) > before + 8);
});

test("a member's page counts for nobody and keeps nothing", () => {
  const { told } = page(false, 5_000);
  assert.deepEqual(told.map((voices) => [voices.speaking, voices.airtime]), [[[], []], [["anna"], []]]);
  assert.equal(kept.size, 0);
});

test("the count goes with the session, and one that is old or damaged is not taken up", () => {
  page(true, 5_000).listening.over();
  assert.equal(kept.size, 0);
  const airtime = [{ member: "anna", seconds: 30 }];
  for (const odd of ["{", "null", JSON.stringify({ airtime, atMs: Date.now() - 16 * 60_000 }), JSON.stringify({ airtime: [null, { member: 3 }], atMs: Date.now() })]) {
    kept.set("airtime ses_1", odd);
    assert.equal(seconds(page(true, 0).told), 0, odd);
  }
});
