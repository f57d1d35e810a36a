// Leaving notes to a colleague, and what colleagues left: both sides of a professional will, on one page.

import { aboutLine, exportText, saveFile } from "./readable.ts";
import type { Book, Entry } from "./book.ts";
import { part, set, type Page } from "./page.ts";

export class Colleagues {
  #page: Page;
  #book: () => Book;
  /** The key whose code stands there now: what is compared is what is used. */
  #shown: { heir: string; heirKey: string } | null = null;
  #read: Entry[] = [];

  constructor(page: Page, book: () => Book) {
    this.#page = page;
    this.#book = book;
    page.find("#heir").addEventListener("change", () => void this.#choose());
    page.form("will", () => this.#name());
    page.on("withdraw", async () => {
      await this.#book().withdraw();
      await this.draw();
      page.say("will-withdrawn");
    });
    page.on("stop", async () => {
      await this.#book().stop();
      this.asked();
      if (this.#book().isOpen) await this.draw();
      page.say("stopped");
    });
    page.on("take-left", () => saveFile("notes-of-a-colleague.txt", exportText(page, this.#read)));
  }

  /** Also while the notes are locked: saying no needs no key. */
  asked(): void {
    const { will } = this.#book().state;
    const asked = will !== null && (will.state.is === "asked" || will.state.is === "due");
    this.#page.find("[data-asked]").hidden = !asked;
    this.#page.find("[data-asked-name]").textContent = asked ? will.name : "";
    this.#page.find("[data-asked-reason]").textContent = asked ? (will.reason ?? "") : "";
    this.#page.find("[data-asked-day]").textContent = asked ? (will.state.day ?? "") : "";
  }

  async draw(): Promise<void> {
    const { state } = this.#book();
    const { will, colleagues, left, mayWrite } = state;
    this.#page.find("[data-will-named]").hidden = will === null;
    if (will !== null) {
      this.#page.find("[data-will-name]").textContent = will.name;
      this.#page.find("[data-will-state]").textContent = `${this.#page.word(`will-${will.state.is}`)} ${will.state.day ?? ""}`;
      this.#page.find("[data-will-changed]").hidden = await this.#book().isStillTheirs();
    }
    this.#page.find("[data-no-colleagues]").hidden = colleagues.length > 0;
    this.#page.find('[data-form="will"]').hidden = colleagues.length === 0 || !mayWrite;
    const choice = this.#page.find<HTMLSelectElement>("#heir");
    choice.replaceChildren(choice.options[0] ?? "", ...colleagues.map((one) => new Option(one.name, one.vault)));
    await this.#choose();
    this.#page.find("[data-own-digits]").textContent = (await this.#book().ownCode()).join(" ");
    this.#page.find("[data-left]").hidden = left.length === 0;
    this.#page.rows("left", "row-left", left, (row, one) => {
      const { is, day } = one.state;
      set(row, "name", one.name);
      const words: Record<string, string> = { resting: "left-resting", stopped: "left-stopped", asked: "will-asked", due: "will-due", released: "will-released" };
      set(row, "state", this.#page.word(words[is] ?? is));
      set(row, "day", day ?? "");
      const form = part(row, "ask") as HTMLFormElement;
      form.hidden = is !== "resting" && is !== "stopped";
      this.#page.act(form, "submit", async () => {
        await this.#book().ask(one.vault, form.querySelector("textarea")?.value ?? "");
        await this.draw();
        this.#page.say("asked");
      });
      const opens = part(row, "open");
      opens.hidden = is !== "due" && is !== "released";
      const button = opens.querySelector("button");
      if (button) this.#page.act(button, "click", () => this.#open(one.vault, one.name));
    });
  }

  clear(): void {
    this.#read = [];
    this.#shown = null;
    this.#page.find('[data-list="read"]').replaceChildren();
    this.#page.find('[data-list="left"]').replaceChildren();
    for (const name of ["left-name", "own-digits", "heir-digits"]) this.#page.find(`[data-${name}]`).textContent = "";
  }

  async #choose(): Promise<void> {
    const chosen = this.#book().state.colleagues.find((one) => one.vault === this.#page.find<HTMLSelectElement>("#heir").value);
    this.#shown = chosen === undefined ? null : { heir: chosen.vault, heirKey: chosen.publicKey };
    this.#page.find("[data-heir-code]").hidden = chosen === undefined;
    this.#page.find<HTMLInputElement>("#compared").checked = false;
    const code = chosen === undefined ? [] : await this.#book().codeOf(chosen.vault, chosen.publicKey);
    this.#page.find("[data-heir-digits]").textContent = code.join(" ");
  }

  async #name(): Promise<void> {
    if (this.#shown === null) return;
    await this.#book().name(this.#shown.heir, this.#shown.heirKey);
    await this.draw();
    this.#page.say("will-named");
  }

  async #open(vault: string, name: string): Promise<void> {
    const { entries, damaged } = await this.#book().readLeft(vault);
    this.#read = entries;
    this.#page.find("[data-left-name]").textContent = name;
    this.#page.find("[data-left-damaged]").hidden = damaged === 0;
    this.#page.rows("read", "row-read", entries, (row, { note }) => {
      set(row, "title", note.title === "" ? this.#page.word("untitled") : note.title);
      set(row, "about", aboutLine(this.#page, note.about));
      set(row, "day", this.#page.day(note.writtenAt));
      set(row, "text", note.text);
    });
    this.#page.show("left");
  }
}
