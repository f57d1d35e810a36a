// The server's half for tests, in memory: orders commits, passes things on, believes nobody and is believed by nobody.
// Hostile tests bend it through `lie`. Beside it, pages: a circle with the frames of a worker, on one clock.
import { Circle } from "../../src/seal/circle/circle.ts";
import type { CircleConfig, Clock } from "../../src/seal/circle/input.ts";
import type { SaidOnce } from "../../src/seal/circle/recall.ts";
import { rowOf, type CircleView, type Output } from "../../src/seal/circle/view.ts";
import { EMPTY, hex, same, utf8, type Bytes } from "../../src/seal/bytes.ts";
import type { Signer } from "../../src/seal/ed25519.ts";
import { Keep, MemoryShelf, type Shelf } from "../../src/seal/keep.ts";
import type { Authenticate, Fresh, MlsGroup } from "../../src/seal/mls/engine.ts";
import { TsMlsEngine } from "../../src/seal/mls/tsMlsEngine.ts";
import { decodeWhole } from "../../src/seal/mls/tsMlsGroup.ts";
import { MICROPHONE } from "../../src/seal/sframe/kid.ts";
import { ReceiveLine, SendLine } from "../../src/seal/sframe/lines.ts";
import { Ring, SendSlot } from "../../src/seal/sframe/ring.ts";
import { readIdentity, sign } from "../../src/seal/statements.ts";
import { writeSaid, type Device, type Said, type Told } from "../../src/seal/wire.ts";
import { device, GROUP, SESSION } from "./cast.ts";

export class TestClock implements Clock {
  /** Begins today: the MLS library compares lifetimes with the machine's own clock when it makes a commit. */
  #nowMs = Date.now();
  #timers: { atMs: number; act: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  after(ms: number, act: () => void): () => void {
    const timer = { atMs: this.#nowMs + ms, act };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((one) => one !== timer));
  }

  pass(ms: number): void {
    this.#nowMs += ms;
    const due = this.#timers.filter((timer) => timer.atMs <= this.#nowMs);
    this.#timers = this.#timers.filter((timer) => timer.atMs > this.#nowMs);
    for (const timer of due) timer.act();
  }
}

/** One loaded page of a person: its circle, and what its worker would hold. */
export class Page {
  readonly heard: SaidOnce[] = [];
  readonly whispered: { from: string; content: string }[] = [];
  readonly outputs: Output[] = [];
  /** The MLS groups this page was in: tests look where the room does not. */
  readonly groups: MlsGroup[] = [];
  readonly ring = new Ring();
  readonly microphone = new SendSlot();
  view!: CircleView;
  circle!: Circle;
  era = -1;
  connected = true;

  constructor(
    readonly member: string,
    readonly house: House,
    readonly keep: Keep,
  ) {}

  take(given: Output): void {
    // A worker is handed copies.
    const output = given.do === "keys" || given.do === "speak" ? structuredClone(given) : given;
    this.outputs.push(output);
    if (output.do === "send" && this.connected) this.house.heard(this, output.said);
    else if (output.do === "content" && this.connected) this.house.content(this, output.body);
    else if (output.do === "keys") this.ring.begin(output.era, output.receive, this.house.clock.nowMs());
    else if (output.do === "hush") this.ring.hush(output.member);
    else if (output.do === "silence") this.microphone.stop();
    else if (output.do === "heard") this.heard.push(output.said);
    else if (output.do === "whispered") this.whispered.push({ from: output.from, content: new TextDecoder().decode(output.content) });
    else if (output.do === "show") this.view = output.view;
    else if (output.do === "speak") {
      const key = output.keys.find((one) => one.slot === MICROPHONE);
      if (key !== undefined) this.microphone.use(output.era, key.key);
    }
  }

  /** One frame of sound, sealed; null: this page sends nothing. */
  speak(text: string): Bytes | null {
    return new SendLine("audio", this.microphone).seal(utf8(text));
  }

  /** What this page plays on the tile of `member`. */
  hears(member: string, frame: Uint8Array | null): string | null {
    if (frame === null) return null;
    const plain = new ReceiveLine("audio", member, this.ring).open(frame, this.house.clock.nowMs());
    return plain === null ? null : new TextDecoder().decode(plain);
  }

