// A server that wants to listen in, and members who want to break the circle. Each is refused; sending stops where it
// must, and the person is told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY, join, utf8, type Bytes } from "../../src/seal/bytes.ts";
import { shortCode } from "../../src/seal/code.ts";
import { Keep, MemoryShelf } from "../../src/seal/keep.ts";
import { authenticatorFor } from "../../src/seal/circle/seats.ts";
import { rowOf } from "../../src/seal/circle/view.ts";
import type { MlsGroup } from "../../src/seal/mls/engine.ts";
import { TsMlsEngine } from "../../src/seal/mls/tsMlsEngine.ts";
import { sign, writeReasons, type Token } from "../../src/seal/statements.ts";
import type { Told } from "../../src/seal/wire.ts";
import { CIRCLE, device, flips, GROUP, SESSION } from "./cast.ts";
import { evening, House, type Page } from "./house.ts";

const everybody = (about: string, house: House, page: Page) => house.told.filter((one) => one.to === page.member && one.told.about === about).map((one) => one.told);

function groupOf(page: Page): MlsGroup {
  const group = page.groups.at(-1);
  assert.ok(group, "in no group");
  return group;
}

/** A device and engine of the server's own, which claims to be somebody. */
async function impostor(member: string, name = `the server as ${member}`) {
  const key = await device(name);
  const engine = new TsMlsEngine(authenticatorFor(SESSION));
  const whisper = new Uint8Array(32).fill(3);
  const fresh = await engine.fresh((leafKey) => sign({ kind: "identity", session: SESSION, member, device: key.publicKey, whisper }, key, leafKey), Date.now());
  return { key, engine, fresh };
}

/** A member's own group, so that tests can commit what the member's circle never would. */
async function hostileMember(house: House, mara: Page, member: string): Promise<{ group: MlsGroup; commit(bytes: Bytes, welcome?: Bytes): Promise<void> }> {
  const { key, engine, fresh } = await impostor(member, `device of ${member}`);
  house.presented.set(member, { keyPackage: fresh.bytes, device: key.publicKey });
  const welcomes: Bytes[] = [];
  house.lie = (_, told) => told;
  const page = await house.load(member, { shelf: new MemoryShelf() });
  house.lie = (to, told) => {
    if (to === page && told.about === "welcome") welcomes.push(told.welcome);
    return to === page ? null : told;
  };
  house.presented.set(member, { keyPackage: fresh.bytes, device: key.publicKey });
  house.deliver(mara, { about: "desk", waiting: [{ member, device: key.publicKey, token: EMPTY }], unlocked: [], unvouched: [] });
  await house.settle();
  await house.admit(mara, member);
  const welcome = welcomes.at(-1);
  assert.ok(welcome, "the hostile member was let in");
  const { group } = await engine.join(welcome, [fresh]);
  return {
    group,
    async commit(bytes, given = EMPTY) {
      house.heard(page, { about: "commit", epoch: group.epoch, commit: bytes, welcome: given });
      await house.settle();
    },
  };
}

test("a ghost: the server cannot have a leaf added without a facilitator's token", async () => {
  const { house, mara, pages } = await evening("mem_anna");
  const ghost = await impostor("mem_otto");
  const forged = await sign(await tokenFor(house, "mem_otto", ghost.key.publicKey, ghost.key.publicKey), ghost.key);
  for (const token of [EMPTY, forged, utf8("OCA1")]) {
    house.deliver(mara, { about: "work", epoch: house.epoch, adds: [{ member: "mem_otto", keyPackage: ghost.fresh.bytes, token }], reasons: [] });
    await house.pass(600);
  }
  assert.equal(house.commits.length, 1, "Anna's, and no other");
  assert.equal(mara.view.seats.length, 2);
  assert.equal(pages[0]?.view.phase, "inside");
});

