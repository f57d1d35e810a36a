import assert from "node:assert/strict";
import { test } from "node:test";
import type { Content } from "../src/content/content.ts";
import { reduce } from "../src/state/reduce.ts";
import type { Event } from "../src/state/events.ts";
import { screenOf } from "../src/state/select.ts";
import { INITIAL, type State } from "../src/state/state.ts";
import { circle, content, END, memberOf, server, WELCOME } from "./evening.ts";

const after = (...events: Event[]): State => events.reduce(reduce, INITIAL);
const seated: Event = { from: "person", does: "take_seat", you: null, startedMuted: false };

test("a view that is older than the one shown is passed over", () => {
  const newer = circle({ revision: 7, now_ms: 2_000, phase: 2 });
  const older = circle({ revision: 6, now_ms: 1_000, phase: 1 });
  const state = after(seated, server(WELCOME), server({ type: "room", ...newer }), server({ type: "room", ...older }));
  assert.equal(state.room?.revision, 7);
  assert.equal(state.room?.phase, 2);
});

test("a server that began anew is believed, though its count is smaller", () => {
  const before = circle({ revision: 70, now_ms: 1_000 });
  const afterwards = circle({ revision: 1, now_ms: 5_000 });
  const state = after(seated, server(WELCOME), server({ type: "room", ...before }), server({ type: "room", ...afterwards }));
  assert.equal(state.room?.revision, 1);
});

test("the screens follow each other: arrival, waiting, circle, ended", () => {
  assert.equal(screenOf(INITIAL), "arrival");
  const waiting = after(seated, server(WELCOME), server({ type: "waiting", facilitator_is_here: true, locked: false }));
  assert.equal(screenOf(waiting), "waiting");
  const inside = reduce(waiting, server({ type: "room", ...circle() }));
  assert.equal(screenOf(inside), "circle");
  assert.equal(screenOf(reduce(inside, server(END))), "ended");
});

test("the hidden page is shown over everything, also over an ending", () => {
  const hidden = after(seated, server(WELCOME), server({ type: "room", ...circle() }), { from: "person", does: "hide", hidden: true }, server(END));
  assert.equal(screenOf(hidden), "hidden");
});

test("nothing of the others stays on the screen of a person who is back at the door, or gone", () => {
  const inside = after(seated, server(WELCOME), server({ type: "room", ...circle() }), content(1, "Ben", { t: "chat", text: "hello" }), server({ type: "speaking", members: [memberOf("Ben")] }));
  assert.equal(inside.chat.length, 1);
  for (const out of [server({ type: "waiting", facilitator_is_here: true, locked: false }), server(END)]) {
    const state = reduce(inside, out);
    assert.deepEqual([state.room, state.chat, state.hands, state.speaking, state.card], [null, [], [], [], null]);
  }
});

test("after an end nothing the server still sends changes anything", () => {
  const over = after(seated, server(WELCOME), server({ type: "room", ...circle() }), server(END));
  assert.equal(reduce(over, server({ type: "room", ...circle() })), over);
});

test("hands stand in the order in which they were raised, and raising twice keeps the place", () => {
  const up: Content = { t: "hand", up: true };
  const state = after(seated, server(WELCOME), server({ type: "room", ...circle() }), content(4, "Dana", up), content(5, "Ben", up), content(6, "Dana", up));
  assert.deepEqual(state.hands.map((hand) => hand.member), [memberOf("Dana"), memberOf("Ben")]);
});

test("what the page says by itself may be refused without a word to the person", () => {
  const inside = after(seated, server(WELCOME), server({ type: "room", ...circle() }));
  const refused = { type: "refused" as const, re: 3, code: "not_in_the_circle" as const };
  assert.equal(reduce(inside, { from: "server", message: refused, atMs: 0, doing: "media_state" }).refusal, null);
  assert.equal(reduce(inside, { from: "server", message: refused, atMs: 0, doing: "pass_floor" }).refusal?.code, "not_in_the_circle");
});

test("a hand goes down when its owner lowers it or leaves", () => {
  const up: Content = { t: "hand", up: true };
  const both = after(seated, server(WELCOME), server({ type: "room", ...circle() }), content(1, "Ben", up), content(2, "Dana", up));
  assert.equal(reduce(both, content(3, "Ben", { t: "hand", up: false })).hands.length, 1);
  const gone = circle({ revision: 2, now_ms: 9_999 });
  for (const seat of gone.seats) if (seat.alias === "Dana") seat.presence = "stepped_out";
  assert.deepEqual(reduce(both, server({ type: "room", ...gone })).hands.map((hand) => hand.member), [memberOf("Ben")]);
});