  get texts(): string[] {
    return this.heard.map((said) => new TextDecoder().decode(said.content));
  }
}

class WatchedEngine extends TsMlsEngine {
  constructor(
    authenticate: Authenticate,
    readonly groups: MlsGroup[],
  ) {
    super(authenticate);
  }

  override async found(fresh: Fresh, circle: Uint8Array): Promise<MlsGroup> {
    const group = await super.found(fresh, circle);
    this.groups.push(group);
    return group;
  }

  override async join(welcome: Uint8Array, fresh: readonly Fresh[]): Promise<{ group: MlsGroup; spent: Fresh }> {
    const joined = await super.join(welcome, fresh);
    this.groups.push(joined.group);
    return joined;
  }
}

interface Waiting {
  keyPackage: Bytes;
  device: Bytes;
}

export class House {
  /** How many admissions were signed again. */
  granted = 0;
  /** The line is lost before it arrives. */
  losesFound = false;
  readonly clock = new TestClock();
  readonly pages = new Map<string, Page>();
  readonly shelves = new Map<string, Shelf>();
  readonly leaders = new Set<string>();
  readonly tokens = new Map<string, Bytes>();
  readonly presented = new Map<string, Waiting>();
  readonly commits: { epoch: number; commit: Bytes }[] = [];
  chain: Bytes[] = [];
  circle: Bytes = EMPTY;
  epoch = 0;
  leaves: (string | null)[] = [];
  reasons: Bytes[] = [];
  seq = 0;
  serverKey!: Signer;
  /** What the hostile server says instead; null: nothing. */
  lie: (to: Page, told: Told) => Told | null = (_, told) => told;
  /** Everything that was told, for replays. */
  readonly told: { to: string; told: Told }[] = [];
  /** Whom the server asks to commit, or anybody. */
  asks: string | null = null;
  #mail: (() => Promise<void>)[] = [];

  static async open(): Promise<House> {
    const house = new House();
    house.serverKey = await device("the room");
    return house;
  }

  /** A page is loaded. The same person keeps the shelf of their browser, unless they come with another. */
  async load(member: string, options: { leads?: boolean; shelf?: Shelf } = {}): Promise<Page> {
    if (options.leads === true) this.leaders.add(member);
    const shelf = options.shelf ?? this.shelves.get(member) ?? new MemoryShelf();
    this.shelves.set(member, shelf);
    const page = new Page(member, this, await Keep.open(GROUP, shelf));
    const config: CircleConfig = { group: GROUP, session: SESSION, member, leads: this.leaders.has(member) };
    page.circle = new Circle({ config, keep: page.keep, engine: (authenticate) => new WatchedEngine(authenticate, page.groups), clock: this.clock, out: (output) => page.take(output) });
    const before = this.pages.get(member);
    if (before !== undefined) before.connected = false;
    this.pages.set(member, page);
    await page.circle.hear({ hear: "line" });
    await this.settle();
    return page;
  }

  async line(page: Page): Promise<void> {
    page.connected = true;
    await page.circle.hear({ hear: "line" });
    await this.settle();
  }

