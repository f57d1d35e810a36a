// The page's own parts: one card for each check, with a line that says how it went.

/** What the server gave the script to say, by name. */
export type Words = Readonly<Record<string, string>>;

/** `good`: it works. `mind`: it works less, or not, and that is all right too. */
export type Result = "good" | "mind" | "none";

export interface Card {
  readonly element: HTMLElement;
  /** Says a sentence; it is read out too. */
  say(name: string, result?: Result): void;
  find<T extends HTMLElement>(selector: string): T;
}

export function readWords(): Words {
  const block = document.getElementById("prepare-words");
  return block ? (JSON.parse(block.textContent ?? "{}") as Words) : {};
}

export function card(root: HTMLElement, name: string, words: Words): Card {
  const element = must(root.querySelector<HTMLElement>(`[data-check="${name}"]`), name);
  const says = must(element.querySelector<HTMLElement>("[data-says]"), name);
  return {
    element,
    say(sentence, result = "none") {
      says.textContent = words[sentence] ?? sentence;
      element.dataset["result"] = result;
    },
    find<T extends HTMLElement>(selector: string): T {
      return must(element.querySelector<T>(selector), selector);
    },
  };
}

function must<T>(found: T | null, what: string): T {
  if (!found) throw new Error(`the page has no ${what}`);
  return found;
}
