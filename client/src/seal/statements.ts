// Everything that is signed beside MLS: read strictly, written, signed, checked. The formats stand in docs/e2ee.md.

import { join, Malformed, Reader, utf8, Writer, type Bytes } from "./bytes.ts";
import { verify, type Signer } from "./ed25519.ts";

export const CIRCLE_BYTES = 16;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** Names are ids of the wire; the server takes none that is longer. */
const MAX_NAME_BYTES = 64;

const LABEL = {
  identity: "openchair leaf v1\0",
  link: "openchair facilitator v1\0",
  token: "openchair admission v1\0",
  order: "openchair removal v1\0",
  leave: "openchair leave v1\0",
  loss: "openchair loss v1\0",
  agreed: "openchair epoch v1\0",
} as const;

/** Who holds a leaf: the identity of its MLS credential. */
export interface Identity {
  kind: "identity";
  session: string;
  member: string;
  device: Bytes;
  whisper: Bytes;
}

/** "The device of this facilitator speaks for this group." */
export interface Link {
  kind: "link";
  group: string;
  member: string;
  device: Bytes;
  issuedMs: number;
  signer: Bytes;
}

/** The admission of one person with one device to one circle. */
export interface Token {
  kind: "token";
  circle: Bytes;
  session: string;
  member: string;
  device: Bytes;
  issuedMs: number;
  untilMs: number;
  serial: Bytes;
  signer: Bytes;
}

/** A facilitator removes a person and revokes their tokens up to this moment. */
export interface Order {
  kind: "order";
  circle: Bytes;
  session: string;
  member: string;
  issuedMs: number;
  signer: Bytes;
}

/** "I leave", by the leaver's device. */
export interface Leave {
  kind: "leave";
  circle: Bytes;
  member: string;
  leaf: number;
  device: Bytes;
}

/** "This line was lost", by the server's key. */
export interface Loss {
  kind: "loss";
  circle: Bytes;
  member: string;
  leaf: number;
  epoch: number;
  signer: Bytes;
}

/** "I am in this epoch, and it is the same as yours", by the leaf's key. */
export interface Agreed {
  kind: "agreed";
  circle: Bytes;
  epoch: number;
  leaf: number;
  authenticator: Bytes;
}

export type Statement = Identity | Link | Token | Order | Leave | Loss | Agreed;

/** A statement as it came: what it says, and what the signature must cover. Not yet checked. */
export interface Signed<S extends Statement> {
  says: S;
  signature: Bytes;
  bytes: Bytes;
}

/** Writes and signs. `under` signs; an identity also covers the key of its leaf. */
export async function sign<S extends Statement>(says: S, under: Signer, leafKey?: Uint8Array): Promise<Bytes> {
  const body = write(says);
  return join(body, await under.sign(covered(says, body, leafKey)));
}

/** Whether the signature is by the key that this kind of statement must be signed with. */
export function isSigned(statement: Signed<Exclude<Statement, Identity | Agreed>>): Promise<boolean> {
  const { says } = statement;
  const by = says.kind === "leave" ? says.device : says.signer;
  return check(statement, by);
}

/** Whether the device in the identity signed it for this leaf key. */
export function isIdentityOf(statement: Signed<Identity>, leafKey: Uint8Array): Promise<boolean> {
  return check(statement, statement.says.device, leafKey);
}

/** Whether the leaf whose signature key this is made the statement. */
export function isAgreedBy(statement: Signed<Agreed>, leafKey: Uint8Array): Promise<boolean> {
  return check(statement, leafKey);
}

function check(statement: Signed<Statement>, by: Uint8Array, leafKey?: Uint8Array): Promise<boolean> {
  const body = statement.bytes.subarray(0, statement.bytes.length - SIGNATURE_BYTES);
  return verify(by, covered(statement.says, body, leafKey), statement.signature);
}

function covered(says: Statement, body: Uint8Array, leafKey: Uint8Array | undefined): Bytes {
  if ((says.kind === "identity") !== (leafKey !== undefined)) throw new TypeError("an identity, and only it, covers a leaf's key");
  return join(utf8(LABEL[says.kind]), body, leafKey ?? new Uint8Array(0));
}

