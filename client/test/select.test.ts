import assert from "node:assert/strict";
import { test } from "node:test";
import { airtimeShown, deskCalls, floorText, goneNotOk, leadersToTell, marksOf, roundIsUnderWay, seatOf, whyNotSaid } from "../src/state/select.ts";
import { phaseClock } from "../src/state/timer.ts";
import { Words } from "../src/words/words.ts";
import { circle, memberOf, round } from "./evening.ts";

const ANNA = memberOf("Anna");
const MINUTE = 60_000;

test("the middle says who has the floor and who comes then", () => {
  assert.deepEqual(floorText(circle({ round: round("Ben") }), ANNA), { id: "floor-theirs-then", args: { name: "Ben", next: "Dana" } });
  assert.deepEqual(floorText(circle({ round: round("Mara") }), ANNA), { id: "floor-theirs-then-you", args: { name: "Mara" } });
  assert.deepEqual(floorText(circle({ round: round("Anna") }), ANNA), { id: "floor-yours" });
  assert.deepEqual(floorText(circle({ round: round("Ines") }), ANNA), { id: "floor-theirs", args: { name: "Ines" } });
  assert.deepEqual(floorText(circle({ round: round(null) }), ANNA), { id: "round-over" });
  assert.equal(floorText(circle(), ANNA), null);
});

test("what is meant for those who lead goes to nobody whom the server alone calls one of them", () => {
  const room = circle();
  const leading = room.seats.filter((seat) => seat.role === "facilitator").map((seat) => seat.member);
  const told = (facilitator: boolean, word: "agreed" | "apart" = "agreed") => {
    const seats = leading.map((member, leaf) => ({ member, leaf, facilitator, standing: "met", word }));
    const state = { room, you: { member: ANNA }, seal: { view: { seats } } } as unknown as Parameters<typeof leadersToTell>[0];
    return leadersToTell(state).map((seat) => seat.member);
  };
  assert.ok(told(true).length > 0);
  assert.deepEqual(told(false), []);
  assert.deepEqual(told(true, "apart"), []);
});

test("words that were not said come back with the true reason: the line, the lock, or that nobody it was for is here", () => {
  const [mara, ines] = [memberOf("Mara"), memberOf("Ines")];
  const seats = [mara].map((member, leaf) => ({ member, leaf, facilitator: true, standing: "known", word: "agreed" }));
  const why = (named?: string[], change: object = {}, phase = "inside") =>
    whyNotSaid({ line: "open", room: circle(), you: { member: ANNA }, seal: { view: { phase, seats } }, ...change } as unknown as Parameters<typeof whyNotSaid>[0], named);
  assert.equal(why([ines]), "checkin-not-told");
  assert.equal(why([]), "checkin-not-told");
  assert.equal(why([mara]), "chat-not-sent", "she is here: the line did not take it");
  assert.equal(why(), "chat-not-sent");
  assert.equal(why([], { line: "lost" }), "chat-not-sent");
  assert.equal(why([], {}, "outside"), "chat-not-locked");
  for (const id of ["checkin-not-told", "chat-not-sent", "chat-not-locked"]) assert.ok(new Words("en").has(id), id);
});

test("who passes in advance is not announced as the next", () => {
  const passing = round("Ben");
  const dana = passing.turns.find((turn) => turn.member === memberOf("Dana"));
  assert.ok(dana);
  dana.state = "passed";
  assert.deepEqual(floorText(circle({ round: passing }), ANNA), { id: "floor-theirs-then", args: { name: "Ben", next: "Ines" } });
});

test("the clock of a phase is calm: whole minutes, five-minute steps when far away, no alarm at the end", () => {
  const left = (elapsedMinutes: number) => phaseClock(0, 20, elapsedMinutes * MINUTE)?.left;
  assert.deepEqual(left(0), { id: "time-left", args: { minutes: 20 } });
  assert.deepEqual(left(6.6), { id: "time-left", args: { minutes: 15 } });
  assert.deepEqual(left(12), { id: "time-left", args: { minutes: 8 } });
  assert.deepEqual(left(19), { id: "time-last-minute" });
  assert.deepEqual(left(20.5), { id: "time-last-minute" });
  assert.deepEqual(left(25), { id: "time-over" });
  assert.equal(phaseClock(0, 0, 0), null);
});

test("the end of a phase is said to the next five minutes, and to the minute once it is near", () => {
  const began = Date.UTC(2026, 0, 6, 18, 3);
  const until = (elapsedMinutes: number) => phaseClock(began, 20, began + elapsedMinutes * MINUTE)?.untilMs;
  assert.equal(until(0), Date.UTC(2026, 0, 6, 18, 25));
  assert.equal(until(12), Date.UTC(2026, 0, 6, 18, 23));
});

