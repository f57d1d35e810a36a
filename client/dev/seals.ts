// The seal of the gallery: what a device could see, without a device. A circle that is locked, and everything that can be otherwise.

import type { CircleView, DeskRow, SeatView, Standing, Trouble } from "../src/seal/circle/view.ts";
import type { RoomView } from "../src/protocol/wire.ts";
import { isHere } from "../src/state/select.ts";

export const CODE = ["48213", "06740", "91155", "22809", "73361", "50042"];
const OTHER_CODE = ["17390", "84426", "00518", "63977", "29104", "75583"];
const memberOf = (name: string) => `mem_${name.toLowerCase()}`;

/** Everybody who is here is in, and agrees. */
function locked(view: RoomView | null): CircleView {
  const seats = (view?.seats ?? []).filter(isHere).map(({ member, role }, leaf): SeatView => ({ member, leaf, facilitator: role === "facilitator", standing: "known", word: "agreed" }));
  // Gita has only just come to the door, and her device not yet.
  const waiting = (view?.desk?.waiting ?? []).filter(({ alias }) => alias !== "Gita").map(({ alias }) => row(alias, "known"));
  return { phase: "inside", listens: true, trouble: null, epoch: 7, seats, desk: view?.desk ? { waiting, unlocked: [], unvouched: [] } : null, needsVouching: false, refused: {} };
}

export type ChangeSeal = (seal: CircleView) => void;

export function painted(view: RoomView | null, change: ChangeSeal = () => undefined): CircleView {
  const seal = locked(view);
  change(seal);
  return seal;
}

const seatOf = (seal: CircleView, name: string) => seal.seats.find((seat) => seat.member === memberOf(name)) as SeatView;
const row = (name: string, standing: Standing): DeskRow => ({ member: memberOf(name), device: new Uint8Array(32), standing });

export const outside: ChangeSeal = (seal) => Object.assign(seal, { phase: "outside", listens: false, seats: [] });
export const standing = (name: string, is: Standing): ChangeSeal => (seal) => void (seatOf(seal, name).standing = is);
export const withoutLeaf = (name: string): ChangeSeal => (seal) => void (seal.seats = seal.seats.filter((seat) => seat.member !== memberOf(name)));
export const apart = (name: string): ChangeSeal => (seal) => void (seatOf(seal, name).word = "apart");
export const comesBack = (name: string): ChangeSeal => (seal) => void (seatOf(seal, name).word = "comes_back");
export const stopped = (trouble: Trouble): ChangeSeal => (seal) => Object.assign(seal, { phase: "stopped", trouble });
export const all = (...changes: ChangeSeal[]): ChangeSeal => (seal) => changes.forEach((change) => change(seal));

/** Every trouble once, with what goes with it. */
export const TROUBLES: readonly Trouble[] = [
  { why: "other_founder", pinned: CODE, told: OTHER_CODE },
  { why: "broken_chain" },
  { why: "bad_commit", what: "gallery" },
  { why: "bad_welcome", what: "gallery" },
  { why: "fork" },
  { why: "rolled_back" },
  { why: "server_key_changed" },
  { why: "unknown_leaf", members: [] },
  { why: "cannot_follow" },
  { why: "broken" },
];

export const mixed: ChangeSeal = all(standing("Mara", "verified"), standing("Dana", "changed"), withoutLeaf("Farah"), apart("Chidi"), comesBack("Ben"));

/** A colleague nobody vouched for, somebody without a key, and at the door somebody with another device. */
export const busyLocks: ChangeSeal = (seal) => {
  withoutLeaf("Ines")(seal);
  withoutLeaf("Farah")(seal);
  seal.desk = { waiting: [row("Eli", "changed")], unlocked: [row("Farah", "known")], unvouched: [row("Ines", "unknown")] };
};