async function tokenFor(house: House, member: string, key: Bytes, signer: Bytes): Promise<Token> {
  return { kind: "token", circle: house.circle, session: SESSION, member, device: key, issuedMs: Date.now(), untilMs: Date.now() + 3_600_000, serial: new Uint8Array(16), signer };
}

test("a swapped key package: a token admits the device it names and no other", async () => {
  const { house, mara } = await evening();
  await house.load("mem_anna");
  const token = await mara.circle.token("mem_anna", rowOf(mara.view.desk, "mem_anna"));
  assert.ok(token.length > 0);
  assert.equal((await mara.circle.token("mem_anna", undefined)).length, 0, "nor one that was on no screen");
  const ghost = await impostor("mem_anna");
  house.deliver(mara, { about: "work", epoch: house.epoch, adds: [{ member: "mem_anna", keyPackage: ghost.fresh.bytes, token }], reasons: [] });
  await house.pass(600);
  assert.equal(house.commits.length, 0);
  assert.equal(mara.view.seats.length, 1);
});

test("a swapped device at the door is shown as another device than last time", async () => {
  const { house, mara, pages } = await evening("mem_anna");
  await house.leave(pages[0] as Page);
  house.tokens.delete("mem_anna");
  const ghost = await impostor("mem_anna");
  house.deliver(mara, { about: "desk", waiting: [{ member: "mem_anna", device: ghost.key.publicKey, token: EMPTY }], unlocked: [], unvouched: [] });
  await house.settle();
  assert.equal(mara.view.desk?.waiting[0]?.standing, "changed");
});

test("a token for another circle, another session, another person, or revoked, admits nobody", async () => {
  const { house, mara } = await evening();
  const anna = await house.load("mem_anna");
  const good = await tokenFor(house, "mem_anna", anna.keep.device.publicKey, mara.keep.device.publicKey);
  const presented = house.presented.get("mem_anna");
  assert.ok(presented);
  const bad: Record<string, Partial<Token>> = {
    "another circle": { circle: CIRCLE },
    "another session": { session: "ses_last_week" },
    "another person": { member: "mem_ben" },
    "long over": { issuedMs: 0, untilMs: 1 },
  };
  for (const [why, part] of Object.entries(bad)) {
    const token = await sign({ ...good, ...part }, mara.keep.device);
    house.deliver(mara, { about: "work", epoch: house.epoch, adds: [{ member: "mem_anna", keyPackage: presented.keyPackage, token }], reasons: [] });
    await house.settle();
    assert.equal(house.commits.length, 0, why);
  }
  const token = await sign(good, mara.keep.device);
  house.deliver(mara, { about: "work", epoch: house.epoch, adds: [{ member: "mem_anna", keyPackage: presented.keyPackage, token }], reasons: [] });
  await house.pass(600);
  assert.equal(anna.view.phase, "inside", "the good one does");
});

test("a key vouched for by the server alone is in no chain", async () => {
  const { house, mara, pages } = await evening("mem_anna");
  const [anna] = pages as [Page];
  const server = await device("the server");
  const link = await sign({ kind: "link", group: GROUP, member: "mem_ines", device: server.publicKey, issuedMs: Date.now(), signer: server.publicKey }, server);
  house.chain.push(link);
  for (const page of [mara, anna]) house.deliver(page, house.stateFor(page));
  await house.settle();
  for (const page of [mara, anna]) {
    assert.deepEqual(page.view.trouble, { why: "broken_chain" });
    assert.equal(page.speak("anything"), null);
  }
});

