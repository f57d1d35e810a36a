// Coming back: the backoff of the socket, the watchdog of the media, the keys, and the page's configuration.
import assert from "node:assert/strict";
import { test } from "node:test";
import { actOf, escapeActs, EscapeTwice } from "../src/access/keys.ts";
import { readConfig } from "../src/entry/config.ts";
import { Watchdog, type Sample } from "../src/media/watchdog.ts";
import { troubleOf } from "../src/media/devices.ts";
import { backoffMs } from "../src/signalling/backoff.ts";

test("tries begin at 250 ms and never wait longer than 5 s", () => {
  assert.equal(backoffMs(0, 1), 250);
  assert.equal(backoffMs(0, 0), 125);
  assert.equal(backoffMs(3, 1), 2_000);
  for (let tries = 0; tries < 100; tries += 1) assert.ok(backoffMs(tries, 1) <= 5_000);
});

const well: Sample = { ice: "connected", packets: 0, expected: true };

/** Looks every 500 ms while packets grow as told, and returns when the connection was called dead, or null. */
function diesAfter(dog: Watchdog, sample: (ms: number) => Partial<Sample>, untilMs = 20_000): number | null {
  dog.begin(0);
  for (let ms = 500; ms <= untilMs; ms += 500) if (dog.isDead({ ...well, ...sample(ms) }, ms)) return ms;
  return null;
}

test("a connection that receives is left alone", () => {
  assert.equal(diesAfter(new Watchdog(), (ms) => ({ packets: ms })), null);
});

test("silence where packets are expected is a dead line after 2.5 s", () => {
  assert.equal(diesAfter(new Watchdog(), (ms) => ({ packets: Math.min(ms, 5_000) })), 7_500);
});

test("silence where nobody sends is no fault", () => {
  assert.equal(diesAfter(new Watchdog(), () => ({ expected: false })), null);
});

test("a failed connection is dead at once, a disconnected one after 2 s", () => {
  assert.equal(diesAfter(new Watchdog(), () => ({ ice: "failed" })), 500);
  assert.equal(diesAfter(new Watchdog(), (ms) => ({ ice: ms >= 3_000 ? "disconnected" : "connected", packets: ms })), 5_000);
});

test("a connection that never connects is given 6 s, and each silent one after it more", () => {
  const dog = new Watchdog();
  assert.equal(diesAfter(dog, () => ({ ice: "checking" })), 6_000);
  assert.equal(diesAfter(dog, () => ({ ice: "checking" })), 12_000);
});

test("a tab that slept knows nothing and waits for the next look", () => {
  const dog = new Watchdog();
  dog.begin(0);
  assert.equal(dog.isDead({ ...well, packets: 10 }, 500), false);
  assert.equal(dog.isDead({ ...well, packets: 10 }, 60_000), false);
  assert.equal(dog.isDead({ ...well, packets: 10 }, 62_500), true);
});

test("Escape twice hides the page, once or with something open it does not", () => {
  const escape = new EscapeTwice();
  assert.equal(escape.press("Escape", false, 0), false);
  assert.equal(escape.press("Escape", false, 300), true);
  assert.equal(escape.press("Escape", false, 400), false);
  assert.equal(escape.press("a", false, 450), false);
  assert.equal(escape.press("Escape", false, 500), false);
  assert.equal(escape.press("Escape", false, 5_000), false);
  assert.equal(escape.press("Escape", true, 5_100), false);
  assert.equal(escape.press("Escape", false, 5_200), false);
});

test("Escape closes what is open before it counts for hiding, and never closes a panel with words half written in it", () => {
  const nothing = { dialog: false, panel: false, field: false };
  assert.equal(escapeActs(nothing), "count");
  assert.equal(escapeActs({ ...nothing, panel: true }), "close_panel");
  assert.equal(escapeActs({ ...nothing, panel: true, field: true }), "leave_field");
  assert.equal(escapeActs({ ...nothing, field: true }), "left_to_the_browser");
  assert.equal(escapeActs({ dialog: true, panel: true, field: true }), "left_to_the_browser");
});

test("pressed again and again, Escape leaves the field, closes the panel, and only then hides the page", () => {
  const escape = new EscapeTwice();
  const open = { dialog: false, panel: true, field: true };
  const done: string[] = [];
  for (let atMs = 0; !done.includes("hide"); atMs += 100) {
    const act = escapeActs(open);
    done.push(escape.press("Escape", act !== "count", atMs) ? "hide" : act);
    if (act === "leave_field") open.field = false;
    if (act === "close_panel") open.panel = false;
  }
  assert.deepEqual(done, ["leave_field", "close_panel", "count", "hide"]);
});

test("a letter alone does nothing; with Alt and Shift it does what the list says", () => {
  const key = { code: "KeyM", altKey: true, shiftKey: true, ctrlKey: false, metaKey: false };
  assert.equal(actOf(key), "microphone");
  assert.equal(actOf({ ...key, altKey: false }), null);
  assert.equal(actOf({ ...key, ctrlKey: true }), null);
});

test("a page without settings still opens, and the demo starts muted unless told otherwise", () => {
  const bare = readConfig("{}");
  assert.equal(bare.urls.away, "/away");
  assert.equal(bare.levels, "server");
  assert.equal(readConfig('{"levels":"devices"}').levels, "devices");
  assert.equal(bare.startMuted, false);
  assert.equal(readConfig('{"demo":true}').startMuted, true);
  assert.equal(readConfig('{"demo":true,"startMuted":false}').startMuted, false);
});

test("why a device is not there is told apart: refused, missing, busy", () => {
  const named = (name: string) => troubleOf(Object.assign(new Error(name), { name }));
  assert.equal(named("NotAllowedError"), "refused");
  assert.equal(named("NotFoundError"), "missing");
  assert.equal(named("NotReadableError"), "busy");
});
