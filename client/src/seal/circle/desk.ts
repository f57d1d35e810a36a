// The facilitator's side: who can be let in, and what this device signs for it. Signs only while it stands in the chain
// and nothing is wrong.

import { EMPTY, hex, type Bytes } from "../bytes.ts";
import type { Chain } from "../chain.ts";
import type { Keep } from "../keep.ts";
import type { Revoked } from "../rules.ts";
import type { Device, Said, Told } from "../wire.ts";
import type { CircleConfig, Clock } from "./input.ts";
import * as hands from "./hands.ts";
import type { Membership } from "./membership.ts";
import { isAsShown, rowOf, type CircleView, type DeskRow } from "./view.ts";

export interface DeskWays {
  config: CircleConfig;
  keep: Keep;
  clock: Clock;
  send(said: Said): void;
  chain(): Chain | null;
  revoked(): Revoked;
  /** The circle this device is sure of, with nothing wrong in it, or null. */
  sure(): Membership | null;
  /** There is more to sign. */
  signMore(): void;
}

/** Each costs the server a signature's check, of which it takes ten at once from one device and then two a second. */
const SIGNED_AT_ONCE = 5;
const REST_MS = 3_000;
/** Signed again once more, should nothing have come of it. */
const AGAIN_MS = 15_000;

type Rows = Extract<Told, { about: "desk" }>;

export class Desk {
  #rows: Rows | null = null;
  /** When something was signed again last, by circle, member and device. */
  readonly #again = new Map<string, number>();
  /** When the last few were signed. */
  #signed: number[] = [];
  #rests = false;

  constructor(readonly ways: DeskWays) {}

  async hear(rows: Rows): Promise<void> {
    this.#rows = rows;
    await this.signAgain();
  }

  /** What this person came with, whatever is to become of it. */
  devicesOf(member: string): Bytes[] {
    const { waiting = [], unlocked = [], unvouched = [] } = this.#rows ?? {};
    return [...waiting, ...unlocked, ...unvouched].filter((row) => row.member === member).map((row) => row.device);
  }

  /** `shown`: the row that was on screen when the facilitator let them in. Whatever the server names since is not signed for. */
  async token(member: string, shown: DeskRow | undefined): Promise<Bytes> {
    const by = this.#hands();
    const row = rowOf(this.rows(), member);
    if (by === null || row === undefined || !isAsShown(row, shown)) return EMPTY;
    if (row.standing === "changed") await this.ways.keep.accept(member, row.device, false);
    return hands.token(member, row.device, by);
  }

  async order(member: string): Promise<Bytes> {
    const by = this.#hands();
    return by === null ? EMPTY : hands.order(member, by);
  }

  async vouch(shown: DeskRow): Promise<void> {
    const { config, keep, clock } = this.ways;
    const { member } = shown;
    const row = this.rows()?.unvouched.find((one) => one.member === member);
    if (row === undefined || !isAsShown(row, shown) || this.ways.chain()?.speaksFor(keep.device.publicKey, config.member) !== true) return;
    this.ways.send({ about: "vouch", link: await hands.link(config.group, member, row.device, keep.device, clock.nowMs()) });
  }

  rows(): CircleView["desk"] {
    const rows = this.#rows;
    if (rows === null) return null;
    const seen = ({ member, device }: Device) => ({ member, device, standing: this.ways.keep.standing(member, device) });
    return { waiting: rows.waiting.map(seen), unlocked: rows.unlocked.map(seen), unvouched: rows.unvouched.map(seen) };
  }

  /** A circle founded anew: whoever was admitted before, and can prove it, is in again without anybody's hand. */
  async signAgain(): Promise<void> {
    const by = this.#hands();
    const chain = this.ways.chain();
    if (by === null || chain === null || this.#rests) return;
    for (const row of this.#rows?.unlocked ?? []) {
      const once = `${hex(by.circle)} ${row.member} ${hex(row.device)}`;
      const last = this.#again.get(once);
      if (row.token.length === 0 || (last !== undefined && by.nowMs - last < AGAIN_MS)) continue;
      const token = await hands.again(row, chain, by);
      if (token.length === 0) continue;
      this.#again.set(once, by.nowMs);
      this.#signed = [...this.#signed.filter((at) => by.nowMs - at < REST_MS), by.nowMs];
      this.ways.send({ about: "grant", member: row.member, token });
      if (this.#signed.length < SIGNED_AT_ONCE) continue;
      this.#rests = true;
      this.ways.clock.after(REST_MS, () => this.ways.signMore());
      return;
    }
  }

  /** After a rest. */
  async signMore(): Promise<void> {
    this.#rests = false;
    await this.signAgain();
  }

  #hands(): hands.Hands | null {
    const { config, keep, clock } = this.ways;
    const here = this.ways.sure();
    if (here === null || this.ways.chain()?.speaksFor(keep.device.publicKey, config.member) !== true) return null;
    return { device: keep.device, circle: here.group.circle, session: config.session, revoked: this.ways.revoked(), nowMs: clock.nowMs() };
  }
}
