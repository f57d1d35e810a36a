// Hears who speaks from how loud each voice is on this device, and adds up airtime. The rules are those of the server in
// other groups (crates/sfu/src/speech.rs): each voice is measured against its own noise floor, speech begins when most of
// the last looks are 10 dB above it, and ends after 500 ms without one. Pure: time arrives as an argument.

import type { Airtime } from "../protocol/wire.ts";

/** How loud it was since the last look, in dBov as RFC 6464 counts: 0 loudest, -127 silence. "fades": nothing new was
 * heard, and how silent it is cannot be told yet. */
export type Dbov = number | "fades";

export interface Heard {
  member: string;
  dbov: Dbov;
}

const ABOVE_FLOOR_DB = 10;
/** A room without any noise must not make breathing into speech, nor may a fan swallow a voice. */
const LOWEST_THRESHOLD_DBOV = -55;
const HIGHEST_THRESHOLD_DBOV = -35;
/** How often this device looks, while its page is seen. */
export const LOOK_MS = 100;
/** Of so many looks; the server counts 3 of 5 packets of 20 ms. One click is not speech, as far as a
 * browser that holds each peak for a tenth of a second lets us tell. */
const WINDOW = 4;
const LOUD_TO_START = 3;
const HANGOVER_MS = 500;
const FLOOR_STEP_MS = 1_000;
const FLOOR_STEPS = 15;
/** A ring of light that changes faster than this flickers. As crates/live/src/speech.rs. */
const PACE_MS = 200;

export class Speech {
  readonly #voices = new Map<string, Voice>();
  #told: readonly string[] = [];
  #toldAtMs = -Infinity;

  /** `earlier`: seconds counted before a reload. */
  constructor(earlier: readonly Airtime[] = []) {
    for (const { member, seconds } of earlier) this.#voice(member).spokenMs = seconds * 1_000;
  }

  /** Whoever is not among these let nothing out: that is no silence to measure a floor by. */
  hear(heard: readonly Heard[], nowMs: number): void {
    for (const { member, dbov } of heard) this.#voice(member).note(dbov, nowMs);
    for (const voice of this.#voices.values()) voice.advance(nowMs);
  }

  /** Who speaks, if that differs from what was told last; at most five times a second. */
  changed(nowMs: number): readonly string[] | null {
    if (nowMs < this.#toldAtMs + PACE_MS) return null;
    const speaking = [...this.#voices].filter(([, voice]) => voice.spurt !== null).map(([member]) => member);
    if (speaking.length === this.#told.length && speaking.every((member, i) => member === this.#told[i])) return null;
    this.#toldAtMs = nowMs;
    this.#told = speaking;
    return speaking;
  }

  /** Seconds each has spoken so far; nobody who has not. */
  airtime(): Airtime[] {
    return [...this.#voices].map(([member, voice]) => ({ member, seconds: voice.airtimeMs / 1_000 })).filter(({ seconds }) => seconds > 0);
  }

  #voice(member: string): Voice {
    const voice = this.#voices.get(member) ?? new Voice();
    this.#voices.set(member, voice);
    return voice;
  }
}

class Voice {
  spurt: { sinceMs: number; lastLoudMs: number } | null = null;
  spokenMs = 0;
  readonly #floor = new Floor();
  /** The last looks, newest last: was it loud? */
  #recent: boolean[] = [];
  #notedAtMs = -Infinity;
  /** When the first loud look among the last began. */
  #firstLoudMs = 0;

  note(dbov: Dbov, nowMs: number): void {
    // A page in the background looks once a second, at all that was heard since: what was loud then began then.
    this.advance(Math.min(nowMs, this.#notedAtMs + LOOK_MS));
    this.#notedAtMs = nowMs;
    const loud = dbov !== "fades" && dbov > this.#floor.note(dbov, nowMs);
    if (loud && !this.#recent.includes(true)) this.#firstLoudMs = nowMs - LOOK_MS;
    this.#recent = [...this.#recent, loud].slice(-WINDOW);
    if (!loud) return;
    if (this.spurt !== null) this.spurt.lastLoudMs = nowMs;
    else if (this.#recent.filter(Boolean).length >= LOUD_TO_START) this.spurt = { sinceMs: this.#firstLoudMs, lastLoudMs: nowMs };
  }

  advance(nowMs: number): void {
    if (this.spurt === null || nowMs < this.spurt.lastLoudMs + HANGOVER_MS) return;
    this.spokenMs = this.airtimeMs;
    this.spurt = null;
    this.#recent = [];
  }

  get airtimeMs(): number {
    return this.spokenMs + (this.spurt === null ? 0 : this.spurt.lastLoudMs - this.spurt.sinceMs);
  }
}

/** The lowest level of the last 15 s, in steps of a second. */
class Floor {
  #steps: number[] = [];
  #stepBeganMs = -Infinity;

  /** Notes a level and gives the threshold it is compared with. */
  note(dbov: number, nowMs: number): number {
    const newest = this.#steps.at(-1);
    if (newest === undefined || nowMs - this.#stepBeganMs >= FLOOR_STEP_MS) {
      this.#stepBeganMs = nowMs;
      this.#steps = [...this.#steps, dbov].slice(-FLOOR_STEPS);
    } else if (dbov < newest) {
      this.#steps[this.#steps.length - 1] = dbov;
    }
    const threshold = Math.min(...this.#steps) + ABOVE_FLOOR_DB;
    return Math.min(HIGHEST_THRESHOLD_DBOV, Math.max(LOWEST_THRESHOLD_DBOV, threshold));
  }
}
