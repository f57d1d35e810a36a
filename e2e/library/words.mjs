// The words of the house, read from locales/en, so that a walk presses the button a person would read.
import { readFileSync, readdirSync } from "node:fs";

const FOLDER = new URL("../../locales/en/", import.meta.url);
const messages = new Map();

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".ftl"))) {
  let open = null;
  for (const line of readFileSync(new URL(file, FOLDER), "utf8").split("\n")) {
    const begins = /^([a-z][a-z0-9-]*) *= *(.*)$/.exec(line);
    if (begins) {
      open = begins[1];
      messages.set(open, begins[2]);
    } else if (open && /^ +\S/.test(line) && !/^ +\./.test(line)) {
      messages.set(open, `${messages.get(open)} ${line.trim()}`.trim());
    } else if (!line.startsWith(" ")) {
      open = null;
    }
  }
}

/** The text of a message, its places filled: `word("desk-admit-name", { name: "Anna" })`. */
export function word(id, places = {}) {
  const text = messages.get(id);
  if (text === undefined) throw new Error(`locales/en has no message ${id}`);
  return text.replace(/\{\s*\$(\w+)\s*\}/g, (whole, name) => places[name] ?? whole);
}

/** What begins with a message: a button that says more in its second line. */
export function begins(id) {
  return new RegExp(`^${word(id).replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
}
