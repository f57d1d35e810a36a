// The circle among honest people and an honest server: founding, letting in, talking, leaving, reloading, resuming.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Bytes } from "../../src/seal/bytes.ts";
import { MemoryShelf } from "../../src/seal/keep.ts";
import { evening, House, type Page } from "./house.ts";

/** Everybody in it is in the same epoch, and hears everybody. */
async function allHear(pages: readonly Page[]): Promise<void> {
  const first = pages[0];
  for (const page of pages) {
    assert.equal(page.view.phase, "inside", `${page.member}: ${JSON.stringify(page.view.trouble)} ${JSON.stringify(page.view.refused)}`);
    assert.equal(page.view.epoch, first?.view.epoch, page.member);
    assert.deepEqual(page.view.seats.map((seat) => seat.member).sort(), pages.map((one) => one.member).sort(), page.member);
    const frame = page.speak(`I am ${page.member}`);
    assert.ok(frame, `${page.member} sends`);
    for (const other of pages) if (other !== page) assert.equal(other.hears(page.member, frame), `I am ${page.member}`, `${other.member} hears ${page.member}`);
  }
}

test("a facilitator founds the circle, and with the first one the group's chain", async () => {
  const { house, mara } = await evening();
  assert.equal(house.chain.length, 1);
  assert.equal(mara.view.phase, "inside");
  assert.deepEqual(mara.view.seats.map((seat) => [seat.member, seat.facilitator]), [["mem_mara", true]]);
});

test("nobody is in before a facilitator let them in", async () => {
  const { house, mara } = await evening();
  const anna = await house.load("mem_anna");
  assert.equal(anna.view.phase, "outside");
  assert.equal(anna.speak("hello"), null);
  assert.deepEqual(mara.view.desk?.waiting.map((row) => [row.member, row.standing]), [["mem_anna", "unknown"]]);
  await house.admit(mara, "mem_anna");
  await house.pass(600);
  await allHear([mara, anna]);
});

test("everybody let in hears everybody, and the words of all stand agreed", async () => {
  const { mara, pages } = await evening("mem_anna", "mem_ben", "mem_chidi");
  await allHear([mara, ...pages]);
  for (const page of [mara, ...pages]) assert.ok(page.view.seats.every((seat) => seat.word === "agreed"));
});

test("what is said is read by all, once, also by who said it", async () => {
  const { house, mara, pages } = await evening("mem_anna", "mem_ben");
  const [anna, ben] = pages as [Page, Page];
  await house.say(anna, "good evening");
  for (const page of [mara, anna, ben]) assert.deepEqual(page.texts, ["good evening"]);
});

test("a whisper is read by one device", async () => {
  const { house, mara, pages } = await evening("mem_anna", "mem_ben");
  const [anna, ben] = pages as [Page, Page];
  await anna.circle.hear({ hear: "whisper", to: "mem_mara", content: new TextEncoder().encode("I am not ok") as Uint8Array<ArrayBuffer> });
  await house.settle();
  assert.deepEqual(mara.whispered, [{ from: "mem_anna", content: "I am not ok" }]);
  assert.deepEqual(ben.whispered, []);
});

test("a reload is a new leaf, without anybody's hand, and brings back what was said since the person came in", async () => {
  const { house, mara, pages } = await evening("mem_anna");
  const [anna] = pages as [Page];
  await house.say(mara, "before Ben");
  const ben = await house.load("mem_ben");
  await house.admit(mara, "mem_ben");
  await house.pass(600);
  await house.say(anna, "since Ben");
  const again = await house.load("mem_ben");
  await house.pass(600);
  await allHear([mara, anna, again]);
  assert.deepEqual(again.texts, ["since Ben"]);
  await house.pass(5_000);
  assert.equal(mara.hears("mem_ben", ben.speak("the old page")), null, "the old page's keys are gone");
});

