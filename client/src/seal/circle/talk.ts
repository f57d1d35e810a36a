// What people say and write in the circle: messages to all, whispers to one, and what was said before a reload.

import { hex, same, type Bytes } from "../bytes.ts";
import { Refused } from "../mls/engine.ts";
import { freshWhisperKey, openWhisper, whisper, type WhisperKey } from "../whisper.ts";
import type { Said } from "../wire.ts";
import type { Clock } from "./input.ts";
import type { Membership } from "./membership.ts";
import { ASK, Log, readRecall, type SaidOnce } from "./recall.ts";
import type { Seat } from "./seats.ts";
import type { Output } from "./view.ts";

const MOST_OWN_SENT = 64;
/** After a lost line words come before the commits of their epoch; more than an evening's pause holds is not kept. */
const MOST_EARLY = 64;
/** One device after another is asked for what was said. */
const ANSWER_MS = 2_000;
const MOST_ASKED = 3;

export interface TalkWays {
  member: string;
  clock: Clock;
  out(output: Output): void;
  send(said: Said, whispers?: Bytes): void;
  refuse(why: string): void;
  /** The circle this device may speak in now, or null. */
  speaking(): Membership | null;
  /** The circle it may listen to. */
  listening(): Membership | null;
  unanswered(asked: string): void;
}

export class Talk {
  readonly log = new Log();
  #whisperKey: WhisperKey | null = null;
  #sent: { body: Bytes; content: Bytes }[] = [];
  #early: { seq: number; from: string; atMs: number; body: Bytes }[] = [];
  #asked: string[] = [];
  #awaits: string | null = null;
  /** Whose answers are taken, and until when. */
  #answers: { from: string; untilMs: number } | null = null;
  /** The first thing this page heard by itself: what is recalled was said before it. */
  #firstHeard = Number.POSITIVE_INFINITY;
  /** Pages whose question was answered, by their leaf's key: each asks once. */
  readonly #answered = new Set<string>();

  constructor(readonly ways: TalkWays) {}

  /** Of this page load; every leaf of this page carries it. */
  async whisperKey(): Promise<Bytes> {
    this.#whisperKey ??= await freshWhisperKey();
    return this.#whisperKey.publicKey;
  }

  async say(content: Bytes): Promise<void> {
    const here = this.ways.speaking();
    if (here === null) return this.ways.refuse("said_outside");
    const body = await here.group.seal(content);
    this.#sent = [...this.#sent, { body, content }].slice(-MOST_OWN_SENT);
    this.ways.out({ do: "content", body });
  }

  async heard(seq: number, from: string, atMs: number, body: Bytes): Promise<void> {
    const mine = this.#sent.find((one) => same(one.body, body));
    if (mine !== undefined) return this.#tell({ seq, from: this.ways.member, atMs, content: mine.content }, false);
    const here = this.ways.listening();
    if (here === null) return this.ways.refuse("content_outside");
    try {
      const opened = await here.group.open(body);
      if (here.memberOf(opened.from) !== from) return this.ways.refuse("content_of_another");
      this.#tell({ seq, from, atMs, content: opened.plain }, false);
    } catch (trouble) {
      if (!(trouble instanceof Refused)) throw trouble;
      if (trouble.why === "epoch_to_come" && this.#early.length < MOST_EARLY) this.#early.push({ seq, from, atMs, body });
      else this.ways.refuse(`content_${trouble.why}`);
    }
  }

  /** What was said in an epoch that had not come yet. */
  async epochBegan(): Promise<void> {
    for (const { seq, from, atMs, body } of this.#early.splice(0)) await this.heard(seq, from, atMs, body);
  }

  async whisper(to: string, content: Bytes): Promise<void> {
    const here = this.ways.speaking();
    const seat = here?.seatOf(to);
    if (here === null || seat === undefined) return this.ways.refuse("whisper_to_nobody");
    await this.#whisperTo(seat, content, here, content);
  }

  async heardWhisper(from: string, body: Bytes): Promise<void> {
    const here = this.ways.listening();
    const seat = here?.seatOf(from);
    if (here === null || seat === undefined || this.#whisperKey === null) return this.ways.refuse("whisper_of_nobody");
    const way = { circle: here.group.circle, from: seat.leaf, to: here.group.ownLeaf };
    const content = await openWhisper(body, way, this.#whisperKey, seat.signatureKey);
    if (content === null) return this.ways.refuse("whisper");
    const recall = readRecall(content);
    if (recall === null) return this.ways.out({ do: "whispered", from, content });
    if (recall.t === "recall") {
      const page = hex(seat.signatureKey);
      if (this.#answered.has(page)) return this.ways.refuse("recall_again");
      this.#answered.add(page);
      for (const answer of this.log.answerTo(from)) await this.#whisperTo(seat, answer, here);
      return;
    }
    const now = this.ways.clock.nowMs();
    if (this.#answers === null || this.#answers.from !== from || now > this.#answers.untilMs) return this.ways.refuse("recalled_unasked");
    this.#answers.untilMs = now + ANSWER_MS;
    this.#awaits = null;
    for (const said of recall.said) if (said.seq < this.#firstHeard) this.#tell(said, true);
  }

  /** Once per circle that was entered by a Welcome. */
  async askOnce(): Promise<void> {
    if (this.#asked.length === 0) await this.#ask();
  }

  async unanswered(asked: string): Promise<void> {
    if (this.#awaits === asked) await this.#ask();
  }

  /** Another circle: whoever was asked in the last one may be asked again, and what was said there is said. */
  forgetAsked(): void {
    this.#early = [];
    this.#asked = [];
    this.#awaits = null;
    this.#answers = null;
    this.#answered.clear();
  }

  /** One device after the other, facilitators first, until one answers. */
  async #ask(): Promise<void> {
    this.#awaits = null;
    const here = this.ways.listening();
    if (here === null || this.#asked.length >= MOST_ASKED) return;
    const others = here.seats.filter((seat) => seat.leaf !== here.group.ownLeaf && !this.#asked.includes(seat.member));
    const next = others.find((seat) => seat.facilitator) ?? others[0];
    if (next === undefined) return;
    this.#asked.push(next.member);
    this.#awaits = next.member;
    this.#answers = { from: next.member, untilMs: this.ways.clock.nowMs() + ANSWER_MS };
    await this.#whisperTo(next, ASK, here);
    this.ways.clock.after(ANSWER_MS, () => this.ways.unanswered(next.member));
  }

  async #whisperTo(seat: Seat, content: Bytes, here: Membership, whispers?: Bytes): Promise<void> {
    const way = { circle: here.group.circle, from: here.group.ownLeaf, to: seat.leaf };
    const body = await whisper(content, way, seat.whisper, (message) => here.group.sign(message));
    this.ways.send({ about: "whisper", to: seat.member, body }, whispers);
  }

  #tell(said: SaidOnce, recalled: boolean): void {
    if (!recalled) this.#firstHeard = Math.min(this.#firstHeard, said.seq);
    this.log.hear(said);
    this.ways.out({ do: "heard", said, recalled });
  }
}
