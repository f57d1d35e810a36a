// Questions the view asks of the state. Pure; words are named by their id and never written here.

import type { Checkin } from "../content/content.ts";
import type { Airtime, Presence, RoomView, Seat, Turn } from "../protocol/wire.ts";
import type { ChatLine, Hand, Keeping, Seal, State } from "./state.ts";

export type Screen = "arrival" | "waiting" | "circle" | "ended" | "hidden" | "no-lock";

/** A message of locales/LANG/room.ftl and what to put into it. */
export interface Text {
  id: string;
  args?: Record<string, string | number>;
}

export function screenOf(state: State): Screen {
  if (state.hidden) return "hidden";
  if (state.end !== null) return "ended";
  // Before any device is asked for: nothing could be sent from this browser.
  if (state.seal.by === "none") return "no-lock";
  if (!state.seated) return "arrival";
  return state.room === null ? "waiting" : "circle";
}

export function seatOf(room: RoomView | null, member: string | null | undefined): Seat | undefined {
  return room?.seats.find((seat) => seat.member === member);
}

export const nameOf = (room: RoomView | null, member: string | null | undefined): string =>
  seatOf(room, member)?.alias ?? "";

export const isHere = (seat: Seat): boolean => seat.presence !== "absent" && seat.presence !== "stepped_out";

export const leads = (state: State): boolean => state.room?.desk != null;

/** Whether this person may be heard and seen here: their device is in the same circle as this one, and this one is sure of it. */
export function mayPlay({ view }: Seal, member: string): boolean {
  return view !== null && view.listens && view.seats.some((seat) => seat.member === member && seat.word !== "apart");
}

/** Whether their device seals with keys that this one holds, so that sound and pictures must be arriving. */
export function isAgreed({ view }: Seal, member: string): boolean {
  return view !== null && view.listens && view.seats.some((seat) => seat.member === member && seat.word === "agreed");
}

/** Whether this device may say something to the circle now. */
export const maySpeak = ({ view }: Seal): boolean => view?.phase === "inside";

/** Who has the floor and who comes next, as the middle of the circle says it. */
export function floorText(room: RoomView, you: string | undefined): Text | null {
  const { round } = room;
  if (round === null) return null;
  if (round.floor === null) return { id: "round-over" };
  if (round.floor === you) return { id: "floor-yours" };
  const name = nameOf(room, round.floor);
  const next = nextTurn(round.turns, round.floor);
  if (next === undefined) return { id: "floor-theirs", args: { name } };
  if (next.member === you) return { id: "floor-theirs-then-you", args: { name } };
  return { id: "floor-theirs-then", args: { name, next: nameOf(room, next.member) } };
}

/** The turn after the one that has the floor; turns already passed in advance are not waited for. */
function nextTurn(turns: readonly Turn[], floor: string): Turn | undefined {
  const at = turns.findIndex((turn) => turn.member === floor);
  return turns.slice(at + 1).find((turn) => turn.state === "to_come") ?? turns.slice(0, at).find((turn) => turn.state === "to_come");
}

/** The floor is this person's. */
export const hasFloor = ({ room, you }: Pick<State, "room" | "you">): boolean => you !== null && room?.round?.floor === you.member;

/** They have the floor and have written in this turn, for the circle or only for those who lead: the turn is theirs still. */
export function hasWritten(state: Pick<State, "room" | "you" | "chat" | "wroteInTurnOfMs">): boolean {
  const sinceMs = state.room?.round?.floor_since_ms;
  if (!hasFloor(state) || sinceMs === undefined) return false;
  return state.wroteInTurnOfMs === sinceMs || state.chat.some((line) => line.from === state.you?.member && line.checkin !== undefined && line.atMs >= sinceMs);
}

/** Nobody is asked to keep a check-in while they still speak: the question waits until the floor has left them. */
export function keepingShown(state: Pick<State, "keeping" | "room" | "you">): Keeping | null {
  return state.keeping?.stage === "asked" && hasFloor(state) ? null : state.keeping;
}

export const myTurn = (state: State): Turn | undefined =>
  state.room?.round?.turns.find((turn) => turn.member === state.you?.member);

/** What this person wrote in the round that is on or has just been completed, the newest first to count. */
export const checkinOf = (state: State, member: string): Checkin | undefined => checkinLinesOf(state, member).at(-1)?.checkin;

export function checkinLinesOf({ room, chat, roundBeganMs }: State, member: string): ChatLine[] {
  if (room === null || room.round === null) return [];
  return chat.filter((line) => line.from === member && line.checkin !== undefined && line.atMs >= roundBeganMs);
}

/** The numbers of this person's own check-ins that they may still take back, the older ones as well: while the round runs. */
export const mayTakeBack = (state: State): number[] =>
  state.you !== null && state.room !== null && roundIsUnderWay(state.room) ? checkinLinesOf(state, state.you.member).map((line) => line.seq) : [];