test("a chain that begins with another device is refused until the person has decided", async () => {
  const { house, mara, pages } = await evening("mem_anna");
  const [anna] = pages as [Page];
  const other = await House.open();
  for (const [member, shelf] of house.shelves) if (member === "mem_anna") other.shelves.set(member, shelf);
  const stranger = await other.load("mem_sam", { leads: true });
  const again = await other.load("mem_anna");
  assert.equal(again.view.phase, "stopped");
  const trouble = again.view.trouble;
  assert.ok(trouble?.why === "other_founder");
  assert.notDeepEqual(trouble.pinned, trouble.told);
  await other.admit(stranger, "mem_anna");
  await other.pass(600);
  assert.equal(again.view.phase, "stopped");
  assert.equal(again.speak("hello"), null);
  await again.circle.hear({ hear: "accept_founder", told: trouble.told });
  await other.settle();
  await other.pass(600);
  assert.equal(again.view.phase, "inside");
  assert.equal(anna.view.phase, "inside", "the page before is not touched");
  assert.ok(mara);
});

test("the founder that is pinned is the one whose code was shown, whatever chain the server told since", async () => {
  const { house } = await evening("mem_anna");
  const others = [await House.open(), await House.open()];
  for (const other of others) await other.load("mem_sam", { leads: true });
  const [first, second] = others as [House, House];
  const shelf = house.shelves.get("mem_anna");
  assert.ok(shelf);
  const anna = await first.load("mem_anna", { shelf });
  const shown = anna.view.trouble;
  assert.ok(shown?.why === "other_founder");
  const { pin } = anna.keep;
  first.deliver(anna, second.stateFor(anna));
  await first.settle();
  const now = anna.view.trouble;
  assert.ok(now?.why === "other_founder");
  assert.notDeepEqual(now.told, shown.told, "what is shown is what would be taken");
  await anna.circle.hear({ hear: "accept_founder", told: shown.told });
  assert.equal(anna.keep.pin, pin, "the code that was compared is not this chain's");
  assert.equal(anna.view.phase, "stopped");
  first.deliver(anna, first.stateFor(anna));
  await first.settle();
  await anna.circle.hear({ hear: "accept_founder", told: shown.told });
  assert.deepEqual(await shortCode(anna.keep.device.publicKey, anna.keep.pin ?? EMPTY), shown.told);
  assert.equal(anna.view.trouble, null);
});

test("a circle of the server's own, with real people's leaves in it, is heard and spoken in by nobody", async () => {
  // The server founds a group with the same id, puts in a leaf that claims to be Ben, and welcomes Anna into it.
  const { house, mara } = await evening();
  const anna = await house.load("mem_anna");
  const ghost = await impostor("mem_ben");
  const group = await ghost.engine.found(ghost.fresh, house.circle);
  const presented = house.presented.get("mem_anna");
  assert.ok(presented);
  const made = await group.commit([presented.keyPackage], [], writeReasons([]));
  await group.take(made.commit);
  assert.ok(made.welcome);
  house.deliver(anna, { about: "welcome", epoch: group.epoch, welcome: made.welcome });
  await house.pass(600);
  await house.pass(600);
  const word = { kind: "agreed" as const, circle: house.circle, epoch: group.epoch, leaf: 0, authenticator: group.authenticator };
  const own = group.leaves()[0];
  assert.ok(own);
  const statement = await sign(word, { publicKey: own.signatureKey, sign: (message) => group.sign(message) });
  house.deliver(anna, { about: "agreed", member: "mem_ben", statement });
  await house.pass(600);
  assert.equal(anna.view.phase, "confirming", "the ghost's word is worth nothing");
  assert.equal(anna.speak("anybody there?"), null);
  assert.equal(anna.outputs.some((output) => output.do === "keys"), false, "nothing of it is played");
  house.passOn(anna, 99, "mem_ben", await group.seal(utf8("I am Ben")));
  await house.settle();
  assert.deepEqual(anna.texts, []);
  assert.ok(mara);
});

test("a replayed welcome opens nothing", async () => {
  const { house, pages } = await evening("mem_anna", "mem_ben");
  const [anna] = pages as [Page, Page];
  const before = anna.view.epoch;
  for (const told of everybody("welcome", house, anna)) house.deliver(anna, told);
  await house.settle();
  assert.equal(anna.view.epoch, before);
  assert.equal(anna.view.phase, "inside");
  assert.equal(anna.view.refused["welcome_not_for_us"], 1);
});

