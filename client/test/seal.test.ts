// What the room says of the seal: never more than this device knows, and words for everything that can happen.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CircleView, Phase, SeatView, Standing, Trouble } from "../src/seal/circle/view.ts";
import { announcements } from "../src/state/announce.ts";
import { reduce } from "../src/state/reduce.ts";
import { leavesInOrder, sealMark, sealShown, spelled, standingOf, toLockIn, type SealMark, type SealShown } from "../src/state/seal.ts";
import { isAgreed, screenOf } from "../src/state/select.ts";
import { INITIAL, type State } from "../src/state/state.ts";
import type { RoomView } from "../src/protocol/wire.ts";
import { Words } from "../src/words/words.ts";
import { circle, memberOf, server, WELCOME } from "./evening.ts";

const HERE = ["Mara", "Anna", "Ben", "Dana", "Ines"];
const leaf = (name: string, change: Partial<SeatView> = {}): SeatView => ({ member: memberOf(name), leaf: HERE.indexOf(name), facilitator: false, standing: "known", word: "agreed", ...change });
const keys = (change: Partial<CircleView> = {}): CircleView => ({
  phase: "inside", listens: true, trouble: null, epoch: 3, seats: HERE.map((name) => leaf(name)), desk: null, needsVouching: false, refused: {}, ...change,
});
const inTheRoom = (view: CircleView | null, room: RoomView = circle()): State =>
  [{ from: "person", does: "take_seat", you: null, startedMuted: false } as const, { from: "line", line: "open" } as const, server(WELCOME), server({ type: "room", ...room }), { from: "seal", seal: { by: "script", view } } as const].reduce(reduce, INITIAL);
const sees = (state: State, name: string): SealMark | null => sealMark(state, state.room?.seats.find((seat) => seat.alias === name) as never);
const said = (before: State, after: State) => announcements(before, after).map(({ id, urgency }) => `${urgency} ${id}`);
const away = (name: string, presence: RoomView["seats"][0]["presence"]): RoomView => circle({ seats: circle().seats.map((seat) => (seat.alias === name ? { ...seat, presence } : seat)) });

const WHYS: Record<Trouble["why"], true> = {
  other_founder: true, broken_chain: true, bad_commit: true, bad_welcome: true, fork: true, rolled_back: true,
  server_key_changed: true, unknown_leaf: true, cannot_follow: true, broken: true,
};
const PHASES: Record<Phase, true> = { outside: true, confirming: true, inside: true, stopped: true, removed: true };
const STANDINGS: Record<Standing, true> = { unknown: true, known: true, verified: true, changed: true };

test("it says locked only inside, without trouble, on an open line, and when everybody agrees", () => {
  for (const phase of Object.keys(PHASES) as Phase[]) {
    for (const trouble of [null, { why: "fork" } as const]) {
      for (const word of ["agreed", "awaited", "apart"] as const) {
        for (const line of ["open", "lost"] as const) {
          const state = { ...inTheRoom(keys({ phase, trouble, seats: [leaf("Anna"), leaf("Ben", { word })] })), line };
          const may = phase === "inside" && trouble === null && word === "agreed" && line === "open";
          assert.equal(sealShown(state) === "locked", may, `${phase} ${trouble?.why} ${word} ${line}`);
        }
      }
    }
  }
});

test("before the keys are there it is being locked, and any trouble says that nothing is sent", () => {
  assert.equal(sealShown(inTheRoom(null)), "locking");
  assert.equal(sealShown(inTheRoom(keys({ phase: "outside", seats: [] }))), "locking");
  for (const why of Object.keys(WHYS)) assert.equal(sealShown(inTheRoom(keys({ trouble: { why } as Trouble }))), "stopped");
  assert.equal(sealShown(inTheRoom(keys({ phase: "removed" }))), "stopped");
});

test("somebody whose line dropped need not agree, and somebody in another circle is not called locked", () => {
  const awaited = keys({ seats: HERE.map((name) => leaf(name, name === "Ben" ? { word: "awaited" } : {})) });
  assert.equal(sealShown(inTheRoom(awaited)), "locking");
  assert.equal(sealShown(inTheRoom(awaited, away("Ben", "reconnecting"))), "locked");
  assert.equal(sealShown(inTheRoom(keys({ seats: [leaf("Anna"), leaf("Ben", { word: "apart" })] }))), "partly");
});

test("a seat without a leaf is being locked in, one in another circle and one with another device say so", () => {
  const state = inTheRoom(keys({ seats: [leaf("Anna"), leaf("Mara", { standing: "changed" }), leaf("Ben", { word: "apart" }), leaf("Dana")] }));
  assert.equal(sees(state, "Ines"), "locking");
  assert.equal(sees(state, "Mara"), "changed");
  assert.equal(sees(state, "Ben"), "apart");
  assert.equal(sees(state, "Dana"), null);
  assert.equal(sees(state, "Eli"), null, "an empty chair");
});

