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