  /** Runs until nobody has anything to say. */
  async settle(): Promise<void> {
    for (;;) {
      const next = this.#mail.shift();
      if (next === undefined) {
        // Timers and other inputs may still stand in the pages' queues.
        await Promise.all([...this.pages.values()].map((page) => page.circle.hear({ hear: "unanswered", asked: "" })));
        if (this.#mail.length === 0) return;
      } else await next();
    }
  }

  async pass(ms: number): Promise<void> {
    this.clock.pass(ms);
    await this.settle();
  }

  async admit(by: Page, member: string): Promise<void> {
    const token = await by.circle.token(member, rowOf(by.view?.desk ?? null, member));
    this.tokens.set(member, token);
    this.#work();
    await this.settle();
  }

  /** A line is lost for good: the server asks for the leaf to go. */
  async lose(member: string): Promise<void> {
    const page = this.pages.get(member);
    if (page !== undefined) page.connected = false;
    this.pages.delete(member);
    this.presented.delete(member);
    const leaf = this.leaves.indexOf(member);
    if (leaf < 0) return;
    this.reasons.push(await sign({ kind: "loss", circle: this.circle, member, leaf, epoch: this.epoch, signer: this.serverKey.publicKey }, this.serverKey));
    this.#work();
    await this.settle();
  }

  async leave(page: Page): Promise<void> {
    const statement = await page.circle.leave();
    page.connected = false;
    this.pages.delete(page.member);
    this.presented.delete(page.member);
    this.reasons.push(statement);
    this.#work();
    await this.settle();
  }

  async remove(by: Page, member: string): Promise<void> {
    this.reasons.push(await by.circle.order(member));
    this.tokens.delete(member);
    this.presented.delete(member);
    this.#work();
    await this.settle();
  }

  /** The server starts anew: the room's memory is gone, the group's chain is not. */
  async restart(): Promise<void> {
    [this.circle, this.epoch, this.leaves, this.reasons] = [EMPTY, 0, [], []];
    this.commits.length = 0;
    this.presented.clear();
    this.serverKey = await device(`the room, ${this.seq++}`);
    for (const page of this.pages.values()) await page.circle.hear({ hear: "line" });
    await this.settle();
  }

  async say(page: Page, text: string): Promise<void> {
    await page.circle.hear({ hear: "say", content: utf8(text) });
    await this.settle();
  }

  heard(page: Page, said: Said): void {
    // Through JSON and back, as the wire does.
    JSON.stringify(writeSaid(said));
    switch (said.about) {
      case "here":
        return this.#here(page, said);
      case "found":
        if (this.circle.length > 0 || this.losesFound) return;
        if (said.link.length > 0) this.chain.push(said.link);
        this.circle = groupIdIn(said.groupInfo);
        this.epoch = 0;
        this.leaves = [page.member];
        this.presented.delete(page.member);
        this.#tellState();
        return this.#work();
      case "vouch":
        this.chain.push(said.link);
        this.#tellState();
        return this.#work();
      case "commit":
        return this.#commit(page, said);
      case "agreed":
        for (const to of this.pages.values()) if (to !== page && this.leaves.includes(to.member)) this.tell(to, { about: "agreed", member: page.member, statement: said.statement });
        return;
      case "grant":
        this.granted += 1;
        this.tokens.set(said.member, said.token);
        return this.#work();
      case "whisper": {
        const to = this.pages.get(said.to);
        if (to !== undefined) this.tell(to, { about: "whispered", from: page.member, body: said.body });
      }
    }
  }

  content(page: Page, body: Bytes): void {
    const seq = this.seq++;
    for (const to of this.pages.values()) this.passOn(to, seq, page.member, body);
  }

  passOn(to: Page, seq: number, from: string, body: Bytes): void {
    this.#mail.push(() => (to.connected ? to.circle.hear({ hear: "content", seq, from, atMs: this.clock.nowMs(), body }) : Promise.resolve()));
  }

  tell(to: Page, told: Told): void {
    const lie = this.lie(to, told);
    if (lie !== null) this.deliver(to, lie);
  }

  /** Past `lie`. */
  deliver(to: Page, told: Told): void {
    this.told.push({ to: to.member, told });
    this.#mail.push(() => (to.connected ? to.circle.hear({ hear: "told", told }) : Promise.resolve()));
  }

  stateFor(page: Page): Told {
    const mayFound = this.circle.length === 0 && this.leaders.has(page.member);
    return { about: "state", chain: [...this.chain], circle: this.circle, epoch: this.epoch, serverKey: this.serverKey.publicKey, mayFound };
  }

  #here(page: Page, said: Extract<Said, { about: "here" }>): void {
    this.tell(page, this.stateFor(page));
    const holds = this.circle.length > 0 && same(said.circle, this.circle) && this.leaves.includes(page.member);
    if (holds) {
      for (const one of this.commits) if (one.epoch >= said.epoch) this.tell(page, { about: "commit", ...one });
      return;
    }
    this.presented.set(page.member, { keyPackage: said.keyPackage, device: deviceIn(said.keyPackage) });
    this.#work();
  }

