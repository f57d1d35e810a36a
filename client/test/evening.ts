// The shared cast around one circle, for the tests of pure code.

import type { Content } from "../src/content/content.ts";
import type { RoomView, ServerMessage } from "../src/protocol/wire.ts";
import type { Event } from "../src/state/events.ts";

export const memberOf = (name: string) => `mem_${name.toLowerCase()}`;
const CAST = ["Mara", "Anna", "Ben", "Dana", "Eli", "Ines"];
const BEGAN = Date.UTC(2026, 0, 6, 18, 0);

export const WELCOME: ServerMessage = { type: "welcome", protocol: 1, you: memberOf("Anna"), alias: "Anna", role: "member", now_ms: BEGAN };
export const END: ServerMessage = { type: "end", reason: "session_over" };

export const server = (message: ServerMessage): Event => ({ from: "server", message, atMs: BEGAN });
/** Said in the circle, and opened by this device. */
export const content = (seq: number, from: string, content: Content, recalled = false): Event => ({
  from: "circle",
  content,
  said: { seq, from: memberOf(from), atMs: BEGAN, recalled },
});

export function circle(change: Partial<RoomView> = {}): RoomView {
  return {
    revision: 1,
    seats: CAST.map((alias, seat) => ({
      seat,
      member: memberOf(alias),
      alias,
      role: alias === "Mara" || alias === "Ines" ? "facilitator" : "member",
      presence: alias === "Eli" ? "absent" : "here",
      media: { microphone: "on", camera: "on" },
    })),
    phases: [
      { title: "Arriving", prompt: "", minutes: 5, kind: "open" },
      { title: "Opening check-in", prompt: "How are you arriving today?", minutes: 20, kind: "round" },
      { title: "What we bring", prompt: "", minutes: 45, kind: "open" },
    ],
    phase: 1,
    phase_started_at_ms: BEGAN,
    now_ms: BEGAN,
    round: null,
    hold: null,
    locked: false,
    lead: memberOf("Mara"),
    desk: null,
    ...change,
  };
}

/** A round in which `floor` has the floor, those before have spoken and those after are to come. */
export function round(floor: string | null, names = ["Mara", "Anna", "Ben", "Dana", "Ines"]): NonNullable<RoomView["round"]> {
  const at = floor === null ? names.length : names.indexOf(floor);
  return {
    turns: names.map((name, i) => ({ member: memberOf(name), state: i < at ? "spoke" : i === at ? "has_floor" : "to_come" })),
    floor: floor === null ? null : memberOf(floor),
    floor_since_ms: BEGAN,
  };
}
