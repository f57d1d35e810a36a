// The room must open on a phone on a bus: its first load stays under 150 kB compressed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { join } from "node:path";
import { ROOM_LIMIT_BYTES, PAGE_LIMIT_BYTES, sizes } from "../build/sizes.mjs";

const dist = join(import.meta.dirname, "../dist");

test("the room's first load stays under 150 kB", async () => {
  const { room } = await sizes(dist);
  assert.ok(room < ROOM_LIMIT_BYTES, `it costs ${room} bytes`);
});

test("a public page stays under 60 kB", async () => {
  const { page } = await sizes(dist);
  assert.ok(page < PAGE_LIMIT_BYTES, `it costs ${page} bytes`);
});
