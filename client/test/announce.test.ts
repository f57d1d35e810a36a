import assert from "node:assert/strict";
import { test } from "node:test";
import type { Content } from "../src/content/content.ts";
import { announcements } from "../src/state/announce.ts";
import { reduce } from "../src/state/reduce.ts";
import { INITIAL, type State } from "../src/state/state.ts";
import type { RoomView } from "../src/protocol/wire.ts";
import { circle, content, memberOf, round, server, WELCOME } from "./evening.ts";

const inside = (view: RoomView): State =>
  [{ from: "person", does: "take_seat", you: null, startedMuted: false } as const, server(WELCOME), server({ type: "room", ...view })].reduce(reduce, INITIAL);
const then = (state: State, view: Partial<RoomView>): State =>
  reduce(state, server({ type: "room", ...circle({ revision: (state.room?.revision ?? 0) + 1, now_ms: (state.room?.now_ms ?? 0) + 1, ...view }) }));
const said = (before: State, after: State) => announcements(before, after).map(({ id, urgency }) => `${urgency} ${id}`);

test("the floor is announced to those who listen, and at once to the one who has it", () => {
  const before = inside(circle({ round: round("Mara") }));
  assert.deepEqual(said(before, then(before, { round: round("Ben") })), ["polite say-floor"]);
  assert.deepEqual(said(before, then(before, { round: round("Anna") })), ["assertive floor-yours"]);
});

test("an arrival is named; many at once are counted", () => {
  const nobody = circle();
  for (const seat of nobody.seats) if (seat.alias !== "Anna") seat.presence = "absent";
  const before = inside(nobody);
  const one = circle();
  for (const seat of one.seats) if (seat.alias !== "Anna" && seat.alias !== "Ben") seat.presence = "absent";
  assert.deepEqual(announcements(before, then(before, { seats: one.seats })).map((line) => line.args), [{ name: "Ben" }]);
  assert.deepEqual(said(before, then(before, {})), ["polite say-many-arrived"]);
});

test("a line that drops and comes back within the circle is not an arrival", () => {
  const dropped = circle();
  for (const seat of dropped.seats) if (seat.alias === "Ben") seat.presence = "reconnecting";
  const before = inside(dropped);
  assert.deepEqual(said(before, then(before, {})), []);
});

test("a raised hand of someone else is announced, one's own is not", () => {
  const before = inside(circle());
  const up: Content = { t: "hand", up: true };
  assert.deepEqual(said(before, reduce(before, content(1, "Ben", up))), ["polite say-hand"]);
  assert.deepEqual(said(before, reduce(before, content(1, "Anna", up))), []);
});

test("a quiet note interrupts a facilitator, and again when nobody has seen it for a minute", () => {
  const note = { note: 1, member: memberOf("Ben"), signal: "not_ok" as const, at_ms: 0, seen_by: null, grown: false };
  const desk = (notes: (typeof note)[]) => ({ waiting: [], quiet_notes: notes, airtime: [] });
  const before = inside(circle({ desk: desk([]) }));
  const noted = then(before, { desk: desk([note]) });
  assert.deepEqual(said(before, noted), ["assertive say-note-not-ok"]);
  assert.deepEqual(said(noted, then(noted, { desk: desk([note]) })), []);
  assert.deepEqual(said(noted, then(noted, { desk: desk([{ ...note, grown: true }]) })), ["assertive say-note-not-ok"]);
});

test("a facilitator is interrupted when somebody who told \"not OK\" is gone, once", () => {
  const note = { note: 1, member: memberOf("Ben"), signal: "not_ok" as const, at_ms: 0, seen_by: memberOf("Mara"), grown: false };
  const desk = { waiting: [], quiet_notes: [note], airtime: [] };
  const before = inside(circle({ desk }));
  const seats = circle().seats.map((seat) => (seat.alias === "Ben" ? { ...seat, presence: "reconnecting" as const } : seat));
  const dropped = then(before, { desk, seats });
  assert.deepEqual(said(before, dropped), ["assertive say-gone-not-ok"]);
  assert.deepEqual(said(dropped, then(dropped, { desk, seats })), []);
});

test("a microphone closed after one's turn is told as that, and not as a microphone that went off", () => {
  const mine = inside(circle({ round: round("Anna") }));
  const open = reduce(mine, { from: "media", media: { microphone: "on" } });
  const passed = then(open, { round: round("Ben") });
  assert.deepEqual(said(passed, reduce(passed, { from: "media", media: { microphone: "off" } })), ["polite turn-muted"]);
});

test("while the page is hidden nothing is spoken", () => {
  const before = reduce(inside(circle({ round: round("Mara") })), { from: "person", does: "hide", hidden: true });
  assert.deepEqual(said(before, then(before, { round: round("Anna") })), []);
});

test("the member hears who has seen their quiet signal", () => {
  const before = inside(circle());
  const seen = reduce(before, server({ type: "quiet_heard", signal: "not_ok", seen_by: memberOf("Mara") }));
  assert.deepEqual(announcements(before, seen), [{ id: "quiet-seen", args: { name: "Mara" }, urgency: "assertive" }]);
});
