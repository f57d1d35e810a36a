// Check-ins in the state: where they stand and for how long, who is told them, and what is asked afterwards.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Checkin, Content } from "../src/content/content.ts";
import type { RoomView } from "../src/protocol/wire.ts";
import { announcements } from "../src/state/announce.ts";
import type { Event } from "../src/state/events.ts";
import { reduce } from "../src/state/reduce.ts";
import { checkinOf, hasWritten, keepingShown, mayTakeBack } from "../src/state/select.ts";
import { INITIAL, type State } from "../src/state/state.ts";
import { keep } from "../src/room/record.ts";
import { Words } from "../src/words/words.ts";
import { circle, content, END, memberOf, round, server, WELCOME } from "./evening.ts";

const after = (state: State, ...events: Event[]): State => events.reduce(reduce, state);
const inside = (view: Partial<RoomView> = { round: round("Anna") }): State =>
  after(INITIAL, { from: "person", does: "take_seat", you: null, startedMuted: false }, server(WELCOME), server({ type: "room", ...circle(view) }));
const atDesk = () => inside({ round: round("Anna"), desk: { waiting: [], quiet_notes: [], airtime: [] } });
const seven: Checkin = { t: "checkin", number: 7, text: "a little tired" };
const whisper = (name: string, words: Checkin, atMs = 0): Event => ({ from: "whisper", member: memberOf(name), words, atMs });

test("who has written is shown with it while the round runs, and the newer word counts", () => {
  const both = after(inside(), content(1, "Ben", { t: "checkin", number: 3 }), content(2, "Ben", seven));
  assert.deepEqual(checkinOf(both, memberOf("Ben")), seven);
  assert.equal(checkinOf(both, memberOf("Dana")), undefined);
  const complete = after(both, server({ type: "room", ...circle({ revision: 2, now_ms: 9_999_999_999_999, round: round(null) }) }));
  assert.deepEqual(checkinOf(complete, memberOf("Ben")), seven, "the last one's word can be read");
  const openTalk = after(both, server({ type: "room", ...circle({ revision: 3, now_ms: 9_999_999_999_999, phase: 2, round: null }) }));
  assert.equal(checkinOf(openTalk, memberOf("Ben")), undefined);
});

test("a word of the opening round does not stand in the closing round", () => {
  const opening = after(inside(), content(1, "Ben", seven));
  const began = opening.chat[0]!.atMs + 1;
  const closing = after(opening, server({ type: "room", ...circle({ revision: 2, now_ms: began, phase_started_at_ms: began, round: round("Mara") }) }));
  assert.equal(checkinOf(closing, memberOf("Ben")), undefined);
});

test("nor does a word of one round stand in the next of the same phase, and who loads the page then knows no better", () => {
  const view = (revision: number, change: Partial<RoomView>) => server({ type: "room", ...circle({ revision, now_ms: atMs + revision, ...change }) });
  const first = after(inside(), content(1, "Ben", seven));
  const { atMs } = first.chat[0]!;
  const second = after(first, view(2, { round: round(null) }), view(3, { round: round("Mara") }));
  assert.equal(checkinOf(second, memberOf("Ben")), undefined);
  assert.deepEqual(checkinOf(after(inside(), content(1, "Ben", seven)), memberOf("Ben")), seven);
});

test("a check-in told again after a reload stands where it stood, once", () => {
  const twice = after(inside(), content(4, "Ben", seven), content(4, "Ben", seven));
  assert.equal(twice.chat.length, 1);
  assert.deepEqual(checkinOf(twice, memberOf("Ben")), seven);
});

test("a check-in is in the chat, and is no unread line: it stands on its seat", () => {
  const state = after(inside(), content(1, "Ben", seven));
  assert.deepEqual([state.chat[0]?.text, state.chat[0]?.checkin, state.unread], ["a little tired", seven, 0]);
});