const broken = (told: Told): Told => (told.about === "welcome" ? { ...told, welcome: told.welcome.map((byte, at) => (at === told.welcome.length - 1 ? byte ^ 1 : byte)) } : told);

test("a page whose welcome does not open asks again, and is in by the first that does", async () => {
  const { house, mara } = await evening("mem_ben");
  const anna = await house.load("mem_anna");
  house.lie = (to, told) => (to === anna ? broken(told) : told);
  await house.admit(mara, "mem_anna");
  assert.equal(anna.view.refused["bad_welcome"], 1);
  await house.pass(4_900);
  assert.equal(anna.view.refused["bad_welcome"], 1, "in its own time");
  await house.pass(200);
  assert.deepEqual([anna.view.refused["bad_welcome"], anna.view.phase, anna.view.trouble], [2, "outside", null]);
  house.lie = (_, told) => told;
  await house.pass(5_100);
  await house.pass(600);
  assert.deepEqual([anna.view.phase, mara.view.seats.length], ["inside", 3]);
});

test("a page that is welcomed again and again by what does not open says so, and is well again in the next circle", async () => {
  const { house } = await evening("mem_anna");
  house.lie = (to, told) => (to.member === "mem_mara" ? broken(told) : told);
  const mara = await house.load("mem_mara");
  for (let tried = 0; tried < 6; tried += 1) await house.pass(5_100);
  assert.deepEqual(mara.view.trouble, { why: "bad_welcome", what: "not_verified" });
  assert.equal(mara.view.refused["bad_welcome"], 5);
  // The server finds that nobody is in there who lets her in: the circle is over, and she founds the next.
  [house.circle, house.epoch, house.leaves] = [EMPTY, 0, []];
  house.commits.length = 0;
  for (const page of house.pages.values()) house.tell(page, house.stateFor(page));
  await house.settle();
  await house.pass(600);
  await house.pass(600);
  assert.deepEqual([mara.view.phase, mara.view.trouble, mara.view.epoch], ["inside", null, 1]);
  assert.equal(house.pages.get("mem_anna")?.view.phase, "inside");
});

test("a replayed commit changes nothing", async () => {
  const { house, mara } = await evening("mem_anna", "mem_ben");
  const before = mara.view.epoch;
  for (const one of house.commits) house.deliver(mara, { about: "commit", ...one });
  for (const one of house.commits) house.deliver(mara, { about: "commit", epoch: before, commit: one.commit });
  await house.settle();
  assert.equal(mara.view.epoch, before);
  assert.equal(mara.view.refused["commit_replayed"], 2);
  assert.deepEqual(mara.view.trouble, { why: "bad_commit", what: "wrong_epoch" }, "an old commit sent as the new one is told");
  assert.equal(mara.speak("anything"), null);
});

test("an epoch rolled back stops the device", async () => {
  const { house, mara } = await evening("mem_anna");
  const state = house.stateFor(mara);
  assert.ok(state.about === "state");
  house.deliver(mara, { ...state, epoch: 0 });
  await house.settle();
  assert.deepEqual(mara.view.trouble, { why: "rolled_back" });
  assert.equal(mara.speak("anything"), null);
});

test("another server key in the same circle stops the device", async () => {
  const { house, mara } = await evening("mem_anna");
  const state = house.stateFor(mara);
  assert.ok(state.about === "state");
  house.deliver(mara, { ...state, serverKey: (await device("another room")).publicKey });
  await house.settle();
  assert.deepEqual(mara.view.trouble, { why: "server_key_changed" });
});

