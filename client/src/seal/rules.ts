// Judges a commit before it touches the group: who may be added, who removed, and by which reason. The server judges by
// the same rules; every device does so again for itself. Knows nothing of MLS: see engine.ts for what it is given.

import { hex, Malformed, same, type Bytes } from "./bytes.ts";
import type { Chain } from "./chain.ts";
import { isSigned, readReason, type Identity, type Leave, type Loss, type Order, type Signed, type Token } from "./statements.ts";

/** A leaf of the circle as it stands. */
export interface Seated {
  leaf: number;
  member: string;
  device: Bytes;
}

/** What a commit would do. Identities in it are checked already. */
export interface Change {
  /** The leaf that committed. */
  by: number;
  adds: readonly Identity[];
  removes: readonly number[];
  reasons: readonly Uint8Array[];
}

/** What the judge knows of the circle. */
export interface Bench {
  circle: Bytes;
  session: string;
  epoch: number;
  chain: Chain;
  serverKey: Bytes;
  seated: readonly Seated[];
  revoked: Revoked;
  /** The server's clock as this page believes it. */
  nowMs: number;
}

export type Wrong =
  | "unreadable_reason"
  | "committer_unknown"
  | "removes_itself"
  | "unknown_leaf"
  | "twice"
  | "wrong_session"
  | "add_without_token"
  | "second_leaf"
  | "remove_without_reason"
  | "too_many";

export type Verdict = { right: true; orders: readonly Order[] } | { right: false; wrong: Wrong };

export const MAX_MEMBERS = 25;
/** A token's end is compared with clocks that may be an hour off on both sides. */
const CLOCK_SLACK_MS = 2 * 60 * 60 * 1_000;

/** Up to which moment the tokens of a person of this session are revoked. */
export class Revoked {
  readonly #until = new Map<string, number>();

  constructor(entries: Iterable<readonly [string, number]> = []) {
    for (const [member, issuedMs] of entries) this.add({ member, issuedMs });
  }

  add(order: Pick<Order, "member" | "issuedMs">): void {
    this.#until.set(order.member, Math.max(order.issuedMs, this.untilMs(order.member)));
  }

  /** −1: nothing is revoked. */
  untilMs(member: string): number {
    return this.#until.get(member) ?? -1;
  }

  with(orders: readonly Order[]): Revoked {
    const more = new Revoked(this.#until);
    for (const order of orders) more.add(order);
    return more;
  }

  entries(): [string, number][] {
    return [...this.#until];
  }
}

export async function judge(change: Change, bench: Bench): Promise<Verdict> {
  const wrong = (why: Wrong): Verdict => ({ right: false, wrong: why });
  const before = new Map(bench.seated.map((seat) => [seat.leaf, seat]));
  if (!before.has(change.by)) return wrong("committer_unknown");
  if (change.removes.includes(change.by)) return wrong("removes_itself");
  if (change.removes.some((leaf) => !before.has(leaf))) return wrong("unknown_leaf");
  if (new Set(change.removes).size !== change.removes.length) return wrong("twice");
  if (new Set(change.adds.map((add) => add.member)).size !== change.adds.length) return wrong("twice");

  let reasons: Reasons;
  try {
    reasons = await sort(change.reasons, bench);
  } catch (trouble) {
    if (trouble instanceof Malformed) return wrong("unreadable_reason");
    throw trouble;
  }
  const revoked = bench.revoked.with(reasons.orders);

  for (const add of change.adds) {
    if (add.session !== bench.session) return wrong("wrong_session");
    const admitted = reasons.tokens.some((token) => same(token.device, add.device) && token.member === add.member && isGood(token, bench, revoked));
    if (!admitted && !bench.chain.speaksFor(add.device, add.member)) return wrong("add_without_token");
    const seat = bench.seated.find((one) => one.member === add.member);
    if (seat !== undefined && !change.removes.includes(seat.leaf)) return wrong("second_leaf");
  }
  for (const leaf of change.removes) {
    const seat = before.get(leaf);
    if (seat === undefined || !mayGo(seat, change, reasons)) return wrong("remove_without_reason");
  }
  if (before.size - change.removes.length + change.adds.length > MAX_MEMBERS) return wrong("too_many");
  return { right: true, orders: reasons.orders };
}

/** Whether this token, whose signature is checked, admits somebody now. */
export function isGood(token: Token, bench: Pick<Bench, "circle" | "session" | "chain" | "nowMs">, revoked: Revoked): boolean {
  return (
    same(token.circle, bench.circle) &&
    token.session === bench.session &&
    bench.chain.has(token.signer) &&
    token.issuedMs > revoked.untilMs(token.member) &&
    bench.nowMs <= token.untilMs + CLOCK_SLACK_MS
  );
}

function mayGo(seat: Seated, change: Change, reasons: Reasons): boolean {
  return (
    change.adds.some((add) => add.member === seat.member) ||
    reasons.orders.some((order) => order.member === seat.member) ||
    reasons.leaves.some((leave) => leave.leaf === seat.leaf && leave.member === seat.member && same(leave.device, seat.device)) ||
    reasons.losses.some((loss) => loss.leaf === seat.leaf && loss.member === seat.member)
  );
}

interface Reasons {
  tokens: Token[];
  orders: Order[];
  leaves: Leave[];
  losses: Loss[];
}

/** Keeps the reasons of this circle whose signature is by whom it must be; the others are no reasons. */
async function sort(all: readonly Uint8Array[], bench: Bench): Promise<Reasons> {
  const kept: Reasons = { tokens: [], orders: [], leaves: [], losses: [] };
  const seen = new Set<string>();
  for (const bytes of all) {
    const reason = readReason(bytes);
    if (seen.has(hex(bytes))) continue;
    seen.add(hex(bytes));
    if (!counts(reason, bench) || !(await isSigned(reason))) continue;
    const { says } = reason;
    if (says.kind === "token") kept.tokens.push(says);
    else if (says.kind === "order") kept.orders.push(says);
    else if (says.kind === "leave") kept.leaves.push(says);
    else kept.losses.push(says);
  }
  return kept;
}

function counts({ says }: Signed<Token | Order | Leave | Loss>, bench: Bench): boolean {
  if (!same(says.circle, bench.circle)) return false;
  if (says.kind === "order") return says.session === bench.session && bench.chain.has(says.signer);
  // The line was lost in an epoch that was; a loss that speaks of tomorrow was made up.
  if (says.kind === "loss") return same(says.signer, bench.serverKey) && says.epoch <= bench.epoch;
  return true;
}
