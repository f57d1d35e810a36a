// Lets axe look at a page, by all of its rules for WCAG 2.2 A and AA and its own best practices.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails with every fault and where it is. Works under a strict policy, as the script comes through the debugger. */
export async function axeFindsNothing(page) {
  await page.evaluate(settled);
  await page.evaluate(`typeof axe === "undefined" && (() => { ${AXE} })(); void 0`);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  if (violations.length === 0) return;
  const faults = violations.map(({ id, help, nodes }) => {
    const where = nodes.slice(0, 4).map((node) => `${node.target.join(" ")}: ${node.any[0]?.message ?? node.all[0]?.message ?? node.html.slice(0, 120)}`);
    return `${id}: ${help}\n    ${where.join("\n    ")}`;
  });
  throw new Error(`axe found ${violations.length}:\n  ${faults.join("\n  ")}`);
}

/** Runs inside the page: colours that are still on their way to another theme have no contrast worth measuring. */
async function settled() {
  const ends = (motion) => motion.effect?.getComputedTiming().iterations !== Infinity;
  // Two frames, so that what has just been changed has begun to move.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await Promise.all(document.getAnimations().filter(ends).map((motion) => motion.finished.catch(() => {})));
}
