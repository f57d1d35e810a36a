// Reads from the browser's statistics how loud each voice was since the last look. What is decoded is measured, so it is
// the same for sealed sound; what no longer arrives is not silence and is left out. Pure: reports come as arguments.

import type { Dbov, Heard } from "./speech.ts";

/** What is read of an entry of RTCPeerConnection.getStats(). */
export interface Entry {
  id: string;
  type: string;
  kind?: string;
  mid?: string;
  packetsReceived?: number;
  totalAudioEnergy?: number;
  totalSamplesDuration?: number;
}

export interface Look {
  /** The own microphone; `null` where it is closed or not yet compared. */
  own: Dbov | null;
  /** Whether this browser's statistics tell of the own microphone at all. */
  tellsOwn: boolean;
  others: Heard[];
}

interface Totals {
  packets: number;
  energy: number;
  seconds: number;
  /** Of the last look. */
  dbov: number;
}

const SILENCE_DBOV = -127;
/** Browsers' engine adds up the peaks of short frames, RFC 6464 means the mean power: for voices about 10 dB less. */
const PEAK_ABOVE_MEAN_DB = 10;
/** The same engine lets a peak fade by 12 dB in 110 ms. What only fades is nothing new: one click must not last. */
const FADES_DB = 11;

export class Loudness {
  readonly #before = new Map<string, Totals>();

  /** `members`: whose sound arrives on which line. */
  since(entries: Iterable<Entry>, members: ReadonlyMap<string, string>): Look {
    const look: Look = { own: null, tellsOwn: false, others: [] };
    for (const entry of entries) {
      if (entry.kind !== "audio") continue;
      const member = members.get(entry.mid ?? "");
      if (entry.type === "media-source" && entry.totalAudioEnergy !== undefined) {
        look.tellsOwn = true;
        look.own = this.#since(entry, true);
      } else if (entry.type === "inbound-rtp" && member !== undefined) {
        const dbov = this.#since(entry, false);
        if (dbov !== null) look.others.push({ member, dbov });
      }
    }
    return look;
  }

  #since(entry: Entry, own: boolean): Dbov | null {
    const now: Totals = { packets: entry.packetsReceived ?? 0, energy: entry.totalAudioEnergy ?? 0, seconds: entry.totalSamplesDuration ?? 0, dbov: SILENCE_DBOV };
    const before = this.#before.get(entry.id);
    this.#before.set(entry.id, now);
    if (before === undefined || now.seconds <= before.seconds || (!own && now.packets <= before.packets)) return null;
    now.dbov = dbov((now.energy - before.energy) / (now.seconds - before.seconds));
    return now.dbov > SILENCE_DBOV && now.dbov <= before.dbov - FADES_DB ? "fades" : now.dbov;
  }
}

function dbov(power: number): number {
  return power > 0 ? Math.min(0, Math.max(SILENCE_DBOV, 10 * Math.log10(power) - PEAK_ABOVE_MEAN_DB)) : SILENCE_DBOV;
}

/** The own microphone, as media/level.ts shows it: 0 for -60 dB and less, 1 for -10 dB and more. */
export function ownLoudness(level: number): number {
  return level <= 0 ? SILENCE_DBOV : level * 50 - 60;
}
