// Whole rooms around one small server: each person has a real Room with a real circle, over a socket that carries JSON.
// Media are not real: what the room tells them is written down.
import { signal } from "@preact/signals";
import type { Media, MediaEvents, Other } from "../../src/media/media.ts";
import type { ClientFrame, ClientMessage, RoomView, SealSaid, SealTold, ServerMessage } from "../../src/protocol/wire.ts";
import { readConfig } from "../../src/entry/config.ts";
import type { OpenWays } from "../../src/room/keyring.ts";
import { Room } from "../../src/room/room.ts";
import { Words } from "../../src/words/words.ts";
import { fromText, toText, type Bytes } from "../../src/seal/bytes.ts";
import type { Transforms } from "../../src/seal/attach.ts";
import { Circle } from "../../src/seal/circle/circle.ts";
import { Keep, MemoryShelf, type Shelf } from "../../src/seal/keep.ts";
import { TsMlsEngine } from "../../src/seal/mls/tsMlsEngine.ts";
import { rowOf, type DeskRow, type Output } from "../../src/seal/circle/view.ts";
import type { Said, Told } from "../../src/seal/wire.ts";
import { circle as circleView, memberOf } from "../evening.ts";
import { GROUP, SESSION } from "./cast.ts";
import { House, type Page } from "./house.ts";

/** A page's clocks end with the page, and these with the test: an open line is no reason to wait. */
const ofThePage = <Args extends unknown[]>(start: (...args: Args) => NodeJS.Timeout) => (...args: Args) => start(...args).unref();
// What a page has around it.
const page = { addEventListener: () => undefined, visibilityState: "visible", documentElement: { dir: "ltr" } };
Object.assign(globalThis, { document: page, addEventListener: page.addEventListener, location: { href: "http://localhost/room" }, window: { setInterval: ofThePage(setInterval), setTimeout: ofThePage(setTimeout) } });
globalThis.WebSocket ??= { OPEN: 1 } as never;

export class WrittenMedia implements Media {
  readonly own = signal(null);
  readonly level = signal(0);
  readonly pictures = signal(new Map());
  others: readonly Other[] = [];
  sealed = false;
  left = false;
  renewed = 0;
  taken = 0;

  constructor(readonly events: MediaEvents) {}

  allowedAlready = async () => false;
  preview = async () => undefined;
  takeSeat = async () => void (this.taken += 1);
  setMicrophone = async () => undefined;
  setCamera = async () => undefined;
  setVoiceOnly = () => undefined;
  choose = async () => undefined;
  chosen = () => null;
  allowSound = () => undefined;
  silence = () => undefined;
  sealWith = () => void (this.sealed = true);
  renew = () => void (this.renewed += 1);
  seats = (others: readonly Other[]) => void (this.others = others);
  lineIsBack = () => undefined;
  answered = () => undefined;
  refused = () => undefined;
  leave = (): void => void (this.left = true);
}

/** Everything a person has before them, and how the server reaches it. */
export class Sitting {
  readonly member: string;
  readonly said: ClientMessage[] = [];
  readonly outputs: Output[] = [];
  /** What was asked of the house outside of the socket. */
  readonly asked: { address: string; body: string }[] = [];
  houseAnswers = 204;
  room!: Room;
  media!: WrittenMedia;
  circle: Circle | null = null;
  ways: OpenWays | null = null;
  connected = false;
  #socket: { readyState: number; onopen?: () => void; onmessage?: (event: { data: string }) => void; onclose?: () => void } | null = null;

  constructor(
    readonly name: string,
    readonly evening: Evening,
    readonly shelf: Shelf,
    by: Transforms,
  ) {
    this.member = memberOf(name);
    const leads = name === "Mara";
    const config = readConfig(JSON.stringify({ session: SESSION, groupId: GROUP, socket: "/socket", you: { member: this.member, alias: name, role: leads ? "facilitator" : "member" }, zone: "UTC" }));
    this.room = new Room({
      config,
      words: new Words("en", "UTC"),
      media: (events) => (this.media = new WrittenMedia(events)),
      openSocket: () => this.#open(),
      ask: async (address, init) => {
        this.asked.push({ address: String(address), body: String(init?.body) });
        return new Response(null, { status: this.houseAnswers });
      },
      seal: {
        by,
        open: async (_, asked, ways) => {
          this.ways = ways;
          const keep = await Keep.open(GROUP, this.shelf);
          const out = (output: Output) => {
            this.outputs.push(output);
            ways.out(output);
          };
          this.circle = new Circle({ config: asked, keep, engine: (authenticate) => new TsMlsEngine(authenticate), clock: evening.house.clock, out });
          return { circle: this.circle, sealing: { by: "script", out: () => 0, in: () => undefined, seen: async () => [0, 0] }, device: keep.state };
        },
      },
    });
  }

