// What the room says of the seal. Pure. It never says more than this device knows: "locked" only when it is inside, without
// trouble, and everybody whose line is up agrees.

import { same, type Bytes } from "../seal/bytes.ts";
import type { CircleView, DeskRow, SeatView, Standing } from "../seal/circle/view.ts";
import type { RoomView, Seat } from "../protocol/wire.ts";
import { isHere, seatOf } from "./select.ts";
import type { State } from "./state.ts";

/** `partly`: locked, and somebody's device says that it is in another circle. */
export type SealShown = "locking" | "locked" | "partly" | "stopped";

export function sealShown({ seal: { view }, room, line }: State): SealShown {
  if (view === null) return "locking";
  if (view.trouble !== null || view.phase === "stopped" || view.phase === "removed") return "stopped";
  if (view.phase !== "inside" || line !== "open") return "locking";
  if (view.seats.some((seat) => seat.word === "apart")) return "partly";
  return view.seats.some((seat) => seat.word !== "agreed" && isOnline(room, seat)) ? "locking" : "locked";
}

/** Whose line has dropped agrees when it is back; until then nobody plays anything of theirs either. */
function isOnline(room: RoomView | null, { member }: SeatView): boolean {
  const seat = seatOf(room, member);
  return seat === undefined || (isHere(seat) && seat.presence !== "reconnecting");
}

/** What stands on a seat. A seat without a leaf is not locked in, whatever the server says of it. */
export type SealMark = "locking" | "coming-back" | "apart" | "changed";

export function sealMark({ seal: { view }, you }: State, seat: Seat): SealMark | null {
  if (view === null || !isHere(seat) || seat.presence === "reconnecting") return null;
  const mine = seat.member === you?.member;
  // While this device is outside it sees no leaf at all: that says something about itself, and nothing about the others.
  if (view.seats.length === 0 && !mine) return null;
  const leaf = leafOf(view, seat.member);
  if (leaf === undefined) return view.trouble === null && view.phase !== "removed" ? "locking" : null;
  if (leaf.word === "apart") return "apart";
  if (leaf.word === "comes_back") return "coming-back";
  return leaf.standing === "changed" && !mine ? "changed" : null;
}

export const leafOf = (view: CircleView | null, member: string): SeatView | undefined =>
  view?.seats.find((seat) => seat.member === member);

/** Who is in, in the order of the seats, which is the same on every screen; whoever has no seat comes last. */
export function leavesInOrder({ seal: { view }, room }: Pick<State, "seal" | "room">): SeatView[] {
  const place = ({ member }: SeatView) => seatOf(room, member)?.seat ?? Number.POSITIVE_INFINITY;
  return [...(view?.seats ?? [])].sort((a, b) => Math.sign(place(a) - place(b)) || 0);
}

/** What this device knows of that device of this member, or else: of the one in the circle, of the one that asks to come in. */
export function standingOf(view: CircleView | null, member: string, device?: Bytes): Standing | null {
  const rows = view?.desk ? [...view.desk.waiting, ...view.desk.unlocked, ...view.desk.unvouched] : [];
  if (device !== undefined) return rows.find((row) => row.member === member && same(row.device, device))?.standing ?? null;
  return (leafOf(view, member) ?? rows.find((row) => row.member === member))?.standing ?? null;
}

/** Rows of the desk: who needs a facilitator's hand to be locked in. */
export interface ToLockIn {
  unvouched: readonly DeskRow[];
  unlocked: readonly DeskRow[];
}

/** A colleague nobody vouched for stands in one row, not in two. */
export function toLockIn({ seal: { view }, you }: Pick<State, "seal" | "you">): ToLockIn {
  if (!view?.desk || view.needsVouching) return { unvouched: [], unlocked: [] };
  const others = (rows: readonly DeskRow[]) => rows.filter((row) => row.member !== you?.member);
  const unvouched = others(view.desk.unvouched);
  return { unvouched, unlocked: others(view.desk.unlocked).filter((row) => !unvouched.some((one) => one.member === row.member)) };
}

/** "48213" to be read aloud digit by digit. */
export const spelled = (digits: string): string => [...digits].join(" ");