test("a check-in is announced once, politely, with its words", () => {
  const said = (words: Checkin) => announcements(inside(), after(inside(), content(1, "Ben", words))).map(({ id, urgency }) => `${urgency} ${id}`);
  assert.deepEqual(said(seven), ["polite say-checkin-both"]);
  assert.deepEqual(said({ t: "checkin", number: 7 }), ["polite say-checkin-number"]);
  assert.deepEqual(said({ t: "checkin", text: "none" }), ["polite say-checkin-line"]);
  const before = inside();
  assert.deepEqual(announcements(before, after(before, content(1, "Anna", seven))).map(({ id }) => id), ["floor-written"], "one's own is not: only what is next");
});

test("the number 0 is a number", () => {
  const said = announcements(inside(), after(inside(), content(1, "Ben", { t: "checkin", number: 0 })));
  assert.deepEqual(said.map(({ id, args }) => [id, args?.["number"]]), [["say-checkin-number", 0]]);
});

test("what is told those who lead stands at their desk, and nowhere else", () => {
  const desk = after(atDesk(), whisper("Ben", seven));
  assert.deepEqual(desk.deskWords.map((word) => word.words), [seven]);
  assert.deepEqual([desk.chat, checkinOf(desk, memberOf("Ben"))], [[], undefined]);
  assert.deepEqual(announcements(atDesk(), desk).map(({ id }) => id), ["say-desk-word-both"]);
  assert.deepEqual(after(inside(), whisper("Ben", seven)).deskWords, [], "on a member's page it means nothing");
  assert.deepEqual(after(atDesk(), whisper("Sam", seven)).deskWords, [], "nor from somebody who has no seat");
  assert.deepEqual(after(desk, server(END)).deskWords, []);
});

test("a closed desk counts what came to it, and a flood pushes out its own words only", () => {
  const closed = after(atDesk(), { from: "person", does: "show_panel", panel: "chat" });
  let state = after(closed, whisper("Ben", seven));
  assert.equal(state.deskUnread, 1);
  for (let count = 0; count < 50; count += 1) state = after(state, whisper("Dana", { t: "checkin", number: count % 11 }, count));
  assert.equal(state.deskWords.length, 11);
  assert.equal(state.deskWords[0]?.from, memberOf("Ben"));
  assert.equal(after(state, { from: "person", does: "show_panel", panel: "desk" }).deskUnread, 0);
});

test("keeping is asked for what this page sent, and for nothing that was heard or recalled", () => {
  assert.equal(after(inside(), content(1, "Anna", seven)).keeping, null);
  const asked = after(inside(), { from: "person", does: "checked_in", id: "chk_1", words: seven, toldOnly: [] });
  assert.equal(asked.keeping?.stage, "asked");
  assert.equal(after(asked, { from: "person", does: "put_away_keeping" }).keeping, null);
});

test("who has written in their turn is told that it is theirs still, whoever it was for, and no other turn is meant", () => {
  const at = (sinceMs: number, of = "Anna") => server({ type: "room", ...circle({ revision: sinceMs, round: { ...round(of), floor_since_ms: sinceMs } }) });
  const mine = after(inside(), at(2));
  const wrote = (toldOnly: string[]): Event => ({ from: "person", does: "checked_in", id: "chk_1", words: seven, toldOnly });
  const heard = (atMs: number, from = "Anna"): Event => ({ from: "circle", content: seven, said: { seq: 1, from: memberOf(from), atMs, recalled: false } });
  assert.equal(hasWritten(mine), false);
  for (const event of [wrote([memberOf("Mara")]), heard(2)]) {
    const written = after(mine, event);
    assert.equal(hasWritten(written), true);
    assert.deepEqual(announcements(mine, written).map(({ id, urgency }) => `${urgency} ${id}`), ["polite floor-written"]);
    assert.equal(hasWritten(after(written, at(3, "Ben"))), false);
    assert.equal(hasWritten(after(written, at(4))), false, "nor in the next turn");
  }
  assert.equal(hasWritten(after(mine, heard(1))), false, "a word of before");
  assert.equal(hasWritten(after(mine, heard(2, "Ben"))), false, "nor somebody else's");
  assert.equal(hasWritten(after(mine, at(3, "Ben"), wrote([]))), false);
  assert.ok(new Words("en").has("floor-written"));
});

