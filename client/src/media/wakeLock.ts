// Keeps the screen awake while someone sits in the circle. A browser takes the lock back whenever the tab is
// hidden, so it is asked for again each time the tab is shown.

export class WakeLock {
  #wanted = false;
  #lock: WakeLockSentinel | null = null;

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
    if (this.#lock && !this.#lock.released) return;
    // Refused on low battery: the screen may then sleep, and the room goes on.
    this.#lock = await navigator.wakeLock.request("screen").catch(() => null);
    if (!this.#wanted) this.release();
  }
}
