// What a facilitator's hand counts for: the device that was on screen, and no other that the server names since.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY, fromText, toText, type Bytes } from "../../src/seal/bytes.ts";
import { shortCode } from "../../src/seal/code.ts";
import { rowOf, type DeskRow } from "../../src/seal/circle/view.ts";
import { readToken } from "../../src/seal/statements.ts";
import { device } from "./cast.ts";
import { evening as houseOf, type Page } from "./house.ts";
import { Evening } from "./sitting.ts";

type Rows = Partial<Record<"waiting" | "unlocked" | "unvouched", readonly (readonly [member: string, device: Bytes])[]>>;

/** Mara has verified Anna, who is outside again; from now on the server tells of the desk what the test says. */
async function verified() {
  const house = await Evening.open();
  const mara = await house.sits("Mara");
  const anna = await house.sits("Anna");
  const first = mara.row(anna.member);
  void mara.room.admit(anna.member, first);
  await house.pass(600);
  const code = await mara.room.codeWith(anna.member);
  assert.ok(code && first);
  await mara.room.acceptDevice(anna.member, code.split(" "), true);
  anna.room.stepOut();
  await house.pass(600);
  house.house.lie = (_, told) => (told.about === "desk" ? null : told);
  const { publicKey: ghost } = await device("the server as Anna");
  const desk = async (rows: Rows): Promise<DeskRow | undefined> => {
    const told = (list: Rows["waiting"] = []) => list.map(([member, one]) => ({ member, device: toText(one), token: "" }));
    mara.tell({ type: "seal", told: { about: "desk", waiting: told(rows.waiting), unlocked: told(rows.unlocked), unvouched: told(rows.unvouched) } });
    await house.settle();
    return mara.row(anna.member);
  };
  await desk({});
  const said = mara.said.length;
  return {
    house,
    mara,
    anna: anna.member,
    ghost,
    real: first.device,
    desk,
    signed: () => mara.said.slice(said).flatMap((message) => (message.type === "admit" ? [message.admission] : message.type === "admit_all" ? message.admissions : message.type === "seal" && message.said.about === "grant" ? [message.said.admission] : [])),
    stillVerified: async () => (await desk({ waiting: [[anna.member, first.device]] }))?.standing === "verified",
  };
}

const deviceIn = (admission: { token: string } | undefined) => readToken(fromText(admission?.token ?? "")).says.device;

test("a click before any device was on screen lets in none, and the one that comes then is let in by the next click", async () => {
  const { house, mara, anna, ghost, real, desk, signed, stillVerified } = await verified();
  for (const comes of [ghost, real]) {
    await desk({});
    const blind = mara.room.admit(anna, mara.row(anna));
    await house.settle();
    await desk({ waiting: [[anna, comes]] });
    await blind;
    assert.deepEqual(signed(), []);
    assert.equal(mara.state.refusal?.code, "device_not_here");
  }
  assert.ok(await stillVerified());
  await mara.room.admit(anna, mara.row(anna));
  assert.deepEqual(deviceIn(signed()[0]), real);
});

test("all at once are those whose device was on screen: one that comes after the list was drawn is not signed for", async () => {
  const { house, mara, anna, real, desk, signed } = await verified();
  const ben = await house.sits("Ben");
  const { publicKey: bens } = await device("device of Ben");
  await desk({ waiting: [[anna, real]] });
  const all = mara.room.admitAll([anna, ben.member].map((member) => ({ member, shown: mara.row(member) })));
  await house.settle();
  await desk({ waiting: [[anna, real], [ben.member, bens]] });
  await all;
  assert.deepEqual(signed().map((one) => one.member), [anna]);
  assert.equal(mara.state.refusal?.code, "device_not_here");
});

test("the device that was on screen is let in, and no other that came in its place", async () => {
  const { mara, anna, ghost, real, desk, signed, stillVerified } = await verified();
  const shown = await desk({ waiting: [[anna, real]] });
  await desk({ waiting: [[anna, ghost]] });
  await mara.room.admit(anna, shown);
  assert.deepEqual(signed(), []);
  assert.equal(mara.state.refusal?.code, "device_changed");
  const marked = await desk({ waiting: [[anna, ghost]] });
  assert.equal(marked?.standing, "changed");
  const { publicKey: other } = await device("another one");
  await desk({ waiting: [[anna, other]] });
  await mara.room.admit(anna, marked);
  assert.deepEqual(signed(), [], "the mark was another device's");
  assert.ok(await stillVerified());
});

test("the device that was on screen is waited for where it is away for a moment, and no other is taken for it", async () => {
  const { house, mara, anna, ghost, real, desk, signed } = await verified();
  for (const [comes, count] of [[ghost, 0], [real, 1]] as const) {
    const shown = await desk({ waiting: [[anna, real]] });
    await desk({});
    const admitted = mara.room.admit(anna, shown);
    await house.settle();
    await desk({ waiting: [[anna, comes]] });
    await admitted;
    assert.equal(signed().length, count);
  }
});

