// The notes of one person, open in one page: unlocking, reading, writing, and the keys around them. Knows neither DOM nor network.

import { wipe, type Bytes } from "../seal/bytes.ts";
import { close, lockPrevious, newPair, newSecret, openPair, openPrevious, proof, unwrap, wrap, type Opened, type Way } from "../vault/keys.ts";
import { chance, Closed } from "../vault/lock.ts";
import { lockNote, openNote, type Note } from "../vault/note.ts";
import { newCode } from "../vault/recovery.ts";
import { isPinned, lockPin, lockWill, openWill, spokenCode } from "../vault/will.ts";
import { Refused, type House, type NoteRow, type State, type VaultRow, type Wrap } from "./house.ts";

export interface Entry {
  id: string;
  version: number;
  note: Note;
}

/** What a passkey made, and which one it was. */
export interface FromPasskey {
  passkey: string;
  made: Bytes;
}

export type Saved = { is: "saved"; entry: Entry } | { is: "otherwise" } | { is: "gone" };

/** A vault that was made and is not kept yet: first its person has the code. */
export interface Prepared {
  code: string;
  keep(from: FromPasskey | null): Promise<void>;
}

export class Book {
  #house: House;
  #state: State;
  #opened: Opened | null = null;
  #entries = new Map<string, Entry>();
  /** Notes that did not open. */
  #damaged: NoteRow[] = [];

  private constructor(house: House, state: State) {
    this.#house = house;
    this.#state = state;
  }

  static async at(house: House): Promise<Book> {
    return new Book(house, await house.state());
  }

  get state(): State {
    return this.#state;
  }

  get isOpen(): boolean {
    return this.#opened !== null;
  }

  get opened(): Opened {
    if (this.#opened === null) throw new Closed("the notes are locked");
    return this.#opened;
  }

  get damaged(): number {
    return this.#damaged.length;
  }

  /** Newest first. */
  get entries(): Entry[] {
    return [...this.#entries.values()].sort((a, b) => (a.note.writtenAt < b.note.writtenAt ? 1 : -1));
  }

  async look(): Promise<void> {
    this.#state = await this.#house.state();
  }

  /** What was opened is overwritten and forgotten. */
  lock(): void {
    if (this.#opened !== null) close(this.#opened);
    this.#opened = null;
    this.#entries.clear();
    this.#damaged = [];
  }

  async prepare(): Promise<Prepared> {
    const opened: Opened = { vault: newId("vlt"), generation: 1, secret: newSecret() };
    const { keys, code } = await keysOf(opened);
    return {
      code,
      keep: async (from) => {
        await this.#house.begin({ ...keys, id: opened.vault, wrap: from && (await wrapFor(opened, from)), proof: await proof(opened) });
        this.#opened = opened;
        await this.look();
      },
    };
  }

  async openByPasskey(from: FromPasskey): Promise<void> {
    const vault = this.#vault();
    const found = vault.wraps.find((one) => one.passkey === from.passkey);
    if (found === undefined) throw new Closed("this passkey has no wrap");
    await this.#open(vault, { by: "passkey", made: from.made }, found.wrap);
  }

  async openByCode(secret: Bytes): Promise<void> {
    const vault = this.#vault();
    await this.#open(vault, { by: "recovery", made: secret }, vault.recovery);
  }

  async #open(vault: VaultRow, way: Way, wrapped: string): Promise<void> {
    const opened = await unwrap(vault.id, vault.generation, way, wrapped);
    // The half that locks must belong to the one that opens, or colleagues would lock theirs to somebody else's key.
    const pair = await openPair(opened, vault.privateKey);
    if (pair.publicKey !== vault.publicKey) throw new Lies("the public half is another's");
    this.#opened = opened;
    await this.read();
  }

  async read(): Promise<void> {
    const rows = await this.#house.notes();
    const previous = await this.#previous();
    this.#entries.clear();
    this.#damaged = [];
    for (const row of rows) await this.#take(row, previous);
    if (previous !== null) close(previous);
  }

  async #take(row: NoteRow, previous: Opened | null): Promise<void> {
    const key = [this.opened, previous].find((one) => one?.generation === row.generation);
    try {
      if (!key) throw new Closed("no key of this generation");
      const note = await openNote(key.secret, this.#place(row), row.body);
      this.#entries.set(row.id, { id: row.id, version: row.version, note });
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
      this.#damaged.push(row);
    }
  }

  async #previous(): Promise<Opened | null> {
    const { previous } = this.#vault();
    return previous === null ? null : openPrevious(this.opened, previous);
  }

  /** A new one where there is none of this id and version yet. */
  async save(before: { id: string; version: number } | null, note: Note): Promise<Saved> {
    const row = { id: before?.id ?? newId("nte"), version: (before?.version ?? 0) + 1, generation: this.opened.generation };
    const body = await lockNote(this.opened.secret, this.#place(row), note);
    const written = await this.#house.write({ ...row, body, proof: await proof(this.opened) });
    if ("otherwise" in written) {
      await this.#take(written.otherwise, null);
      return { is: "otherwise" };
    }
    if ("gone" in written) {
      this.#entries.delete(row.id);
      return { is: "gone" };
    }
    const entry = { id: row.id, version: row.version, note };
    this.#entries.set(entry.id, entry);
    return { is: "saved", entry };
  }

  async delete(entry: { id: string; version: number }): Promise<void> {
    await this.#house.delete({ id: entry.id, version: entry.version, proof: await proof(this.opened) });
    this.#entries.delete(entry.id);
  }

  async addPasskey(from: FromPasskey): Promise<void> {
    const { generation } = this.opened;
    await this.#house.wrap({ generation, wrap: await wrapFor(this.opened, from), proof: await proof(this.opened) });
    await this.look();
  }

  /** Another code; the old one works until its person has the new one. */
  async prepareCode(): Promise<Prepared> {
    const { secret, code } = await newCode();
    const recovery = await wrap(this.opened, { by: "recovery", made: secret });
    wipe(secret);
    return {
      code,
      keep: async () => {
        await this.#house.recovery({ generation: this.opened.generation, recovery, proof: await proof(this.opened) });
        await this.look();
      },
    };
  }

  /** A new key for everything; the notes follow by `goOn`. */
  async prepareRenewal(): Promise<Prepared> {
    const before = this.opened;
    const now: Opened = { vault: before.vault, generation: before.generation + 1, secret: newSecret() };
    const { keys, code } = await keysOf(now);
    return {
      code,
      keep: async (from) => {
        await this.#house.renew({
          ...keys,
          generation: before.generation,
          previous: await lockPrevious(before, now),
          wraps: from === null ? [] : [await wrapFor(now, from)],
          proof: await proof(before),
          newProof: await proof(now),
        });
        this.#opened = now;
        close(before);
        await this.look();
      },
    };
  }

