// Compiles test/**/*.test.ts and runs them with Node's own test runner; then checks the sizes of a fresh build.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildAll, words } from "./build.mjs";

const client = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(client, "node_modules/.cache/openchair-tests");
const files = (await readdir(join(client, "test"), { recursive: true })).filter((name) => /\.test\.tsx?$/.test(name));

await rm(out, { recursive: true, force: true });
await build({
  entryPoints: files.map((name) => join(client, "test", name)),
  outdir: out,
  outbase: join(client, "test"),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  jsx: "automatic",
  jsxImportSource: "preact",
  sourcemap: "inline",
  plugins: [words],
  logLevel: "warning",
});
await buildAll();

const compiled = files.map((name) => join(out, name.replace(/\.tsx?$/, ".mjs")));
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...compiled, join(client, "test/sizes.test.mjs")], {
  stdio: "inherit",
});
process.exit(status ?? 1);
