// Which chain of facilitators' devices this device follows: the one that begins with the device it has pinned, and that
// only ever grows.

import { Malformed, same } from "../bytes.ts";
import { Chain } from "../chain.ts";
import { shortCode } from "../code.ts";
import type { Keep } from "../keep.ts";
import type { Trouble } from "./view.ts";

/** Pins the founder at first sight. */
export async function followChain(links: readonly Uint8Array[], before: Chain | null, group: string, keep: Keep): Promise<{ chain: Chain | null } | Trouble> {
  let chain: Chain | null;
  try {
    chain = await Chain.read(links, group);
  } catch (trouble) {
    if (!(trouble instanceof Malformed)) throw trouble;
    return { why: "broken_chain" };
  }
  const ours = keep.device.publicKey;
  // This device began the chain itself, after the old one was forgotten: nobody else is believed by that.
  const isOurs = chain !== null && same(chain.founder, ours);
  if (chain !== null && !isOurs && keep.pin !== null && !same(keep.pin, chain.founder)) {
    return { why: "other_founder", pinned: await shortCode(ours, keep.pin), told: await shortCode(ours, chain.founder) };
  }
  if (before !== null && (chain === null || !chain.continues(before))) return { why: "broken_chain" };
  if (chain !== null && (keep.pin === null || !same(keep.pin, chain.founder))) await keep.setPin(chain.founder);
  return { chain };
}
