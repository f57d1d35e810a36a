// The browser's half of the seal, as a machine with one door: `hear` what the server, the person and the clock say;
// outputs go to `out`. Everything is queued, so nothing overtakes. See membership.ts for the inside of one circle.

import { EMPTY, hex, Malformed, same, type Bytes } from "../bytes.ts";
import { Chain } from "../chain.ts";
import { sameCode, shortCode } from "../code.ts";
import { Refused, type Fresh, type MlsEngine } from "../mls/engine.ts";
import { Revoked } from "../rules.ts";
import { CIRCLE_BYTES, type Order } from "../statements.ts";
import type { Said, Told } from "../wire.ts";
import { LONGEST_PATIENCE_MS, PATIENCE_MS } from "./agreement.ts";
import { Desk } from "./desk.ts";
import { foundingLink } from "./hands.ts";
import type { Input, Parts } from "./input.ts";
import { Membership, type Surroundings } from "./membership.ts";
import { followChain } from "./pinning.ts";
import { authenticatorFor, freshLeaf } from "./seats.ts";
import { Talk } from "./talk.ts";
import { draw, staysInAnyCircle, type DeskRow, type Output, type Trouble } from "./view.ts";

/** A device that falls out this often in a minute is not helped by another try. */
const MOST_FALLS = 4;
const FALLS_FORGOTTEN_MS = 60_000;
/** Nothing came of a key package for so long: another is presented, so many times in all. */
const PRESENT_AGAIN_MS = 20_000;
const MOST_PRESENTED = 60;
/** After a Welcome that does not open: the server learns by it that this page is not in. */
const WELCOME_AGAIN_MS = 5_000;
const MOST_FRESH = 4;
export class Circle {
  readonly #engine: MlsEngine;
  readonly #talk: Talk;
  readonly #desk: Desk;
  #queue: Promise<void> = Promise.resolve();
  #fresh: Fresh[] = [];
  #chain: Chain | null = null;
  #state: Extract<Told, { about: "state" }> | null = null;
  /** Founded, and not yet told to live. */
  #founding: Membership | null = null;
  #here: Membership | null = null;
  /** Whether the circle was entered by a Welcome, so that something may have been said before. */
  #welcomed = false;
  #revoked: Revoked;
  #roster: ReadonlySet<string> | null = null;
  /** Whose page was loaded anew, as the server says: their leaf is of the page before. */
  #comingBack: ReadonlySet<string> = new Set();
  #trouble: Trouble | null = null;
  #removed = false;
  /** How often a key package was presented. */
  #presented = 0;
  /** When this device fell out, in the last minute. */
  #falls: number[] = [];
  #era = 0;
  /** The last epoch of each circle this page was in: it never goes back behind it. */
  readonly #reached = new Map<string, number>();
  readonly #refused: Record<string, number> = {};

