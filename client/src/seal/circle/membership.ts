// This device's place in one MLS group: epochs, who agreed, when it may speak. Created when the device founds or enters
// a circle, dropped when it falls out. circle.ts decides when; this says what follows.

import { EMPTY, hex, Malformed, same, type Bytes } from "../bytes.ts";
import type { Chain } from "../chain.ts";
import type { Keep } from "../keep.ts";
import { Refused, type Leaf, type MlsEngine, type MlsGroup } from "../mls/engine.ts";
import { judge, type Bench, type Revoked } from "../rules.ts";
import { isAgreedBy, readAgreed, readIdentity, readReasons, sign, writeReasons, type Identity, type Order } from "../statements.ts";
import { Agreement, type Waited } from "./agreement.ts";
import { mediaKeys, NO_KEYS, wipeKeys } from "./mediaKeys.ts";
import { plan } from "./plan.ts";
import { seatsOf, type Seat } from "./seats.ts";
import type { Output } from "./view.ts";
import type { Told } from "../wire.ts";

export interface Surroundings {
  keep: Keep;
  session: string;
  chain: Chain;
  serverKey: Bytes;
  revoked: Revoked;
  nowMs: number;
}

export interface Ways {
  engine: MlsEngine;
  out(output: Output): void;
  /** A number for the next epoch of this page, in whatever circle. */
  nextEra(): number;
}

/** What became of a commit. `bad`: it breaks a rule, and was sent as if it counted. */
export type Taken =
  | { became: "next_epoch"; orders: readonly Order[] }
  | { became: "removed"; orders: readonly Order[] }
  | { became: "bad"; what: string };

/** Statements for an epoch that has not come yet; a device that is quicker by one. */
const MOST_EARLY = 64;

export class Membership {
  seats: readonly Seat[] = [];
  #agreement!: Agreement;
  #keys = NO_KEYS;
  #era = -1;
  #early: Bytes[] = [];
  #trusted: boolean;
  #hearsIn = -1;
  #speaksIn = -1;
  #metIn = -1;
  #waited: Waited = "not";
  /** Somebody was sent away by the commit that led here: nobody is waited for as long. */
  #hurried = false;

  constructor(
    readonly group: MlsGroup,
    /**
     * Whether this device knows that the group is the one it was admitted to. Who founds it knows. Who enters by a
     * Welcome has only leaves, which a server could have put together: it hears and speaks once a device of the chain,
     * or one it has met before, has agreed to the same epoch.
     */
    trusted: boolean,
    readonly ways: Ways,
  ) {
    this.#trusted = trusted;
  }

  /** The first epoch here: of a circle that the server says lives, or that a Welcome led into. */
  enter(around: Surroundings): Promise<void> {
    return this.#enterEpoch(around);
  }

  get trusted(): boolean {
    return this.#trusted;
  }

  get speaks(): boolean {
    return this.#speaksIn >= 0;
  }

  get agreement(): Agreement {
    return this.#agreement;
  }

  /** Whose message it was: by the identity under it, which was authenticated when its leaf came in. */
  memberOf(leaf: Leaf): string {
    return readIdentity(leaf.identity).says.member;
  }

  seatOf(member: string): Seat | undefined {
    return this.seats.find((seat) => seat.member === member);
  }

  /** A colleague's device was vouched for: its leaf is a facilitator's from now on. */
  chainGrew(around: Surroundings): void {
    this.seats = seatsOf(this.group, around.chain);
  }

  bench(around: Surroundings): Bench {
    return {
      circle: this.group.circle,
      session: around.session,
      epoch: this.group.epoch,
      chain: around.chain,
      serverKey: around.serverKey,
      seated: this.seats,
      revoked: around.revoked,
      nowMs: around.nowMs,
    };
  }

  /** "I leave", for the server to have this leaf removed. */
  leave(keep: Keep, member: string): Promise<Bytes> {
    const { circle, ownLeaf } = this.group;
    return sign({ kind: "leave", circle, member, leaf: ownLeaf, device: keep.device.publicKey }, keep.device);
  }

  async work(work: Extract<Told, { about: "work" }>, around: Surroundings): Promise<void> {
    const { group } = this;
    const made = await plan(work, group.ownLeaf, this.bench(around), this.ways.engine);
    if (made === null) return;
    const { commit, welcome } = await group.commit(made.keyPackages, made.removes, writeReasons(made.reasons));
    this.ways.out({ do: "send", said: { about: "commit", epoch: group.epoch, commit, welcome: welcome ?? EMPTY } });
  }

  async commit(bytes: Bytes, around: Surroundings): Promise<Taken> {
    try {
      const view = this.group.read(bytes);
      const adds: Identity[] = view.adds.map((add) => readIdentity(add.identity).says);
      const verdict = await judge({ by: view.by, adds, removes: view.removes, reasons: readReasons(view.authenticatedData) }, this.bench(around));
      if (!verdict.right) return { became: "bad", what: verdict.wrong };
      const became = await this.group.take(bytes);
      if (became === "removed") return { became, orders: verdict.orders };
      this.#hurried = verdict.orders.length > 0;
      await this.#enterEpoch(around);
      return { became, orders: verdict.orders };
    } catch (trouble) {
      if (trouble instanceof Refused) return { became: "bad", what: trouble.why };
      if (trouble instanceof Malformed) return { became: "bad", what: "malformed" };
      throw trouble;
    }
  }