test("a fork of the group: who is in the other half is not played, and where more than half is, sending stops", async () => {
  const { house, mara, pages } = await evening("mem_anna", "mem_ben", "mem_chidi");
  const [anna, ben, chidi] = pages as [Page, Page, Page];
  // Two facilitators' works at once, each half gets its own commit of the same epoch.
  const ghostly = await house.load("mem_dana");
  const presented = house.presented.get("mem_dana");
  const token = await mara.circle.token("mem_dana", rowOf(mara.view.desk, "mem_dana"));
  assert.ok(presented && ghostly);
  const made: Bytes[] = [];
  const heard = house.heard.bind(house);
  house.heard = (page, said) => (said.about === "commit" ? void made.push(said.commit) : said.about === "agreed" ? heard(page, said) : undefined);
  for (const page of [mara, anna]) house.deliver(page, { about: "work", epoch: house.epoch, adds: [{ member: "mem_dana", keyPackage: presented.keyPackage, token }], reasons: [] });
  await house.settle();
  const [one, other] = made;
  assert.ok(one && other);
  for (const page of [mara, ben]) house.deliver(page, { about: "commit", epoch: house.epoch, commit: one });
  for (const page of [anna, chidi]) house.deliver(page, { about: "commit", epoch: house.epoch, commit: other });
  house.leaves.push("mem_dana");
  await house.settle();
  await house.pass(600);
  assert.equal(mara.view.seats.find((seat) => seat.member === "mem_anna")?.word, "apart");
  assert.equal(mara.view.seats.find((seat) => seat.member === "mem_ben")?.word, "agreed");
  const hushed = mara.outputs.filter((output) => output.do === "hush").map((output) => output.member);
  assert.deepEqual(hushed.sort(), ["mem_anna", "mem_chidi"]);
  // Four others each, Dana silent: two apart of four is not more than half. Dana's word tips it.
  assert.equal(mara.view.phase, "inside");
});

test("alone against all others in a fork, a device stops sending and says so", async () => {
  const { house, mara, pages } = await evening("mem_anna", "mem_ben");
  const [anna, ben] = pages as [Page, Page];
  const leaf = (page: Page) => page.view.seats.find((seat) => seat.member === page.member)?.leaf ?? -1;
  const heard = house.heard.bind(house);
  let commit: Bytes | undefined;
  house.heard = (page, said) => (said.about === "commit" ? void (commit = said.commit) : heard(page, said));
  const loss = await sign({ kind: "loss", circle: house.circle, member: "mem_ben", leaf: leaf(ben), epoch: house.epoch, signer: house.serverKey.publicKey }, house.serverKey);
  house.deliver(mara, { about: "work", epoch: house.epoch, adds: [], reasons: [loss] });
  await house.settle();
  assert.ok(commit);
  // Mara alone is told that Ben is gone; Anna gets another commit of that epoch, made by herself.
  house.deliver(mara, { about: "commit", epoch: house.epoch, commit });
  await house.settle();
  house.deliver(anna, { about: "work", epoch: house.epoch, adds: [], reasons: [loss] });
  await house.settle();
  house.deliver(anna, { about: "commit", epoch: house.epoch, commit });
  await house.settle();
  await house.pass(600);
  assert.deepEqual(mara.view.trouble, { why: "fork" });
  assert.deepEqual(anna.view.trouble, { why: "fork" });
  assert.equal(mara.speak("anything"), null);
});

test("a leaf the server's roster does not know stops sending until both say the same", async () => {
  const { house, mara, pages } = await evening("mem_anna");
  const [anna] = pages as [Page];
  await mara.circle.hear({ hear: "roster", members: ["mem_mara"] });
  assert.deepEqual(mara.view.trouble, { why: "unknown_leaf", members: ["mem_anna"] });
  assert.equal(mara.speak("anything"), null);
  await mara.circle.hear({ hear: "roster", members: ["mem_mara", "mem_anna"] });
  assert.equal(mara.view.trouble, null);
  assert.equal(anna.hears("mem_mara", mara.speak("good")), "good");
  assert.ok(house);
});

