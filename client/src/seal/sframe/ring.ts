// The keys a page's worker holds: one to send with per slot, those to receive with per epoch. Knows no clock.

import { forgetKey } from "./cipher.ts";
import type { FrameKey } from "./derive.ts";
import { readKid, type Slot } from "./kid.ts";
import { ReplayWindow } from "./window.ts";

/** How long the keys of an epoch open frames after the next epoch began: what is on its way still arrives. */
export const KEPT_MS = 5_000;

/** `era` counts the epochs of all circles of this page, so that it only ever grows. */
export interface ReceiveKey {
  era: number;
  member: string;
  slot: Slot;
  key: FrameKey;
}

export interface Held extends ReceiveKey {
  window: ReplayWindow;
}

export class Ring {
  readonly #held = new Map<number, Held[]>();
  /** When the era after this one began. */
  readonly #overSince = new Map<number, number>();
  readonly #quiet = new Set<string>();
  #era = -1;

  /** Begins an era with its keys, which are the ring's from here on. A second call for an era, or one for an older, changes nothing. */
  begin(era: number, keys: readonly Omit<ReceiveKey, "era">[], nowMs: number): void {
    if (era <= this.#era) return keys.forEach(({ key }) => forgetKey(key));
    if (this.#era >= 0) this.#overSince.set(this.#era, nowMs);
    this.#era = era;
    this.#quiet.clear();
    this.forgetOld(nowMs);
    // Whoever is not in the new epoch is not heard from the moment it begins, whatever is still on its way.
    const stays = new Set(keys.map(whose));
    this.#keep((one) => stays.has(whose(one)));
    for (const key of keys) {
      const held = this.#held.get(key.key.kid) ?? [];
      this.#held.set(key.key.kid, [{ ...key, era, window: new ReplayWindow() }, ...held]);
    }
  }

  /** Everything is forgotten: the circle is over or stopped. */
  clear(): void {
    this.#keep(() => false);
    this.#overSince.clear();
  }

  /** Nothing of this member is played until the next era. */
  hush(member: string): void {
    this.#quiet.add(member);
  }

  isHushed(member: string): boolean {
    return this.#quiet.has(member);
  }

  /** The keys with this id that still count, newest first: two epochs 256 apart, or of two circles, share an id. */
  find(kid: number, nowMs: number): readonly Held[] {
    return (this.#held.get(kid) ?? []).filter((held) => this.#counts(held.era, nowMs));
  }

  forgetOld(nowMs: number): void {
    this.#keep((one) => this.#counts(one.era, nowMs));
    for (const [era, since] of this.#overSince) if (nowMs - since >= KEPT_MS) this.#overSince.delete(era);
  }

  #keep(which: (one: Held) => boolean): void {
    for (const [kid, held] of this.#held) {
      for (const one of held) if (!which(one)) forgetKey(one.key);
      const kept = held.filter(which);
      if (kept.length === 0) this.#held.delete(kid);
      else this.#held.set(kid, kept);
    }
  }

  #counts(era: number, nowMs: number): boolean {
    if (era === this.#era) return true;
    const since = this.#overSince.get(era);
    return since !== undefined && nowMs - since < KEPT_MS;
  }
}

/** A member's leaf: the same person with another leaf is another page. */
const whose = ({ member, key }: Pick<ReceiveKey, "member" | "key">): string => `${readKid(key.kid)?.leaf} ${member}`;

/** What one slot seals with. The counter belongs to the key, and to nobody else, for as long as the page lives. */
export class SendSlot {
  #era = -1;
  #key: FrameKey | null = null;
  #counter = 0;
  #paused = false;

  /**
   * True when the key is new; it is the slot's from here on. The key of this era, told again after a stop, goes on where it was;
   * an older one is over.
   */
  use(era: number, key: FrameKey): boolean {
    if (era >= this.#era) this.#paused = false;
    if (era <= this.#era) {
      if (key !== this.#key) forgetKey(key);
      return false;
    }
    this.forget();
    this.#era = era;
    this.#key = key;
    this.#counter = 0;
    return true;
  }

  get hasKey(): boolean {
    return this.#key !== null && !this.#paused;
  }

  stop(): void {
    this.#paused = true;
  }

  /** No key is left; an era that was is never begun again. */
  forget(): void {
    if (this.#key !== null) forgetKey(this.#key);
    this.#key = null;
  }

  /** The key and a counter of its own for one frame; `null`: nothing may be sent. */
  next(): { key: FrameKey; counter: number } | null {
    return this.#key === null || this.#paused ? null : { key: this.#key, counter: this.#counter++ };
  }
}
