// The room must open on a phone on a bus: its first load stays under 150 kB compressed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { join } from "node:path";
import { ROOM_LIMIT_BYTES, PAGE_LIMIT_BYTES, sizes } from "../build/sizes.mjs";

const dist = join(import.meta.dirname, "../dist");

test("the room's first load stays under 150 kB", async () => {
  const { room } = await sizes(dist);
  assert.ok(room < ROOM_LIMIT_BYTES, `it costs ${room} bytes`);
});

test("and with everything that must be there before the first sealed sound", async () => {
  const { sealed } = await sizes(dist);
  assert.ok(sealed < ROOM_LIMIT_BYTES, `it costs ${sealed} bytes`);
});

test("the worker has a hashed name in the manifest, and the seal knows it", async () => {
  const manifest = JSON.parse(await readFile(join(dist, "manifest.json"), "utf8"));
  assert.match(manifest["seal.worker.js"], /^seal\.worker-[A-Z0-9]{8}\.js$/);
  const seal = await readFile(join(dist, manifest["seal.js"]), "utf8");
  assert.ok(seal.includes(manifest["seal.worker.js"]));
  const worker = await readFile(join(dist, manifest["seal.worker.js"]), "utf8");
  assert.ok(!/\bimport\b/.test(worker), "a worker is one file");
});

test("a public page stays under 60 kB", async () => {
  const { page } = await sizes(dist);
  assert.ok(page < PAGE_LIMIT_BYTES, `it costs ${page} bytes`);
});
