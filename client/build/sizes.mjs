// What a first load of a page costs on the wire: its script and styles in Brotli, and its fonts. A script costs what it
// imports at once as well; what it loads later is counted where it is needed.
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
  const weigh = async (file) => (await stat(join(dist, file.endsWith(".woff2") ? file : `${file}.br`))).size;
  /** The files of these entries, each once. */
  const files = async (names) => {
    const found = new Set();
    const add = async (file) => {
      if (found.has(file)) return;
      found.add(file);
      if (file.endsWith(".js")) for (const next of importedAtOnce(await readFile(join(dist, file), "utf8"))) await add(next);
    };
    for (const name of names) if (manifest[name]) await add(manifest[name]);
    return [...found];
  };
  const sum = async (names) => {
    let bytes = 0;
    for (const file of await files(names)) bytes += await weigh(file);
    return bytes;
  };
  const fonts = ["atkinson-latin.woff2", "fraunces-latin.woff2"];
  const parts = {};
  for (const name of Object.keys(manifest)) parts[name] = await sum([name]);
  const first = ["room.js", "room.css", ...fonts];
  return {
    parts,
    room: ROOM_DOCUMENT_BYTES + (await sum(first)),
    /** And before the first sound: the seal and its worker. */
    sealed: ROOM_DOCUMENT_BYTES + (await sum([...first, "seal.js", "seal.worker.js"])),
    page: PAGE_DOCUMENT_BYTES + (await sum(["enhance.js", "pages.css", ...fonts])),
  };
}

/** `import("…")` is for later and does not match. */
export const importedAtOnce = (script) => [...script.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map((match) => match[1]);

export async function printSizes(dist) {
  const { parts, room, sealed, page } = await sizes(dist);
  for (const [name, bytes] of Object.entries(parts)) console.log(`  ${name.padEnd(16)} ${kilobytes(bytes)}`);
  console.log(`  the room, first load   ${kilobytes(room)} of ${kilobytes(ROOM_LIMIT_BYTES)}`);
  console.log(`  with the seal          ${kilobytes(sealed)} of ${kilobytes(ROOM_LIMIT_BYTES)}`);
  console.log(`  a public page          ${kilobytes(page)} of ${kilobytes(PAGE_LIMIT_BYTES)}`);
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(6)} kB`;