test("while somebody's page is loaded anew their seat says so, and nobody calls the circle locked", () => {
  const back = keys({ seats: HERE.map((name) => leaf(name, name === "Ben" ? { word: "comes_back" } : {})) });
  const state = inTheRoom(back);
  assert.equal(sees(state, "Ben"), "coming-back");
  assert.equal(sealShown(state), "locking");
  assert.equal(isAgreed(state.seal, memberOf("Ben")), false, "nothing of theirs is missed");
  const dropped = inTheRoom(back, away("Ben", "reconnecting"));
  assert.deepEqual([sees(dropped, "Ben"), sealShown(dropped)], [null, "locked"], "the line says it already");
  assert.deepEqual(said(inTheRoom(keys()), state), [], "shown, and not said: it passes");
});

test("a device that is outside says so of itself and of nobody else", () => {
  const state = inTheRoom(keys({ phase: "outside", seats: [] }));
  assert.equal(sees(state, "Anna"), "locking");
  assert.equal(sees(state, "Ben"), null);
});

test("a screen reader hears once that it is locked, and at once that this device has stopped", () => {
  const outside = inTheRoom(keys({ phase: "confirming" }));
  const locked = reduce(outside, { from: "seal", seal: { view: keys() } });
  assert.deepEqual(said(outside, locked), ["polite say-locked"]);
  const turning = reduce(locked, { from: "seal", seal: { view: keys({ epoch: 4, seats: HERE.map((name) => leaf(name, { word: "awaited" })) }) } });
  assert.deepEqual(said(locked, turning), []);
  assert.deepEqual(said(turning, reduce(turning, { from: "seal", seal: { view: keys({ epoch: 4 }) } })), []);
  const stopped = reduce(locked, { from: "seal", seal: { view: keys({ phase: "stopped", trouble: { why: "fork" } }) } });
  assert.deepEqual(said(locked, stopped), ["assertive say-stopped"]);
  assert.deepEqual(said(stopped, reduce(stopped, { from: "seal", seal: { view: keys({ phase: "stopped", trouble: { why: "fork" }, epoch: 5 }) } })), []);
});

test("the desk counts a new colleague once, never this person, and nobody while this device itself has to be confirmed", () => {
  const row = (name: string) => ({ member: memberOf(name), device: new Uint8Array(32), standing: "unknown" as const });
  const desk = { waiting: [row("Eli")], unlocked: [row("Ines"), row("Ben"), row("Anna")], unvouched: [row("Ines")] };
  const members = (state: State) => Object.values(toLockIn(state)).map((rows) => rows.map(({ member }: { member: string }) => member));
  assert.deepEqual(members(inTheRoom(keys({ desk }))), [[memberOf("Ines")], [memberOf("Ben")]]);
  assert.deepEqual(members(inTheRoom(keys({ desk, needsVouching: true }))), [[], []]);
  assert.equal(standingOf(keys({ desk }), memberOf("Eli")), "unknown");
  assert.equal(standingOf(keys({ desk }), memberOf("Nobody")), null);
});

test("a browser that cannot seal is told before anything else, and also after a reload", () => {
  const none = reduce(INITIAL, { from: "seal", seal: { by: "none" } });
  assert.equal(screenOf(none), "no-lock");
  assert.equal(screenOf({ ...none, seated: true }), "no-lock");
  assert.equal(screenOf(reduce(none, { from: "seal", seal: { by: "streams" } })), "arrival");
});

test("there are words for every trouble, every standing and every state", () => {
  const words = new Words("en");
  const shown: SealShown[] = ["locking", "locked", "partly", "stopped"];
  const ids = [
    ...Object.keys(WHYS).flatMap((why) => [`stopped-${why.replaceAll("_", "-")}`, `stopped-do-${why.replaceAll("_", "-")}`]),
    ...Object.keys(STANDINGS).map((standing) => `standing-${standing}`),
    ...shown.flatMap((state) => [`seal-${state}`, `seal-note-${state}`]),
    ...(["locking", "coming-back", "apart", "changed"] satisfies SealMark[]).map((mark) => `mark-${mark}`),
  ];
  for (const id of ids) assert.ok(words.has(id), id);
});

test("who is in stands in the order of the seats, whoever came first, and somebody without a seat last", () => {
  const seats = [leaf("Ines", { leaf: 0 }), { ...leaf("Anna"), member: "mem_nobody", leaf: 1 }, leaf("Ben", { leaf: 2 }), leaf("Mara", { leaf: 3 })];
  assert.deepEqual(leavesInOrder(inTheRoom(keys({ seats }))).map(({ member }) => member), [memberOf("Mara"), memberOf("Ben"), memberOf("Ines"), "mem_nobody"]);
  assert.deepEqual(leavesInOrder(inTheRoom(null)), []);
});

test("a group of a code is read digit by digit", () => {
  assert.equal(spelled("06740"), "0 6 7 4 0");
});