/**
 * Those who lead and whose devices can be told something now, in seat order. That they lead is what the group's chain of
 * devices says: the server's word alone makes nobody a reader of what is meant for few.
 */
export function leadersToTell({ room, you, seal }: Pick<State, "room" | "you" | "seal">): Seat[] {
  const vouched = new Set(seal.view?.seats.filter((seat) => seat.facilitator && seat.word !== "apart").map((seat) => seat.member));
  return (room?.seats ?? []).filter((seat) => seat.role === "facilitator" && isHere(seat) && seat.member !== you?.member && vouched.has(seat.member));
}

/** Why words were not said just now. `named`: those who lead and whom they were for alone. */
export function whyNotSaid(state: Pick<State, "line" | "room" | "you" | "seal">, named?: readonly string[]): "chat-not-sent" | "chat-not-locked" | "checkin-not-told" {
  if (state.line !== "open") return "chat-not-sent";
  if (!maySpeak(state.seal)) return "chat-not-locked";
  const isAway = named !== undefined && !leadersToTell(state).some((seat) => named.includes(seat.member));
  return isAway ? "checkin-not-told" : "chat-not-sent";
}

export const handUp = (hands: readonly Hand[], member: string | undefined): boolean =>
  hands.some((hand) => hand.member === member);

/** 1 for the hand raised first; 0 for no hand. */
export const handPlace = (hands: readonly Hand[], member: string): number =>
  hands.findIndex((hand) => hand.member === member) + 1;

/** What stands beside a name. The first that applies to the chair comes first; several may. */
export type Mark = "facilitator" | "observer" | "floor" | "muted" | "camera-off" | "absent" | "stepped-out" | "reconnecting" | "page-hidden" | "listening";

export function marksOf(seat: Seat, room: RoomView): Mark[] {
  if (seat.presence === "absent") return ["absent"];
  if (seat.presence === "stepped_out") return ["stepped-out"];
  const marks: Mark[] = [];
  if (room.round?.floor === seat.member) marks.push("floor");
  else if (seat.role === "facilitator") marks.push("facilitator");
  else if (seat.role === "observer") marks.push("observer");
  if (seat.presence === "reconnecting") return [...marks, "reconnecting"];
  if (seat.presence === "page_hidden") return [...marks, "page-hidden"];
  if (seat.media.microphone === "absent") marks.push("listening");
  else if (seat.media.microphone === "off") marks.push("muted");
  return marks;
}

/** Why the desk shows seconds of speech, or does not: never in a round, never before 15 minutes of open talk. */
export type AirtimeShown = "shown" | "in-a-round" | "too-early" | "none";

const OPEN_TALK_BEFORE_AIRTIME_MS = 15 * 60_000;

export function airtimeShown(room: RoomView, airtime: readonly Airtime[], nowMs: number): AirtimeShown {
  if (room.desk === null || airtime.length === 0) return "none";
  if (room.round !== null && room.round.floor !== null) return "in-a-round";
  const openTalk = room.phases[room.phase]?.kind === "open";
  if (!openTalk || nowMs - room.phase_started_at_ms < OPEN_TALK_BEFORE_AIRTIME_MS) return "too-early";
  return "shown";
}

/** How many things wait for a facilitator at the desk: people at the door, quiet notes nobody has seen, and those of
 * "not OK" who are gone, whose note may have been seen long before. */
export function deskCalls(room: RoomView | null): number {
  if (!room?.desk) return 0;
  const unseen = room.desk.quiet_notes.filter((note) => note.seen_by === null);
  const gone = goneNotOk(room).filter(({ member }) => !unseen.some((note) => note.member === member));
  return room.desk.waiting.length + unseen.length + gone.length;
}

export interface Gone {
  member: string;
  presence: Exclude<Presence, "here">;
  /** When they told it last. */
  toldAtMs: number;
}

/** Members who told quietly that they are not OK and are now out of sight, whether or not the note was seen. A hidden page
 * is among them: the room cannot tell whether anybody still sits behind it. Who waits at the door again is on their way back. */
export function goneNotOk(room: RoomView): Gone[] {
  const notes = room.desk?.quiet_notes.filter((note) => note.signal === "not_ok") ?? [];
  const gone: Gone[] = [];
  for (const { member, presence } of room.seats) {
    const toldAtMs = Math.max(...notes.filter((note) => note.member === member).map((note) => note.at_ms));
    const waits = room.desk?.waiting.some((person) => person.member === member);
    if (toldAtMs > -Infinity && presence !== "here" && !waits) gone.push({ member, presence, toldAtMs });
  }
  return gone;
}

export const roundIsUnderWay = (room: RoomView): boolean => room.round !== null && room.round.floor !== null;

/** The facilitator reached by *Tell quietly*: the names this member is told before choosing. */
export const facilitatorNames = (room: RoomView): string[] =>
  room.seats.filter((seat) => seat.role === "facilitator" && isHere(seat)).map((seat) => seat.alias);
