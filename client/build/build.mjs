// Builds the scripts, styles and fonts that the server embeds: client/dist, with hashed names,
// manifest.json ("room.js" -> "room-ABC.js") and a Brotli twin beside every text file.
import { build } from "esbuild";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { printSizes } from "./sizes.mjs";

const client = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const styles = join(client, "../crates/web/styles");
const dist = join(client, "dist");

// An entry that is not written yet is simply not built.
const there = (...files) => files.filter((file) => existsSync(file));
const pages = there(
  join(client, "src/entry/enhance.ts"),
  join(client, "src/entry/notes.ts"),
  join(client, "src/entry/passkey.ts"),
  join(client, "src/entry/prepare.ts"),
  join(styles, "pages.css"),
  join(styles, "room/room.css"),
);
/** Built together: what both need stands in a chunk of its own, and what is loaded later is loaded later. */
const room = there(join(client, "src/entry/room.tsx"), join(client, "src/entry/seal.ts"));
/** A worker is one file: it begins in a world where nothing is loaded yet. */
const worker = there(join(client, "src/seal/seal.worker.ts"));

/** Shared settings, also used by the gallery. */
export const settings = {
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".woff2": "file", ".svg": "file" },
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
};

/** Words as text, without the notes for translators. */
export const words = {
  name: "words",
  setup(it) {
    it.onLoad({ filter: /\.ftl$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const lines = text.split("\n").filter((line) => !line.startsWith("#") && line.trim() !== "");
      return { contents: lines.join("\n"), loader: "text" };
    });
  },
};

export async function buildAll() {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const shared = {
    ...settings,
    plugins: [words],
    outdir: dist,
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    metafile: true,
    write: true,
    logLevel: "warning",
  };
  const workers = await build({ ...shared, entryPoints: worker });
  const [workerFile] = Object.keys(workers.metafile.outputs);
  // The policy of our pages allows workers of this host alone; the name is known here and written into the script.
  const define = { ...settings.define, SEAL_WORKER: JSON.stringify(`./${basename(workerFile)}`) };
  const results = [workers, await build({ ...shared, entryPoints: pages }), await build({ ...shared, entryPoints: room, splitting: true, define })];
  const named = new Set([...worker, ...pages, ...room].map((file) => basename(file)));
  const manifest = {};
  for (const [path, output] of results.flatMap((result) => Object.entries(result.metafile.outputs))) {
    const name = basename(path);
    if ([".js", ".css", ".svg"].includes(extname(name))) await compress(join(dist, name));
    // What is loaded later is named by the script that loads it, and by nobody else.
    if (extname(name) === ".js" && !named.has(basename(output.entryPoint ?? ""))) continue;
    const source = output.entryPoint ?? Object.keys(output.inputs)[0] ?? name;
    manifest[output.entryPoint ? basename(source).replace(/\.tsx?$/, ".js") : basename(source)] = name;
  }
  const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(join(dist, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);
  return sorted;
}

async function compress(file) {
  const bytes = await readFile(file);
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  await writeFile(`${file}.br`, brotliCompressSync(bytes, options));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildAll();
  console.log(`built ${relative(process.cwd(), dist) || "."}`);
  await printSizes(dist);
}
