// Listens to the circle where this device measures voices itself: looks at what the connection decoded, and at the own
// microphone, which some browsers' statistics leave out and a meter of its own then measures.

import { ownLoudness, type Look } from "../levels/loudness.ts";
import { LOOK_MS } from "../levels/speech.ts";
import { Level } from "./level.ts";

export class Ears {
  #timer = 0;
  #looking = false;
  #level = 0;
  readonly #meter = new Level((level) => (this.#level = level));
  #metered: MediaStreamTrack | null = null;

  constructor(
    /** The own microphone while it is open. */
    readonly microphone: () => MediaStreamTrack | null,
    readonly onLook: (look: Look) => void,
  ) {}

  begin(look: () => Promise<Look>): void {
    this.end();
    this.#timer = window.setInterval(() => void this.#look(look), LOOK_MS);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#meterOf(null);
  }

  async #look(look: () => Promise<Look>): Promise<void> {
    // Statistics that take longer than a look are not asked for twice at once.
    if (this.#looking) return;
    this.#looking = true;
    const timer = this.#timer;
    const seen = await look().catch(() => null);
    this.#looking = false;
    if (seen === null || timer !== this.#timer) return;
    this.#meterOf(seen.tellsOwn ? null : this.microphone());
    this.onLook(this.#metered === null ? seen : { ...seen, own: ownLoudness(this.#level) });
  }

  #meterOf(track: MediaStreamTrack | null): void {
    if (track === this.#metered) return;
    this.#metered = track;
    this.#meter.listen(track);
  }
}
