// Turns the work the server asks for into a commit that every device will take: what breaks a rule is left out.

import { Malformed, type Bytes } from "../bytes.ts";
import { Refused, type MlsEngine } from "../mls/engine.ts";
import { judge, type Bench, type Change } from "../rules.ts";
import { readIdentity, readReason, type Identity } from "../statements.ts";
import type { Add } from "../wire.ts";

export interface Plan {
  keyPackages: Bytes[];
  removes: number[];
  reasons: Bytes[];
}

/** `null` when nothing of the work can be done by this device. */
export async function plan(work: { adds: readonly Add[]; reasons: readonly Bytes[] }, by: number, bench: Bench, engine: MlsEngine): Promise<Plan | null> {
  const made: Plan = { keyPackages: [], removes: [], reasons: [] };
  const adds: Identity[] = [];
  const allows = async (more: Omit<Change, "by">) => {
    const whole = { by, adds: [...adds, ...more.adds], removes: [...made.removes, ...more.removes], reasons: [...made.reasons, ...more.reasons] };
    return (await judge(whole, bench)).right;
  };
  for (const reason of work.reasons) {
    const leaf = leafOf(reason, bench);
    if (leaf === null || made.removes.includes(leaf)) continue;
    if (!(await allows({ adds: [], removes: [leaf], reasons: [reason] }))) continue;
    made.removes.push(leaf);
    made.reasons.push(reason);
  }
  for (const { member, keyPackage, token } of work.adds) {
    const identity = await identityIn(keyPackage, bench, engine);
    if (identity === null || identity.member !== member) continue;
    const seat = bench.seated.find((one) => one.member === member);
    const removes = seat === undefined || made.removes.includes(seat.leaf) ? [] : [seat.leaf];
    const reasons = token.length > 0 ? [token] : [];
    if (!(await allows({ adds: [identity], removes, reasons }))) continue;
    adds.push(identity);
    made.keyPackages.push(keyPackage);
    made.removes.push(...removes);
    made.reasons.push(...reasons);
  }
  return made.keyPackages.length + made.removes.length > 0 ? made : null;
}

async function identityIn(keyPackage: Bytes, bench: Bench, engine: MlsEngine): Promise<Identity | null> {
  try {
    return readIdentity((await engine.readKeyPackage(keyPackage, bench.nowMs)).identity).says;
  } catch (trouble) {
    if (trouble instanceof Refused || trouble instanceof Malformed) return null;
    throw trouble;
  }
}

/** Whose removal this is a reason for, or null. */
function leafOf(reason: Bytes, bench: Bench): number | null {
  try {
    const { says } = readReason(reason);
    if (says.kind === "token") return null;
    return bench.seated.find((seat) => seat.member === says.member && (says.kind === "order" || seat.leaf === says.leaf))?.leaf ?? null;
  } catch (trouble) {
    if (trouble instanceof Malformed) return null;
    throw trouble;
  }
}