  /** Brings notes under the new key, one after the other. May be stopped at any point and gone on with on any day. */
  async goOn(tell: (left: number) => void): Promise<void> {
    const previous = await this.#previous();
    if (previous === null) return;
    try {
      const behind = (await this.#house.notes()).filter((row) => row.generation < this.opened.generation);
      let followed = 0;
      for (const [at, row] of behind.entries()) {
        tell(behind.length - at);
        await this.#take(row, previous);
        const entry = this.#entries.get(row.id);
        if (entry !== undefined && (await this.save(row, entry.note)).is === "saved") followed++;
      }
      // A note that does not open still needs the key before: perhaps a backup has it whole.
      if (followed === behind.length) await this.#house.renewed({ generation: this.opened.generation, proof: await proof(this.opened) });
    } finally {
      close(previous);
    }
    await this.look();
    await this.read();
  }

  async forget(): Promise<void> {
    await this.#house.forget();
    this.lock();
    await this.look();
  }

  /** What both read to each other: of a colleague's key, and of one's own, worked out from the half that opens. */
  codeOf(heir: string, heirKey: string): Promise<string[]> {
    return spokenCode(heir, heirKey);
  }

  async ownCode(): Promise<string[]> {
    const pair = await openPair(this.opened, this.#vault().privateKey);
    return spokenCode(this.opened.vault, pair.publicKey);
  }

  /** `heirKey` is what was compared: not what the house says by now. */
  async name(heir: string, heirKey: string): Promise<void> {
    const key = await lockWill(this.opened, heir, heirKey);
    const pin = await lockPin(this.opened, heir, heirKey);
    await this.#house.name({ heir, heirKey, generation: this.opened.generation, key, pin, proof: await proof(this.opened) });
    await this.look();
  }

  /** Whether the colleague's key is still the one that was compared. */
  async isStillTheirs(): Promise<boolean> {
    const { will } = this.#state;
    return will === null || isPinned(this.opened, will.heir, will.publicKey, will.pin);
  }

  async withdraw(): Promise<void> {
    await this.#house.withdraw();
    await this.look();
  }

  async stop(): Promise<void> {
    await this.#house.stop();
    await this.look();
  }

  async ask(vault: string, reason: string): Promise<void> {
    await this.#house.ask({ vault, reason });
    await this.look();
  }

  /** What a colleague left, opened with this person's own pair. */
  async readLeft(vault: string): Promise<{ entries: Entry[]; damaged: number }> {
    const pair = await openPair(this.opened, this.#vault().privateKey);
    const left = await this.#house.left(vault);
    const theirs = await openWill(pair, { author: vault, generation: left.generation, heir: this.opened.vault }, left.key);
    const before = left.previous === null ? null : await openPrevious(theirs, left.previous);
    const entries: Entry[] = [];
    let damaged = 0;
    for (const row of await this.#house.leftNotes(vault)) {
      try {
        const key = [theirs, before].find((one) => one?.generation === row.generation);
        if (!key) throw new Closed("no key of this generation");
        const place = { vault, note: row.id, version: row.version, generation: row.generation };
        entries.push({ id: row.id, version: row.version, note: await openNote(key.secret, place, row.body) });
      } catch (error) {
        if (!(error instanceof Closed)) throw error;
        damaged++;
      }
    }
    close(theirs);
    if (before !== null) close(before);
    await this.look();
    return { entries: entries.sort((a, b) => (a.note.writtenAt < b.note.writtenAt ? 1 : -1)), damaged };
  }

  #vault(): VaultRow {
    if (this.#state.vault === null) throw new Refused("elsewhere");
    return this.#state.vault;
  }

  #place(row: { id: string; version: number; generation: number }): { vault: string; note: string; version: number; generation: number } {
    return { vault: this.opened.vault, note: row.id, version: row.version, generation: row.generation };
  }
}

/** The house says something that this page can tell is not so. */
export class Lies extends Error {
  override name = "Lies";
}

async function keysOf(opened: Opened): Promise<{ keys: { publicKey: string; privateKey: string; recovery: string }; code: string }> {
  const { secret, code } = await newCode();
  const recovery = await wrap(opened, { by: "recovery", made: secret });
  wipe(secret);
  return { keys: { ...(await newPair(opened)), recovery }, code };
}

async function wrapFor(opened: Opened, from: FromPasskey): Promise<Wrap> {
  return { passkey: from.passkey, wrap: await wrap(opened, { by: "passkey", made: from.made }) };
}

/** By chance alone, in the spelling of the house: version 4, RFC 9562. */
export function newId(prefix: string): string {
  const bytes = chance(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return `${prefix}_${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