test("while a page is loaded anew the others see whose it is, until its new leaf is there", async () => {
  const { house, mara, pages } = await evening("mem_anna", "mem_ben");
  const [anna] = pages as [Page, Page];
  const wordOf = (page: Page) => page.view.seats.find((seat) => seat.member === "mem_ben")?.word;
  for (const page of [mara, anna]) house.tell(page, { about: "coming_back", members: ["mem_ben"] });
  await house.settle();
  assert.deepEqual([mara, anna].map(wordOf), ["comes_back", "comes_back"]);
  assert.deepEqual(anna.view.seats.filter((seat) => seat.word === "agreed").map((seat) => seat.member), ["mem_mara", "mem_anna"]);
  await house.load("mem_ben");
  for (const page of [mara, anna]) house.tell(page, { about: "coming_back", members: [] });
  await house.pass(600);
  assert.deepEqual([mara, anna].map(wordOf), ["agreed", "agreed"]);
  // On a line of its own a page begins without knowing.
  house.tell(anna, { about: "coming_back", members: ["mem_ben"] });
  await house.settle();
  await house.line(anna);
  assert.equal(wordOf(anna), "agreed");
});

test("words that come before the commit of their epoch, after a lost line, are read once it has come", async () => {
  const { house, mara, pages } = await evening("mem_anna");
  const [anna] = pages as [Page];
  anna.connected = false;
  const ben = await house.load("mem_ben");
  await house.admit(mara, "mem_ben");
  await house.pass(600);
  const bodies: Bytes[] = [];
  const passOn = house.passOn.bind(house);
  house.passOn = (to, seq, from, body) => {
    if (to === anna) bodies.push(body);
    passOn(to, seq, from, body);
  };
  await house.say(ben, "while you were away");
  house.passOn = passOn;
  anna.connected = true;
  for (const body of bodies) house.passOn(anna, 0, "mem_ben", body);
  await house.settle();
  assert.deepEqual(anna.texts, []);
  await house.line(anna);
  assert.deepEqual(anna.texts, ["while you were away"]);
  assert.deepEqual(anna.view.refused, {});
});

test("the only facilitator reloads, and the circle goes on", async () => {
  const { house, pages } = await evening("mem_anna");
  const again = await house.load("mem_mara");
  await house.pass(600);
  await allHear([again, ...pages]);
  const ben = await house.load("mem_ben");
  await house.admit(again, "mem_ben");
  await house.pass(600);
  await allHear([again, ...pages, ben]);
});

test("a line that comes back follows what it missed, in the same leaf", async () => {
  const { house, mara, pages } = await evening("mem_anna", "mem_ben");
  const [anna, ben] = pages as [Page, Page];
  anna.connected = false;
  await house.lose("mem_ben");
  await house.pass(600);
  const leaf = anna.view.seats.find((seat) => seat.member === "mem_anna")?.leaf;
  await house.line(anna);
  await house.pass(600);
  await allHear([mara, anna]);
  assert.equal(anna.view.seats.find((seat) => seat.member === "mem_anna")?.leaf, leaf);
  assert.equal(mara.hears("mem_ben", ben.speak("am I still here?")), null);
});

test("who leaves, and who is sent out, hears nothing that is said afterwards", async () => {
  const { house, mara, pages } = await evening("mem_anna", "mem_ben", "mem_chidi");
  const [anna, ben, chidi] = pages as [Page, Page, Page];
  await house.leave(anna);
  await house.remove(mara, "mem_ben");
  await house.pass(600);
  await allHear([mara, chidi]);
  assert.equal(ben.view.phase, "removed");
  const frame = mara.speak("between us");
  assert.equal(chidi.hears("mem_mara", frame), "between us");
  for (const gone of [anna, ben]) assert.equal(gone.hears("mem_mara", frame), null);
});

