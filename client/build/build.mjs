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
const entries = [
  join(client, "src/entry/room.tsx"),
  join(client, "src/entry/enhance.ts"),
  join(client, "src/entry/prepare.ts"),
  join(styles, "pages.css"),
  join(styles, "room/room.css"),
].filter((file) => existsSync(file));

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
  const result = await build({
    ...settings,
    plugins: [words],
    entryPoints: entries,
    outdir: dist,
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    metafile: true,
    write: true,
    logLevel: "warning",
  });
  const manifest = {};
  for (const [path, output] of Object.entries(result.metafile.outputs)) {
    const name = basename(path);
    const source = output.entryPoint ?? Object.keys(output.inputs)[0] ?? name;
    const plain = output.entryPoint ? basename(source).replace(/\.tsx?$/, ".js") : basename(source);
    manifest[plain] = name;
    if ([".js", ".css", ".svg"].includes(extname(name))) await compress(join(dist, name));
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
