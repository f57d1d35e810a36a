// Writing one note: what it is about, its title, its words. Another device's change is said, and nothing of either is lost.

import type { About, Note } from "../vault/note.ts";
import { TooLong } from "../vault/note.ts";
import type { Book, Entry } from "./book.ts";
import type { Draft, Drafts } from "./draft.ts";
import type { Page } from "./page.ts";

export class Editor {
  #page: Page;
  #drafts: Drafts;
  /** What the page shows now; the book is another after beginning anew. */
  #book: () => Book;
  #done: (said: string) => void;
  #of: Draft["of"] = null;
  #abouts: About[] = [];

  constructor(page: Page, drafts: Drafts, book: () => Book, done: (said: string) => void) {
    this.#page = page;
    this.#drafts = drafts;
    this.#book = book;
    this.#done = done;
    page.form("edit", () => this.#save());
    page.form("delete", () => this.#delete());
    page.on("keep-both", () => ((this.#of = null), this.#save()));
    page.find('[data-form="edit"]').addEventListener("input", () => this.#keep());
  }

  /** A note of the list, a draft, or an empty page. */
  open(from: Entry | Draft | null): void {
    this.#of = from === null ? null : "of" in from ? from.of : { id: from.id, version: from.version };
    this.#offer(from?.note.about ?? { kind: "free" });
    this.#title.value = from?.note.title ?? "";
    this.#text.value = from?.note.text ?? "";
    this.#page.find("[data-conflict]").hidden = true;
    this.#page.find("[data-delete]").hidden = this.#of === null;
    this.#page.find<HTMLDetailsElement>("[data-delete]").open = false;
    this.#problem("");
    this.#page.show("edit");
    (from === null ? this.#title : this.#text).focus();
  }

  /** Nothing of what was written stands in the page any more. */
  clear(): void {
    this.#of = null;
    this.#title.value = this.#text.value = "";
    this.#page.find("#about").replaceChildren();
  }

  async #save(): Promise<void> {
    this.#problem("");
    try {
      const saved = await this.#book().save(this.#of, this.#note());
      if (saved.is === "saved") {
        this.#drafts.drop();
        return this.#done("saved");
      }
      if (saved.is === "gone") {
        this.#of = null;
        return this.#page.say("gone");
      }
      const conflict = this.#page.find("[data-conflict]");
      conflict.hidden = false;
      conflict.focus();
    } catch (error) {
      if (!(error instanceof TooLong)) throw error;
      this.#problem("too-long");
      this.#text.focus();
    }
  }

  async #delete(): Promise<void> {
    if (this.#of === null) return;
    await this.#book().delete(this.#of);
    this.#drafts.drop();
    this.#done("deleted");
  }

  #keep(): void {
    const book = this.#book();
    if (book.isOpen) this.#drafts.note(book.opened, { of: this.#of, note: this.#note() });
  }

  #note(): Note {
    const about = this.#abouts[Number(this.#about.value)] ?? { kind: "free" };
    return { title: this.#title.value.trim(), text: this.#text.value, about, writtenAt: new Date().toISOString() };
  }

  /** The groups and who sits there now; and what this note is about, if nobody there is called so any more. */
  #offer(chosen: About): void {
    this.#abouts = [{ kind: "free" }];
    for (const { name, members } of this.#book().state.groups) {
      this.#abouts.push({ kind: "group", group: name });
      for (const member of members) this.#abouts.push({ kind: "member", group: name, member });
    }
    let at = this.#abouts.findIndex((one) => same(one, chosen));
    if (at < 0) at = this.#abouts.push(chosen) - 1;
    const groups = new Map<string, HTMLOptGroupElement>();
    const options: HTMLElement[] = [];
    for (const [number, about] of this.#abouts.entries()) {
      const option = new Option(about.member ?? this.#page.word(about.kind === "group" ? "about-group" : "about-free"), String(number), false, number === at);
      if (about.group === undefined) {
        options.push(option);
        continue;
      }
      let group = groups.get(about.group);
      if (group === undefined) {
        group = document.createElement("optgroup");
        group.label = about.group;
        groups.set(about.group, group);
        options.push(group);
      }
      group.append(option);
    }
    this.#about.replaceChildren(...options);
  }

  #problem(id: string): void {
    const line = this.#page.find("#text-problem");
    line.hidden = id === "";
    line.textContent = id === "" ? "" : this.#page.word(id);
    if (id === "") this.#text.removeAttribute("aria-invalid");
    else this.#text.setAttribute("aria-invalid", "true");
  }

  get #about(): HTMLSelectElement {
    return this.#page.find("#about");
  }

  get #title(): HTMLInputElement {
    return this.#page.find("#title");
  }

  get #text(): HTMLTextAreaElement {
    return this.#page.find("#text");
  }
}

const same = (one: About, other: About): boolean => one.kind === other.kind && one.group === other.group && one.member === other.member;
