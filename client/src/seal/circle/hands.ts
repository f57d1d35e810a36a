// What a facilitator's device signs: admissions, removals, links for colleagues, and admissions again when a circle
// had to be founded anew.

import { EMPTY, Malformed, same, type Bytes } from "../bytes.ts";
import type { Chain } from "../chain.ts";
import type { Signer } from "../ed25519.ts";
import type { Revoked } from "../rules.ts";
import { isSigned, readToken, sign } from "../statements.ts";
import type { Device } from "../wire.ts";

/** A session lasts an evening; a token that outlives it admits to nothing, because its circle is gone. */
const TOKEN_LASTS_MS = 12 * 60 * 60 * 1_000;

export interface Hands {
  device: Signer;
  circle: Bytes;
  session: string;
  revoked: Revoked;
  nowMs: number;
}

/** Issued later than everything revoked so far, whatever this clock says: clocks of colleagues differ. */
export function token(member: string, device: Bytes, hands: Hands): Promise<Bytes> {
  const issuedMs = Math.max(hands.nowMs, hands.revoked.untilMs(member) + 1);
  const serial = crypto.getRandomValues(new Uint8Array(16));
  const { circle, session } = hands;
  const untilMs = issuedMs + TOKEN_LASTS_MS;
  return sign({ kind: "token", circle, session, member, device, issuedMs, untilMs, serial, signer: hands.device.publicKey }, hands.device);
}

export function order(member: string, hands: Hands): Promise<Bytes> {
  const { circle, session } = hands;
  const issuedMs = Math.max(hands.nowMs, hands.revoked.untilMs(member));
  return sign({ kind: "order", circle, session, member, issuedMs, signer: hands.device.publicKey }, hands.device);
}

export function link(group: string, member: string, device: Bytes, by: Signer, nowMs: number): Promise<Bytes> {
  return sign({ kind: "link", group, member, device, issuedMs: nowMs, signer: by.publicKey }, by);
}

/** The first link of a group's chain: this device vouches for itself. */
export function foundingLink(group: string, member: string, by: Signer, nowMs: number): Promise<Bytes> {
  return link(group, member, by.publicKey, by, nowMs);
}

/** A fresh token for somebody admitted to an earlier circle of this session; empty when that cannot be verified. */
export async function again(row: Device, chain: Chain, hands: Hands): Promise<Bytes> {
  let old;
  try {
    old = readToken(row.token);
  } catch (trouble) {
    if (trouble instanceof Malformed) return EMPTY;
    throw trouble;
  }
  const { says } = old;
  const holds =
    says.session === hands.session &&
    says.member === row.member &&
    same(says.device, row.device) &&
    chain.has(says.signer) &&
    says.issuedMs > hands.revoked.untilMs(row.member) &&
    (await isSigned(old));
  return holds ? token(row.member, row.device, hands) : EMPTY;
}
