// Airtime as this device counted it, kept over a reload: for this tab only, for a short while, and gone with the session.
// It is told to nobody.

import type { Airtime } from "../protocol/wire.ts";

const KEPT_MS = 15 * 60_000;
const key = (session: string) => `airtime ${session}`;

export function keepCount(session: string, airtime: readonly Airtime[]): void {
  try {
    sessionStorage.setItem(key(session), JSON.stringify({ airtime, atMs: Date.now() }));
  } catch {
    // A browser that keeps nothing counts anew after a reload.
  }
}

export function forgetCount(session: string): void {
  try {
    sessionStorage.removeItem(key(session));
  } catch {
    // Nothing was kept.
  }
}

export function keptCount(session: string): Airtime[] {
  try {
    const { airtime, atMs } = JSON.parse(sessionStorage.getItem(key(session)) ?? "{}") as { airtime?: unknown; atMs?: unknown };
    if (!Array.isArray(airtime) || typeof atMs !== "number" || Date.now() - atMs > KEPT_MS) return [];
    return (airtime as Partial<Airtime>[]).flatMap(({ member, seconds }) =>
      typeof member === "string" && typeof seconds === "number" && seconds > 0 ? [{ member, seconds }] : [],
    );
  } catch {
    return [];
  }
}
