// Builds what `cargo xtask bench seal` runs: the benchmark for Node, the same for a page, the room's own worker, and one that does nothing.
import { build } from "esbuild";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readFile } from "node:fs/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { buildAll, settings } from "./build.mjs";
import { importedAtOnce, ROOM_LIMIT_BYTES, sizes } from "./sizes.mjs";

const client = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(client, "dist");

/** Into `folder`: seal.mjs for Node; page.js and the workers for a browser. */
export async function buildBench(folder) {
  const shared = { ...settings, logLevel: "warning" };
  const from = (name) => join(client, name);
  await Promise.all([
    build({ ...shared, entryPoints: [from("bench/seal/seal.ts")], outfile: join(folder, "seal.mjs"), platform: "node", target: "node20" }),
    build({ ...shared, entryPoints: [from("bench/seal/page.ts")], outfile: join(folder, "page.js") }),
    build({ ...shared, entryPoints: [from("src/seal/seal.worker.ts")], outfile: join(folder, "seal.worker.js") }),
    build({ ...shared, entryPoints: [from("bench/seal/passing.worker.ts")], outfile: join(folder, "passing.worker.js") }),
  ]);
}

const LIBRARIES = ["ts-mls", "@hpke"];

/**
 * Bytes of a fresh build. A library's share of the compressed bytes is what it adds: with it, less without it; of the
 * minified bytes it is what esbuild counted.
 */
export async function sealWeight() {
  const manifest = await buildAll();
  const { sealed } = await sizes(dist);
  const files = {};
  for (const name of ["seal.js", "seal.worker.js"]) files[name] = weigh(await whole(manifest[name]));
  const without = async (external) => {
    const { metafile, outputFiles } = await build({
      ...settings,
      entryPoints: [join(client, "src/entry/seal.ts")],
      define: { ...settings.define, SEAL_WORKER: '""' },
      splitting: true,
      outdir: dist,
      write: false,
      metafile: true,
      external,
      logLevel: "warning",
    });
    const atOnce = outputFiles.find((file) => file.path.endsWith("/seal.js"));
    return { brotli: weigh(atOnce.contents).brotli, output: Object.values(metafile.outputs).find((output) => output.entryPoint) };
  };
  const all = await without([]);
  const libraries = {};
  for (const name of LIBRARIES) {
    const parts = Object.entries(all.output.inputs).filter(([path]) => path.includes(`node_modules/${name}/`));
    const minified = parts.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    libraries[name] = { minified, brotli: all.brotli - (await without([`${name}/*`])).brotli };
  }
  return { files, sealed, limit: ROOM_LIMIT_BYTES, libraries };
}

/** A script with what it imports at once. */
async function whole(file) {
  const bytes = await readFile(join(dist, file));
  const others = await Promise.all(importedAtOnce(bytes.toString()).map(whole));
  return Buffer.concat([bytes, ...others]);
}

function weigh(bytes) {
  return { minified: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
}
