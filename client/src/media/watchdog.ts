// Decides when a peer connection is dead. Browsers say so only after 5 to 15 seconds, so inbound packets are counted
// as well (media.md, part 4). Pure: samples and time come as arguments.

export interface Sample {
  ice: RTCIceConnectionState;
  /** Packets received on all tracks so far. */
  packets: number;
  /** Somebody else in the circle has a microphone or camera on, so packets must be coming. Even silence sends some. */
  expected: boolean;
}

/** Opus keeps sending at least every 400 ms in silence; six misses of that are a dead line. */
const SILENCE_MS = 2_500;
const DISCONNECTED_MS = 2_000;
const CONNECTING_MS = 6_000;
/** No look for this long means the tab slept: nothing was counted, so nothing is known. */
const SLEPT_MS = 3_000;
/** Each connection that also hears nothing is given twice the time, or a silent server would be knocked at forever. */
const MOST_PATIENCE = 8;

export class Watchdog {
  #patience = 1;
  #startedMs = 0;
  #lookedMs = 0;
  #packets = 0;
  #heardMs = 0;
  #troubledMs: number | null = null;

  /** A new connection was made. */
  begin(nowMs: number): void {
    this.#startedMs = this.#lookedMs = this.#heardMs = nowMs;
    this.#packets = 0;
    this.#troubledMs = null;
  }

  /** True when the connection should be replaced. */
  isDead(sample: Sample, nowMs: number): boolean {
    const slept = nowMs - this.#lookedMs > SLEPT_MS;
    this.#lookedMs = nowMs;
    const connected = sample.ice === "connected" || sample.ice === "completed";
    if (slept || sample.packets > this.#packets || !sample.expected || !connected) this.#heardMs = nowMs;
    if (sample.packets > this.#packets) this.#patience = 1;
    this.#packets = sample.packets;
    if (sample.ice !== "disconnected" || slept) this.#troubledMs = null;
    else this.#troubledMs ??= nowMs;

    const dead =
      sample.ice === "failed" ||
      sample.ice === "closed" ||
      (this.#troubledMs !== null && nowMs - this.#troubledMs >= DISCONNECTED_MS) ||
      (!connected && this.#troubledMs === null && nowMs - this.#startedMs >= CONNECTING_MS * this.#patience) ||
      nowMs - this.#heardMs >= SILENCE_MS * this.#patience;
    if (dead) this.#patience = Math.min(MOST_PATIENCE, this.#patience * 2);
    return dead;
  }
}