  /** Somebody's word. True when it was taken. */
  async agreed(bytes: Bytes, around: Surroundings): Promise<boolean> {
    const statement = readAgreed(bytes);
    const { says } = statement;
    if (!same(says.circle, this.group.circle)) return false;
    if (says.epoch === this.group.epoch + 1 && this.#early.length < MOST_EARLY) {
      this.#early.push(bytes);
      return true;
    }
    if (says.epoch !== this.group.epoch) return false;
    const seat = this.seats.find((one) => one.leaf === says.leaf);
    if (seat === undefined || !(await isAgreedBy(statement, seat.signatureKey))) return false;
    this.#agreement.hear(says.leaf, says.authenticator);
    if (this.#agreement.apart.has(seat.leaf)) this.ways.out({ do: "hush", member: seat.member });
    else if (seat.facilitator || isMet(around.keep.standing(seat.member, seat.device))) this.#trusted = true;
    await this.#speakIfMay(around);
    return true;
  }

  /** So much time has passed since this epoch began. */
  async waited(epoch: number, how: Waited, around: Surroundings): Promise<void> {
    if (epoch !== this.group.epoch) return;
    this.#waited = this.#hurried ? "long" : how;
    await this.#speakIfMay(around);
  }

  forget(): void {
    this.ways.out({ do: "silence" });
    wipeKeys(this.#keys);
    this.#keys = NO_KEYS;
    this.group.forget();
  }

  /** After sending was stopped for a while: the same key, whose counters go on. */
  async speakAgain(around: Surroundings): Promise<void> {
    this.#speaksIn = -1;
    await this.#speakIfMay(around);
  }

  async #enterEpoch(around: Surroundings): Promise<void> {
    const { group } = this;
    const keptUp = this.#keptUp();
    this.seats = seatsOf(group, around.chain);
    const keys = await mediaKeys(group, this.seats);
    wipeKeys(this.#keys);
    this.#keys = keys;
    this.#era = this.ways.nextEra();
    this.#waited = "not";
    const prompt = this.seats.filter((seat) => keptUp.has(hex(seat.signatureKey))).map((seat) => seat.leaf);
    this.#agreement = new Agreement(group.epoch, this.seats.map((seat) => seat.leaf), group.ownLeaf, group.authenticator, prompt);
    if (this.#trusted) this.#listen();
    const says = { kind: "agreed" as const, circle: group.circle, epoch: group.epoch, leaf: group.ownLeaf, authenticator: group.authenticator };
    const own = this.seats.find((seat) => seat.leaf === group.ownLeaf);
    if (own === undefined) throw new Error("a group without this device's own leaf");
    const statement = await sign(says, { publicKey: own.signatureKey, sign: (message) => group.sign(message) });
    this.ways.out({ do: "send", said: { about: "agreed", statement } });
    const early = this.#early.splice(0);
    for (const word of early) await this.agreed(word, around);
    await this.#speakIfMay(around);
  }

  /** Who keeps up, by the key of their leaf, for leaves are numbered again: who has agreed to this epoch, or still may. */
  #keptUp(): ReadonlySet<string> {
    const agreement = this.#agreement as Agreement | undefined;
    const may = (leaf: number) => agreement?.agreed.has(leaf) || (this.#waited !== "long" && agreement?.prompt.has(leaf));
    return new Set(this.seats.filter((seat) => may(seat.leaf)).map((seat) => hex(seat.signatureKey)));
  }

  /** What the others send can be opened from now on. */
  #listen(): void {
    if (this.#hearsIn === this.#era) return;
    this.#hearsIn = this.#era;
    this.ways.out({ do: "keys", era: this.#era, receive: this.#keys.receive });
    for (const leaf of this.#agreement.apart) {
      const seat = this.seats.find((one) => one.leaf === leaf);
      if (seat !== undefined) this.ways.out({ do: "hush", member: seat.member });
    }
  }

  async #speakIfMay(around: Surroundings): Promise<void> {
    if (!this.#trusted) return;
    this.#listen();
    if (this.#agreement.isFork) return;
    if (this.#speaksIn !== this.#era && this.#agreement.mayTurn(this.#waited)) {
      this.#speaksIn = this.#era;
      this.ways.out({ do: "speak", era: this.#era, keys: this.#keys.send });
    }
    if (this.#metIn === this.#era || (this.#waited === "not" && !this.#agreement.isWhole)) return;
    this.#metIn = this.#era;
    // Devices met in a circle that is trusted are known from now on, also those slow to say so; a change later is shown.
    for (const seat of this.seats) if (seat.leaf !== this.group.ownLeaf) await around.keep.meet(seat.member, seat.device);
  }
}

const isMet = (standing: string): boolean => standing === "known" || standing === "verified";