  constructor(readonly parts: Parts) {
    const { config, keep, clock } = parts;
    this.#engine = parts.engine(authenticatorFor(config.session));
    this.#revoked = new Revoked(keep.revoked(config.session));
    const ways = { send: (said: Said, whispers?: Bytes) => this.#send(said, whispers), refuse: (why: string) => this.#refuse(why), clock };
    this.#talk = new Talk({
      ...ways,
      member: config.member,
      out: parts.out,
      speaking: () => (this.#here?.speaks === true ? this.#sure() : null),
      listening: () => (this.#here?.trusted === true ? this.#here : null),
      unanswered: (asked) => void this.hear({ hear: "unanswered", asked }),
    });
    this.#desk = new Desk({ ...ways, config, keep, chain: () => this.#chain, revoked: () => this.#revoked, sure: () => this.#sure(), signMore: () => void this.hear({ hear: "sign_more" }) });
  }

  /** The door. Resolves when everything that follows from the input has been put out. */
  hear(input: Input): Promise<void> {
    return this.#queued(() => this.#act(input).then(() => this.#show()));
  }

  /**
   * The admission of somebody who waits or was let in, for the circle that lives. Empty when this device cannot sign,
   * and when theirs is not the one that was on screen.
   */
  token(member: string, shown: DeskRow | undefined): Promise<Bytes> {
    return this.#answered(() => this.#desk.token(member, shown));
  }

  order(member: string): Promise<Bytes> {
    return this.#answered(() => this.#desk.order(member));
  }

  leave(): Promise<Bytes> {
    return this.#answered(async () => (await this.#here?.leave(this.parts.keep, this.parts.config.member)) ?? EMPTY);
  }

  /** The code to compare with this member by voice, for that device of theirs if one is meant; `null` while it is not here. */
  async codeWith(member: string, meant?: Bytes): Promise<string[] | null> {
    const device = this.#devicesOf(member).find((one) => meant === undefined || same(one, meant));
    return device === undefined ? null : shortCode(this.parts.keep.device.publicKey, device);
  }

  #queued(act: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(act).catch((trouble: unknown) => {
      // A broken invariant: this page no longer knows what it may send, so it sends nothing.
      console.error("seal", trouble);
      this.#stop({ why: "broken" });
      this.#show();
    });
    return this.#queue;
  }

  /** A statement made in its turn. */
  async #answered(make: () => Promise<Bytes>): Promise<Bytes> {
    let made: Bytes = EMPTY;
    await this.#queued(async () => {
      made = await make();
    });
    return made;
  }

  async #act(input: Input): Promise<void> {
    switch (input.hear) {
      case "line":
        // What was founded on a lost line may never have arrived: it is founded again where it is still asked for.
        this.#founding = null;
        this.#comingBack = new Set();
        return await this.#present();
      case "told":
        return await this.#heardTold(input.told);
      case "content":
        return await this.#talk.heard(input.seq, input.from, input.atMs, input.body);
      case "roster":
        this.#roster = new Set(input.members);
        return await this.#compareRoster();
      case "say":
        return await this.#talk.say(input.content);
      case "whisper":
        return await this.#talk.whisper(input.to, input.content);
      case "forget":
        return this.#talk.log.forget(input.seq, input.from);
      case "vouch":
        return await this.#desk.vouch(input.shown);
      case "accept":
        return await this.#accept(input);
      case "accept_founder":
        return await this.#acceptFounder(input.told);
      case "renew":
        return await this.#fallOut();
      case "broken":
        return this.#stop({ why: "broken" });
      case "malformed":
        return this.#refuse("malformed");
      case "over":
        return this.#over();
      case "waited":
        if (this.#here === null || hex(this.#here.group.circle) !== input.circle) return;
        return await this.#here.waited(input.epoch, input.how, this.#around());
      case "unanswered":
        return await this.#talk.unanswered(input.asked);
      case "sign_more":
        return await this.#desk.signMore();
      case "presented":
        return await this.#presentAgain(input.times);
    }
  }

  /** The device they sit here with, or ask to come in with; else, for somebody outside, the one a facilitator is known to have. */
  #devicesOf(member: string): Bytes[] {
    const devices = [this.#here?.seatOf(member)?.device, ...this.#desk.devicesOf(member), this.#chain?.onlyDeviceOf(member)];
    return devices.filter((device) => device !== undefined);
  }

  /** Only the device whose code was shown: the server may name another one since. */
  async #accept({ member, code, verified }: { member: string; code: readonly string[]; verified: boolean }): Promise<void> {
    const { keep } = this.parts;
    for (const device of this.#devicesOf(member)) {
      if (sameCode(await shortCode(keep.device.publicKey, device), code)) return await keep.accept(member, device, verified);
    }
  }

  async #heardTold(told: Told): Promise<void> {
    try {
      switch (told.about) {
        case "state":
          return await this.#heardState(told);
        case "work":
          if (this.#here !== null && this.#trouble === null && told.epoch === this.#here.group.epoch) await this.#here.work(told, this.#around());
          return;
        case "commit":
          return await this.#heardCommit(told.epoch, told.commit);
        case "welcome":
          return await this.#heardWelcome(told.epoch, told.welcome);
        case "agreed":
          return await this.#heardAgreed(told.statement);
        case "desk":
          return await this.#desk.hear(told);
        case "coming_back":
          this.#comingBack = new Set(told.members);
          return;
        case "whispered":
          return await this.#talk.heardWhisper(told.from, told.body);
      }
    } catch (trouble) {
      if (!(trouble instanceof Malformed) && !(trouble instanceof Refused)) throw trouble;
      // Nothing has changed by it; work that cannot be done here is given to another device.
      this.#refuse(trouble instanceof Refused ? `${told.about}_${trouble.why}` : "malformed");
    }
  }

  /** A key package for a leaf to come, and what this page still holds. */
  async #present(): Promise<void> {
    const { keep, config, clock } = this.parts;
    const fresh = await freshLeaf(this.#engine, keep.device, config, await this.#talk.whisperKey(), clock.nowMs());
    this.#fresh = [...this.#fresh, fresh].slice(-MOST_FRESH);
    const held = this.#here?.group;
    this.#send({ about: "here", keyPackage: fresh.bytes, circle: held?.circle ?? EMPTY, epoch: held?.epoch ?? 0 });
    this.#presented += 1;
    const times = this.#presented;
    clock.after(PRESENT_AGAIN_MS, () => void this.hear({ hear: "presented", times }));
  }

  /** A refusal, or a package that was spent elsewhere, leaves nobody outside for good. */
  async #presentAgain(times: number): Promise<void> {
    const waitsInVain = this.#here === null && this.#state !== null && this.#trouble === null && !this.#removed && !this.#needsVouching;
    if (times !== this.#presented || !waitsInVain || times > MOST_PRESENTED) return;
    this.#founding = null;
    await this.#present();
  }

  async #heardState(state: Extract<Told, { about: "state" }>): Promise<void> {
    if (!(await this.#takeChain(state))) return;
    const before = this.#state;
    this.#state = state;
    const { config, keep } = this.parts;
    const held = this.#here?.group;
    if (state.circle.length === 0) {
      // Also what went wrong on the way into the last one is over with it.
      this.#drop();
      const may = this.#chain === null || this.#chain.speaksFor(keep.device.publicKey, config.member);
      if (state.mayFound && config.leads && may && this.#trouble === null) await this.#found();
      return;
    }
    if (held !== undefined && same(held.circle, state.circle)) {
      if (before !== null && same(before.circle, state.circle) && !same(before.serverKey, state.serverKey)) this.#stop({ why: "server_key_changed" });
      else if (state.epoch < held.epoch) this.#stop({ why: "rolled_back" });
      return this.#here?.chainGrew(this.#around());
    }
    const hadOne = held !== undefined || (before !== null && before.circle.length > 0 && !same(before.circle, state.circle));
    if (hadOne) this.#drop();
    const founded = this.#founding;
    this.#founding = null;
    if (founded !== null && same(founded.group.circle, state.circle)) return await this.#enter(founded, false);
    // The circle changed under an open line: what was presented before may be spent there.
    if (hadOne || this.#fresh.length === 0) await this.#present();
  }

  /** Whether the chain told is one this device takes. */
  async #takeChain(state: Extract<Told, { about: "state" }>): Promise<boolean> {
    const { keep, config } = this.parts;
    const read = await followChain(state.chain, this.#chain, config.group, keep);
    if ("why" in read) {
      if (read.why === "other_founder") this.#state = state;
      this.#stop(read);
      return false;
    }
    this.#chain = read.chain;
    return true;
  }

  /** Only the founder whose code the person was shown, which the server may have replaced since. */
  async #acceptFounder(shown: readonly string[]): Promise<void> {
    const state = this.#state;
    const { keep, config } = this.parts;
    if (this.#trouble?.why !== "other_founder" || state === null) return;
    const told = await Chain.read(state.chain, config.group);
    if (told === null || !sameCode(await shortCode(keep.device.publicKey, told.founder), shown)) return;
    await keep.setPin(told.founder);
    this.#trouble = null;
    this.#chain = null;
    this.#state = null;
    this.#drop();
    await this.#heardState(state);
    await this.#present();
  }

  async #found(): Promise<void> {
    if (this.#founding !== null) return;
    const { keep, config, clock } = this.parts;
    const fresh = this.#fresh.at(-1);
    // Spent on a Welcome that led nowhere: with another the server asks again.
    if (fresh === undefined) return await this.#present();
    const group = await this.#engine.found(fresh, crypto.getRandomValues(new Uint8Array(CIRCLE_BYTES)));
    const link = this.#chain === null ? await foundingLink(config.group, config.member, keep.device, clock.nowMs()) : EMPTY;
    // Nothing is derived or sent in it before the server says that this one lives.
    this.#founding = new Membership(group, true, this.#ways());
    this.#send({ about: "found", link, groupInfo: await group.groupInfo() });
  }

  async #heardWelcome(epoch: number, welcome: Bytes): Promise<void> {
    const state = this.#state;
    if (this.#chain === null || state === null || (this.#trouble !== null && this.#trouble.why !== "cannot_follow")) return this.#refuse("welcome_unasked");
    try {
      const { group, spent } = await this.#engine.join(welcome, this.#fresh);
      this.#fresh = this.#fresh.filter((one) => one !== spent);
      if (!same(group.circle, state.circle)) return this.#badWelcome("other_circle");
      if (group.epoch !== epoch || group.epoch <= (this.#reached.get(hex(group.circle)) ?? -1)) return this.#badWelcome("rolled_back");
      if (this.#here !== null) this.#drop();
      await this.#enter(new Membership(group, false, this.#ways()), true);
    } catch (trouble) {
      if (!(trouble instanceof Refused)) throw trouble;
      // Replayed, or for another page of this person: it opens nothing, and changes nothing.
      if (trouble.why === "not_for_us") return this.#refuse("welcome_not_for_us");
      this.#badWelcome(trouble.why);
    }
  }

  /** Whoever made it could not, or would not: this page asks again, for another may, and says so if that does not help. */
  #badWelcome(what: string): void {
    this.#refuse("bad_welcome");
    if (this.#here !== null) return;
    if (this.#fell()) return this.#stop({ why: "bad_welcome", what });
    const times = this.#presented;
    this.parts.clock.after(WELCOME_AGAIN_MS, () => void this.hear({ hear: "presented", times }));
  }

  async #enter(membership: Membership, welcomed: boolean): Promise<void> {
    this.#here = membership;
    this.#welcomed = welcomed;
    this.#removed = false;
    await membership.enter(this.#around());
    await this.#epochBegan();
  }

  async #heardCommit(epoch: number, commit: Bytes): Promise<void> {
    const here = this.#here;
    if (here === null) return;
    const { group } = here;
    if (epoch < group.epoch) return this.#refuse("commit_replayed");
    if (epoch > group.epoch) return await this.#fallOut();
    if (this.#trouble !== null && this.#trouble.why !== "unknown_leaf") return this.#refuse("stopped");
    const before = new Set(here.seats.map((seat) => seat.member));
    const taken = await here.commit(commit, this.#around());
    if (taken.became === "bad") {
      this.#refuse(`commit_${taken.what}`);
      return this.#stop({ why: "bad_commit", what: taken.what });
    }
    await this.#revoke(taken.orders);
    if (taken.became === "removed") return await this.#wasRemoved(taken.orders);
    for (const order of taken.orders) if (before.has(order.member)) this.#talk.log.sentOut(order.member);
    await this.#epochBegan();
  }

  async #wasRemoved(orders: readonly Order[]): Promise<void> {
    const { member } = this.parts.config;
    if (orders.some((order) => order.member === member)) {
      this.#drop();
      this.parts.out({ do: "forget" });
      this.#removed = true;
    } else await this.#fallOut();
  }

  async #revoke(orders: readonly Order[]): Promise<void> {
    if (orders.length === 0) return;
    this.#revoked = this.#revoked.with(orders);
    await this.parts.keep.setRevoked(this.parts.config.session, this.#revoked.entries());
  }

  async #epochBegan(): Promise<void> {
    const here = this.#here;
    if (here === null) return;
    const { epoch } = here.group;
    const circle = hex(here.group.circle);
    this.#reached.set(circle, epoch);
    this.#talk.log.here(here.seats.map((seat) => seat.member));
    for (const [ms, how] of [[PATIENCE_MS, "short"], [LONGEST_PATIENCE_MS, "long"]] as const) {
      this.parts.clock.after(ms, () => void this.hear({ hear: "waited", epoch, circle, how }));
    }
    await this.#talk.epochBegan();
    await this.#compareRoster();
    await this.#compareWords();
  }

  async #heardAgreed(statement: Bytes): Promise<void> {
    if (this.#here === null) return;
    if (!(await this.#here.agreed(statement, this.#around()))) this.#refuse("agreed");
    await this.#compareWords();
  }

  async #compareWords(): Promise<void> {
    const here = this.#here;
    if (here === null) return;
    if (here.agreement.isFork) return this.#stop({ why: "fork" });
    if (!here.trusted) return;
    if (this.#welcomed) await this.#talk.askOnce();
    await this.#desk.signAgain();
  }

  /** A leaf the server's roster does not know: nothing is sent until both say the same. */
  async #compareRoster(): Promise<void> {
    if (this.#roster === null || this.#here === null) return;
    const unknown = this.#here.seats.map((seat) => seat.member).filter((member) => this.#roster?.has(member) === false);
    if (unknown.length > 0) this.#stop({ why: "unknown_leaf", members: unknown });
    else if (this.#trouble?.why === "unknown_leaf") {
      this.#trouble = null;
      await this.#here.speakAgain(this.#around());
    }
  }

  /** Out of step: leaves the group behind and asks to be let in as a new leaf. */
  async #fallOut(): Promise<void> {
    this.#drop();
    if (this.#fell()) return this.#stop({ why: "cannot_follow" });
    await this.#present();
  }

  /** Notes it; true when another try does not help. */
  #fell(): boolean {
    const now = this.parts.clock.nowMs();
    this.#falls = [...this.#falls.filter((at) => now - at < FALLS_FORGOTTEN_MS), now];
    return this.#falls.length > MOST_FALLS;
  }

  #over(): void {
    this.#drop();
    this.parts.out({ do: "forget" });
    this.#fresh = [];
    this.#founding = null;
    this.#state = null;
  }

  #drop(): void {
    this.#here?.forget();
    this.#here = null;
    this.#talk.forgetAsked();
    if (this.#trouble !== null && !staysInAnyCircle(this.#trouble)) this.#trouble = null;
  }

  #stop(trouble: Trouble): void {
    this.parts.out({ do: "silence" });
    // The first trouble is the one to tell; one that may pass gives way to one that stays, and a founder to a newer one.
    const before = this.#trouble?.why ?? "unknown_leaf";
    if (before === "unknown_leaf" || (before === "other_founder" && trouble.why === "other_founder")) this.#trouble = trouble;
  }

  #sure(): Membership | null {
    return this.#here !== null && this.#here.trusted && this.#trouble === null ? this.#here : null;
  }

  #ways() {
    const out = (output: Output): void => {
      // Whatever else goes on inside: a device that was stopped does not begin to speak by it.
      if (output.do !== "speak" || this.#trouble === null) this.parts.out(output);
    };
    return { engine: this.#engine, out, nextEra: () => ++this.#era };
  }

  #around(): Surroundings {
    const { keep, config, clock } = this.parts;
    if (this.#chain === null || this.#state === null) throw new Error("a circle without a chain");
    const { serverKey } = this.#state;
    return { keep, session: config.session, chain: this.#chain, serverKey, revoked: this.#revoked, nowMs: clock.nowMs() };
  }

  #send(said: Said, whispers?: Bytes): void {
    this.parts.out({ do: "send", said, ...(whispers && { whispers }) });
  }

  #refuse(why: string): void {
    this.#refused[why] = (this.#refused[why] ?? 0) + 1;
  }

  /** A facilitator's device that no colleague has vouched for yet. */
  get #needsVouching(): boolean {
    const { keep, config } = this.parts;
    return config.leads && this.#chain !== null && !this.#chain.speaksFor(keep.device.publicKey, config.member);
  }

  #show(): void {
    const { keep } = this.parts;
    const needsVouching = this.#needsVouching;
    const inside = { trouble: this.#trouble, removed: this.#removed, here: this.#here, comingBack: this.#comingBack, desk: this.#desk.rows(), needsVouching, refused: this.#refused };
    this.parts.out({ do: "show", view: draw(inside, keep) });
  }
}