test("what is left and until when are one end, which never lies in the past", () => {
  for (const minutes of [1, 5, 7, 20, 45, 90]) {
    for (let began = 0; began < 10 * MINUTE; began += 17_000) {
      for (let now = began; now < began + (minutes + 3) * MINUTE; now += 13_000) {
        const clock = phaseClock(began, minutes, now);
        if (clock?.untilMs == null) continue;
        const left = Number(clock.left.args?.["minutes"]);
        const apart = Math.abs(now + left * MINUTE - clock.untilMs);
        assert.ok(clock.untilMs > now, "the end lies in the past");
        assert.ok(apart <= 2.5 * MINUTE, `${left} min left and the end are ${apart} ms apart`);
        if (left < 8) assert.ok(apart <= MINUTE / 2, `near the end, ${left} min left and the end are ${apart} ms apart`);
        assert.ok(Math.abs(clock.untilMs - (began + minutes * MINUTE)) <= 2.5 * MINUTE, "the end that is said is not the phase's");
      }
    }
  }
});

test("airtime is never shown in a round, nor before 15 minutes of open talk, nor to members", () => {
  const spoken = [{ member: ANNA, seconds: 30 }];
  const desk = { waiting: [], quiet_notes: [], airtime: spoken };
  const open = circle({ phase: 2, phase_started_at_ms: 0, desk });
  assert.equal(airtimeShown(open, spoken, 14 * MINUTE), "too-early");
  assert.equal(airtimeShown(open, spoken, 15 * MINUTE), "shown");
  assert.equal(airtimeShown({ ...open, round: round("Ben") }, spoken, 60 * MINUTE), "in-a-round");
  assert.equal(airtimeShown({ ...open, phase: 1 }, spoken, 60 * MINUTE), "too-early");
  assert.equal(airtimeShown({ ...open, desk: null }, spoken, 60 * MINUTE), "none");
  assert.equal(airtimeShown(open, [], 60 * MINUTE), "none");
});

test("an empty chair says only that it is empty, whatever its devices were", () => {
  const view = circle();
  const eli = seatOf(view, memberOf("Eli"));
  assert.ok(eli);
  assert.deepEqual(marksOf({ ...eli, media: { microphone: "off", camera: "off" } }, view), ["absent"]);
});

test("a closed microphone is a mark in words", () => {
  const view = circle();
  const ben = seatOf(view, memberOf("Ben"));
  assert.ok(ben);
  assert.deepEqual(marksOf({ ...ben, media: { microphone: "off", camera: "on" } }, view), ["muted"]);
  assert.deepEqual(marksOf({ ...ben, media: { microphone: "absent", camera: "absent" } }, view), ["listening"]);
});

test("who told \"not OK\" and is out of sight stands on top of the desk, also when the note was seen; who is here or back at the door does not", () => {
  const note = (name: string, change = {}) => ({ note: 1, member: memberOf(name), signal: "not_ok" as const, at_ms: 7, seen_by: memberOf("Mara"), grown: false, ...change });
  const gone = (presence: "here" | "reconnecting" | "stepped_out" | "page_hidden" | "absent", notes = [note("Ben")], waiting: { member: string; alias: string; since_ms: number; place: string; alone: boolean }[] = []) => {
    const view = circle({ desk: { waiting, quiet_notes: notes, airtime: [] } });
    for (const seat of view.seats) if (seat.alias === "Ben") seat.presence = presence;
    return { list: goneNotOk(view), calls: deskCalls(view) };
  };
  for (const presence of ["reconnecting", "stepped_out", "page_hidden", "absent"] as const) {
    assert.deepEqual(gone(presence), { list: [{ member: memberOf("Ben"), presence, toldAtMs: 7 }], calls: 1 });
  }
  assert.deepEqual(gone("here").list, []);
  assert.deepEqual(gone("stepped_out", [note("Ben", { signal: "need_a_break" })]).list, []);
  assert.deepEqual(gone("stepped_out", [note("Dana")]).list, []);
  assert.deepEqual(gone("absent", [note("Ben")], [{ member: memberOf("Ben"), alias: "Ben", since_ms: 0, place: "", alone: true }]).list, []);
  assert.deepEqual(gone("stepped_out", [note("Ben"), note("Ben", { note: 2, at_ms: 9 })]).list.map((one) => one.toldAtMs), [9]);
  assert.equal(gone("stepped_out", [note("Ben", { seen_by: null })]).calls, 1, "one person calls once");
  assert.deepEqual(goneNotOk(circle()), []);
});

test("a round is under way while somebody has the floor", () => {
  assert.equal(roundIsUnderWay(circle({ round: round("Ben") })), true);
  assert.equal(roundIsUnderWay(circle({ round: round(null) })), false);
  assert.equal(roundIsUnderWay(circle()), false);
});

test("the desk counts who waits and the notes nobody has seen", () => {
  const note = { note: 1, member: ANNA, signal: "not_ok" as const, at_ms: 0, grown: false };
  const desk = {
    waiting: [{ member: memberOf("Eli"), alias: "Eli", since_ms: 0, place: "", alone: true }],
    quiet_notes: [{ ...note, seen_by: null }, { ...note, note: 2, seen_by: memberOf("Mara") }],
    airtime: [],
  };
  assert.equal(deskCalls(circle({ desk })), 2);
});
