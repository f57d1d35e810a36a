// Reads from the browser's statistics how loud each voice was since the last look. What is decoded is measured, so it is
// the same for sealed sound; what no longer arrives is not silence and is left out. Pure: reports come as arguments.

import type { Heard } from "./speech.ts";

/** What is read of an "inbound-rtp" entry of RTCPeerConnection.getStats(). */
export interface Inbound {
  type: string;
  kind?: string;
  mid?: string;
  packetsReceived?: number;
  totalAudioEnergy?: number;
  totalSamplesDuration?: number;
}

interface Totals {
  packets: number;
  energy: number;
  seconds: number;
}

const SILENCE_DBOV = -127;
/** Browsers' engine adds up the peaks of short frames, RFC 6464 means the mean power: for voices about 10 dB less. */
const PEAK_ABOVE_MEAN_DB = 10;

export class Loudness {
  readonly #before = new Map<string, Totals>();

  /** `members`: whose sound arrives on which line. */
  since(entries: Iterable<Inbound>, members: ReadonlyMap<string, string>): Heard[] {
    const heard: Heard[] = [];
    for (const entry of entries) {
      const mid = entry.mid ?? "";
      const member = members.get(mid);
      if (entry.type !== "inbound-rtp" || entry.kind !== "audio" || member === undefined) continue;
      const now: Totals = { packets: entry.packetsReceived ?? 0, energy: entry.totalAudioEnergy ?? 0, seconds: entry.totalSamplesDuration ?? 0 };
      const before = this.#before.get(mid);
      this.#before.set(mid, now);
      if (before === undefined || now.packets <= before.packets || now.seconds <= before.seconds) continue;
      heard.push({ member, dbov: dbov((now.energy - before.energy) / (now.seconds - before.seconds)) });
    }
    return heard;
  }
}

function dbov(power: number): number {
  return power > 0 ? Math.min(0, Math.max(SILENCE_DBOV, 10 * Math.log10(power) - PEAK_ABOVE_MEAN_DB)) : SILENCE_DBOV;
}

/** The own microphone, as media/level.ts shows it: 0 for -60 dB and less, 1 for -10 dB and more. */
export function ownLoudness(level: number): number {
  return level <= 0 ? SILENCE_DBOV : level * 50 - 60;
}