test("frames swapped between tiles, or sent again, are not played", async () => {
  const { mara, pages } = await evening("mem_anna", "mem_ben");
  const [anna, ben] = pages as [Page, Page];
  const frame = anna.speak("I am Anna");
  assert.equal(mara.hears("mem_ben", frame), null, "on Ben's tile");
  assert.equal(mara.hears("mem_anna", frame), "I am Anna");
  assert.equal(mara.hears("mem_anna", frame), null, "again");
  assert.equal(ben.hears("mem_anna", utf8("I am cleartext")), null);
});

test("content that the server says is of another is not shown", async () => {
  const { house, mara, pages } = await evening("mem_anna", "mem_ben");
  const [anna] = pages as [Page, Page];
  let body: Bytes | undefined;
  house.content = (_, sealed) => void (body = sealed);
  await house.say(anna, "mine");
  assert.ok(body);
  house.passOn(mara, 1, "mem_ben", body);
  await house.settle();
  assert.deepEqual(mara.texts, []);
  assert.equal(mara.view.refused["content_of_another"], 1);
});

test("every byte of a commit counts", async () => {
  const { house, mara, pages } = await evening("mem_anna");
  const [anna] = pages as [Page];
  await house.load("mem_ben");
  const before = house.commits.length;
  const hold: Bytes[] = [];
  house.lie = (to, told) => (to === anna && told.about === "commit" ? (hold.push(told.commit), null) : told);
  await house.admit(mara, "mem_ben");
  const [commit] = hold;
  assert.ok(commit && house.commits.length === before + 1);
  const membership = groupOf(anna);
  for (const { at, flipped } of flips(commit)) {
    await assert.rejects(async () => membership.take(flipped), { name: "Refused" }, `byte ${at}`);
  }
  await assert.rejects(async () => membership.take(join(commit, Uint8Array.of(0))), { name: "Refused" });
  assert.equal(await membership.take(commit), "next_epoch", "and whole, it is taken");
});

test("every byte of a welcome counts", async () => {
  const founder = await impostor("mem_mara");
  const joiner = await impostor("mem_anna");
  const group = await founder.engine.found(founder.fresh, CIRCLE);
  const { welcome } = await group.commit([joiner.fresh.bytes], [], writeReasons([]));
  assert.ok(welcome);
  for (const { at, flipped } of flips(welcome)) await assert.rejects(joiner.engine.join(flipped, [joiner.fresh]), { name: "Refused" }, `byte ${at}`);
  await joiner.engine.join(welcome, [joiner.fresh]);
});

test("every byte of a key package counts", async () => {
  const { engine, fresh } = await impostor("mem_anna");
  for (const { at, flipped } of flips(fresh.bytes)) await assert.rejects(engine.readKeyPackage(flipped, Date.now()), { name: "Refused" }, `byte ${at}`);
  await engine.readKeyPackage(fresh.bytes, Date.now());
});

test("a key package is good with a clock an hour off on either side, and not days away", async () => {
  const { engine, fresh } = await impostor("mem_anna");
  const hour = 3_600_000;
  await engine.readKeyPackage(fresh.bytes, Date.now() - hour);
  await engine.readKeyPackage(fresh.bytes, Date.now() + hour);
  await assert.rejects(engine.readKeyPackage(fresh.bytes, Date.now() - 72 * hour), { why: "lifetime" });
  await assert.rejects(engine.readKeyPackage(fresh.bytes, Date.now() + 72 * hour), { why: "lifetime" });
});

