// The room's keys. With Alt and Shift, so that no letter typed anywhere, or spoken to a dictation program, does
// anything by surprise (WCAG 2.1.4); and Escape twice for Hide this page.

export type KeyAct = "microphone" | "camera" | "hand" | "chat" | "quiet" | "help";

/** `key` is the key's place on the keyboard, as KeyboardEvent.code names it. */
export const KEYS: readonly { act: KeyAct; key: string }[] = [
  { act: "microphone", key: "KeyM" },
  { act: "camera", key: "KeyV" },
  { act: "hand", key: "KeyH" },
  { act: "chat", key: "KeyC" },
  { act: "quiet", key: "KeyQ" },
  { act: "help", key: "KeyN" },
];

export const keyName = (key: string) => `Alt + Shift + ${key.replace("Key", "")}`;

export interface Pressed {
  code: string;
  altKey: boolean;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

export function actOf(pressed: Pressed): KeyAct | null {
  if (!pressed.altKey || !pressed.shiftKey || pressed.ctrlKey || pressed.metaKey) return null;
  return KEYS.find(({ key }) => key === pressed.code)?.act ?? null;
}

/** What is open on the page when Escape is pressed, from the top down. */
export interface Open {
  dialog: boolean;
  panel: boolean;
  /** The focus is in a field that is written in or chosen from. */
  field: boolean;
}

/** What one Escape does. Only with nothing open does it count for Hide this page. */
export type EscapeAct = "left_to_the_browser" | "leave_field" | "close_panel" | "count";

export function escapeActs({ dialog, panel, field }: Open): EscapeAct {
  // The browser closes its own dialogs and lists.
  if (dialog) return "left_to_the_browser";
  // Words half written in the chat would be lost with it: so it takes one Escape to leave them and one to close.
  if (field) return panel ? "leave_field" : "left_to_the_browser";
  return panel ? "close_panel" : "count";
}

const TWICE_MS = 700;

/** Escape twice in a row, and nothing in between. An Escape that closed something does not count. */
export class EscapeTwice {
  #firstMs: number | null = null;

  /** `closing`: a dialog, menu or field is open, so this Escape belongs to it. */
  press(key: string, closing: boolean, nowMs: number): boolean {
    if (key !== "Escape" || closing) {
      this.#firstMs = null;
      return false;
    }
    const second = this.#firstMs !== null && nowMs - this.#firstMs <= TWICE_MS;
    this.#firstMs = second ? null : nowMs;
    return second;
  }
}
