// The vectors that the native side and the browser share: one meaning for every byte, on both.
import { existsSync, readdirSync } from "node:fs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { SHARED } from "./cast.ts";

test("the shared vectors are here", (it) => {
  const files = existsSync(SHARED) ? readdirSync(SHARED).filter((name) => name.endsWith(".json")) : [];
  if (files.length > 0) return;
  if (process.env["CI"] === "true") assert.fail(`no vectors in ${SHARED}`);
  it.diagnostic(`NOT RUN: no vectors in ${SHARED}`);
  it.skip(`no vectors in ${SHARED}`);
});
