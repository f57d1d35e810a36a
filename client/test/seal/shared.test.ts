// The vectors that the native side and the browser share: one meaning for every byte, on both.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, hex, type Bytes } from "../../src/seal/bytes.ts";
import { Chain } from "../../src/seal/chain.ts";
import { shortCode } from "../../src/seal/code.ts";
import { publicKeyOf, signWithSeed } from "../../src/seal/ed25519.ts";
import { deriveFrameKey } from "../../src/seal/sframe/derive.ts";
import { openFrame, sealFrame, takeApart } from "../../src/seal/sframe/frame.ts";
import { kidOf, type Slot } from "../../src/seal/sframe/kid.ts";
import * as it from "../../src/seal/statements.ts";
import { SHARED, vectors } from "./cast.ts";

type Who = string;

interface Made {
  member: string;
  bytes: string;
}

interface Statements {
  seeds: Record<Who, string>;
  public: Record<Who, string>;
  group: string;
  session: string;
  circle: string;
  identity: Made & { device: Who; whisper: Who; leaf_key: Who };
  chain: (Made & { device: Who; issued_ms: number; signer: Who })[];
  token: Made & { device: Who; issued_ms: number; until_ms: number; serial: string; signer: Who };
  order: Made & { issued_ms: number; signer: Who };
  leave: Made & { leaf: number; device: Who };
  loss: Made & { leaf: number; epoch: number; signer: Who };
  agreed: { epoch: number; leaf: number; authenticator: string; signed_by: Who; bytes: string };
  reasons: { of: ("token" | "order" | "leave" | "loss")[]; bytes: string };
  short_codes: { one: Who; other: Who; code: string[] }[];
}

interface Frames {
  base: string;
  frames: { kind: "opus" | "vp8 delta" | "vp8 key"; leaf: number; slot: Slot; epoch: number; kid: number; counter: number; plain: string; sealed: string }[];
}

const read = {
  link: it.readLink,
  token: it.readToken,
  order: it.readOrder,
  leave: it.readLeave,
  loss: it.readLoss,
};

test("the keys of the shared vectors come out of their seeds", async (context) => {
  const all = vectors<Statements>(context, `${SHARED}/statements.json`);
  if (all === null) return;
  for (const who of ["mara", "ines", "anna", "leaf", "server"]) {
    assert.equal(hex(await publicKeyOf(fromHex(all.seeds[who] ?? ""))), all.public[who], who);
  }
});

test("every shared statement is read, written and signed here as on the native side", async (context) => {
  const all = vectors<Statements>(context, `${SHARED}/statements.json`);
  if (all === null) return;
  const key = (who: Who): Bytes => fromHex(all.public[who] ?? "");
  const { session, group } = all;
  const circle = fromHex(all.circle);
  const signs = (who: Who) => ({ publicKey: key(who), sign: (message: Uint8Array) => signWithSeed(fromHex(all.seeds[who] ?? ""), message) });
  const { identity, token, order, leave, loss, agreed } = all;

  const says: [it.Link | it.Token | it.Order | it.Leave | it.Loss, Who, string][] = [
    ...all.chain.map((one): [it.Link, Who, string] => [
      { kind: "link", group, member: one.member, device: key(one.device), issuedMs: one.issued_ms, signer: key(one.signer) },
      one.signer,
      one.bytes,
    ]),
    [
      {
        kind: "token",
        circle,
        session,
        member: token.member,
        device: key(token.device),
        issuedMs: token.issued_ms,
        untilMs: token.until_ms,
        serial: fromHex(token.serial),
        signer: key(token.signer),
      },
      token.signer,
      token.bytes,
    ],
    [{ kind: "order", circle, session, member: order.member, issuedMs: order.issued_ms, signer: key(order.signer) }, order.signer, order.bytes],
    [{ kind: "leave", circle, member: leave.member, leaf: leave.leaf, device: key(leave.device) }, leave.device, leave.bytes],
    [{ kind: "loss", circle, member: loss.member, leaf: loss.leaf, epoch: loss.epoch, signer: key(loss.signer) }, loss.signer, loss.bytes],
  ];
  for (const [what, who, bytes] of says) {
    const signed = read[what.kind](fromHex(bytes));
    assert.deepEqual(signed.says, what);
    assert.ok(await it.isSigned(signed), what.kind);
    assert.equal(hex(await it.sign(what, signs(who))), bytes, what.kind);
  }

  const holds: it.Identity = { kind: "identity", session, member: identity.member, device: key(identity.device), whisper: key(identity.whisper) };
  const readIdentity = it.readIdentity(fromHex(identity.bytes));
  assert.deepEqual(readIdentity.says, holds);
  assert.ok(await it.isIdentityOf(readIdentity, key(identity.leaf_key)));
  assert.equal(hex(await it.sign(holds, signs(identity.device), key(identity.leaf_key))), identity.bytes);

  const agrees: it.Agreed = { kind: "agreed", circle, epoch: agreed.epoch, leaf: agreed.leaf, authenticator: fromHex(agreed.authenticator) };
  const readAgreed = it.readAgreed(fromHex(agreed.bytes));
  assert.deepEqual(readAgreed.says, agrees);
  assert.ok(await it.isAgreedBy(readAgreed, key(agreed.signed_by)));
  assert.equal(hex(await it.sign(agrees, signs(agreed.signed_by))), agreed.bytes);

  const reasons = all.reasons.of.map((kind) => fromHex(all[kind].bytes));
  assert.equal(hex(it.writeReasons(reasons)), all.reasons.bytes);
  assert.deepEqual(it.readReasons(fromHex(all.reasons.bytes)), reasons);
});

test("the shared chain holds, and the shared short codes are read out alike", async (context) => {
  const all = vectors<Statements>(context, `${SHARED}/statements.json`);
  if (all === null) return;
  const key = (who: Who): Bytes => fromHex(all.public[who] ?? "");
  const chain = await Chain.read(all.chain.map((link) => fromHex(link.bytes)), all.group);
  assert.ok(chain);
  assert.deepEqual(chain.founder, key("mara"));
  for (const { device, member } of all.chain) assert.ok(chain.speaksFor(key(device), member), member);
  assert.ok(all.short_codes.length > 0);
  for (const { one, other, code } of all.short_codes) assert.deepEqual(await shortCode(key(one), key(other)), code);
});

test("every shared frame is sealed here as on the native side, and opens", async (context) => {
  const all = vectors<Frames>(context, `${SHARED}/frames.json`);
  if (all === null) return;
  assert.deepEqual([...new Set(all.frames.map((one) => one.kind))].sort(), ["opus", "vp8 delta", "vp8 key"]);
  for (const { kind, leaf, slot, epoch, kid, counter, plain, sealed } of all.frames) {
    const where = `${kind}, key id ${kid}, counter ${counter}`;
    const line = kind === "opus" ? "audio" : "video";
    assert.equal(kidOf(leaf, slot, epoch), kid, where);
    const key = await deriveFrameKey(fromHex(all.base), kid);
    assert.equal(hex(sealFrame(line, key, counter, fromHex(plain))), sealed, where);
    const parts = takeApart(line, fromHex(sealed));
    assert.deepEqual([parts.kid, parts.counter], [kid, counter], where);
    assert.equal(hex(openFrame(key, parts) ?? new Uint8Array(0)), plain, where);
  }
});
