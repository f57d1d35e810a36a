// The seal inside the room: whole pages talk over a small server, and whatever the server sees is sealed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY, fromText, utf8 } from "../../src/seal/bytes.ts";
import { Log, readRecall } from "../../src/seal/circle/recall.ts";
import { readToken } from "../../src/seal/statements.ts";
import { mayPlay, screenOf } from "../../src/state/select.ts";
import { memberOf, round } from "../evening.ts";
import { Evening, type Sitting } from "./sitting.ts";

async function evening(...names: string[]): Promise<{ evening: Evening; mara: Sitting; others: Sitting[] }> {
  const evening = await Evening.open();
  const mara = await evening.sits("Mara");
  const others: Sitting[] = [];
  for (const name of names) {
    const sitting = await evening.sits(name);
    void mara.room.admit(sitting.member, mara.row(sitting.member));
    await evening.settle();
    others.push(sitting);
  }
  await evening.pass(600);
  return { evening, mara, others };
}

const canary = "a word that nobody else may read";
const seen = (...sittings: Sitting[]) => JSON.stringify(sittings.flatMap((sitting) => sitting.said.map((message) => (message.type === "content" ? Buffer.from(fromText(message.body)).toString("latin1") : message))));

test("whoever is let in by hand is locked in, and everybody may be played", async () => {
  const { mara, others } = await evening("Anna", "Ben");
  for (const sitting of [mara, ...others]) {
    assert.equal(screenOf(sitting.state), "circle");
    assert.equal(sitting.state.seal.view?.phase, "inside", sitting.name);
    assert.equal(sitting.state.seal.device, "new");
    assert.deepEqual(sitting.media.others.filter((other) => other.plays).map((other) => other.member).sort(), ["Mara", "Anna", "Ben"].filter((name) => name !== sitting.name).map(memberOf).sort());
    assert.ok(sitting.media.sealed);
  }
});

test("what is written is read by all, once, and goes over the wire sealed alone", async () => {
  const { evening: house, mara, others } = await evening("Anna", "Ben");
  const [anna, ben] = others as [Sitting, Sitting];
  assert.equal(await anna.room.chat(canary), true);
  anna.room.toggleHand();
  await house.settle();
  for (const sitting of [mara, anna, ben]) {
    assert.deepEqual(sitting.texts, [canary], sitting.name);
    assert.deepEqual(sitting.state.hands.map((hand) => hand.member), [anna.member]);
  }
  assert.ok(anna.said.some((message) => message.type === "content"));
  assert.ok(!seen(mara, anna, ben).includes(canary));
});

test("before the circle has taken this device in nothing is said, and the words stay with the person", async () => {
  const house = await Evening.open();
  const mara = await house.sits("Mara");
  house.in.add(memberOf("Anna"));
  const anna = await house.sits("Anna");
  assert.equal(screenOf(anna.state), "circle");
  assert.equal(await anna.room.chat(canary), false);
  anna.room.toggleHand();
  await house.settle();
  assert.equal(anna.state.refusal?.code, "not_locked_in");
  assert.ok(anna.said.every((message) => message.type !== "content"));
  assert.ok(anna.media.others.every((other) => !other.plays && !other.sends));
  assert.equal(mayPlay(mara.state.seal, anna.member), false);
});

test("words that a dead line did not take are not taken for said", async () => {
  const { others } = await evening("Anna");
  const [anna] = others as [Sitting];
  anna.goesDead();
  assert.equal(anna.state.line, "open");
  assert.equal(await anna.room.chat("into the void"), false);
});

test("an admission carries what the facilitator's device signed for the device that waits", async () => {
  const { mara, others } = await evening("Anna");
  const admit = mara.said.find((message) => message.type === "admit");
  assert.ok(admit?.type === "admit");
  const { says } = readToken(fromText(admit.admission.token));
  assert.equal(says.member, others[0]?.member);
});

