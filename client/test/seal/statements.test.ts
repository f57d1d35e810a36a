// Statements: written and read alike, bound to every byte, to their label and to their signer; the chain; the short code.
import assert from "node:assert/strict";
import { test } from "node:test";
import { join, Malformed, type Bytes } from "../../src/seal/bytes.ts";
import { Chain } from "../../src/seal/chain.ts";
import { shortCode } from "../../src/seal/code.ts";
import * as it from "../../src/seal/statements.ts";
import { isOfSmallOrder, SMALL_ORDER_Y, verify, type Signer } from "../../src/seal/ed25519.ts";
import { CIRCLE, device, EVENING_MS, flips, GROUP, SESSION } from "./cast.ts";

const mara = await device("Mara");
const ines = await device("Ines");
const anna = await device("Anna");

const token: it.Token = {
  kind: "token",
  circle: CIRCLE,
  session: SESSION,
  member: "mem_anna",
  device: anna.publicKey,
  issuedMs: EVENING_MS,
  untilMs: EVENING_MS + 7_200_000,
  serial: new Uint8Array(16).fill(7),
  signer: mara.publicKey,
};
const order: it.Order = { kind: "order", circle: CIRCLE, session: SESSION, member: "mem_anna", issuedMs: EVENING_MS, signer: mara.publicKey };
const leave: it.Leave = { kind: "leave", circle: CIRCLE, member: "mem_anna", leaf: 3, device: anna.publicKey };
const loss: it.Loss = { kind: "loss", circle: CIRCLE, member: "mem_anna", leaf: 3, epoch: 9, signer: mara.publicKey };
const agreed: it.Agreed = { kind: "agreed", circle: CIRCLE, epoch: 9, leaf: 3, authenticator: new Uint8Array(32).fill(5) };
const identity: it.Identity = { kind: "identity", session: SESSION, member: "mem_anna", device: anna.publicKey, whisper: new Uint8Array(32).fill(1) };

type Case = { name: string; bytes: Bytes; holds: (bytes: Uint8Array) => Promise<boolean> };
const leafKey = ines.publicKey;

async function cases(): Promise<Case[]> {
  return [
    { name: "token", bytes: await it.sign(token, mara), holds: (bytes) => it.isSigned(it.readToken(bytes)) },
    { name: "order", bytes: await it.sign(order, mara), holds: (bytes) => it.isSigned(it.readOrder(bytes)) },
    { name: "leave", bytes: await it.sign(leave, anna), holds: (bytes) => it.isSigned(it.readLeave(bytes)) },
    { name: "loss", bytes: await it.sign(loss, mara), holds: (bytes) => it.isSigned(it.readLoss(bytes)) },
    { name: "agreed", bytes: await it.sign(agreed, anna), holds: (bytes) => it.isAgreedBy(it.readAgreed(bytes), anna.publicKey) },
    { name: "identity", bytes: await it.sign(identity, anna, leafKey), holds: (bytes) => it.isIdentityOf(it.readIdentity(bytes), leafKey) },
    { name: "link", bytes: await link(mara, mara, "mem_mara"), holds: (bytes) => it.isSigned(it.readLink(bytes)) },
  ];
}

function link(of: Signer, by: Signer, member: string, group = GROUP): Promise<Bytes> {
  return it.sign({ kind: "link", group, member, device: of.publicKey, issuedMs: EVENING_MS, signer: by.publicKey }, by);
}

test("a statement is read as it was written, and its signature holds", async () => {
  for (const { name, bytes, holds } of await cases()) assert.ok(await holds(bytes), name);
  assert.deepEqual(it.readToken(await it.sign(token, mara)).says, token);
  assert.deepEqual(it.readLoss(await it.sign(loss, mara)).says, loss);
  assert.deepEqual(it.readAgreed(await it.sign(agreed, anna)).says, agreed);
});

test("a statement with any bit of any byte turned is refused", async () => {
  for (const { name, bytes, holds } of await cases()) {
    for (const { at, flipped } of flips(bytes)) {
      const still = await Promise.resolve().then(() => holds(flipped)).catch((trouble: unknown) => {
        assert.ok(trouble instanceof Malformed, String(trouble));
        return false;
      });
      assert.equal(still, false, `${name}, byte ${at}`);
    }
  }
});

