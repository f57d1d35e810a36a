// Which clock the room's times are read from. Pages and room say times in the same zone; where this browser keeps
// another, the zone is named, so that nobody waits an hour for a break that is now.

/** The zone as this browser knows it. A name it does not know leaves the browser's own time, which is no fault of the reader's. */
export function knownZone(zone: string): string | undefined {
  try {
    return zone === "" ? undefined : new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** Whether two zones show the same day and time at this moment; names alone do not tell (Vienna and Berlin). */
export function showSameTime(one: string | undefined, other: string | undefined, atMs: number): boolean {
  const wall = (timeZone: string | undefined) => new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short", timeStyle: "short" }).format(atMs);
  return wall(one) === wall(other);
}

/** "Berlin" of "Europe/Berlin". */
export const placeOf = (zone: string): string => (zone.split("/").pop() ?? zone).replaceAll("_", " ");