test("a check-in that its person takes back goes from seat and chat, and stays away however late it is told again", () => {
  const shown = content(4, "Ben", seven);
  const back = (from: string, seq = 4, at = 9) => content(at, from, { t: "take_back", seq });
  const before = after(inside(), content(3, "Dana", { t: "chat", text: "good" }), shown);
  const gone = after(before, back("Ben"));
  assert.deepEqual([checkinOf(gone, memberOf("Ben")), gone.chat.map((line) => line.seq)], [undefined, [3]]);
  assert.deepEqual(announcements(before, gone), [], "quietly, and what stands last now is no news");
  assert.deepEqual(after(gone, shown, back("Ben")).chat, gone.chat);
  assert.deepEqual(after(inside(), back("Ben"), shown).chat, [], "recalled after it was taken back");
  assert.deepEqual(after(before, back("Dana")).chat, before.chat, "nobody takes back another's");
  assert.deepEqual(after(before, back("Dana", 3)).chat, before.chat, "nor what is no check-in");
  assert.deepEqual(checkinOf(after(before, back("Ben", 3), content(10, "Ben", { t: "checkin", number: 5 })), memberOf("Ben"))?.number, 5);
  let flood = gone;
  for (let seq = 100; seq < 300; seq += 1) flood = after(flood, back("Ben", seq, seq + 1));
  assert.equal(flood.takenBack.length, 50);
  assert.deepEqual(after(before, back("Ben", 4, 4), back("Ben", 4, 3)).chat, before.chat, "nor what was said later");
});

test("what another device tells of a taking back takes away only what such a device told, and nothing still to come", () => {
  const told = (seq: number, from: string, what: Content) => content(seq, from, what, true);
  const heard = after(inside(), content(4, "Ben", seven));
  assert.deepEqual(after(heard, told(5, "Ben", { t: "take_back", seq: 4 })).chat, heard.chat);
  const forged = after(inside(), told(9, "Ben", { t: "take_back", seq: 4 }));
  assert.deepEqual(after(forged, content(4, "Ben", seven)).chat.map((line) => line.seq), [4]);
  const recalled = after(inside(), told(4, "Ben", seven));
  assert.deepEqual(after(recalled, told(5, "Ben", { t: "take_back", seq: 4 })).chat, []);
  assert.deepEqual(after(recalled, content(5, "Ben", { t: "take_back", seq: 4 })).chat, [], "their own word counts always");
  const odd: Event = { from: "circle", content: { t: "take_back", seq: 1 }, said: { seq: 2, from: "constructor", atMs: 0, recalled: true } };
  assert.doesNotThrow(() => after(inside(), odd, { ...odd, said: { ...odd.said, from: "__proto__", recalled: false } }));
});

test("one's own may be taken back while the round runs, and that it is gone is said to its person", () => {
  const mine = after(inside(), content(4, "Anna", seven));
  assert.deepEqual(mayTakeBack(mine), [4]);
  assert.deepEqual(mayTakeBack(after(mine, content(6, "Anna", seven))), [4, 6], "the older one does not come back in its place");
  assert.deepEqual(mayTakeBack(after(inside(), content(4, "Ben", seven))), []);
  const over = after(mine, server({ type: "room", ...circle({ revision: 2, now_ms: 9_999_999_999_999, round: round(null) }) }));
  assert.deepEqual(mayTakeBack(over), []);
  const gone = after(mine, content(5, "Anna", { t: "take_back", seq: 4 }));
  assert.deepEqual([mayTakeBack(gone), hasWritten(gone)], [[], false]);
  assert.deepEqual(announcements(mine, gone).map(({ id }) => id), ["say-taken-back"]);
});

