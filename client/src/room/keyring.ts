// The room's keys: opens the seal beside the first picture, gives it what the server tells and the person says, and
// answers with what it signs. Knows no socket and no screen; what the circle puts out goes to `ways`.

import { fromText, Malformed, toText, type Bytes } from "../seal/bytes.ts";
import type { Sealing, SealingEvents, Transforms } from "../seal/attach.ts";
import type { Circle } from "../seal/circle/circle.ts";
import type { CircleConfig } from "../seal/circle/input.ts";
import type { CircleView, DeskRow, Output } from "../seal/circle/view.ts";
import type { Keep } from "../seal/keep.ts";
import { readTold } from "../seal/wire.ts";

export interface Opened {
  circle: Pick<Circle, "hear" | "token" | "order" | "leave" | "codeWith">;
  /** What media/connection.ts hangs on senders and receivers. */
  sealing: Pick<Sealing, "by" | "out" | "in" | "seen">;
  device: Keep["state"];
}

export interface OpenWays extends Pick<SealingEvents, "onNeedsKeyFrame"> {
  nowMs(): number;
  out(output: Output): void;
  onRenewed(): void;
}

/** How the page comes by its seal. `none` opens nothing. */
export interface SealDoor {
  by: Transforms;
  open(by: Exclude<Transforms, "none">, config: CircleConfig, ways: OpenWays): Promise<Opened>;
}

/** What there is to show where the seal could not be had: a mistake of ours, and nothing is sent. */
export const UNOPENED: CircleView = { phase: "stopped", listens: false, trouble: { why: "broken" }, epoch: 0, seats: [], desk: null, needsVouching: false, refused: {} };

/** A line that drops while the page loads is no reason to give up; a page that is gone from the server is. */
const TRIES = 4;
const TRY_AGAIN_MS = 700;
/** Nobody waits longer for a signature: a person is put out, and one may go, without it as well. */
const LONGEST_SIGNING_MS = 1_000;

export class Keyring {
  #opened: Opened | null = null;
  #opening: Promise<Opened | null> | null = null;
  #saying: Promise<unknown> = Promise.resolve();
  #wentOut = false;
  #whispers: Bytes | null = null;

  constructor(
    readonly door: SealDoor,
    readonly config: CircleConfig,
    readonly ways: OpenWays,
  ) {}

  get opened(): Opened | null {
    return this.#opened;
  }

  /** Once, however often it is asked; a failure may be tried again. `null`: it cannot be had. */
  open(): Promise<Opened | null> {
    this.#opening ??= this.#open().then((opened) => {
      this.#opened = opened;
      if (opened === null) this.#opening = null;
      return opened;
    });
    return this.#opening;
  }

  async #open(): Promise<Opened | null> {
    const { by } = this.door;
    if (by === "none") return null;
    for (let tried = 1; tried <= TRIES; tried += 1) {
      try {
        return await this.door.open(by, this.config, this.ways);
      } catch (trouble) {
        console.error("seal", trouble);
        if (tried < TRIES) await new Promise((done) => setTimeout(done, TRY_AGAIN_MS * tried));
      }
    }
    return null;
  }

  line(): void {
    void this.#opened?.circle.hear({ hear: "line" });
  }

  roster(members: readonly string[]): void {
    void this.#opened?.circle.hear({ hear: "roster", members });
  }

  /** As it came over the wire: whatever does not read is counted, and nothing else comes of it. */
  told(raw: unknown): void {
    this.#read(() => {
      const told = readTold(raw);
      if (told !== null) void this.#opened?.circle.hear({ hear: "told", told });
    });
  }

  content({ seq, from, at_ms, body }: { seq: number; from: string; at_ms: number; body: string }): void {
    this.#read(() => void this.#opened?.circle.hear({ hear: "content", seq, from, atMs: at_ms, body: fromText(body) }));
  }

  /** Whether it went out: what cannot be sent now is not kept. */
  say(content: Bytes): Promise<boolean> {
    const said = this.#saying.then(async () => {
      this.#wentOut = false;
      await this.#opened?.circle.hear({ hear: "say", content });
      return this.#wentOut;
    });
    this.#saying = said;
    return said;
  }

  /** Whether it went out to this person's device, and to no other. */
  whisper(to: string, content: Bytes): Promise<boolean> {
    const said = this.#saying.then(async () => {
      this.#wentOut = false;
      this.#whispers = content;
      await this.#opened?.circle.hear({ hear: "whisper", to, content });
      this.#whispers = null;
      return this.#wentOut;
    });
    this.#saying = said;
    return said;
  }

  /** Of these very words: the circle whispers to the same people for its own ends as well. */
  whisperWentOut(whispers: Bytes, sent: boolean): void {
    if (this.#whispers === whispers) this.#wentOut = sent;
  }

  /** This page hands it on to nobody who was away. */
  forget(seq: number, from: string): void {
    void this.#opened?.circle.hear({ hear: "forget", seq, from });
  }

  /** Told by whoever carries the circle's messages away. */
  wentOut(sent: boolean): void {
    this.#wentOut = sent;
  }

  token(member: string, shown: DeskRow | undefined): Promise<string> {
    return this.#signed((circle) => circle.token(member, shown));
  }

  order(member: string): Promise<string> {
    return this.#signed((circle) => circle.order(member));
  }

  leave(): Promise<string> {
    return this.#signed((circle) => circle.leave());
  }

  async codeWith(member: string, device: Bytes | undefined): Promise<string | null> {
    return (await this.#opened?.circle.codeWith(member, device))?.join(" ") ?? null;
  }

  async vouch(shown: DeskRow): Promise<void> {
    await this.#opened?.circle.hear({ hear: "vouch", shown });
  }

  async accept(member: string, code: readonly string[], verified: boolean): Promise<void> {
    await this.#opened?.circle.hear({ hear: "accept", member, code, verified });
  }

  async acceptFounder(told: readonly string[]): Promise<void> {
    await this.#opened?.circle.hear({ hear: "accept_founder", told });
  }

  /** The conversation is over: nothing of the circle's keys stays in the page. */
  over(): void {
    void this.#opened?.circle.hear({ hear: "over" });
  }

  async #signed(make: (circle: Opened["circle"]) => Promise<Bytes>): Promise<string> {
    if (this.#opened === null) return "";
    const tooLate = new Promise<string>((done) => setTimeout(() => done(""), LONGEST_SIGNING_MS));
    return await Promise.race([make(this.#opened.circle).then(toText), tooLate]);
  }

  #read(read: () => void): void {
    try {
      read();
    } catch (trouble) {
      if (!(trouble instanceof Malformed)) throw trouble;
      void this.#opened?.circle.hear({ hear: "malformed" });
    }
  }
}
