// Takes each counter of a key once: frames may come late within a window of 1,024, and never twice.

export const WINDOW = 1_024;

export class ReplayWindow {
  #highest = -1;
  /** Which of the last 1,024 counters came, by counter modulo 1,024. */
  readonly #came = new Uint8Array(WINDOW);

  /** Whether this counter may still come. Asked before the frame is opened. */
  isNew(counter: number): boolean {
    if (counter > this.#highest) return true;
    return counter > this.#highest - WINDOW && this.#came[counter % WINDOW] === 0;
  }

  /** Takes it, once its frame was opened. False: another frame with it was quicker. */
  take(counter: number): boolean {
    if (!this.isNew(counter)) return false;
    if (counter > this.#highest) {
      const gap = Math.min(counter - this.#highest, WINDOW);
      for (let passed = 1; passed <= gap; passed++) this.#came[(counter - gap + passed) % WINDOW] = 0;
      this.#highest = counter;
    }
    this.#came[counter % WINDOW] = 1;
    return true;
  }
}
