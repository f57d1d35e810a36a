// What people do in which order: the same in every run of a seed.
import { chance, pick } from "../../library/chance.mjs";

/** Committed, so that an evening that once went wrong can be had again: `--seed N` takes another. */
export const SEEDS = [20, 26];
const ACTS = 4;

/**
 * `[{ does, who }]`: `reloads` and `steps_out` (and comes again) for people with a page, `drops` (and is back before the
 * others miss them) and `is_lost` (for so long that the keys turn) for bots. Every seed has a reload of the only facilitator.
 */
export function plan(seed, { pages, bots, lead }) {
  const next = chance(seed);
  const all = [
    ...pages.map((who) => ({ does: "reloads", who })),
    ...pages.filter((who) => who !== lead).map((who) => ({ does: "steps_out", who })),
    ...bots.map((who) => ({ does: "drops", who })),
  ];
  const acts = Array.from({ length: ACTS }, () => pick(next, all));
  acts.splice(Math.floor(next() * (acts.length + 1)), 0, { does: "reloads", who: lead });
  acts.splice(Math.floor(next() * (acts.length + 1)), 0, { does: "is_lost", who: pick(next, bots) });
  return acts;
}
