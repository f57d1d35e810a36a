// The calm clock of a phase: "about 8 min left · until about 18:23", never a countdown. Both are said of one end,
// so that a person who looks at a clock beside them finds both to be true.

import type { Text } from "./select.ts";

const MINUTE_MS = 60_000;
/** Beyond ten minutes nobody needs the single minute: it would only make the line change more often. */
const FAR_MS = 10 * MINUTE_MS;
const STEP_MS = 5 * MINUTE_MS;

export interface PhaseClock {
  left: Text;
  /** The end that `left` counts to; said only while it lies ahead. */
  untilMs: number | null;
}

/** How much of the phase is left, and until when. No seconds, no alarm at the end. */
export function phaseClock(startedAtMs: number, minutes: number, nowMs: number): PhaseClock | null {
  if (minutes === 0) return null;
  const end = startedAtMs + minutes * MINUTE_MS;
  if (end - nowMs <= -MINUTE_MS) return { left: { id: "time-over" }, untilMs: null };
  const endMinute = Math.round(end / MINUTE_MS) * MINUTE_MS;
  const isFar = endMinute - nowMs > FAR_MS;
  const untilMs = isFar ? Math.round(end / STEP_MS) * STEP_MS : endMinute;
  const step = isFar ? STEP_MS : MINUTE_MS;
  const about = (Math.round((untilMs - nowMs) / step) * step) / MINUTE_MS;
  if (about <= 1) return { left: { id: "time-last-minute" }, untilMs: null };
  return { left: { id: "time-left", args: { minutes: about } }, untilMs };
}