  #tellState(): void {
    for (const page of this.pages.values()) this.tell(page, this.stateFor(page));
  }

  #commit(page: Page, said: Extract<Said, { about: "commit" }>): void {
    if (said.epoch !== this.epoch) return;
    const message = decodeWhole(said.commit);
    if (message.wireformat !== "mls_public_message" || message.publicMessage.content.contentType !== "commit") return;
    const before = [...this.leaves];
    const added: string[] = [];
    for (const entry of message.publicMessage.content.commit.proposals) {
      if (entry.proposalOrRefType !== "proposal") continue;
      const { proposal } = entry;
      if (proposal.proposalType === "remove") this.leaves[proposal.remove.removed] = null;
    }
    for (const entry of message.publicMessage.content.commit.proposals) {
      if (entry.proposalOrRefType !== "proposal" || entry.proposal.proposalType !== "add") continue;
      const { credential } = entry.proposal.add.keyPackage.leafNode;
      if (credential.credentialType !== "basic") continue;
      const { member } = readIdentity(credential.identity).says;
      const blank = this.leaves.indexOf(null);
      if (blank < 0) this.leaves.push(member);
      else this.leaves[blank] = member;
      added.push(member);
    }
    this.commits.push({ epoch: this.epoch, commit: said.commit });
    this.epoch += 1;
    this.reasons = [];
    for (const member of added) this.presented.delete(member);
    const told = { about: "commit" as const, epoch: said.epoch, commit: said.commit };
    for (const to of this.pages.values()) if (before.includes(to.member) && !(added.includes(to.member) && to !== page)) this.tell(to, told);
    for (const member of added) {
      const to = this.pages.get(member);
      if (to !== undefined) this.tell(to, { about: "welcome", epoch: this.epoch, welcome: said.welcome });
    }
    this.#work();
  }

  /** Asks one device for what is to do, and tells the facilitators who waits. */
  #work(): void {
    if (this.circle.length === 0) return;
    const chained = (one: Waiting) => this.chain.some((link) => hex(link).includes(hex(one.device)));
    const adds = [...this.presented]
      .filter(([member, one]) => (this.tokens.get(member)?.length ?? 0) > 0 || chained(one))
      .map(([member, { keyPackage }]) => ({ member, keyPackage, token: this.tokens.get(member) ?? EMPTY }));
    const rows = (some: [string, Waiting][], token = true): Device[] => some.map(([member, one]) => ({ member, device: one.device, token: (token ? this.tokens.get(member) : undefined) ?? EMPTY }));
    const waiting = [...this.presented].filter(([member]) => !this.tokens.has(member) && !this.leaders.has(member));
    const unlocked = [...this.presented].filter(([member]) => this.tokens.has(member));
    const unvouched = [...this.presented].filter(([member, one]) => this.leaders.has(member) && !chained(one));
    for (const page of this.pages.values()) {
      if (this.leaders.has(page.member)) this.tell(page, { about: "desk", waiting: rows(waiting), unlocked: rows(unlocked), unvouched: rows(unvouched, false) });
    }
    if (adds.length === 0 && this.reasons.length === 0) return;
    const leaving = this.reasons.map((reason) => hex(reason));
    const able = [...this.pages.values()].filter((page) => page.connected && this.leaves.includes(page.member) && !this.presented.has(page.member) && !leaving.some((reason) => reason.includes(hex(utf8(page.member)))));
    const committer = able.find((page) => page.member === this.asks) ?? able[0];
    if (committer !== undefined) this.tell(committer, { about: "work", epoch: this.epoch, adds, reasons: [...this.reasons] });
  }
}

export function deviceIn(keyPackage: Bytes): Bytes {
  const message = decodeWhole(keyPackage);
  if (message.wireformat !== "mls_key_package" || message.keyPackage.leafNode.credential.credentialType !== "basic") throw new Error("not a key package");
  return readIdentity(message.keyPackage.leafNode.credential.identity).says.device;
}

export function groupIdIn(groupInfo: Bytes): Bytes {
  const message = decodeWhole(groupInfo);
  if (message.wireformat !== "mls_group_info") throw new Error("not a group info");
  return new Uint8Array(message.groupInfo.groupContext.groupId);
}

/** Mara has founded the circle; the others were let in by her hand. */
export async function evening(...members: string[]): Promise<{ house: House; mara: Page; pages: Page[] }> {
  const house = await House.open();
  const mara = await house.load("mem_mara", { leads: true });
  const pages: Page[] = [];
  for (const member of members) {
    const page = await house.load(member);
    await house.admit(mara, member);
    pages.push(page);
  }
  await house.pass(600);
  return { house, mara, pages };
}