test("a statement cut short, or with a byte too many, is refused", async () => {
  for (const { name, bytes, holds } of await cases()) {
    for (let length = 0; length < bytes.length; length++) {
      await assert.rejects(async () => assert.ok(await holds(bytes.subarray(0, length)), name));
    }
    await assert.rejects(async () => assert.ok(await holds(join(bytes, Uint8Array.of(0)))), Malformed, name);
  }
});

test("a signature for one kind of statement is none for another", async () => {
  const signed = it.readOrder(await it.sign(order, mara));
  const asLoss = join((await it.sign(loss, mara)).subarray(0, -64), signed.signature);
  assert.equal(await it.isSigned(it.readLoss(asLoss)), false);
});

test("an identity holds for its own leaf key alone", async () => {
  const read = it.readIdentity(await it.sign(identity, anna, leafKey));
  assert.equal(await it.isIdentityOf(read, mara.publicKey), false);
});

test("a key of small order signs nothing", async () => {
  const identityPoint = new Uint8Array(32);
  identityPoint[0] = 1;
  const anything = new Uint8Array(64);
  anything[0] = 1;
  assert.equal(await verify(identityPoint, new Uint8Array(3), anything), false);
  // Every way to write such a key, also those that a library may take for another key.
  for (const y of SMALL_ORDER_Y) {
    const weak = Uint8Array.from(y.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    assert.equal(isOfSmallOrder(weak), true, y);
    weak[31] = (weak[31] ?? 0) | 0x80;
    assert.equal(isOfSmallOrder(weak), true, `${y} with its sign`);
  }
  assert.equal(isOfSmallOrder(mara.publicKey), false);
});

test("reasons are read as they were written, and nothing behind them", async () => {
  const reasons = [await it.sign(token, mara), await it.sign(order, mara)];
  const bytes = it.writeReasons(reasons);
  assert.deepEqual(it.readReasons(bytes), reasons);
  assert.throws(() => it.readReasons(join(bytes, Uint8Array.of(0))), Malformed);
  assert.throws(() => it.readReasons(bytes.subarray(0, -1)), Malformed);
  assert.throws(() => it.readReason(Uint8Array.of(1, 2, 3, 4)), Malformed);
});

test("a chain begins with a device that founds it and goes on with devices vouched for", async () => {
  const chain = await Chain.read([await link(mara, mara, "mem_mara"), await link(ines, mara, "mem_ines")], GROUP);
  assert.ok(chain);
  assert.deepEqual(chain.founder, mara.publicKey);
  assert.ok(chain.speaksFor(ines.publicKey, "mem_ines"));
  assert.equal(chain.speaksFor(ines.publicKey, "mem_mara"), false);
  assert.equal(chain.has(anna.publicKey), false);
  assert.equal(await Chain.read([], GROUP), null);
});

test("a facilitator with one device has that one; with several, it could be either", async () => {
  const chain = await Chain.read([await link(mara, mara, "mem_mara"), await link(ines, mara, "mem_ines"), await link(anna, mara, "mem_ines")], GROUP);
  assert.deepEqual(chain?.onlyDeviceOf("mem_mara"), mara.publicKey);
  assert.equal(chain?.onlyDeviceOf("mem_ines"), undefined);
  assert.equal(chain?.onlyDeviceOf("mem_eli"), undefined);
});

test("a chain that is not whole is refused", async () => {
  const founding = await link(mara, mara, "mem_mara");
  const broken: Record<string, Uint8Array[]> = {
    "begins with a device vouched for by nobody in it": [await link(ines, mara, "mem_ines")],
    "a second device vouches for itself": [founding, await link(ines, ines, "mem_ines")],
    "a device stands twice": [founding, founding],
    "signed by a device that comes later": [founding, await link(anna, ines, "mem_anna"), await link(ines, mara, "mem_ines")],
    "of another group": [await link(mara, mara, "mem_mara", "grp_other")],
    "a signature of another link": [join((await link(mara, mara, "mem_ines")).subarray(0, -64), founding.subarray(-64))],
  };
  for (const [why, links] of Object.entries(broken)) await assert.rejects(Chain.read(links, GROUP), Malformed, why);
});

test("the short code is the same on both sides: six groups of five digits", async () => {
  const code = await shortCode(mara.publicKey, anna.publicKey);
  assert.deepEqual(code, await shortCode(anna.publicKey, mara.publicKey));
  assert.equal(code.length, 6);
  for (const group of code) assert.match(group, /^\d{5}$/);
  assert.notDeepEqual(code, await shortCode(mara.publicKey, ines.publicKey));
});
