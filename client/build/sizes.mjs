// What a first load of a page costs on the wire: its script and styles in Brotli, and its fonts.
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** What we promise for the room: everything before the first picture. */
export const ROOM_LIMIT_BYTES = 150_000;
/** And for a public page. */
export const PAGE_LIMIT_BYTES = 60_000;
/** The documents themselves are written by the server; this is kept free for them. */
const ROOM_DOCUMENT_BYTES = 6_000;
const PAGE_DOCUMENT_BYTES = 8_000;

export async function sizes(dist) {
  const manifest = JSON.parse(await readFile(join(dist, "manifest.json"), "utf8"));
  const cost = async (name) => {
    const file = manifest[name];
    if (!file) return 0;
    const path = join(dist, file);
    return (await stat(file.endsWith(".woff2") ? path : `${path}.br`)).size;
  };
  const sum = async (names) => (await Promise.all(names.map(cost))).reduce((a, b) => a + b, 0);
  const fonts = ["atkinson-latin.woff2", "fraunces-latin.woff2"];
  const parts = {};
  for (const name of Object.keys(manifest)) parts[name] = await cost(name);
  return {
    parts,
    room: ROOM_DOCUMENT_BYTES + (await sum(["room.js", "room.css", ...fonts])),
    page: PAGE_DOCUMENT_BYTES + (await sum(["enhance.js", "pages.css", ...fonts])),
  };
}

export async function printSizes(dist) {
  const { parts, room, page } = await sizes(dist);
  for (const [name, bytes] of Object.entries(parts)) console.log(`  ${name.padEnd(16)} ${kilobytes(bytes)}`);
  console.log(`  the room, first load   ${kilobytes(room)} of ${kilobytes(ROOM_LIMIT_BYTES)}`);
  console.log(`  a public page          ${kilobytes(page)} of ${kilobytes(PAGE_LIMIT_BYTES)}`);
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(6)} kB`;
