// What a screen reader should say, as the difference between two states. Pure; access/announcer.ts speaks it.
// Few words: the circle is for listening to people, not to the page.

import type { Checkin } from "../content/content.ts";
import type { RoomView } from "../protocol/wire.ts";
import { goneNotOk, hasFloor, hasWritten, isHere, keepingShown, leads, nameOf, seatOf, type Text } from "./select.ts";
import { isTakenBack } from "./fromContent.ts";
import { sealShown, toLockIn } from "./seal.ts";
import type { State } from "./state.ts";

export interface Announcement extends Text {
  /** `assertive` interrupts: only for what waits for this person now. */
  urgency: "polite" | "assertive";
}

const polite = (id: string, args?: Text["args"]): Announcement => ({ id, ...(args && { args }), urgency: "polite" });
const assertive = (id: string, args?: Text["args"]): Announcement => ({ id, ...(args && { args }), urgency: "assertive" });

/** More people than this arriving at once are counted, not named. */
const MANY = 3;

export function announcements(before: State, after: State): Announcement[] {
  if (after.hidden || before === after) return [];
  const said: Announcement[] = [...ownLine(before, after)];
  if (after.room === null) return said;
  said.push(...ofTheSeal(before, after));
  if (hasWritten(after) && !hasWritten(before) && hasFloor(before)) said.push(polite("floor-written"));
  if (before.room === null) {
    const phase = after.room.phases[after.room.phase];
    said.push(polite("say-in-the-circle", { phase: phase?.title ?? "" }));
  } else if (before.room !== after.room) {
    said.push(...inTheCircle(before.room, after.room, after.you?.member));
  }
  said.push(...fromOthers(before, after));
  return said;
}

function ownLine(before: State, after: State): Announcement[] {
  const said: Announcement[] = [];
  if (before.line !== after.line && after.line === "lost") said.push(assertive("line-lost"));
  if (before.line === "lost" && after.line === "open") said.push(polite("say-line-back"));
  const { microphone, camera } = after.media;
  const closedAfterTurn = after.turnMicrophone === "closed_again" && before.turnMicrophone !== "closed_again";
  if (closedAfterTurn) said.push(polite("turn-muted"));
  if (before.seated && before.media.microphone !== microphone && microphone !== "absent" && !closedAfterTurn) {
    said.push(polite(microphone === "on" ? "say-microphone-on" : "say-microphone-off"));
  }
  if (before.seated && before.media.camera !== camera && camera !== "absent") {
    said.push(polite(camera === "on" ? "say-camera-on" : "say-camera-off"));
  }
  if (after.quiet !== null && after.quiet.seenBy !== null && before.quiet?.seenBy !== after.quiet.seenBy) {
    said.push(assertive("quiet-seen", { name: nameOf(after.room, after.quiet.seenBy) }));
  }
  const keeping = keepingShown(after);
  if (keeping !== null && keeping !== keepingShown(before) && keeping.stage !== "sending") said.push(polite(`keep-${keeping.stage}`));
  return said;
}

/** Once it is locked, and when this device stops. What passes in between is shown, and not said. */
function ofTheSeal(before: State, after: State): Announcement[] {
  const said: Announcement[] = [];
  const [was, is] = [sealShown(before), sealShown(after)];
  if (is === "stopped" && was !== "stopped") said.push(assertive("say-stopped"));
  if (is === "locked" && before.seal.view?.phase !== "inside") said.push(polite("say-locked"));
  const known = new Set(toLockIn(before).unvouched.map((row) => row.member));
  for (const { member } of toLockIn(after).unvouched) {
    if (!known.has(member)) said.push(polite("say-unvouched", { name: nameOf(after.room, member) }));
  }
  return said;
}