test("all who wait are let in at once, each with a token of their own", async () => {
  const house = await Evening.open();
  const mara = await house.sits("Mara");
  const both = [await house.sits("Anna"), await house.sits("Ben")];
  void mara.room.admitAll(both.map(({ member }) => ({ member, shown: mara.row(member) })));
  await house.pass(600);
  const all = mara.said.find((message) => message.type === "admit_all");
  assert.ok(all?.type === "admit_all");
  assert.deepEqual(all.admissions.map((one) => readToken(fromText(one.token)).says.member).sort(), both.map((one) => one.member).sort());
  for (const sitting of both) assert.equal(sitting.state.seal.view?.phase, "inside");
});

test("all are those on the list that was drawn: nobody who came since, and nobody who has gone", async () => {
  const house = await Evening.open();
  const mara = await house.sits("Mara");
  const [anna, ben] = [await house.sits("Anna"), await house.sits("Ben")];
  const drawn = [anna, ben].map(({ member }) => ({ member, shown: mara.row(member) }));
  const chidi = await house.sits("Chidi");
  house.sittings.delete(ben.name);
  house.show();
  await house.settle();
  assert.deepEqual(mara.state.room?.desk?.waiting.map(({ member }) => member), [anna.member, chidi.member]);
  void mara.room.admitAll(drawn);
  await house.pass(600);
  const admitted = mara.said.flatMap((message) => (message.type === "admit_all" ? message.admissions : []));
  assert.deepEqual(admitted.map(({ member }) => member), [anna.member]);
  assert.equal(mara.state.refusal, null);
});

test("somebody whose device has not shown itself stays at the door however late it is, and is let in when it has", async () => {
  const house = await Evening.open();
  const mara = await house.sits("Mara");
  house.holdsBack = ({ name }) => name === "Anna";
  const anna = await house.sits("Anna");
  const admitted = () => mara.said.filter((message) => message.type === "admit").length;
  await mara.room.admit(anna.member, mara.row(anna.member));
  assert.equal(mara.state.refusal?.code, "device_not_here");
  house.holdsBack = () => false;
  void anna.circle?.hear({ hear: "line" });
  await house.settle();
  assert.equal(admitted(), 0, "nobody is admitted with an empty hand, nor unseen");
  void mara.room.admit(anna.member, mara.row(anna.member));
  await house.pass(600);
  assert.equal(anna.state.seal.view?.phase, "inside");
});

test("a removal carries an order, and ends the person's keys", async () => {
  const { evening: house, mara, others } = await evening("Anna", "Ben");
  const [anna, ben] = others as [Sitting, Sitting];
  await mara.room.remove(ben.member, "");
  await house.pass(600);
  const removal = mara.said.find((message) => message.type === "remove");
  assert.ok(removal?.type === "remove" && removal.order !== "");
  assert.equal(mayPlay(mara.state.seal, ben.member), false);
  assert.equal(mayPlay(anna.state.seal, ben.member), false);
  assert.equal(ben.state.seal.view?.listens, false);
});

test("stepping out carries the leave, ends the media at once, and forgets the keys", async () => {
  const { evening: house, mara, others } = await evening("Anna");
  const [anna] = others as [Sitting];
  anna.room.stepOut();
  assert.equal(anna.state.end, "stepped_out");
  assert.ok(anna.media.left);
  await house.pass(600);
  const step = anna.said.find((message) => message.type === "step_out");
  assert.ok(step?.type === "step_out" && step.leave !== "");
  assert.deepEqual(mara.state.seal.view?.seats.map((seat) => seat.member), [mara.member]);
  assert.equal(anna.state.seal.view?.phase, "outside");
});

test("stepping out works on a dead line and without keys", async () => {
  const { others } = await evening("Anna");
  const [anna] = others as [Sitting];
  anna.cut();
  anna.room.stepOut();
  assert.equal(anna.state.end, "stepped_out");
  const house = await Evening.open();
  const ben = await house.sits("Ben");
  ben.room.stepOut();
  await house.settle();
  const step = ben.said.find((message) => message.type === "step_out");
  assert.ok(step?.type === "step_out" && step.leave === "");
});

