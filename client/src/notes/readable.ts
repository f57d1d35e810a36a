// Notes as somebody reads them outside of the page: plain text, made here, going nowhere but to this device.

import type { About } from "../vault/note.ts";
import type { Entry } from "./book.ts";

/** What this needs of the page. */
export interface Says {
  word(id: string): string;
  day(iso: string): string;
}

export function aboutLine(says: Says, about: About): string {
  if (about.kind === "free") return says.word("about-free");
  return [about.group, about.member].filter((one) => one !== undefined).join(" · ");
}

export function exportText(says: Says, entries: readonly Entry[]): string {
  return entries
    .map(({ note }) => `${note.title === "" ? says.word("untitled") : note.title}\r\n${aboutLine(says, note.about)} · ${says.day(note.writtenAt)}\r\n\r\n${note.text.replace(/\r?\n/g, "\r\n")}\r\n`)
    .join("\r\n----------------------------------------\r\n\r\n");
}

export function saveFile(name: string, text: string): void {
  // The mark at its front lets old editors see that it is UTF-8.
  const address = URL.createObjectURL(new Blob(["\u{feff}", text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has it by then; the address would keep the words in memory.
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
