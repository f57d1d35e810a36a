// One note: its words and what they are about, filled up to one of four lengths and locked for its vault, its id and its version.

import { Malformed, Reader, utf8, Writer, type Bytes } from "../seal/bytes.ts";
import { chance, Closed, context, keyOf, lock, open, type Chance } from "./lock.ts";

/** What a note is about, in words: the server knows none of it. */
export interface About {
  kind: "group" | "member" | "free";
  group?: string;
  member?: string;
}

export interface Note {
  title: string;
  text: string;
  about: About;
  /** ISO 8601, as the device's clock said. */
  writtenAt: string;
}

/** Where a note lies. All of it is bound: moved to another place, or shown as another version, it does not open. */
export interface Place {
  vault: string;
  note: string;
  version: number;
  generation: number;
}

export const BUCKETS = [1_024, 4_096, 16_384, 65_536] as const;
const LENGTH_BYTES = 4;
/** Of the longest note, in bytes of UTF-8, with what it is about. */
export const LONGEST_BYTES = BUCKETS[3] - LENGTH_BYTES;

export class TooLong extends Error {
  override name = "TooLong";
}

export async function lockNote(secret: Bytes, place: Place, note: Note, by: Chance = chance): Promise<string> {
  return lock(await keyFor(secret, place), about(place), fill(utf8(JSON.stringify(note))), by);
}

export async function openNote(secret: Bytes, place: Place, locked: string): Promise<Note> {
  const filled = await open(await keyFor(secret, place), about(place), locked);
  try {
    const reader = new Reader(filled);
    const json = new TextDecoder("utf-8", { fatal: true }).decode(reader.raw(reader.u32()));
    return parse(JSON.parse(json));
  } catch (error) {
    // It opened, so whoever holds the key wrote it: an older or newer page than this one, or one with a fault.
    if (error instanceof Closed) throw error;
    throw new Closed("it opens, and is no note that this page knows");
  }
}

/** Each note has a key of its own, so nonces of two notes never meet. */
function keyFor(secret: Bytes, place: Place): Promise<CryptoKey> {
  return keyOf(secret, "note key", context("note key", place.vault, place.note));
}

function about(place: Place): Bytes {
  return context("note", place.vault, place.note, place.version, place.generation);
}

export function fill(plain: Bytes): Bytes {
  const bucket = BUCKETS.find((one) => plain.length + LENGTH_BYTES <= one);
  if (bucket === undefined) throw new TooLong(`${plain.length} bytes`);
  const filled = new Uint8Array(bucket);
  filled.set(new Writer().u32(plain.length).raw(plain).done());
  return filled;
}

function parse(value: unknown): Note {
  if (typeof value !== "object" || value === null) throw new Malformed("no note");
  const { title, text, about, writtenAt } = value as Record<string, unknown>;
  if (typeof title !== "string" || typeof text !== "string" || typeof writtenAt !== "string") throw new Malformed("no note");
  const { kind, group, member } = (typeof about === "object" && about !== null ? about : {}) as Record<string, unknown>;
  const named = typeof group === "string" ? { group } : {};
  if (kind === "group") return { title, text, writtenAt, about: { kind, ...named } };
  if (kind === "member" && typeof member === "string") return { title, text, writtenAt, about: { kind, ...named, member } };
  return { title, text, writtenAt, about: { kind: "free" } };
}