  get state() {
    return this.room.state.value;
  }

  /** Who asks to come in, as it stands on this screen. */
  row(member: string): DeskRow | undefined {
    return rowOf(this.state.seal.view?.desk ?? null, member);
  }

  get texts(): string[] {
    return this.state.chat.map((line) => line.text);
  }

  tell(message: ServerMessage): void {
    if (this.connected) this.#socket?.onmessage?.({ data: JSON.stringify(message) });
  }

  /** The line is cut, and opened again by the page itself. */
  cut(): void {
    this.connected = false;
    const socket = this.#socket;
    if (socket === null) return;
    socket.readyState = 3;
    socket.onclose?.();
  }

  /** The line is dead, and nobody has noticed. */
  goesDead(): void {
    if (this.#socket !== null) this.#socket.readyState = 3;
  }

  /** Resolves when this page's circle has nothing left to do. */
  async rest(): Promise<void> {
    await this.circle?.hear({ hear: "unanswered", asked: "" });
  }

  #open(): WebSocket {
    const socket = {
      readyState: 0,
      send: (text: string) => this.#hear((JSON.parse(text) as ClientFrame).message),
      close: () => void (socket.readyState = 3),
    };
    this.#socket = socket;
    queueMicrotask(() => {
      socket.readyState = 1;
      this.connected = true;
      this.#socket?.onopen?.();
    });
    return socket as unknown as WebSocket;
  }

  #hear(message: ClientMessage): void {
    this.said.push(message);
    this.evening.heard(this, message);
  }
}

/** The room's half of the server: who waits, who is in, and everything of the seal handed to the house. */
export class Evening {
  readonly in = new Set<string>();
  readonly sittings = new Map<string, Sitting>();
  readonly shelves = new Map<string, Shelf>();
  /** Whether a page's key package is passed to the house; a device that is slow holds it back. */
  holdsBack: (sitting: Sitting) => boolean = () => false;
  round: RoomView["round"] = null;
  #revision = 0;
  #under: Promise<unknown>[] = [];

  private constructor(readonly house: House) {
    house.leaders.add(memberOf("Mara"));
  }

  static async open(): Promise<Evening> {
    return new Evening(await House.open());
  }

  /** A page is loaded and the seat taken. */
  async sits(name: string, by: Transforms = "script"): Promise<Sitting> {
    const shelf = this.shelves.get(name) ?? new MemoryShelf();
    this.shelves.set(name, shelf);
    const before = this.sittings.get(name);
    before?.tell({ type: "end", reason: "taken_over" });
    if (before !== undefined) before.connected = false;
    const sitting = new Sitting(name, this, shelf, by);
    this.sittings.set(name, sitting);
    await sitting.room.takeSeat({ microphone: true, camera: false, muted: false, voiceOnly: true });
    await this.settle();
    return sitting;
  }

  /** An older page of a person is theirs again. */
  async sitsAgain(sitting: Sitting): Promise<void> {
    this.sittings.get(sitting.name)?.tell({ type: "end", reason: "taken_over" });
    this.sittings.set(sitting.name, sitting);
    await sitting.room.sitHereAgain();
    await this.settle();
  }

