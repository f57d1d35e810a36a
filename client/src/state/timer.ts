// The calm clock of a phase: "about 12 minutes left", never a countdown.

import type { Text } from "./select.ts";

const MINUTE_MS = 60_000;

/** How much of the phase is left. Whole minutes, rounded as a person would say it; no seconds, no alarm at the end. */
export function timeLeft(startedAtMs: number, minutes: number, nowMs: number): Text | null {
  if (minutes === 0) return null;
  const left = startedAtMs + minutes * MINUTE_MS - nowMs;
  if (left <= -MINUTE_MS) return { id: "time-over" };
  const about = Math.round(left / MINUTE_MS);
  if (about <= 1) return { id: "time-last-minute" };
  // Beyond ten minutes nobody needs the single minute: it would only make the line change more often.
  const said = about > 10 ? Math.round(about / 5) * 5 : about;
  return { id: "time-left", args: { minutes: said } };
}

/** When the phase is expected to end, to the next five minutes: "until about 18:25". */
export function untilAbout(startedAtMs: number, minutes: number): number | null {
  if (minutes === 0) return null;
  const step = 5 * MINUTE_MS;
  return Math.round((startedAtMs + minutes * MINUTE_MS) / step) * step;
}
