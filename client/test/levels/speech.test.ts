// Who speaks, by this device's own ears: the rules of the server's rings, and airtime that adds up.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Speech, type Dbov } from "../../src/levels/speech.ts";

class Evening {
  nowMs = 10_000;
  constructor(readonly speech = new Speech()) {}

  /** A look every 100 ms; gives the changes on the way. */
  hears(member: string, dbov: Dbov, millis: number): (readonly string[])[] {
    const changes = [];
    for (let spent = 0; spent < millis; spent += 100) {
      this.nowMs += 100;
      this.speech.hear([{ member, dbov }], this.nowMs);
      const changed = this.speech.changed(this.nowMs);
      if (changed !== null) changes.push(changed);
    }
    return changes;
  }

  waits(millis: number): readonly string[] | null {
    this.nowMs += millis;
    this.speech.hear([], this.nowMs);
    return this.speech.changed(this.nowMs);
  }

  seconds(member: string): number {
    return this.speech.airtime().find((one) => one.member === member)?.seconds ?? 0;
  }
}

test("a voice is heard and falls silent after half a second", () => {
  const evening = new Evening();
  assert.deepEqual(evening.hears("anna", -70, 1_000), []);
  assert.deepEqual(evening.hears("anna", -25, 2_000), [["anna"]]);
  assert.equal(evening.waits(499), null, "a pause for breath");
  assert.deepEqual(evening.waits(1), []);
  const seconds = evening.seconds("anna");
  assert.ok(seconds > 1.8 && seconds <= 2, String(seconds));
});

test("a steady fan is not speech but a voice above it is", () => {
  const evening = new Evening();
  assert.deepEqual(evening.hears("anna", -42, 5_000), []);
  assert.deepEqual(evening.hears("anna", -25, 300), [["anna"]]);
});

test("one click is not speech, nor is breathing in a silent room", () => {
  const evening = new Evening();
  evening.hears("anna", -80, 1_000);
  assert.deepEqual(evening.hears("anna", -10, 200), []);
  assert.deepEqual(evening.hears("anna", -80, 1_000), []);
  assert.deepEqual(evening.hears("anna", -60, 3_000), []);
});

test("a clock that ticks loudly is not speech", () => {
  const evening = new Evening();
  for (let ticks = 0; ticks < 10; ticks += 1) {
    for (const [dbov, millis] of [[-20, 200], ["fades", 200], [-70, 100]] as const) assert.deepEqual(evening.hears("anna", dbov, millis), []);
  }
});

test("a microphone that was closed for long has left no false floor", () => {
  const evening = new Evening();
  evening.hears("anna", -42, 2_000);
  evening.waits(20_000);
  assert.deepEqual(evening.hears("anna", -42, 2_000), [], "the same fan as before");
});

test("rings change at most five times a second", () => {
  const evening = new Evening();
  evening.hears("anna", -25, 300);
  const told = evening.nowMs;
  evening.nowMs += 100;
  for (const before of [60, 30]) evening.speech.hear([{ member: "ben", dbov: -25 }], evening.nowMs - before);
  evening.speech.hear([{ member: "ben", dbov: -25 }], evening.nowMs);
  assert.equal(evening.speech.changed(evening.nowMs), null);
  assert.deepEqual(evening.speech.changed(told + 200), ["anna", "ben"]);
});

test("a page in the background, which looks once a second, counts the same seconds", () => {
  const speech = new Speech();
  for (let second = 1; second <= 20; second += 1) speech.hear([{ member: "anna", dbov: second > 2 && second <= 13 ? -25 : -70 }], second * 1_000);
  const seconds = speech.airtime()[0]?.seconds ?? 0;
  assert.ok(seconds >= 9 && seconds <= 11, String(seconds));
});

test("airtime goes on from what was counted before a reload, and names nobody who has not spoken", () => {
  const evening = new Evening(new Speech([{ member: "anna", seconds: 40 }]));
  evening.hears("ben", -80, 1_000);
  evening.hears("anna", -25, 1_100);
  const [anna, ...others] = evening.speech.airtime();
  assert.deepEqual(others, []);
  assert.ok(anna !== undefined && anna.seconds > 40.8 && anna.seconds < 41.2, String(anna?.seconds));
});
