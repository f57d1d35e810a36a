// What is being written, kept locked in this tab until it is saved: a page that closes, locks or hides loses no words and shows none.

import { Reader, utf8 } from "../seal/bytes.ts";
import { inner, type Opened } from "../vault/keys.ts";
import { context, lock, open } from "../vault/lock.ts";
import { fill, type Note } from "../vault/note.ts";

export interface Draft {
  /** What it changes; null for a new note. */
  of: { id: string; version: number } | null;
  note: Note;
}

export interface Drawer {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const PLACE = "openchair-draft";
/** After the last letter. Short: what is newer is lost when the page is torn away. */
const WAIT_MS = 300;

export class Drafts {
  #drawer: Drawer;
  #waiting: { timer: ReturnType<typeof setTimeout>; write: () => Promise<void> } | null = null;

  constructor(drawer: Drawer) {
    this.#drawer = drawer;
  }

  /** Soon. */
  note(opened: Opened, draft: Draft): void {
    this.#cancel();
    const write = (): Promise<void> => this.put(opened, draft);
    this.#waiting = { timer: setTimeout(() => void this.flush(), WAIT_MS), write };
  }

  /** Now, if anything waits. */
  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#cancel();
    await waiting?.write();
  }

  async put(opened: Opened, draft: Draft): Promise<void> {
    try {
      const locked = await lock(await inner(opened, "draft"), context("draft", opened.vault, opened.generation), fill(utf8(JSON.stringify(draft))));
      this.#drawer.setItem(PLACE, locked);
    } catch {
      // Full, switched off, or too long: the words still stand in the field.
    }
  }

  /** Of this vault and this key; what does not open is nobody's here. */
  async get(opened: Opened): Promise<Draft | null> {
    try {
      const locked = this.#drawer.getItem(PLACE);
      if (locked === null) return null;
      const filled = await open(await inner(opened, "draft"), context("draft", opened.vault, opened.generation), locked);
      const reader = new Reader(filled);
      return JSON.parse(new TextDecoder().decode(reader.raw(reader.u32()))) as Draft;
    } catch {
      return null;
    }
  }

  drop(): void {
    this.#cancel();
    try {
      this.#drawer.removeItem(PLACE);
    } catch {
      // Switched off.
    }
  }

  #cancel(): void {
    if (this.#waiting !== null) clearTimeout(this.#waiting.timer);
    this.#waiting = null;
  }
}