test("after a reload what was said since one came in stands in its place, once", async () => {
  const { evening: house, mara, others } = await evening("Anna");
  const [anna] = others as [Sitting];
  await anna.room.chat("first");
  await house.settle();
  await mara.room.chat("second");
  await house.settle();
  const again = await house.sits("Anna");
  await mara.room.chat("third");
  await house.pass(600);
  assert.equal(again.state.seal.view?.phase, "inside");
  assert.equal(again.state.seal.device, "kept");
  await mara.room.chat("fourth");
  await house.settle();
  assert.deepEqual(again.texts.filter((text) => text !== "third"), ["first", "second", "fourth"]);
  assert.deepEqual(again.state.chat.map((line) => line.seq), [...again.state.chat.map((line) => line.seq)].sort((a, b) => a - b));
});

test("a check-in goes out sealed, comes back after a reload, and nothing of it reaches the house unasked", async () => {
  const { evening: house, mara, others } = await evening("Anna", "Ben");
  const [anna, ben] = others as [Sitting, Sitting];
  assert.equal(await anna.room.checkIn({ t: "checkin", number: 7, text: canary }), true);
  await house.settle();
  for (const sitting of [mara, ben, anna]) assert.deepEqual(sitting.state.chat.at(-1)?.checkin, { t: "checkin", number: 7, text: canary }, sitting.name);
  assert.ok(!seen(mara, anna, ben).includes(canary));
  assert.deepEqual(anna.asked, []);
  assert.equal(mara.state.keeping, null);
  const again = await house.sits("Anna");
  await house.pass(600);
  assert.deepEqual(again.state.chat.map((line) => line.checkin?.number), [7]);
  assert.equal(again.state.keeping, null, "a reload asks nothing again");
  assert.deepEqual(again.asked, []);
});

test("a check-in that was taken back is gone from every page, and no page hands it on to one that is loaded anew", async () => {
  const { evening: house, mara, others } = await evening("Anna", "Ben");
  const [anna, ben] = others as [Sitting, Sitting];
  house.round = round("Anna");
  house.show();
  await house.pass(1_000);
  await anna.room.checkIn({ t: "checkin", number: 7, text: canary });
  await house.settle();
  assert.equal(await ben.room.takeBack(), false, "he has none");
  assert.equal(await anna.room.takeBack(), true);
  await house.settle();
  for (const sitting of [mara, anna, ben]) assert.deepEqual(sitting.texts, [], sitting.name);
  for (const name of ["Ben", "Anna"]) {
    const again = await house.sits(name);
    await house.pass(600);
    assert.deepEqual(again.texts, [], name);
    const recalled = again.outputs.flatMap((output) => (output.do === "heard" && output.recalled ? [Buffer.from(output.said.content).toString()] : []));
    assert.ok(recalled.length > 0 && recalled.every((content) => !content.includes(canary)), `${recalled}`);
  }
});

test("a page that had to stop for its browser keeps no choice that its person did not make: loaded again, it asks", async () => {
  const kept = new Map<string, string>();
  const storage = { setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key), getItem: (key: string) => kept.get(key) ?? null };
  Object.assign(globalThis, { sessionStorage: storage });
  const { others } = await evening("Anna");
  const [anna] = others as [Sitting];
  anna.media.events.onChange({ microphone: "on" });
  assert.equal(kept.size, 1);
  // Devices say that they are closed while they are.
  anna.media.leave = () => anna.media.events.onChange({ microphone: "absent" });
  // Nor does it wait for the server's answer.
  anna.connected = false;
  anna.media.events.onUnsealed();
  assert.deepEqual([...kept], []);
  Object.assign(globalThis, { sessionStorage: undefined });
});