test("the question waits until the floor has left its person, or the evening is over, and is said then", () => {
  const wrote: Event = { from: "person", does: "checked_in", id: "chk_1", words: seven, toldOnly: [] };
  const floor = (of: string | null) => server({ type: "room", ...circle({ revision: 2, round: round(of) }) });
  const mine = after(inside(), wrote);
  assert.equal(keepingShown(mine), null);
  assert.ok(announcements(inside(), mine).every(({ id }) => id !== "keep-asked"));
  for (const then of [floor("Ben"), floor(null), server(END)]) {
    const passed = after(mine, then);
    assert.equal(keepingShown(passed)?.stage, "asked");
    assert.ok(announcements(mine, passed).some(({ id }) => id === "keep-asked"));
  }
  const kept = after(mine, floor("Ben"), { from: "person", does: "keeps", id: "chk_1", stage: "kept" }, server({ type: "room", ...circle({ revision: 3, round: round("Anna") }) }));
  assert.equal(keepingShown(kept)?.stage, "kept", "an answer stays");
});

test("the question and its answer are said to who cannot see them", () => {
  const before = inside({ round: round("Ben") });
  const asked = after(before, { from: "person", does: "checked_in", id: "chk_1", words: seven, toldOnly: [] });
  const sending = after(asked, { from: "person", does: "keeps", id: "chk_1", stage: "sending" });
  const failed = after(sending, { from: "person", does: "keeps", id: "chk_1", stage: "failed" });
  const cannot = after(sending, { from: "person", does: "keeps", id: "chk_1", stage: "cannot" });
  const said = ([from, to]: [State, State]) => announcements(from, to).map(({ id, urgency }) => `${urgency} ${id}`);
  const all = [[before, asked], [asked, sending], [sending, failed], [sending, cannot]].map((pair) => said(pair as [State, State]));
  assert.deepEqual(all, [["polite keep-asked"], [], ["polite keep-failed"], ["polite keep-cannot"]]);
  for (const [said] of all) if (said !== undefined) assert.ok(new Words("en").has(said.replace("polite ", "")), said);
});

test("what was kept may be deleted on another page meanwhile: the room says what was done, and not that it is there", () => {
  assert.match(new Words("en").say("keep-kept"), /^You kept it/);
  assert.doesNotMatch(new Words("en").say("keep-kept"), /\b(is|stays|lies) /);
});

test("an answer about an older check-in changes nothing of the newer question", () => {
  const newer = after(inside(), { from: "person", does: "checked_in", id: "chk_1", words: seven, toldOnly: [] }, { from: "person", does: "checked_in", id: "chk_2", words: seven, toldOnly: [] });
  assert.equal(after(newer, { from: "person", does: "keeps", id: "chk_1", stage: "kept" }).keeping?.stage, "asked");
  assert.equal(after(newer, { from: "person", does: "keeps", id: "chk_2", stage: "kept" }).keeping?.stage, "kept");
});

test("only the house's own yes counts as kept, and another try is offered only where it may help", async () => {
  const asked: { address: unknown; body: string; method: string | undefined }[] = [];
  const answers = (answer: () => Promise<Response>) => (async (address: unknown, init?: RequestInit) => {
    asked.push({ address, body: String(init?.body), method: init?.method });
    return answer();
  }) as typeof fetch;
  const kept = (status: number) => keep("/sessions/x/checkins", "chk_1", seven, answers(async () => new Response(null, { status })));
  assert.equal(await kept(204), "kept");
  assert.deepEqual(asked[0], { address: "/sessions/x/checkins", body: "id=chk_1&number=7&line=a+little+tired", method: "POST" });
  for (const status of [200, 408, 429, 500, 503]) assert.equal(await kept(status), "failed", String(status));
  for (const status of [400, 401, 403, 404, 409, 410, 413]) assert.equal(await kept(status), "cannot", String(status));
  assert.equal(await keep("/", "chk_1", { t: "checkin", text: "x" }, answers(() => Promise.reject(new TypeError("no line")))), "failed");
  assert.equal(asked.at(-1)?.body, "id=chk_1&number=&line=x");
});
