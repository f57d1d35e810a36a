// The page's parts: one view at a time, one line that says how something went, rows from templates. Only text goes in.

import { Refused } from "./house.ts";
import { Lies } from "./book.ts";

export type View = "loading" | "begin" | "code" | "locked" | "open" | "edit" | "left";
/** What the server gave the script to say, by name. */
export type Words = Readonly<Record<string, string>>;

/** Views among the notes: what this page is about is known by then. */
const WITHIN: readonly View[] = ["code", "open", "edit", "left"];

export class Page {
  readonly #words: Words;
  readonly #day: Intl.DateTimeFormat;
  view: View = "loading";

  constructor(readonly root: HTMLElement) {
    this.#words = JSON.parse(document.getElementById("notes-words")?.textContent ?? "{}") as Words;
    // "6 January 2026", as the house says it everywhere: plain English is American to a browser.
    const language = document.documentElement.lang;
    this.#day = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { day: "numeric", month: "long", year: "numeric" });
  }

  /** Shows one view, and brings the reader to its beginning. */
  show(view: View): void {
    const moved = this.view !== view;
    this.view = view;
    for (const one of this.root.querySelectorAll<HTMLElement>("[data-view]")) one.hidden = one.dataset["view"] !== view;
    for (const one of document.querySelectorAll<HTMLElement>("[data-outside]")) one.hidden = WITHIN.includes(view);
    if (moved && view !== "begin" && view !== "loading") this.find(`[data-view="${view}"] h2`).focus();
  }

  word(id: string): string {
    return this.#words[id] ?? id;
  }

  /** One line, read out too. Nothing takes the last one away. */
  say(id: string, more = ""): void {
    const line = this.find("[data-says]");
    line.hidden = id === "";
    const text = line.querySelector("span");
    if (text) text.textContent = id === "" ? "" : `${this.word(id)}${more}`;
  }

  /** What is said of something that did not work. */
  fault(error: unknown): void {
    if (error instanceof Refused) return this.say(error.why);
    if (error instanceof Lies) return this.say("server-lies");
    this.say("trouble");
  }

  day(iso: string): string {
    const at = new Date(iso);
    return Number.isNaN(at.getTime()) ? "" : this.#day.format(at);
  }

  find<T extends HTMLElement>(selector: string): T {
    const found = this.root.querySelector<T>(selector);
    if (!found) throw new Error(`the page has no ${selector}`);
    return found;
  }

  /** Empties a list and fills it with rows of a template. */
  rows<T>(list: string, template: string, all: readonly T[], fill: (row: HTMLElement, one: T) => void): void {
    const made = all.map((one) => {
      const whole = (document.getElementById(template) as HTMLTemplateElement).content.firstElementChild;
      const row = whole?.cloneNode(true) as HTMLElement;
      fill(row, one);
      return row;
    });
    this.find(`[data-list="${list}"]`).replaceChildren(...made);
  }

  /** A button that does one thing, once at a time; what fails is said. */
  on(name: string, act: () => unknown): void {
    for (const button of this.root.querySelectorAll<HTMLElement>(`[data-do="${name}"]`)) this.act(button, "click", act);
  }

  form(name: string, act: () => unknown): void {
    this.act(this.find(`[data-form="${name}"]`), "submit", act);
  }

  act(element: HTMLElement, kind: "click" | "submit", act: () => unknown): void {
    let busy = false;
    element.addEventListener(kind, (event) => {
      event.preventDefault();
      if (busy) return;
      busy = true;
      this.say("");
      // Begun in this very task: a passkey is asked for only by a hand.
      void (async () => act())().catch((error: unknown) => this.fault(error)).finally(() => (busy = false));
    });
  }
}

export const part = (row: HTMLElement, name: string): HTMLElement => {
  const found = row.querySelector<HTMLElement>(`[data-${name}]`);
  if (!found) throw new Error(`a row has no ${name}`);
  return found;
};

export function set(row: HTMLElement, name: string, text: string): void {
  part(row, name).textContent = text;
}