function write(says: Statement): Bytes {
  const to = new Writer();
  switch (says.kind) {
    case "identity":
      return to.ascii("OC1").op8(says.session).op8(says.member).fixed(says.device, KEY_BYTES).fixed(says.whisper, KEY_BYTES).done();
    case "link":
      return to.ascii("OCF1").op8(says.group).op8(says.member).fixed(says.device, KEY_BYTES).u64(says.issuedMs).fixed(says.signer, KEY_BYTES).done();
    case "token":
      to.ascii("OCA1").fixed(says.circle, CIRCLE_BYTES).op8(says.session).op8(says.member).fixed(says.device, KEY_BYTES);
      return to.u64(says.issuedMs).u64(says.untilMs).fixed(says.serial, 16).fixed(says.signer, KEY_BYTES).done();
    case "order":
      to.ascii("OCR1").fixed(says.circle, CIRCLE_BYTES).op8(says.session).op8(says.member);
      return to.u64(says.issuedMs).fixed(says.signer, KEY_BYTES).done();
    case "leave":
      return to.ascii("OCL1").fixed(says.circle, CIRCLE_BYTES).op8(says.member).u32(says.leaf).fixed(says.device, KEY_BYTES).done();
    case "loss":
      to.ascii("OCX1").fixed(says.circle, CIRCLE_BYTES).op8(says.member).u32(says.leaf);
      return to.u64(says.epoch).fixed(says.signer, KEY_BYTES).done();
    case "agreed":
      return to.ascii("OCE1").fixed(says.circle, CIRCLE_BYTES).u64(says.epoch).u32(says.leaf).fixed(says.authenticator, 32).done();
  }
}

export function readIdentity(bytes: Uint8Array): Signed<Identity> {
  return read(bytes, "OC1", (from) => ({ kind: "identity", session: name(from), member: name(from), device: key(from), whisper: key(from) }));
}

export function readLink(bytes: Uint8Array): Signed<Link> {
  return read(bytes, "OCF1", (from) => ({
    kind: "link",
    group: name(from),
    member: name(from),
    device: key(from),
    issuedMs: from.u64(),
    signer: key(from),
  }));
}

export function readToken(bytes: Uint8Array): Signed<Token> {
  return read(bytes, "OCA1", (from) => ({
    kind: "token",
    circle: from.raw(CIRCLE_BYTES),
    session: name(from),
    member: name(from),
    device: key(from),
    issuedMs: from.u64(),
    untilMs: from.u64(),
    serial: from.raw(16),
    signer: key(from),
  }));
}

export function readOrder(bytes: Uint8Array): Signed<Order> {
  return read(bytes, "OCR1", (from) => ({
    kind: "order",
    circle: from.raw(CIRCLE_BYTES),
    session: name(from),
    member: name(from),
    issuedMs: from.u64(),
    signer: key(from),
  }));
}

export function readLeave(bytes: Uint8Array): Signed<Leave> {
  return read(bytes, "OCL1", (from) => ({ kind: "leave", circle: from.raw(CIRCLE_BYTES), member: name(from), leaf: from.u32(), device: key(from) }));
}

export function readLoss(bytes: Uint8Array): Signed<Loss> {
  return read(bytes, "OCX1", (from) => ({
    kind: "loss",
    circle: from.raw(CIRCLE_BYTES),
    member: name(from),
    leaf: from.u32(),
    epoch: from.u64(),
    signer: key(from),
  }));
}

export function readAgreed(bytes: Uint8Array): Signed<Agreed> {
  return read(bytes, "OCE1", (from) => ({
    kind: "agreed",
    circle: from.raw(CIRCLE_BYTES),
    epoch: from.u64(),
    leaf: from.u32(),
    authenticator: from.raw(32),
  }));
}

/** A reason inside a commit: what it is stands in its first four bytes. */
export function readReason(bytes: Uint8Array): Signed<Token | Order | Leave | Loss> {
  switch (String.fromCharCode(...bytes.subarray(0, 4))) {
    case "OCA1":
      return readToken(bytes);
    case "OCR1":
      return readOrder(bytes);
    case "OCL1":
      return readLeave(bytes);
    case "OCX1":
      return readLoss(bytes);
    default:
      throw new Malformed("not a reason");
  }
}

/** The `authenticated_data` of a commit. */
export function writeReasons(reasons: readonly Uint8Array[]): Bytes {
  const to = new Writer().u8(reasons.length);
  for (const reason of reasons) to.u16(reason.length).raw(reason);
  return to.done();
}

export function readReasons(bytes: Uint8Array): Bytes[] {
  const from = new Reader(bytes);
  const reasons = Array.from({ length: from.u8() }, () => from.raw(from.u16()));
  from.end();
  return reasons;
}

function read<S extends Statement>(bytes: Uint8Array, magic: string, fields: (from: Reader) => S): Signed<S> {
  const from = new Reader(bytes);
  from.ascii(magic);
  const says = fields(from);
  const signature = from.raw(SIGNATURE_BYTES);
  from.end();
  return { says, signature, bytes: new Uint8Array(bytes) };
}

function name(from: Reader): string {
  const text = from.op8();
  if (text === "") throw new Malformed("an empty name");
  if (utf8(text).length > MAX_NAME_BYTES) throw new Malformed("a name is too long");
  return text;
}

const key = (from: Reader): Bytes => from.raw(KEY_BYTES);
