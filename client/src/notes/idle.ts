// When nobody has been at the page for so long that it locks itself.

export const IDLE_MS = 10 * 60_000;
/** Timers sleep with the device; so the clock is asked, and again when the page is looked at. */
const LOOK_EVERY_MS = 15_000;

export const isIdle = (lastMs: number, nowMs: number): boolean => nowMs - lastMs >= IDLE_MS;

export function whenIdle(act: () => void, nowMs: () => number = Date.now): void {
  let last = nowMs();
  const look = (): void => {
    if (isIdle(last, nowMs())) act();
  };
  // First asked, then noted: the key that wakes a sleeping device must not open what should have been locked.
  const touched = (): void => {
    look();
    last = nowMs();
  };
  for (const kind of ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"]) addEventListener(kind, touched, { capture: true, passive: true });
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK_EVERY_MS);
}
