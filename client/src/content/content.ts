// What people say to each other beside sound and picture: chat, a raised hand, check-in words.
// The circle seals these bytes and the server cannot read them; this module is the only one that knows their shape. It answers null for anything it does not know: another version of this page may say more than we understand.

import { MAX_CONTENT_BYTES } from "../protocol/wire.ts";
import { utf8, type Bytes } from "../seal/bytes.ts";

export type Content =
  | { t: "chat"; text: string }
  | { t: "hand"; up: boolean }
  | { t: "checkin"; text: string };

/** What the seal adds: the message around it, its signature, and the padding. */
const SEALED_BYTES = 1_024;
/** Long enough for a letter, short enough for the wire even when every character takes four bytes. */
export const MAX_TEXT_CHARACTERS = 1_000;

export function encode(content: Content): Bytes {
  const bytes = utf8(JSON.stringify(content));
  if (bytes.length > MAX_CONTENT_BYTES - SEALED_BYTES) throw new RangeError("content is longer than the wire carries");
  return bytes;
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
    case "chat":
    case "checkin": {
      const text = clean(raw["text"]);
      return text === "" ? null : { t: raw["t"], text };
    }
    case "hand":
      return typeof raw["up"] === "boolean" ? { t: "hand", up: raw["up"] } : null;
    default:
      return null;
  }
}

/** Trims, caps, and drops control characters, which could turn a line around or break it. */
export function clean(value: unknown): string {
  if (typeof value !== "string") return "";
  const plain = value.replace(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, "").trim();
  return [...plain].slice(0, MAX_TEXT_CHARACTERS).join("");
}