test("what somebody said otherwise stays said, whichever number they take back", async () => {
  const { evening: house, others } = await evening("Anna", "Ben");
  const [anna, ben] = others as [Sitting, Sitting];
  await anna.room.chat("what I should not have said");
  await house.settle();
  const said = ben.outputs.flatMap((output) => (output.do === "heard" ? [output.said.seq] : [])).at(-1);
  await anna.circle?.hear({ hear: "say", content: utf8(JSON.stringify({ t: "take_back", seq: said })) });
  await house.settle();
  assert.deepEqual(ben.texts, ["what I should not have said"]);
  const again = await house.sits("Ben");
  await house.pass(600);
  assert.deepEqual(again.texts, ["what I should not have said"]);
});

test("a device that recalls words of nobody is not believed, and breaks nothing", () => {
  const recalled = (from: string) => readRecall(utf8(JSON.stringify({ t: "recalled", said: [{ seq: 1, from, atMs: 0, content: "AA" }] })));
  assert.ok(recalled("mem_01a21dd3272c72afb4f0bb3d8cfd240c"));
  for (const from of ["constructor", "__proto__", "toString", "mem_", "mem_a b", ""]) assert.equal(recalled(from), null, from);
});

test("nobody forgets another's words", () => {
  const log = new Log();
  log.here(["mem_ben"]);
  const said = (from: string, seq: number) => ({ seq, from, atMs: 0, content: utf8(`${from} ${seq}`) });
  for (const one of [said("mem_anna", 4), said("mem_anna", 5), said("mem_ben", 6)]) log.hear(one);
  log.forget(4, "mem_anna");
  log.forget(5, "mem_ben");
  const answer = readRecall(log.answerTo("mem_ben")[0] ?? EMPTY);
  assert.deepEqual(answer?.t === "recalled" && answer.said.map(({ seq }) => seq), [5, 6]);
});

test("the yes is a request of its own, once; after a failure the same one can be made again", async () => {
  const { evening: house, others } = await evening("Anna");
  const [anna] = others as [Sitting];
  await anna.room.keepCheckin();
  await anna.room.checkIn({ t: "checkin", number: 7 });
  await house.settle();
  assert.equal(anna.asked.length, 0);
  anna.houseAnswers = 503;
  await anna.room.keepCheckin();
  assert.equal(anna.state.keeping?.stage, "failed");
  anna.houseAnswers = 204;
  await Promise.all([anna.room.keepCheckin(), anna.room.keepCheckin()]);
  assert.equal(anna.state.keeping?.stage, "kept");
  await anna.room.keepCheckin();
  assert.equal(anna.asked.length, 2);
  assert.deepEqual(anna.asked[0], anna.asked[1]);
  await anna.room.checkIn({ t: "checkin", number: 8 });
  anna.houseAnswers = 410;
  await anna.room.keepCheckin();
  assert.equal(anna.state.keeping?.stage, "cannot");
  await anna.room.keepCheckin();
  assert.equal(anna.asked.length, 3, "what is refused is not asked again");
  assert.match(anna.asked[0]?.body ?? "", /^id=chk_[0-9a-f]{32}&number=7&line=$/);
});

test("a check-in only for those who lead is opened by their device alone, and the circle sees nothing", async () => {
  const { evening: house, mara, others } = await evening("Anna", "Ben");
  const [anna, ben] = others as [Sitting, Sitting];
  assert.equal(await anna.room.checkInWithLeaders({ t: "checkin", number: 2, text: canary }, []), false, "nobody who was not named on screen");
  assert.equal(await anna.room.checkInWithLeaders({ t: "checkin", number: 2, text: canary }, [mara.member]), true);
  await house.settle();
  assert.deepEqual(mara.state.deskWords.map(({ from, words }) => [from, words]), [[anna.member, { t: "checkin", number: 2, text: canary }]]);
  assert.deepEqual([ben.state.deskWords, ben.texts, anna.texts, mara.texts], [[], [], [], []]);
  assert.ok(!ben.outputs.some((output) => output.do === "whispered"));
  assert.deepEqual(anna.state.keeping?.toldOnly, [mara.member]);
  assert.ok(!seen(mara, anna, ben).includes(canary));
});

