// Every state of the room worth looking at, by name. The cast is the one of all tests and pictures.

import type { RoomView, Seat, ServerMessage } from "../src/protocol/wire.ts";
import { encode, type Checkin, type Content } from "../src/content/content.ts";
import { toText } from "../src/seal/bytes.ts";
import type { Room } from "../src/room/room.ts";
import type { Trouble } from "../src/state/state.ts";
import { all, apart, busyLocks, mixed, outside, standing, stopped, TROUBLES, withoutLeaf, type ChangeSeal } from "./seals.ts";
import type { FakeSocket } from "./fakeServer.ts";

const EIGHT = ["Mara", "Anna", "Ben", "Chidi", "Dana", "Eli", "Farah", "Ines"];
const FIFTEEN = ["Mara", "Anna", "Ben", "Chidi", "Dana", "Eli", "Farah", "Gita", "Hugo", "Ida", "Jonas", "Kofi", "Leila", "Nadia", "Ines"];
const FACILITATORS = ["Mara", "Ines"];
export const memberOf = (name: string) => `mem_${name.toLowerCase()}`;

export interface Scene {
  as: string;
  view: RoomView | null;
  seated: boolean;
  waiting?: { here: boolean; locked: boolean };
  trouble?: Trouble;
  muted?: boolean;
  demo?: boolean;
  /** The zone of the practice. */
  zone?: string;
  /** Real devices and a real peer connection, answered within the page. */
  realMedia?: boolean;
  /** The circle's keys, where they are not simply well. */
  seal?: ChangeSeal;
  /** A browser that cannot seal. */
  unsealable?: boolean;
  /** What the house answers when it is asked to keep something. */
  keeps?: number;
  /** Runs once the room has been drawn and the server has answered. */
  then?: (room: Room, server: FakeSocket) => void;
}

function circle(names: readonly string[], as: string, change: (view: RoomView) => void = () => undefined): RoomView {
  const now = Date.now();
  const seats: Seat[] = names.map((alias, seat) => ({
    seat,
    member: memberOf(alias),
    alias,
    role: FACILITATORS.includes(alias) ? "facilitator" : "member",
    presence: alias === "Eli" ? "absent" : "here",
    media: { microphone: alias === "Ben" ? "off" : "on", camera: alias === "Kofi" ? "off" : "on" },
  }));
  const turns = seats.filter((seat) => seat.presence === "here").map((seat, i) => ({
    member: seat.member,
    state: i < 4 ? ("spoke" as const) : i === 4 ? ("has_floor" as const) : ("to_come" as const),
  }));
  const view: RoomView = {
    revision: 1,
    seats,
    phases: [
      { title: "Arriving", prompt: "Settle in. We begin when everyone is here.", minutes: 5, kind: "open" },
      { title: "Opening check-in", prompt: "How are you arriving today?", minutes: 20, kind: "round" },
      { title: "What we bring", prompt: "Who would like to begin?", minutes: 45, kind: "open" },
      { title: "A quiet minute", prompt: "", minutes: 5, kind: "quiet" },
      { title: "Closing words", prompt: "One thing you take with you.", minutes: 15, kind: "round" },
    ],
    phase: 1,
    phase_started_at_ms: now - 8 * 60_000,
    now_ms: now,
    round: { turns, floor: turns[4]?.member ?? null, floor_since_ms: now - 20_000 },
    hold: null,
    locked: false,
    lead: memberOf("Mara"),
    desk: FACILITATORS.includes(as) ? { waiting: [], quiet_notes: [], airtime: [] } : null,
  };
  change(view);
  return view;
}

const body = (content: Content) => toText(encode(content));
const speaking = (...names: string[]): ServerMessage => ({ type: "speaking", members: names.map(memberOf) });
const seatOf = (view: RoomView, name: string) => view.seats.find((seat) => seat.alias === name) as Seat;

/** Dana has the floor and is heard; Chidi's hand is up. */
const alive = (room: Room, server: FakeSocket) => {
  server.say(speaking("Dana"));
  const hand = (from: string, seq: number): ServerMessage => ({ type: "content", seq, from: memberOf(from), at_ms: Date.now(), body: body({ t: "hand", up: true }) });
  server.say(hand("Chidi", 101));
  void room;
};

function chat(room: Room, server: FakeSocket): void {
  const lines: [string, string][] = [["Farah", "My line is thin today, I write instead."], ["Ines", "That is fine. We read it."], ["Chidi", "Good that you are here, Farah."]];
  for (const [i, [from, text]] of lines.entries()) {
    server.say({ type: "content", seq: 200 + i, from: memberOf(from), at_ms: Date.now() - (9 - i) * 60_000, body: body({ t: "chat", text }) });
  }
  void room;
}