function inTheCircle(before: RoomView, after: RoomView, you: string | undefined): Announcement[] {
  const said: Announcement[] = [];
  const arrived = after.seats.filter((seat) => {
    const earlier = seatOf(before, seat.member);
    return seat.member !== you && isHere(seat) && (earlier === undefined || !isHere(earlier));
  });
  if (arrived.length > MANY) said.push(polite("say-many-arrived", { count: arrived.length }));
  else for (const seat of arrived) said.push(polite("say-arrived", { name: seat.alias }));
  for (const seat of after.seats) {
    const earlier = seatOf(before, seat.member);
    if (earlier && isHere(earlier) && !isHere(seat) && seat.member !== you) said.push(polite("say-left", { name: seat.alias }));
  }
  const phase = after.phases[after.phase];
  if (before.phase !== after.phase && phase) said.push(polite("say-phase", { phase: phase.title, prompt: phase.prompt }));
  const floor = after.round?.floor ?? null;
  if ((before.round?.floor ?? null) !== floor) {
    if (floor === you && floor !== null) said.push(assertive("floor-yours"));
    else if (floor !== null) said.push(polite("say-floor", { name: nameOf(after, floor) }));
    else if (after.round !== null) said.push(polite("round-over"));
  }
  if (before.hold !== after.hold) {
    said.push(after.hold === null ? polite("say-hold-over") : assertive(`card-${after.hold.replaceAll("_", "-")}`));
  }
  return said.concat(atTheDesk(before, after));
}

function atTheDesk(before: RoomView, after: RoomView): Announcement[] {
  if (!after.desk) return [];
  const waited = new Set(before.desk?.waiting.map((person) => person.member));
  const noted = new Map(before.desk?.quiet_notes.map((note) => [note.note, note]));
  const said = after.desk.waiting
    .filter((person) => !waited.has(person.member))
    .map((person) => polite("say-waits", { name: person.alias }));
  for (const note of after.desk.quiet_notes) {
    const earlier = noted.get(note.note);
    const name = nameOf(after, note.member);
    if (note.seen_by === null && (earlier === undefined || (note.grown && !earlier.grown))) {
      said.push(assertive(`say-note-${note.signal.replaceAll("_", "-")}`, { name }));
    }
  }
  const gone = new Set(goneNotOk(before).map(({ member }) => member));
  for (const { member } of goneNotOk(after)) {
    if (!gone.has(member)) said.push(assertive("say-gone-not-ok", { name: nameOf(after, member) }));
  }
  return said;
}

/** With the words: whoever cannot see the seat hears what stands on it. */
function sayCheckin(forWhom: "circle" | "desk", name: string, { number, text }: Checkin): Announcement {
  const what = number === undefined ? "line" : text === undefined ? "number" : "both";
  const args = { name, ...(number !== undefined && { number }), ...(text !== undefined && { text }) };
  return polite(forWhom === "circle" ? `say-checkin-${what}` : `say-desk-word-${what}`, args);
}

function fromOthers(before: State, after: State): Announcement[] {
  const said: Announcement[] = [];
  const earlierHands = new Set(before.hands.map((hand) => hand.member));
  for (const hand of after.hands) {
    if (!earlierHands.has(hand.member) && hand.member !== after.you?.member) {
      said.push(polite("say-hand", { name: nameOf(after.room, hand.member) }));
    }
  }
  const gone = before.chat.some((line) => line.from === after.you?.member && line.checkin !== undefined && !after.chat.includes(line) && isTakenBack(after, { member: line.from, seq: line.seq }));
  if (gone) said.push(polite("say-taken-back"));
  const newest = after.chat.at(-1);
  // What stands last after something was taken back is no news.
  if (newest && !before.chat.includes(newest) && newest.from !== after.you?.member) {
    const name = nameOf(after.room, newest.from);
    if (newest.checkin !== undefined) said.push(sayCheckin("circle", name, newest.checkin));
    else said.push(after.panel === "chat" ? polite("say-chat-line", { name, text: newest.text }) : polite("say-chat", { name }));
  }
  const word = after.deskWords.at(-1);
  if (word && word !== before.deskWords.at(-1)) said.push(sayCheckin("desk", nameOf(after.room, word.from), word.words));
  if (leads(after) && !leads(before) && before.room !== null) said.push(polite("say-desk"));
  return said;
}