test("another whisper to the same person, as an answer to a reload is, does not stand for one that did not go", async () => {
  const { mara, others } = await evening("Anna");
  const [anna] = others as [Sitting];
  const { circle } = anna;
  assert.ok(circle);
  const hear = circle.hear.bind(circle);
  circle.hear = async (input) => {
    if (input.hear !== "whisper") return hear(input);
    anna.ways?.out({ do: "send", said: { about: "whisper", to: mara.member, body: EMPTY } });
  };
  assert.equal(await anna.room.checkInWithLeaders({ t: "checkin", number: 2 }, [mara.member]), false);
  assert.equal(anna.state.keeping, null);
});

test("what was meant for those who lead goes nowhere when none of them is there", async () => {
  const { evening: house, mara, others } = await evening("Anna", "Ben");
  const [anna, ben] = others as [Sitting, Sitting];
  mara.room.stepOut();
  await house.pass(600);
  assert.equal(await anna.room.checkInWithLeaders({ t: "checkin", number: 2 }, [mara.member]), false);
  await house.settle();
  assert.deepEqual([ben.texts, anna.state.keeping], [[], null]);
});

test("a page that was taken over keeps no keys, and when the seat is taken here again it is a new leaf", async () => {
  const { evening: house, mara, others } = await evening("Anna");
  const [first] = others as [Sitting];
  const second = await house.sits("Anna");
  await house.pass(600);
  assert.deepEqual([first.state.end, first.state.seal.view?.phase, second.state.seal.view?.phase], ["taken_over", "outside", "inside"]);
  await house.sitsAgain(first);
  await house.pass(600);
  assert.deepEqual([first.state.seal.view?.phase, second.state.seal.view?.phase], ["inside", "outside"]);
  assert.equal(await first.room.chat("here again"), true);
  await house.settle();
  assert.deepEqual(mara.texts, ["here again"]);
});

test("the forwarder is asked for a picture the worker misses, and a new worker gets a new connection", async () => {
  const { mara, others } = await evening("Anna");
  const [anna] = others as [Sitting];
  anna.ways?.onNeedsKeyFrame(mara.member);
  assert.deepEqual(anna.said.at(-1), { type: "need_key_frame", member: mara.member });
  anna.ways?.onRenewed();
  assert.equal(anna.media.renewed, 1);
});

test("what the server tells wrongly is counted, and the page goes on", async () => {
  const { evening: house, mara, others } = await evening("Anna");
  const [anna] = others as [Sitting];
  for (const told of [null, [], { about: "commit" }, { about: "welcome", epoch: -1, welcome: "AA" }, { about: "state", chain: "x" }]) anna.tell({ type: "seal", told: told as never });
  anna.tell({ type: "content", seq: 90, from: mara.member, at_ms: 0, body: "not base64!" });
  anna.tell({ type: "seal", told: { about: "tomorrow" } as never });
  await house.settle();
  assert.equal(anna.state.seal.view?.refused["malformed"], 6);
  assert.equal(await anna.room.chat("still here"), true);
  await house.settle();
  assert.deepEqual(mara.texts, ["still here"]);
});

test("where a browser cannot seal, nothing of the seal is loaded and no line is opened", async () => {
  const house = await Evening.open();
  const anna = await house.sits("Anna", "none");
  assert.equal(anna.state.seal.by, "none");
  assert.equal(screenOf(anna.state), "no-lock");
  assert.deepEqual([anna.circle, anna.said.length, anna.media.taken], [null, 0, 0]);
});

test("two people read the same code, and nobody reads one with somebody who is not here", async () => {
  const { mara, others } = await evening("Anna");
  const [anna] = others as [Sitting];
  const code = await mara.room.codeWith(anna.member);
  assert.match(code ?? "", /^(\d{5} ){5}\d{5}$/);
  assert.equal(await anna.room.codeWith(mara.member), code);
  assert.equal(await mara.room.codeWith(memberOf("Ben")), null);
});
