// Lets axe look at a page, by all of its rules for WCAG 2.2 A and AA and its own best practices.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** After this long without a frame a page is taken for one that is not being drawn. */
const DRAWN_WITHIN_MS = 5_000;

/** Fails with every fault and where it is. Works under a strict policy, as the script comes through the debugger. */
export async function axeFindsNothing(page) {
  await settle(page);
  await page.evaluate(`typeof axe === "undefined" && (() => { ${AXE} })(); void 0`);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  if (violations.length === 0) return;
  const faults = violations.map(({ id, help, nodes }) => {
    const where = nodes.slice(0, 4).map((node) => `${node.target.join(" ")}: ${node.any[0]?.message ?? node.all[0]?.message ?? node.html.slice(0, 120)}`);
    return `${id}: ${help}\n    ${where.join("\n    ")}`;
  });
  throw new Error(`axe found ${violations.length}:\n  ${faults.join("\n  ")}`);
}

/**
 * Waits until what has just been changed has stopped moving: colours that are still on their way to another theme have no contrast
 * worth measuring. A browser without a screen may stop drawing a page that it thinks nobody sees; a picture makes it draw.
 */
async function settle(page) {
  while (!(await page.evaluate(settled, DRAWN_WITHIN_MS))) await page.screenshot();
}

/** Runs inside the page: false where no frame was drawn, or something still moves, after this time. */
async function settled(within) {
  const late = new Promise((resolve) => setTimeout(resolve, within, false));
  const ends = (motion) => motion.effect?.getComputedTiming().iterations !== Infinity;
  const still = async () => {
    // Two frames, so that what has just been changed has begun to move.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await Promise.all(document.getAnimations().filter(ends).map((motion) => motion.finished.catch(() => {})));
    return true;
  };
  return Promise.race([still(), late]);
}