test("who was sent out needs a new admission, and the old token opens nothing", async () => {
  const { house, mara, pages } = await evening("mem_anna", "mem_ben");
  const [anna] = pages as [Page, Page];
  const old = house.tokens.get("mem_ben");
  await house.remove(mara, "mem_ben");
  assert.ok(old);
  house.tokens.set("mem_ben", old);
  const back = await house.load("mem_ben");
  await house.pass(600);
  assert.equal(back.view.phase, "outside");
  assert.equal(mara.view.phase, "inside");
  house.tokens.delete("mem_ben");
  await house.line(back);
  await house.admit(mara, "mem_ben");
  await house.pass(600);
  await allHear([mara, anna, back]);
});

test("after the server began anew the facilitator's device founds the next circle and lets everybody in again by itself", async () => {
  const { house, mara, pages } = await evening("mem_anna", "mem_ben");
  const before = house.circle;
  await house.restart();
  await house.pass(600);
  assert.notDeepEqual(house.circle, before);
  await allHear([mara, ...pages]);
});

test("a colleague's device has no leaf until it was vouched for once, and then founds and admits like the first", async () => {
  const { house, mara, pages } = await evening("mem_anna");
  const ines = await house.load("mem_ines", { leads: true });
  assert.equal(ines.view.phase, "outside");
  assert.equal(ines.view.needsVouching, true);
  // So that the two can compare before one of them is in.
  assert.deepEqual(await ines.circle.codeWith("mem_mara"), await mara.circle.codeWith("mem_ines"));
  const [unvouched] = mara.view.desk?.unvouched ?? [];
  assert.ok(unvouched?.member === "mem_ines");
  await mara.circle.hear({ hear: "vouch", shown: unvouched });
  await house.settle();
  await house.pass(600);
  await allHear([mara, ines, ...pages]);
  const ben = await house.load("mem_ben");
  await house.admit(ines, "mem_ben");
  await house.pass(600);
  await allHear([mara, ines, ...pages, ben]);
});

test("a member verified once stays verified, and another device of theirs is shown", async () => {
  const { house, mara, pages } = await evening("mem_anna");
  const [anna] = pages as [Page];
  assert.deepEqual(await mara.circle.codeWith("mem_anna"), await anna.circle.codeWith("mem_mara"));
  await mara.circle.hear({ hear: "accept", member: "mem_anna", code: (await anna.circle.codeWith("mem_mara")) ?? [], verified: true });
  const again = await house.load("mem_mara");
  await house.pass(600);
  assert.equal(again.view.seats.find((seat) => seat.member === "mem_anna")?.standing, "verified");
  await house.leave(anna);
  house.tokens.delete("mem_anna");
  const other = await house.load("mem_anna", { shelf: new MemoryShelf() });
  assert.equal(again.view.desk?.waiting.find((row) => row.member === "mem_anna")?.standing, "changed");
  await house.admit(again, "mem_anna");
  await house.pass(600);
  await allHear([again, other]);
  assert.equal(again.view.seats.find((seat) => seat.member === "mem_anna")?.standing, "known", "no longer verified");
});

test("a browser that keeps nothing comes in with a device of this page", async () => {
  const { house, mara } = await evening();
  const broken = { read: () => Promise.reject(new Error("denied")), write: () => Promise.reject(new Error("denied")) };
  const anna = await house.load("mem_anna", { shelf: broken });
  assert.equal(anna.keep.state, "page_only");
  await house.admit(mara, "mem_anna");
  await house.pass(600);
  await allHear([mara, anna]);
});

const speaks = (page: Page) => page.outputs.filter((output) => output.do === "speak").length;

/** From now on nobody hears what this person's device says of its epoch: a page that is slow, or frozen. */
function mutesTheWordOf(house: House, member: string): void {
  house.lie = (_, told) => (told.about === "agreed" && told.member === member ? null : told);
}

