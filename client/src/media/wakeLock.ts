// Keeps the screen awake while someone sits in the circle. A browser takes the lock back whenever the tab is
// hidden, so it is asked for again each time the tab is shown.

export class WakeLock {
  #wanted = false;
  #lock: WakeLockSentinel | null = null;
  #asking = false;

  constructor() {
    document.addEventListener("visibilitychange", () => void this.#ask());
  }

  hold(): void {
    this.#wanted = true;
    void this.#ask();
  }

  release(): void {
    this.#wanted = false;
    void this.#lock?.release().catch(() => undefined);
    this.#lock = null;
  }

  async #ask(): Promise<void> {
    if (!this.#wanted || document.visibilityState !== "visible" || !navigator.wakeLock) return;
    // One at a time: a second lock would be held by nobody, and never given back.
    if (this.#asking || (this.#lock && !this.#lock.released)) return;
    this.#asking = true;
    // Refused on low battery: the screen may then sleep, and the room goes on.
    this.#lock = await navigator.wakeLock.request("screen").catch(() => null);
    this.#asking = false;
    if (!this.#wanted) this.release();
  }
}
