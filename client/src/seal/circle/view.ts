// What the circle shows and tells: its outputs, and the picture of itself that the room draws.

import { same, type Bytes } from "../bytes.ts";
import type { Keep } from "../keep.ts";
import type { FrameKey } from "../sframe/derive.ts";
import type { Slot } from "../sframe/kid.ts";
import type { ReceiveKey } from "../sframe/ring.ts";
import type { Said } from "../wire.ts";
import type { Membership } from "./membership.ts";
import type { SaidOnce } from "./recall.ts";

/** Why this device does not send. Each has its plain words in the room. */
export type Trouble =
  /** The chain of facilitators begins with another device than the one pinned: the person decides. */
  | { why: "other_founder"; pinned: string[]; told: string[] }
  | { why: "broken_chain" }
  /** A commit that breaks a rule was sent as if it counted. */
  | { why: "bad_commit"; what: string }
  | { why: "bad_welcome"; what: string }
  | { why: "fork" }
  | { why: "rolled_back" }
  | { why: "server_key_changed" }
  /** Somebody holds a leaf whom the server's roster does not know. */
  | { why: "unknown_leaf"; members: string[] }
  /** This device fell out again and again. */
  | { why: "cannot_follow" }
  /** A mistake of ours. */
  | { why: "broken" };

/** About the chain, or about this page: a new circle does not cure it. */
export function staysInAnyCircle({ why }: Trouble): boolean {
  return why === "other_founder" || why === "broken_chain" || why === "broken";
}

export type Phase =
  /** Not in a circle: there is none, or this device is not let in yet. */
  | "outside"
  /** In, and listening; sends once somebody it can trust has agreed. */
  | "confirming"
  | "inside"
  | "stopped"
  | "removed";

export type Standing = "unknown" | "known" | "verified" | "changed";

export interface SeatView {
  member: string;
  leaf: number;
  facilitator: boolean;
  standing: Standing;
  /** Said to be in this epoch / said to be in another group / the page that said it is gone, and another is to take its place. */
  word: "agreed" | "apart" | "awaited" | "comes_back";
}

export interface DeskRow {
  member: string;
  device: Bytes;
  standing: Standing;
}

/** Of somebody who waits or was let in: the device an admission would be signed for. */
export function rowOf(desk: CircleView["desk"], member: string): DeskRow | undefined {
  return desk?.waiting.find((row) => row.member === member) ?? desk?.unlocked.find((row) => row.member === member);
}

/**
 * Whether this is what the person saw when they clicked: the same device, marked on screen if it is another than before.
 * Where none was on screen yet, none is.
 */
export function isAsShown(row: DeskRow, shown: DeskRow | undefined): boolean {
  return shown !== undefined && same(row.device, shown.device) && (row.standing !== "changed" || shown.standing === "changed");
}

export interface CircleView {
  phase: Phase;
  /** What the others send may be played: this device is sure of the group it is in. */
  listens: boolean;
  trouble: Trouble | null;
  epoch: number;
  seats: SeatView[];
  desk: { waiting: DeskRow[]; unlocked: DeskRow[]; unvouched: DeskRow[] } | null;
  /** A facilitator's device that no colleague has vouched for yet. */
  needsVouching: boolean;
  /** How often something was not taken, by reason. */
  refused: Readonly<Record<string, number>>;
}

export type Output =
  /** `whispers`: the person's own words that it carries, as they were given. */
  | { do: "send"; said: Said; whispers?: Bytes }
  /** The body of a `content` message. */
  | { do: "content"; body: Bytes }
  | { do: "keys"; era: number; receive: Omit<ReceiveKey, "era">[] }
  | { do: "speak"; era: number; keys: { slot: Slot; key: FrameKey }[] }
  /** Stop sending at once. */
  | { do: "silence" }
  /** The conversation is over: no key is to be left. */
  | { do: "forget" }
  | { do: "hush"; member: string }
  | { do: "heard"; said: SaidOnce; recalled: boolean }
  | { do: "whispered"; from: string; content: Bytes }
  | { do: "show"; view: CircleView };

export interface Inside extends Pick<CircleView, "trouble" | "desk" | "needsVouching" | "refused"> {
  here: Membership | null;
  comingBack: ReadonlySet<string>;
  removed: boolean;
}

export function draw({ here, comingBack, removed, ...rest }: Inside, keep: Keep): CircleView {
  const wordOf = (leaf: number, member: string): SeatView["word"] => {
    if (leaf === here?.group.ownLeaf) return "agreed";
    if (here?.agreement.apart.has(leaf)) return "apart";
    if (comingBack.has(member)) return "comes_back";
    return here?.agreement.agreed.has(leaf) ? "agreed" : "awaited";
  };
  const seats = (here?.seats ?? []).map(({ leaf, member, device, facilitator }): SeatView => ({ member, leaf, facilitator, standing: keep.standing(member, device), word: wordOf(leaf, member) }));
  const phase = rest.trouble !== null ? "stopped" : removed ? "removed" : here === null ? "outside" : here.speaks ? "inside" : "confirming";
  return { ...rest, phase, listens: here?.trusted ?? false, refused: { ...rest.refused }, epoch: here?.group.epoch ?? 0, seats };
}