test("a sender changes its key when all have agreed; who kept up so far is waited for, and hears under the old key", async () => {
  const { house, mara, pages } = await evening("mem_anna", "mem_ben");
  const [anna, ben] = pages as [Page, Page];
  mutesTheWordOf(house, "mem_ben");
  const chidi = await house.load("mem_chidi");
  const before = [speaks(mara), speaks(anna), speaks(ben)];
  await house.admit(mara, "mem_chidi");
  assert.equal(speaks(ben), (before[2] ?? 0) + 1, "Ben has all the words");
  await house.pass(1_999);
  assert.deepEqual([speaks(mara), speaks(anna)], before.slice(0, 2), "Ben's word is missing");
  const frame = mara.speak("in the old epoch");
  assert.equal(anna.hears("mem_mara", frame), "in the old epoch");
  await house.pass(1);
  assert.deepEqual([speaks(mara), speaks(anna)], before.slice(0, 2).map((count) => count + 1));
  await allHear([mara, anna, ben, chidi]);
});

test("who was behind before, or has just come in, is waited for half a second", async () => {
  const { house, mara, pages } = await evening("mem_anna", "mem_ben");
  const [anna] = pages as [Page];
  mutesTheWordOf(house, "mem_ben");
  await house.load("mem_chidi");
  await house.admit(mara, "mem_chidi");
  await house.pass(2_000);
  await house.load("mem_dana");
  const before = speaks(anna);
  await house.admit(mara, "mem_dana");
  await house.pass(499);
  assert.equal(speaks(anna), before);
  await house.pass(1);
  assert.equal(speaks(anna), before + 1, "Ben is not waited for again");
  mutesTheWordOf(house, "mem_eli");
  await house.load("mem_eli");
  await house.admit(mara, "mem_eli");
  await house.pass(500);
  assert.equal(speaks(anna), before + 2, "Eli has just come in");
});

test("where somebody was sent away nobody is waited for longer than half a second", async () => {
  const { house, mara, pages } = await evening("mem_anna", "mem_ben", "mem_chidi");
  const [anna] = pages as [Page];
  mutesTheWordOf(house, "mem_ben");
  const before = speaks(anna);
  await house.remove(mara, "mem_chidi");
  await house.pass(499);
  assert.equal(speaks(anna), before);
  await house.pass(1);
  assert.equal(speaks(anna), before + 1);
});

test("the house can be empty of facilitators' circles: a member alone founds nothing", async () => {
  const house = await House.open();
  const anna = await house.load("mem_anna");
  house.lie = (_, told) => (told.about === "state" ? { ...told, mayFound: true } : told);
  await house.line(anna);
  assert.equal(house.circle.length, 0);
  assert.equal(anna.view.phase, "outside");
});

test("a page that has nothing left to seal with stops and says so, whatever it is welcomed to", async () => {
  const { house, mara, pages } = await evening("mem_anna");
  const [anna] = pages as [Page];
  await anna.circle.hear({ hear: "broken" });
  assert.deepEqual(anna.view.trouble, { why: "broken" });
  assert.equal(anna.speak("anything"), null);
  await house.line(anna);
  await house.pass(600);
  assert.equal(anna.view.phase, "stopped");
  assert.equal(mara.view.phase, "inside");
});

test("when many come back at once, they are signed for a few at a time, and everybody is in again", async () => {
  const { house, mara, pages } = await evening(...Array.from({ length: 9 }, (_, i) => `mem_${i}`));
  await house.restart();
  const grants = () => house.granted;
  assert.ok(grants() > 0 && grants() <= 5, `${grants()} at once`);
  for (let rest = 0; rest < 3; rest += 1) await house.pass(3_000);
  await house.pass(600);
  await allHear([mara, ...pages]);
});

test("what was founded on a line that was lost is founded again on the next", async () => {
  const house = await House.open();
  house.losesFound = true;
  const mara = await house.load("mem_mara", { leads: true });
  assert.equal(house.circle.length, 0);
  house.losesFound = false;
  await house.line(mara);
  assert.ok(house.circle.length > 0);
  assert.equal(mara.view.phase, "inside");
});