  /** Runs until nobody has anything to say. */
  async settle(): Promise<void> {
    for (;;) {
      await new Promise((done) => setImmediate(done));
      await Promise.all([...this.sittings.values()].map((sitting) => sitting.rest()));
      await this.house.settle();
      if (this.#under.length === 0) break;
      await Promise.all(this.#under.splice(0));
    }
  }

  async pass(ms: number): Promise<void> {
    await this.settle();
    this.house.clock.pass(ms);
    await this.settle();
  }

  heard(sitting: Sitting, message: ClientMessage): void {
    const { house } = this;
    const { member } = sitting;
    switch (message.type) {
      case "hello":
        sitting.tell({ type: "welcome", protocol: 2, you: member, alias: sitting.name, role: house.leaders.has(member) ? "facilitator" : "member", now_ms: house.clock.nowMs() });
        if (house.leaders.has(member)) this.in.add(member);
        house.pages.set(member, this.#asPage(sitting));
        if (!this.in.has(member)) sitting.tell({ type: "waiting", facilitator_is_here: true, locked: false });
        return this.show();
      case "seal":
        if (message.said.about === "here" && this.holdsBack(sitting)) return;
        return house.heard(this.#asPage(sitting), readSaid(message.said));
      case "content":
        return house.content(this.#asPage(sitting), fromText(message.body));
      case "admit":
        return this.#admit(message.admission);
      case "admit_all":
        for (const admission of message.admissions) this.#admit(admission);
        return;
      case "remove":
        this.in.delete(message.member);
        this.#later(house.remove({ circle: { order: async () => fromText(message.order) } } as unknown as Page, message.member));
        return this.show();
      case "step_out": {
        this.in.delete(member);
        const leaving = this.#asPage(sitting);
        this.#later(house.leave({ ...leaving, member, circle: { leave: async () => fromText(message.leave) } } as unknown as Page));
        sitting.tell({ type: "end", reason: "stepped_out" });
      }
    }
  }

  #admit({ member, token }: { member: string; token: string }): void {
    this.in.add(member);
    this.#later(this.house.admit({ circle: { token: async () => fromText(token) } } as unknown as Page, member));
    this.show();
  }

  /** A view to everybody who is in. */
  show(): void {
    this.#revision += 1;
    const names = [...this.sittings.values()];
    const waiting = names.filter((one) => !this.in.has(one.member)).map((one) => ({ member: one.member, alias: one.name, since_ms: 0, place: "", alone: true }));
    const view = circleView({ revision: this.#revision, round: this.round, now_ms: this.house.clock.nowMs() + this.#revision });
    for (const sitting of names) {
      if (!this.in.has(sitting.member)) continue;
      const desk = this.house.leaders.has(sitting.member) ? { waiting, quiet_notes: [], airtime: [] } : null;
      sitting.tell({ type: "room", ...view, desk });
    }
  }

  #later(doing: Promise<unknown>): void {
    this.#under.push(doing);
  }

  /** The house speaks to circles; here it speaks over the socket. */
  #asPage(sitting: Sitting): Page {
    const hear = async (input: { hear: string; told?: Told; seq?: number; from?: string; atMs?: number; body?: Bytes }): Promise<void> => {
      if (input.hear === "told" && input.told) sitting.tell({ type: "seal", told: writeTold(input.told) });
      if (input.hear === "content" && input.body) sitting.tell({ type: "content", seq: input.seq ?? 0, from: input.from ?? "", at_ms: input.atMs ?? 0, body: toText(input.body) });
      await sitting.rest();
    };
    const existing = this.house.pages.get(sitting.member) as (Page & { sitting?: Sitting }) | undefined;
    if (existing?.sitting === sitting) return existing;
    const made = { sitting, member: sitting.member, circle: { hear } };
    Object.defineProperty(made, "connected", { get: () => sitting.connected, set: (on: boolean) => void (sitting.connected = on) });
    return made as unknown as Page;
  }
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function writeTold(told: Told): SealTold {
  const write = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return toText(value);
    if (Array.isArray(value)) return value.map(write);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [snake(name), write(inner)]));
  };
  return write(told) as SealTold;
}

const NAMES = new Set(["about", "member", "to"]);

function readSaid(said: SealSaid): Said {
  const flat = said.about === "grant" ? { about: "grant", ...said.admission } : said;
  return Object.fromEntries(Object.entries(flat).map(([name, value]) => [camel(name), typeof value === "string" && !NAMES.has(name) ? fromText(value) : value])) as unknown as Said;
}
