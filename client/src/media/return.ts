// Decides how a microphone or camera comes back: when to try again after the system took it, and which are opened anew
// when devices come or go. Pure; media/devices.ts acts on it.

import type { Device, Trouble } from "../state/state.ts";
import type { Kind } from "./devices.ts";

/** A switched headset needs a moment; then the person is told, and it goes on trying. */
const FIRST_TRIES_MS = [300, 1_000, 3_000];
/** A phone call has no length one could know. Each try costs nothing, and a call that ended should not cost a click. */
const WHILE_BUSY_MS = 5_000;

/**
 * How long to wait before the next try; null when there should be none. `tried` counts those that failed, `trouble` is
 * why the last did. Only "busy" passes by itself: a refusal must not be asked again, and a device that is missing is
 * announced by the browser when it is there.
 */
export function nextTryMs(tried: number, trouble: Trouble | null): number | null {
  const wait = FIRST_TRIES_MS[tried];
  if (wait !== undefined) return trouble === "refused" ? null : wait;
  return trouble === "busy" ? WHILE_BUSY_MS : null;
}

/** What is known of one kind when devices came or went. */
export interface Held {
  /** Switched on by the person, so it should be there. */
  wanted: boolean;
  /** The device the person chose; null follows the system. */
  chosen: string | null;
  /** The track is there and carries something. */
  works: boolean;
}

export type AfterChange = "keep" | "open" | "open_default";

/** A chosen device that is gone gives way to the system's; who never chose a microphone follows the system's choice. */
export function afterChange(kind: Kind, held: Held, devices: readonly Device[]): AfterChange {
  if (!held.wanted) return "keep";
  if (held.chosen !== null && isGone(kind, held.chosen, devices)) return "open_default";
  if (!held.works) return "open";
  return kind === "microphone" && held.chosen === null ? "open" : "keep";
}

/** A list without a single device of the kind says nothing: a browser hides them until it is asked for one. */
export function isGone(kind: Device["kind"], id: string, devices: readonly Device[]): boolean {
  const known = devices.filter((device) => device.kind === kind);
  return known.length > 0 && !known.some((device) => device.id === id);
}
