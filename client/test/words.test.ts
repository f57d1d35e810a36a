// Every word the room asks for exists, and every word that exists is asked for.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import text from "../../locales/en/room.ftl";

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