test("content that comes twice is read once", () => {
  const line = content(3, "Ben", { t: "chat", text: "once" });
  assert.equal(after(seated, server(WELCOME), server({ type: "room", ...circle() }), line, line).chat.length, 1);
});

test("chat counts as new only while the chat is closed, and never for one's own lines", () => {
  const text: Content = { t: "chat", text: "hello" };
  const inside = after(seated, server(WELCOME), server({ type: "room", ...circle() }));
  assert.equal(reduce(inside, content(1, "Ben", text)).unread, 1);
  assert.equal(reduce(inside, content(1, "Anna", text)).unread, 0);
  const open = reduce(inside, { from: "person", does: "show_panel", panel: "chat" });
  assert.equal(reduce(open, content(1, "Ben", text)).unread, 0);
});

test("an emergency card is never shown unless it was asked for and is still open", () => {
  const card = { type: "card" as const, member: memberOf("Ben"), alias: "Ben", legal_name: "", place: "", country: "DE", alone: true, phone: "", safe_to_ring: true, safe_channel: "", contact_name: "", contact_phone: "", contact_relation: "", emergency_number: "112" };
  const inside = after(seated, server(WELCOME), server({ type: "room", ...circle() }));
  assert.equal(reduce(inside, server(card)).card, null);
  const asked = reduce(inside, { from: "person", does: "open", dialog: { kind: "card", member: memberOf("Ben") } });
  assert.equal(reduce(asked, server(card)).card?.member, memberOf("Ben"));
  const other = reduce(inside, { from: "person", does: "open", dialog: { kind: "card", member: memberOf("Dana") } });
  assert.equal(reduce(other, server(card)).card, null);
});

test("a card that is refused closes its dialog, and the refusal is told", () => {
  const asked = after(seated, server(WELCOME), server({ type: "room", ...circle() }), { from: "person", does: "open", dialog: { kind: "card", member: memberOf("Ben") } });
  const refused = reduce(asked, { ...server({ type: "refused", re: 3, code: "too_fast" }), doing: "open_card" } as Event);
  assert.deepEqual([refused.dialog, refused.refusal?.code], [null, "too_fast"]);
});

test("whoever is muted already is not asked to mute", () => {
  const asked = server({ type: "asked_to_mute", by: memberOf("Mara") });
  const inside = after(seated, server(WELCOME), server({ type: "room", ...circle() }));
  assert.equal(reduce(inside, asked).askedToMute, null);
  assert.equal(reduce(reduce(inside, { from: "media", media: { microphone: "on" } }), asked).askedToMute, memberOf("Mara"));
});

test("a message this page does not know changes nothing", () => {
  const inside = after(seated, server(WELCOME), server({ type: "room", ...circle() }));
  assert.equal(reduce(inside, server({ type: "weather", sunny: true } as never)), inside);
});

test("a lost line silences every ring of speech", () => {
  const inside = after(seated, server(WELCOME), server({ type: "room", ...circle() }), server({ type: "speaking", members: [memberOf("Ben")] }));
  assert.deepEqual(reduce(inside, { from: "line", line: "lost" }).speaking, []);
});

test("where this device hears voices itself, the server's word of them changes nothing", () => {
  const inside = after(seated, server(WELCOME), server({ type: "room", ...circle() }));
  const airtime = [{ member: memberOf("Ben"), seconds: 12 }];
  const heard = reduce(inside, { from: "voices", voices: { speaking: [memberOf("Ben")], airtime } });
  assert.deepEqual([heard.speaking, heard.voices], [[memberOf("Ben")], { by: "devices", airtime }]);
  assert.deepEqual(reduce(heard, server({ type: "speaking", members: [memberOf("Dana")] })).speaking, [memberOf("Ben")]);
});

test("at the door no voice is shown, whatever this device still hears", () => {
  const door = after(seated, server(WELCOME), server({ type: "waiting", facilitator_is_here: true, locked: false }));
  assert.deepEqual(reduce(door, { from: "voices", voices: { speaking: [memberOf("Ben")], airtime: [] } }).speaking, []);
});
