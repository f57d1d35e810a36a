// Every word the room asks for exists, and every word that exists is asked for.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import text from "../../locales/en/room.ftl";
import { Words } from "../src/words/words.ts";
import { showSameTime } from "../src/words/zone.ts";

const ids = [...text.matchAll(/^([a-z][a-z0-9-]*) =/gm)].map((match) => match[1] as string);
const source = read(join(process.cwd(), "src"));

function read(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? read(join(folder, entry.name)) : /\.tsx?$/.test(entry.name) ? readFileSync(join(folder, entry.name), "utf8") : ""))
    .join("\n");
}

test("every word parses", () => {
  const bundle = new FluentBundle("en");
  assert.deepEqual(bundle.addResource(new FluentResource(text)), []);
  for (const id of ids) assert.ok(bundle.getMessage(id)?.value, id);
});

test("every word asked for by its whole name exists", () => {
  const asked = [...source.matchAll(/\bt\(\s*"([a-z][a-z0-9-]*)"/g), ...source.matchAll(/(?:polite|assertive)\("([a-z][a-z0-9-]*)"/g), ...source.matchAll(/\bid: "([a-z][a-z0-9-]*)"/g)];
  for (const [, id] of asked) assert.ok(ids.includes(id as string), `${id} is missing in room.ftl`);
});

test("every word is asked for, by its whole name or as one of a family", () => {
  const families = [...source.matchAll(/`([a-z][a-z0-9-]*-)\$\{/g)].map((match) => match[1] as string);
  const unused = ids.filter((id) => !source.includes(`"${id}"`) && !families.some((family) => id.startsWith(family)));
  assert.deepEqual(unused, []);
});

test("who reads which line of a code is said in the same words in the room and on the page about it", () => {
  const who = "Whoever asked reads the first line aloud, the other reads the second.";
  const pages = readFileSync(join(process.cwd(), "../locales/en/pages.ftl"), "utf8");
  assert.ok(new Words("en").say("codes-how", { name: "Mara" }).includes(who));
  assert.match(pages, new RegExp(`^locked-compare-read = ${who}`, "m"));
});

test("times are said in the practice's zone, and the zone is named only where the browser's clock shows another time", () => {
  const at = Date.UTC(2026, 0, 6, 17, 0);
  assert.equal(new Words("en", "Europe/Berlin").clock(at), "18:00");
  assert.equal(new Words("en", "America/New_York").clock(at), "12:00");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  assert.equal(new Words("en", own).zoneToName(at), null);
  const elsewhere = showSameTime(own, "America/New_York", at) ? "Europe/Berlin" : "America/New_York";
  assert.equal(new Words("en", elsewhere).zoneToName(at), elsewhere === "Europe/Berlin" ? "Berlin" : "New York");
  assert.equal(showSameTime("Europe/Vienna", "Europe/Berlin", at), true);
});

test("a zone nobody knows leaves the browser's own time, and names nothing", () => {
  const at = Date.UTC(2026, 0, 6, 17, 0);
  for (const zone of ["", "Nowhere/Land"]) {
    assert.equal(new Words("en", zone).clock(at), new Words("en").clock(at));
    assert.equal(new Words("en", zone).zoneToName(at), null);
  }
});

test("a country is said as a word, and a code that is none is not", () => {
  const words = new Words("en");
  assert.equal(words.country("DE"), "Germany");
  for (const code of ["ZZ", "", "germany", "9"]) assert.equal(words.country(code), null, code);
});
