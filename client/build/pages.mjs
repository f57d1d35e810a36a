// Bundles test/seal/pages.ts and runs it: pages of the browser's half, driven by a test of the native side.
import { build } from "esbuild";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const client = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const outfile = join(client, `node_modules/.cache/openchair-pages/pages-${process.pid}.mjs`);
await build({ entryPoints: [join(client, "test/seal/pages.ts")], outfile, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "warning" });
await import(pathToFileURL(outfile).href);
