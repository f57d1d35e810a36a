// Listens to voices on this device, where the group's server is told nothing of them: says who speaks, and for whoever
// leads how long each has spoken, with what this tab counted before a reload.

import type { Airtime } from "../protocol/wire.ts";
import { forgetCount, keepCount, keptCount } from "./count.ts";
import { Speech, type Heard } from "./speech.ts";

/** Who measures how loud each voice is, as the group chose. */
export type Levels = "server" | "devices";

export interface Voices {
  speaking: readonly string[];
  /** Empty for whoever does not lead. */
  airtime: readonly Airtime[];
}

const AIRTIME_EVERY_MS = 1_000;

export class Listening {
  readonly #speech: Speech;
  #speaking: readonly string[] = [];
  #airtime: readonly Airtime[] = [];
  #countedAtMs = -Infinity;

  constructor(
    readonly session: string,
    /** Members are not shown airtime, so their pages keep none. */
    readonly leads: boolean,
    readonly onVoices: (voices: Voices) => void,
  ) {
    this.#speech = new Speech(leads ? keptCount(session) : []);
  }

  /** Says from the start that voices are heard here, with what was counted before. */
  begin(): void {
    this.#count(-Infinity);
    this.onVoices({ speaking: this.#speaking, airtime: this.#airtime });
  }

  hear(heard: readonly Heard[], nowMs: number): void {
    this.#speech.hear(heard, nowMs);
    const speaking = this.#speech.changed(nowMs);
    const counts = this.leads && nowMs >= this.#countedAtMs + AIRTIME_EVERY_MS && this.#count(nowMs);
    if (speaking === null && !counts) return;
    this.#speaking = speaking ?? this.#speaking;
    this.onVoices({ speaking: this.#speaking, airtime: this.#airtime });
  }

  /** The session is over for this person: the count goes with it. */
  over(): void {
    forgetCount(this.session);
  }

  /** Whether anybody has spoken since. */
  #count(nowMs: number): boolean {
    this.#countedAtMs = nowMs;
    const airtime = this.#speech.airtime();
    const sum = (all: readonly Airtime[]) => all.reduce((seconds, one) => seconds + one.seconds, 0);
    if (sum(airtime) === sum(this.#airtime)) return false;
    this.#airtime = airtime;
    keepCount(this.session, airtime);
    return true;
  }
}
