// What the page and its worker of frames say to each other.

import type { FrameKey } from "./derive.ts";
import type { FrameKind } from "./frame.ts";
import type { Slot } from "./kid.ts";
import type { Dropped } from "./lines.ts";
import type { ReceiveKey } from "./ring.ts";

/** Which track of which connection. */
export type Line = { line: number; kind: FrameKind } & ({ way: "out" } | { way: "in"; member: string });

export type ToWorker =
  | { do: "keys"; era: number; receive: Omit<ReceiveKey, "era">[] }
  | { do: "speak"; era: number; keys: { slot: Slot; key: FrameKey }[] }
  | { do: "silence" }
  | { do: "forget" }
  | { do: "hush"; member: string }
  /** Asks for the counts of the lines out, as they are when this is read. */
  | { do: "count"; ask: number }
  /** The older API: streams are handed over. With the newer one a line arrives by itself, in an event. */
  | { do: "streams"; of: Line; readable: ReadableStream; writable: WritableStream };

/** What became of the frames of one line. */
export interface Counts {
  line: number;
  way: "out" | "in";
  member: string | null;
  kind: FrameKind;
  passed: number;
  /** Out: frames of no bytes, which stay unsent. A line that shows nothing else has a microphone that hears nothing. */
  silent?: number;
  dropped: Partial<Record<Dropped, number>>;
}

/** `answers`: null once a second, with the lines on which something changed; else the number that was asked with. */
export type FromWorker = { say: "counts"; lines: Counts[]; answers: number | null } | { say: "needs_key_frame"; member: string };
