// The microphone before, in and after one's turn.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event } from "../src/state/events.ts";
import { reduce } from "../src/state/reduce.ts";
import { INITIAL, type State } from "../src/state/state.ts";
import type { RoomView, Switch } from "../src/protocol/wire.ts";
import { mayComeBackLate } from "../src/state/turn.ts";
import { circle, END, round, server, WELCOME } from "./evening.ts";

const seat = (openedForTurn = false): Event => ({ from: "person", does: "take_seat", you: null, startedMuted: false, openedForTurn });
const microphone = (is: Switch): Event => ({ from: "media", media: { microphone: is } });
let revision = 0;
const view = (change: Partial<RoomView>): Event => server({ type: "room", ...circle({ revision: (revision += 1), ...change }) });
const floor = (of: string | null): Event => view({ round: round(of) });
const after = (...events: Event[]): State => [seat(), server(WELCOME), ...events].reduce(reduce, INITIAL);
const turn = (...events: Event[]) => after(...events).turnMicrophone;

test("a turn that comes behind a dialog is said in it, also in the next one, until the dialog or the turn is gone", () => {
  const opens: Event = { from: "person", does: "open", dialog: { kind: "more" } };
  const closes: Event = { from: "person", does: "close_dialog" };
  const said = (...events: Event[]) => after(...events).turnBehindDialog;
  assert.equal(said(opens, floor("Mara")), false);
  assert.equal(said(opens, floor("Mara"), floor("Anna")), true);
  assert.equal(said(opens, floor("Anna"), { from: "person", does: "open", dialog: { kind: "help" } }), true);
  assert.equal(said(opens, floor("Anna"), closes), false);
  assert.equal(said(opens, floor("Anna"), closes, opens), false, "they have seen it");
  assert.equal(said(opens, floor("Anna"), floor("Ben")), false);
  assert.equal(said(floor("Anna"), opens), false, "nor who opened it in their turn");
  assert.equal(said(opens, floor("Anna"), server(END)), false);
});

test("a microphone opened during one's turn is closed again when the floor leaves, and the person is told", () => {
  for (const closed of ["off", "absent"] as const) {
    const opened = [microphone(closed), floor("Mara"), floor("Anna"), microphone("on")];
    assert.equal(turn(...opened), "closed_before");
    assert.equal(turn(...opened, floor("Ben")), "close_again");
    assert.equal(turn(...opened, floor("Ben"), microphone("off")), "closed_again");
  }
});

test("it is closed however the turn ends: the round is over, the circle moved on, or the person is back at the door", () => {
  const ends = [
    () => floor(null),
    () => view({ round: null }),
    () => view({ round: null, phase: 2 }),
    () => server({ type: "waiting", facilitator_is_here: true, locked: false }),
  ];
  for (const end of ends) assert.equal(turn(floor("Anna"), microphone("on"), end()), "close_again");
});

test("a microphone that was open before the turn stays as it was", () => {
  assert.equal(turn(microphone("on"), floor("Mara"), floor("Anna"), floor("Ben")), "as_it_is");
  assert.equal(turn(microphone("on"), floor("Anna"), microphone("off"), microphone("on"), floor("Ben")), "as_it_is");
});

test("nothing is closed, and nothing is said, when the microphone is closed already", () => {
  assert.equal(turn(floor("Anna"), floor("Ben")), "as_it_is");
  assert.equal(turn(floor("Anna"), microphone("on"), microphone("off"), floor("Ben")), "as_it_is");
});

test("a microphone opened after the turn stays open, and the notice goes", () => {
  const told = [floor("Anna"), microphone("on"), floor("Ben"), microphone("off")];
  assert.equal(turn(...told, microphone("on")), "as_it_is");
  assert.equal(turn(...told, microphone("on"), floor("Dana")), "as_it_is");
  assert.equal(turn(...told, { from: "person", does: "put_away_turn" }), "as_it_is");
});

test("a microphone that was asked for in the turn and opens after it is closed again", () => {
  const opened = (askedInTurn: boolean): Event => ({ from: "person", does: "opened_microphone", askedInTurn });
  assert.equal(turn(floor("Anna"), floor("Ben"), microphone("on"), opened(true)), "close_again");
  assert.equal(turn(floor("Anna"), floor("Ben"), microphone("on"), opened(false)), "as_it_is");
  assert.equal(turn(floor("Anna"), microphone("on"), opened(true)), "closed_before", "in time");
  assert.equal(turn(floor("Anna"), floor("Ben"), opened(true)), "as_it_is", "it could not be had");
});

test("other people's turns, and views that change nothing, leave the microphone alone", () => {
  assert.equal(turn(floor("Mara"), microphone("on"), floor("Ben"), floor("Dana")), "as_it_is");
  assert.equal(turn(floor("Anna"), microphone("on"), view({ round: round("Anna"), hold: "back_soon" })), "closed_before");
});

test("a second turn is its own: what was open before it stays", () => {
  const first = [floor("Anna"), microphone("on"), floor("Ben"), microphone("off"), microphone("on")];
  assert.equal(turn(...first, floor("Anna"), floor("Ben")), "as_it_is");
});

test("a reload in the middle of the turn forgets nothing, also when the floor left meanwhile", () => {
  const back = (...events: Event[]) => [seat(true), microphone("on"), server(WELCOME), ...events].reduce(reduce, INITIAL).turnMicrophone;
  assert.equal(back(), "closed_before");
  assert.equal(back(floor("Anna")), "closed_before");
  assert.equal(back(floor("Anna"), floor("Ben")), "close_again");
  assert.equal(back(floor("Ben")), "close_again");
});

test("after the end nothing is left to close", () => {
  assert.equal(turn(floor("Anna"), microphone("on"), server(END)), "as_it_is");
});

test("a microphone that a call took in the turn must not come back open after it", () => {
  const held = after(floor("Anna"), microphone("on"), microphone("absent"));
  assert.equal(mayComeBackLate(held, reduce(held, floor("Ben"))), true);
  const open = after(microphone("on"), floor("Anna"), microphone("absent"));
  assert.equal(mayComeBackLate(open, reduce(open, floor("Ben"))), false, "it was open before the turn");
  const closed = after(floor("Anna"), microphone("off"));
  assert.equal(mayComeBackLate(closed, reduce(closed, floor("Ben"))), false, "closed stays closed by itself");
});

test("a microphone that a call holds when the floor comes was open before the turn, and stays as it was", () => {
  const called = [microphone("on"), microphone("absent"), floor("Anna")];
  assert.equal(turn(...called), "as_it_is");
  assert.equal(turn(...called, microphone("on"), floor("Ben")), "as_it_is", "the call ended in the turn");
  assert.equal(turn(...called, floor("Ben"), microphone("on")), "as_it_is", "the call ended after it");
  assert.equal(turn(microphone("on"), microphone("absent"), microphone("off"), floor("Anna"), microphone("on"), floor("Ben")), "close_again", "closed since");
});
