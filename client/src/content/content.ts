// What people say to each other beside sound and picture: chat, a raised hand, check-in words.
// The circle seals these bytes and the server cannot read them; this module is the only one that knows their shape. It answers null for anything it does not know: another version of this page may say more than we understand.

import { MAX_CONTENT_BYTES } from "../protocol/wire.ts";
import { utf8, type Bytes } from "../seal/bytes.ts";

export type Content =
  | { t: "chat"; text: string }
  | { t: "hand"; up: boolean }
  /** A check-in of the same person's is to be shown no more, named by its place in the one order of what was said. */
  | { t: "take_back"; seq: number }
  | Checkin;

/** How somebody is, in the round: a number from 0 (very hard) to 10 (very good), one line, or both. */
export interface Checkin {
  t: "checkin";
  number?: number;
  text?: string;
}

/** What the seal adds: the message around it, its signature, and the padding. */
const SEALED_BYTES = 1_024;
/** Long enough for a letter, short enough for the wire even when every character takes four bytes. */
export const MAX_TEXT_CHARACTERS = 1_000;
/** One line that is read at a glance; the record keeps as much (crates/domain/src/checkin.rs). */
export const MAX_LINE_CHARACTERS = 140;
export const HIGHEST_NUMBER = 10;

export function encode(content: Content): Bytes {
  const bytes = utf8(JSON.stringify(content));
  if (bytes.length > MAX_CONTENT_BYTES - SEALED_BYTES) throw new RangeError("content is longer than the wire carries");
  return bytes;
}

/** The longest check-in in any writing, and then some: all that are told to few have one size, so that it tells nothing. */
const TOLD_TO_FEW_BYTES = 1_024;

/** A check-in for those who lead alone. It goes as a whisper, which nobody else pads; the space behind it is not read. */
export function encodeForFew(checkin: Checkin): Bytes {
  const bytes = encode(checkin);
  const padded = new Uint8Array(Math.max(TOLD_TO_FEW_BYTES, bytes.length)).fill(0x20);
  padded.set(bytes);
  return padded;
}

export function decode(bytes: Uint8Array): Content | null {
  try {
    return read(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return null;
  }
}

function read(value: unknown): Content | null {
  if (typeof value !== "object" || value === null) return null;
  const raw = value as Record<string, unknown>;
  switch (raw["t"]) {
    case "chat": {
      const text = clean(raw["text"]);
      return text === "" ? null : { t: "chat", text };
    }
    case "checkin":
      return readCheckin(raw["number"], raw["text"]);
    case "hand":
      return typeof raw["up"] === "boolean" ? { t: "hand", up: raw["up"] } : null;
    case "take_back": {
      const seq = raw["seq"];
      return typeof seq === "number" && Number.isSafeInteger(seq) && seq >= 0 ? { t: "take_back", seq } : null;
    }
    default:
      return null;
  }
}

/** Strict: a number or a line that is none makes the whole of it nothing. */
export function readCheckin(number: unknown, text: unknown): Checkin | null {
  const checkin: Checkin = { t: "checkin" };
  if (number !== undefined) {
    if (typeof number !== "number" || !Number.isInteger(number) || number < 0 || number > HIGHEST_NUMBER) return null;
    checkin.number = number;
  }
  if (text !== undefined) {
    const line = clean(text).replace(/[\n\u2028\u2029]+/g, " ");
    if (line === "" || [...line].length > MAX_LINE_CHARACTERS) return null;
    checkin.text = line;
  }
  return number === undefined && text === undefined ? null : checkin;
}

/** Trims, caps, and drops control characters, which could turn a line around or break it. */
export function clean(value: unknown): string {
  if (typeof value !== "string") return "";
  const plain = value.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "").trim();
  return [...plain].slice(0, MAX_TEXT_CHARACTERS).join("");
}