/** Four have written: a number, a line, both, and a line that no seat can hold. */
function checkins(_: Room, server: FakeSocket): void {
  const words: [string, Omit<Checkin, "t">][] = [
    ["Mara", { number: 7 }],
    ["Ben", { text: "Calm, mostly." }],
    ["Chidi", { number: 4, text: "A better four than last week." }],
    ["Farah", { number: 0, text: "Foggy, with a little light at the edge. I slept badly and the rain did not stop, and I am glad to be here all the same, with you." }],
  ];
  for (const [i, [from, said]] of words.entries()) {
    server.say({ type: "content", seq: 300 + i, from: memberOf(from), at_ms: Date.now() - (9 - i) * 20_000, body: body({ t: "checkin", ...said }) });
  }
}

/** Anna has written hers and is asked; the scene says what becomes of a yes. */
const keeping = (answer: "asked" | "failed" | "cannot" | "kept"): Scene => ({
  ...member((room, server) => {
    checkins(room, server);
    void room.checkIn({ t: "checkin", number: 6, text: "A little tired." }).then(() => {
      room.passFloor();
      if (answer !== "asked") void room.keepCheckin();
    });
  }, mine),
  keeps: { asked: 204, kept: 204, failed: 503, cannot: 410 }[answer],
});

const busyDesk = (view: RoomView) => {
  const now = Date.now();
  view.desk = {
    waiting: [
      { member: memberOf("Eli"), alias: "Eli", since_ms: now - 40_000, place: "At my sister's in Potsdam", alone: false },
      ...(view.seats.length > 8 ? [{ member: memberOf("Gita"), alias: "Gita", since_ms: now, place: "Home", alone: true }] : []),
    ],
    quiet_notes: [
      { note: 1, member: memberOf("Farah"), signal: "come_back_to_me", at_ms: now - 90_000, seen_by: null, grown: true },
      { note: 2, member: memberOf("Ben"), signal: "need_a_break", at_ms: now - 400_000, seen_by: memberOf("Ines"), grown: false },
    ],
    airtime: ["Mara", "Anna", "Ben", "Chidi", "Dana", "Farah", "Ines"].map((name, i) => ({ member: memberOf(name), seconds: [312, 141, 58, 203, 268, 22, 180][i] ?? 0 })),
  };
};

/** Chidi told "not OK", Mara saw it, and then the line dropped. */
const notOkAndGone = (view: RoomView) => {
  seatOf(view, "Chidi").presence = "reconnecting";
  view.desk?.quiet_notes.push({ note: 3, member: memberOf("Chidi"), signal: "not_ok", at_ms: Date.now() - 240_000, seen_by: memberOf("Mara"), grown: false });
};

const member = (then?: Scene["then"], change?: (view: RoomView) => void, names = EIGHT): Scene => ({
  as: "Anna", seated: true, view: circle(names, "Anna", change), then: (room, server) => { alive(room, server); then?.(room, server); },
});
const mara = (then?: Scene["then"], change?: (view: RoomView) => void, names = EIGHT): Scene => ({
  as: "Mara", seated: true, view: circle(names, "Mara", change), then: (room, server) => { alive(room, server); then?.(room, server); },
});
const ended = (reason: Extract<ServerMessage, { type: "end" }>["reason"]): Scene => member((_, server) => server.say({ type: "end", reason }));
const mine = (view: RoomView) => {
  for (const turn of view.round?.turns ?? []) turn.state = turn.member === memberOf("Anna") ? "has_floor" : turn.member === memberOf("Mara") ? "spoke" : "to_come";
  if (view.round) view.round.floor = memberOf("Anna");
};
const openTalk = (view: RoomView) => {
  view.phase = 2;
  view.phase_started_at_ms = Date.now() - 20 * 60_000;
  view.round = null;
};