test("a person let in with the mark on screen is known by the new device from then on", async () => {
  const { mara, anna, ghost, desk, signed } = await verified();
  await mara.room.admit(anna, await desk({ waiting: [[anna, ghost]] }));
  assert.deepEqual(deviceIn(signed()[0]), ghost);
  assert.equal((await desk({ waiting: [[anna, ghost]] }))?.standing, "known");
});

test("all at once are those without the mark; who comes with another device stays at the door, and the facilitator is told", async () => {
  const { house, mara, anna, ghost, desk, signed, stillVerified } = await verified();
  const ben = await house.sits("Ben");
  const { publicKey: bens } = await device("device of Ben");
  const shown = await desk({ waiting: [[anna, ghost], [ben.member, bens]] });
  assert.ok(shown);
  await mara.room.admitAll([anna, ben.member].map((member) => ({ member, shown: mara.row(member) })));
  assert.deepEqual(signed().map((one) => one.member), [ben.member]);
  assert.equal(mara.state.refusal?.code, "device_changed");
  assert.ok(await stillVerified());
});

test("somebody in the room is let in again with the device that was on screen", async () => {
  const { mara, anna, ghost, real, desk, signed, stillVerified } = await verified();
  const shown = await desk({ unlocked: [[anna, real]] });
  await desk({ unlocked: [[anna, ghost]] });
  assert.ok(shown);
  await mara.room.letInAgain(shown);
  assert.deepEqual(signed(), []);
  assert.equal(mara.state.refusal?.code, "device_changed");
  assert.ok(await stillVerified());
});

test("a colleague is vouched for with the device that was on screen", async () => {
  const { mara, anna, ghost, real, desk } = await verified();
  const vouched = () => mara.said.filter((message) => message.type === "seal" && message.said.about === "vouch").length;
  const row = async (one: Bytes) => {
    await desk({ unvouched: [[anna, one]] });
    return mara.state.seal.view?.desk?.unvouched[0] as DeskRow;
  };
  const shown = await row(real);
  await row(ghost);
  await mara.room.vouch(shown);
  assert.equal(vouched(), 0);
  assert.equal(mara.state.refusal?.code, "device_changed");
  await mara.room.vouch(await row(real));
  assert.equal(vouched(), 1);
});

test("they match: of the device whose code was read, and of no other", async () => {
  const { house, mara } = await houseOf();
  const anna = await house.load("mem_anna");
  const code = await mara.circle.codeWith("mem_anna");
  assert.deepEqual(code, await anna.circle.codeWith("mem_mara"));
  const { publicKey: ghost } = await device("the server as Anna");
  const standing = (page: Page) => rowOf(page.view.desk, "mem_anna")?.standing;
  house.deliver(mara, { about: "desk", waiting: [{ member: "mem_anna", device: ghost, token: EMPTY }], unlocked: [], unvouched: [] });
  await house.settle();
  await mara.circle.hear({ hear: "accept", member: "mem_anna", code: code ?? [], verified: true });
  assert.equal(standing(mara), "unknown");
  house.deliver(mara, { about: "desk", waiting: [{ member: "mem_anna", device: anna.keep.device.publicKey, token: EMPTY }], unlocked: [], unvouched: [] });
  await house.settle();
  await mara.circle.hear({ hear: "accept", member: "mem_anna", code: code ?? [], verified: true });
  assert.equal(standing(mara), "verified");
});

test("the code compared at the door is of the device that asks to come in, whatever other one of theirs is in the circle", async () => {
  const { house, mara, pages } = await houseOf("mem_anna");
  const [anna] = pages as [Page];
  const { publicKey: ghost } = await device("the server as Anna");
  house.deliver(mara, { about: "desk", waiting: [{ member: "mem_anna", device: ghost, token: EMPTY }], unlocked: [], unvouched: [] });
  await house.settle();
  assert.deepEqual(await mara.circle.codeWith("mem_anna"), await anna.circle.codeWith("mem_mara"));
  const code = await mara.circle.codeWith("mem_anna", ghost);
  assert.deepEqual(code, await shortCode(mara.keep.device.publicKey, ghost));
  await mara.circle.hear({ hear: "accept", member: "mem_anna", code: code ?? [], verified: true });
  assert.equal(rowOf(mara.view.desk, "mem_anna")?.standing, "verified");
  assert.equal(mara.view.seats.find((seat) => seat.member === "mem_anna")?.standing, "changed");
  house.deliver(mara, { about: "desk", waiting: [], unlocked: [], unvouched: [] });
  await house.settle();
  assert.equal(await mara.circle.codeWith("mem_anna", ghost), null);
});
