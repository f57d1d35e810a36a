// The seal's messages of the wire: read strictly from JSON into bytes, and written back. Everything behind works on bytes.

import type { SealSaid } from "../protocol/wire.ts";
import { fromText, Malformed, toText, type Bytes } from "./bytes.ts";

export interface Device {
  member: string;
  device: Bytes;
  /** An earlier admission of theirs; may be empty. */
  token: Bytes;
}

export interface Add {
  member: string;
  keyPackage: Bytes;
  /** Empty for a facilitator's device, whose reason is the chain. */
  token: Bytes;
}

export type Told =
  | { about: "state"; chain: Bytes[]; circle: Bytes; epoch: number; serverKey: Bytes; mayFound: boolean }
  | { about: "work"; epoch: number; adds: Add[]; reasons: Bytes[] }
  | { about: "commit"; epoch: number; commit: Bytes }
  | { about: "welcome"; epoch: number; welcome: Bytes }
  | { about: "agreed"; member: string; statement: Bytes }
  | { about: "desk"; waiting: Device[]; unlocked: Device[]; unvouched: Device[] }
  | { about: "coming_back"; members: string[] }
  | { about: "whispered"; from: string; body: Bytes };

export type Said =
  | { about: "here"; keyPackage: Bytes; circle: Bytes; epoch: number }
  | { about: "found"; link: Bytes; groupInfo: Bytes }
  | { about: "vouch"; link: Bytes }
  | { about: "commit"; epoch: number; commit: Bytes; welcome: Bytes }
  | { about: "agreed"; statement: Bytes }
  | { about: "grant"; member: string; token: Bytes }
  | { about: "whisper"; to: string; body: Bytes };

/** The most a handshake weighs on the wire; the server takes no more either. */
const MAX_BYTES = 128 * 1_024;

/** `null` for something this page does not know yet; throws for what is told wrongly. */
export function readTold(value: unknown): Told | null {
  const raw = object(value);
  switch (raw["about"]) {
    case "state":
      return {
        about: "state",
        chain: list(raw["chain"]).map(bytes),
        circle: bytes(raw["circle"]),
        epoch: count(raw["epoch"]),
        serverKey: bytes(raw["server_key"]),
        mayFound: raw["may_found"] === true,
      };
    case "work":
      return { about: "work", epoch: count(raw["epoch"]), adds: list(raw["adds"]).map(add), reasons: list(raw["reasons"]).map(bytes) };
    case "commit":
      return { about: "commit", epoch: count(raw["epoch"]), commit: bytes(raw["commit"]) };
    case "welcome":
      return { about: "welcome", epoch: count(raw["epoch"]), welcome: bytes(raw["welcome"]) };
    case "agreed":
      return { about: "agreed", member: text(raw["member"]), statement: bytes(raw["statement"]) };
    case "desk": {
      const [waiting, unlocked, unvouched] = [raw["waiting"], raw["unlocked"], raw["unvouched"]].map((rows) => list(rows).map(device));
      return { about: "desk", waiting: waiting ?? [], unlocked: unlocked ?? [], unvouched: unvouched ?? [] };
    }
    case "coming_back":
      return { about: "coming_back", members: list(raw["members"]).map(text) };
    case "whispered":
      return { about: "whispered", from: text(raw["from"]), body: bytes(raw["body"]) };
    default:
      return null;
  }
}

export function writeSaid(said: Said): SealSaid {
  switch (said.about) {
    case "here":
      return { about: "here", key_package: toText(said.keyPackage), circle: toText(said.circle), epoch: said.epoch };
    case "found":
      return { about: "found", link: toText(said.link), group_info: toText(said.groupInfo) };
    case "vouch":
      return { about: "vouch", link: toText(said.link) };
    case "commit":
      return { about: "commit", epoch: said.epoch, commit: toText(said.commit), welcome: toText(said.welcome) };
    case "agreed":
      return { about: "agreed", statement: toText(said.statement) };
    case "grant":
      return { about: "grant", admission: { member: said.member, token: toText(said.token) } };
    case "whisper":
      return { about: "whisper", to: said.to, body: toText(said.body) };
  }
}

const add = (value: unknown): Add => {
  const raw = object(value);
  return { member: text(raw["member"]), keyPackage: bytes(raw["key_package"]), token: bytes(raw["token"]) };
};

const device = (value: unknown): Device => {
  const raw = object(value);
  return { member: text(raw["member"]), device: bytes(raw["device"]), token: bytes(raw["token"]) };
};

function object(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Malformed("not an object");
  return value as Record<string, unknown>;
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Malformed("not a list");
  return value;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new Malformed("not a text");
  return value;
}

function bytes(value: unknown): Bytes {
  const opaque = text(value);
  if (opaque.length > (MAX_BYTES * 4) / 3 + 4) throw new Malformed("too large");
  return fromText(opaque);
}

function count(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new Malformed("not a count");
  return value;
}