export const SCENES: Record<string, () => Scene> = {
  "real-media": () => ({ as: "Anna", view: circle(["Mara", "Anna", "Ben"], "Anna"), seated: false, realMedia: true }),
  arrival: () => ({ as: "Anna", view: null, seated: false }),
  "arrival-demo": () => ({ as: "Anna", view: null, seated: false, muted: true, demo: true }),
  "arrival-refused": () => ({ as: "Anna", view: null, seated: false, trouble: "refused", then: (room) => void room.media.preview({ microphone: true, camera: true, muted: false, voiceOnly: false }) }),
  waiting: () => ({ as: "Anna", view: null, seated: true, waiting: { here: true, locked: false } }),
  "waiting-alone": () => ({ as: "Anna", view: null, seated: true, waiting: { here: false, locked: false } }),
  "waiting-refused": () => ({ as: "Anna", view: null, seated: true, trouble: "refused", waiting: { here: true, locked: true } }),
  circle: () => member(),
  "circle-2": () => member(undefined, openTalk, ["Mara", "Anna"]),
  "circle-5": () => member(undefined, undefined, ["Mara", "Anna", "Ben", "Dana", "Eli"]),
  "circle-15": () => member(undefined, undefined, FIFTEEN),
  "my-turn": () => member((_, server) => server.say(speaking("Anna")), mine),
  "my-turn-written": () => ({ ...member((room) => void room.checkIn({ t: "checkin", number: 6, text: "A little tired." }), mine), muted: true }),
  "my-turn-muted": () => ({ ...member(undefined, mine), muted: true, demo: true }),
  "my-turn-chat": () => ({ ...member((room, server) => { chat(room, server); room.showPanel("chat"); }, mine), muted: true, demo: true }),
  "turn-over": () => ({ ...member((room) => void room.setMicrophone(true).then(() => room.passTurn()), mine), muted: true, demo: true }),
  "turn-over-chat": () => ({ ...member((room, server) => { chat(room, server); room.showPanel("chat"); void room.setMicrophone(true).then(() => room.passTurn()); }, mine), muted: true }),
  "another-zone": () => ({ ...member((room, server) => { chat(room, server); room.showPanel("chat"); }), zone: "Asia/Tokyo" }),
  chat: () => member((room, server) => { chat(room, server); room.showPanel("chat"); }),
  unread: () => member(chat),
  "hold-chat": () => member((room) => room.showPanel("chat"), (view) => void (view.hold = "back_soon")),
  "hold-lead": () => mara((room) => room.showPanel("none"), (view) => void (view.hold = "back_soon")),
  hold: () => member(undefined, (view) => void (view.hold = "back_soon")),
  quiet: () => member(undefined, (view) => { view.phase = 3; view.round = null; view.phase_started_at_ms = Date.now(); }),
  reconnecting: () => member((room) => { room.media.leave(); (room.media as unknown as { events: { onChange(x: object): void } }).events.onChange({ link: "lost" }); }, (view) => void (seatOf(view, "Ben").presence = "reconnecting")),
  "tap-to-hear": () => member((room) => (room.media as unknown as { events: { onChange(x: object): void } }).events.onChange({ soundBlocked: true })),
  "asked-to-mute": () => member((_, server) => server.say({ type: "asked_to_mute", by: memberOf("Ines") })),
  refused: () => member((_, server) => server.say({ type: "refused", re: 0, code: "too_late" })),
  "no-devices": () => ({ ...member(), trouble: "missing" }),
  "quiet-seen": () => member((_, server) => server.say({ type: "quiet_heard", signal: "not_ok", seen_by: memberOf("Mara") })),
  "self-hidden": () => member((room) => room.showSelf(false)),
  "voice-only": () => member((room) => room.setVoiceOnly(true)),
  desk: () => mara(undefined, busyDesk),
  "desk-empty": () => mara(undefined, (view) => { view.phase = 0; view.round = null; }),
  "desk-airtime": () => mara(undefined, (view) => { busyDesk(view); openTalk(view); view.locked = true; seatOf(view, "Farah").presence = "page_hidden"; }),
  "desk-15": () => mara(undefined, busyDesk, FIFTEEN),
  "desk-hold": () => mara(undefined, (view) => { busyDesk(view); view.hold = "short_break"; }),
  "desk-gone": () => mara(undefined, (view) => { busyDesk(view); notOkAndGone(view); }),
  hidden: () => member((room) => room.hide(true)),
  checkins: () => member(checkins),
  "checkins-mine": () => member(checkins, mine),
  "checkins-15": () => member(checkins, undefined, FIFTEEN),
  "checkins-chat": () => member((room, server) => { chat(room, server); checkins(room, server); room.showPanel("chat"); }),
  "dialog-checkin": () => member((room) => room.open({ kind: "checkin" }), mine),
  "dialog-checkin-of": () => member((room, server) => { checkins(room, server); room.open({ kind: "checkin_of", member: memberOf("Farah") }); }),
  "dialog-checkin-mine": () => member((room) => void room.checkIn({ t: "checkin", number: 6, text: "A little tired." }).then(() => room.open({ kind: "checkin_of", member: memberOf("Anna") })), mine),
  "dialog-checkin-leaders": () => member((room) => { room.open({ kind: "checkin" }); setTimeout(() => document.querySelectorAll<HTMLElement>('[name="for"]')[1]?.click(), 100); }, mine),
  "keep-asked": () => keeping("asked"),
  "keep-told-only": () => member((room) => void room.checkInWithLeaders({ t: "checkin", number: 2 }, [memberOf("Mara"), memberOf("Ines")]).then(() => room.passFloor()), mine),
  "desk-words": () => mara((_, server) => server.say({ type: "seal", told: { about: "whispered", from: memberOf("Ben"), body: body({ t: "checkin", number: 2, text: "I did not want to say it to all." }) } }), busyDesk),
  "keep-failed": () => keeping("failed"),
  "keep-cannot": () => keeping("cannot"),
  "keep-kept": () => keeping("kept"),
  "dialog-help": () => member((room) => room.open({ kind: "help" })),
  "dialog-turn": () => member((room, server) => { room.open({ kind: "quiet" }); setTimeout(() => server.change(mine), 200); }),
  "dialog-quiet": () => member((room) => room.open({ kind: "quiet" })),
  "dialog-more": () => member((room) => room.open({ kind: "more" })),
  "dialog-devices": () => member((room) => room.open({ kind: "devices" })),
  "dialog-keys": () => member((room) => room.open({ kind: "keys" })),
  "dialog-step-out": () => member((room) => room.open({ kind: "step_out" })),
  "dialog-seat": () => mara((room) => room.open({ kind: "seat", member: memberOf("Dana") }), busyDesk),
  "dialog-card": () => mara((room) => room.open({ kind: "card", member: memberOf("Ben") }), busyDesk),
  "dialog-remove": () => mara((room) => room.open({ kind: "remove", member: memberOf("Ben") }), busyDesk),
  "dialog-hold": () => mara((room) => room.open({ kind: "hold" }), busyDesk),
  "dialog-phase": () => mara((room) => room.open({ kind: "phase", index: 2 }), busyDesk),
  "dialog-end": () => mara((room) => room.open({ kind: "end_for_all" }), busyDesk),
  "no-lock": () => ({ as: "Anna", view: null, seated: false, unsealable: true }),
  "seal-outside": () => ({ ...member(), seal: outside }),
  "seal-mixed": () => ({ ...member(), seal: mixed }),
  "seal-mixed-15": () => ({ ...member(undefined, undefined, FIFTEEN), seal: mixed }),
  "seal-apart": () => ({ ...member(), seal: apart("Chidi") }),
  "seal-needs-vouching": () => ({ ...mara(), seal: all(outside, (seal) => void (seal.needsVouching = true)) }),
  "seal-desk": () => ({ ...mara(undefined, busyDesk), seal: busyLocks }),
  "dialog-seal": () => ({ ...member((room) => room.open({ kind: "seal" })), seal: standing("Mara", "verified") }),
  "dialog-seal-mixed": () => ({ ...member((room) => room.open({ kind: "seal" })), seal: mixed }),
  "dialog-seal-stopped": () => ({ ...member((room) => room.open({ kind: "seal" })), seal: stopped({ why: "fork" }) }),
  "dialog-codes": () => ({ ...member((room) => room.open({ kind: "codes", member: memberOf("Mara") })) }),
  "dialog-codes-changed": () => ({ ...member((room) => room.open({ kind: "codes", member: memberOf("Dana") })), seal: mixed }),
  "dialog-codes-none": () => ({ ...member((room) => room.open({ kind: "codes", member: memberOf("Farah") })), seal: withoutLeaf("Farah") }),
  "dialog-seat-member": () => member((room) => room.open({ kind: "seat", member: memberOf("Dana") })),
  "dialog-founder": () => ({ ...member((room) => room.open({ kind: "founder" })), seal: all(outside, stopped(TROUBLES[0] as (typeof TROUBLES)[0])) }),
  ...Object.fromEntries(TROUBLES.map((trouble) => [`stopped-${trouble.why.replaceAll("_", "-")}`, () => ({ ...member(), seal: stopped(trouble) })])),
  "ended-over": () => ended("session_over"),
  "ended-removed": () => ended("removed"),
  "ended-place-paused": () => ended("place_paused"),
  "ended-place-ended": () => ended("place_ended"),
  "ended-taken-over": () => ended("taken_over"),
  "ended-stepped-out": () => ended("stepped_out"),
  "ended-signed-out": () => ended("signed_out"),
  "ended-erased": () => ended("erased"),
  "ended-old-page": () => ended("old_page"),
  "ended-too-much": () => ended("too_much"),
};
