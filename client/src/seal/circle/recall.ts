// What was said, for pages that were loaded anew: a log in memory, and the whispers by which one device asks another
// for what it missed since its person came in. The answer is believed as far as the device that gives it.

import { fromText, toText, utf8, type Bytes } from "../bytes.ts";

export interface SaidOnce {
  seq: number;
  from: string;
  atMs: number;
  content: Bytes;
}

/** A whole evening of chat, and a bound on the memory of a page that is flooded. */
const MOST_KEPT = 2_000;
/** What fits one whisper on the wire beside keys and signatures. */
const MOST_BYTES_AT_ONCE = 4_000;
/** More would be taken for a flood. */
const MOST_BUNDLES = 40;

export class Log {
  #said: SaidOnce[] = [];
  readonly #cameIn = new Map<string, number>();

  hear(said: SaidOnce): void {
    if (this.#said.some((one) => one.seq === said.seq)) return;
    this.#said = [...this.#said, said].sort((a, b) => a.seq - b.seq).slice(-MOST_KEPT);
  }

  /** Of their own words alone. */
  forget(seq: number, from: string): void {
    this.#said = this.#said.filter((one) => one.seq !== seq || one.from !== from);
  }

  /** Notes who is here now; the first time counts, a reload does not. */
  here(members: readonly string[]): void {
    const last = this.#said.at(-1)?.seq ?? -1;
    for (const member of members) if (!this.#cameIn.has(member)) this.#cameIn.set(member, last);
  }

  /** They were sent out: should they come again, it is from then on. */
  sentOut(member: string): void {
    this.#cameIn.delete(member);
  }

  /** In whispers that fit the wire; one at least, so that the asker knows that this was all. */
  answerTo(member: string): Bytes[] {
    const since = this.#cameIn.get(member);
    const said = since === undefined ? [] : this.#said.filter((one) => one.seq > since);
    const bundles: SaidOnce[][] = [[]];
    let bytes = 0;
    for (const one of said) {
      if (bytes > 0 && bytes + one.content.length > MOST_BYTES_AT_ONCE) {
        bundles.push([]);
        bytes = 0;
      }
      bundles.at(-1)?.push(one);
      bytes += one.content.length + 80;
    }
    // The oldest are the first to be missed.
    return bundles.slice(-MOST_BUNDLES).map((bundle) => utf8(JSON.stringify({ t: "recalled", said: bundle.map((one) => ({ ...one, content: toText(one.content) })) })));
  }
}

export const ASK: Bytes = utf8(JSON.stringify({ t: "recall" }));

/** A whisper that is about recall, or null: then it is for the person. */
export function readRecall(content: Uint8Array): { t: "recall" } | { t: "recalled"; said: SaidOnce[] } | null {
  try {
    const raw = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content)) as Record<string, unknown>;
    if (raw["t"] === "recall") return { t: "recall" };
    if (raw["t"] !== "recalled" || !Array.isArray(raw["said"])) return null;
    return { t: "recalled", said: raw["said"].slice(0, MOST_KEPT).map(readSaid) };
  } catch {
    return null;
  }
}

/** An id of a member, as PRODUCT names them; never a word that means something to JavaScript. */
const A_MEMBER = /^mem_[A-Za-z0-9]{1,64}$/;

function readSaid(value: Record<string, unknown>): SaidOnce {
  const { seq, from, atMs, content } = value;
  if (!Number.isSafeInteger(seq) || typeof from !== "string" || !A_MEMBER.test(from) || !Number.isSafeInteger(atMs) || typeof content !== "string") {
    throw new TypeError("not something that was said");
  }
  return { seq: seq as number, from, atMs: atMs as number, content: fromText(content) };
}