test("an identity that its device did not sign enters no group: the library's own service would take it", async () => {
  const anna = await device("Anna");
  const engine = new TsMlsEngine(authenticatorFor(SESSION));
  const forged = await sign({ kind: "identity", session: SESSION, member: "mem_anna", device: anna.publicKey, whisper: new Uint8Array(32) }, anna, anna.publicKey);
  const bad = await engine.fresh(async () => forged, Date.now());
  await assert.rejects(engine.readKeyPackage(bad.bytes, Date.now()), { why: "not_verified" });
  const founder = await impostor("mem_mara");
  const group = await founder.engine.found(founder.fresh, CIRCLE);
  await assert.rejects(group.commit([bad.bytes], [], writeReasons([])), { why: "not_verified" });
  // A committer without our service puts it in; whoever has ours takes neither commit nor welcome.
  const careless = new TsMlsEngine(async () => true);
  const careful = await impostor("mem_ben");
  const open = await careless.found(await careless.fresh(async () => utf8("anybody"), Date.now()), CIRCLE);
  const made = await open.commit([careful.fresh.bytes], [], writeReasons([]));
  assert.ok(made.welcome);
  await assert.rejects(careful.engine.join(made.welcome, [careful.fresh]), { why: "not_verified" });
});

test("a hostile member's commits without reason are refused, and the circle that does not take them lives on", async () => {
  const { house, mara, pages } = await evening("mem_anna");
  const eve = await hostileMember(house, mara, "mem_eli");
  await house.pass(600);
  const anna = pages[0] as Page;
  const annaLeaf = mara.view.seats.find((seat) => seat.member === "mem_anna")?.leaf ?? -1;
  const epoch = mara.view.epoch;
  const kick = await eve.group.commit([], [annaLeaf], writeReasons([]));
  const group = groupOf(mara);
  const view = group.read(kick.commit);
  assert.deepEqual(view.removes, [annaLeaf]);
  // An honest server refuses it (it judges by the same rules), so nobody hears of it. This one passes it on:
  await eve.commit(kick.commit);
  for (const page of [mara, anna]) {
    assert.deepEqual(page.view.trouble, { why: "bad_commit", what: "remove_without_reason" });
    assert.equal(page.view.epoch, epoch, "and is where it was");
    assert.equal(page.speak("anything"), null);
  }
});

test("floods of everything are refused one by one, and nobody falls out", async () => {
  const { house, mara, pages } = await evening("mem_anna");
  const [anna] = pages as [Page];
  const junk = new Uint8Array(300).fill(0x4f);
  for (let round = 0; round < 30; round++) {
    house.deliver(mara, { about: "agreed", member: "mem_anna", statement: junk });
    house.deliver(mara, { about: "welcome", epoch: round, welcome: junk });
    house.deliver(mara, { about: "whispered", from: "mem_anna", body: junk });
    house.deliver(mara, { about: "work", epoch: house.epoch, adds: [{ member: "mem_x", keyPackage: junk, token: junk }], reasons: [junk] });
    house.passOn(mara, round, "mem_anna", junk);
  }
  await house.settle();
  assert.equal(mara.view.phase, "inside");
  assert.equal(anna.hears("mem_mara", mara.speak("still here")), "still here");
});

test("wiped storage means a new device and a new admission, and no error", async () => {
  const { house, mara, pages } = await evening("mem_anna");
  const [anna] = pages as [Page];
  const wiped = await house.load("mem_anna", { shelf: new MemoryShelf() });
  await house.pass(600);
  assert.equal(wiped.view.phase, "outside", "the old token names the old device");
  assert.equal(wiped.view.trouble, null);
  assert.notDeepEqual(wiped.keep.device.publicKey, anna.keep.device.publicKey);
  house.tokens.delete("mem_anna");
  await house.line(wiped);
  assert.equal(mara.view.desk?.waiting[0]?.standing, "changed");
  await house.admit(mara, "mem_anna");
  await house.pass(600);
  assert.equal(wiped.view.phase, "inside");
});

test("a device key belongs to one group", async () => {
  const shelf = new MemoryShelf();
  const [one, other] = [await Keep.open(GROUP, shelf), await Keep.open("grp_loss", shelf)];
  assert.notDeepEqual(one.device.publicKey, other.device.publicKey);
  assert.deepEqual((await Keep.open(GROUP, shelf)).device.publicKey, one.device.publicKey);
});
