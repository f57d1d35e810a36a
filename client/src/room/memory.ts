// A reload must bring a person back to their seat without asking again. What they chose is kept for this tab only,
// for a short while, and goes when they step out. No name, no group: just the choice.

import type { Choice } from "../media/media.ts";

const KEPT_MS = 15 * 60_000;
const key = (session: string) => `seat ${session}`;

export function rememberSeat(session: string, choice: Choice): void {
  try {
    sessionStorage.setItem(key(session), JSON.stringify({ ...choice, atMs: Date.now() }));
  } catch {
    // A browser that keeps nothing asks again after a reload.
  }
}

export function forgetSeat(session: string): void {
  try {
    sessionStorage.removeItem(key(session));
  } catch {
    // Nothing was kept.
  }
}

/** The choice, when this page is a reload of one that had a seat. */
export function seatBeforeReload(session: string): Choice | null {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return navigation?.type === "reload" || navigation?.type === "back_forward" ? keptSeat(session) : null;
}

export function keptSeat(session: string): Choice | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key(session)) ?? "null");
    if (typeof kept !== "object" || kept === null) return null;
    const { microphone, camera, muted, voiceOnly, openedForTurn, atMs } = kept as Record<string, unknown>;
    if (typeof atMs !== "number" || Date.now() - atMs > KEPT_MS) return null;
    return { microphone: microphone === true, camera: camera === true, muted: muted === true, voiceOnly: voiceOnly === true, openedForTurn: openedForTurn === true };
  } catch {
    return null;
  }
}
