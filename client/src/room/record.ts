// Asks the house to keep a check-in in the own record of the person at this page. The only words of a circle that leave
// its lock, and only after their person has said yes.

import type { Checkin } from "../content/content.ts";

export const newCheckinId = (): string => `chk_${crypto.randomUUID().replaceAll("-", "")}`;

/** `failed`: another try may help. `cannot`: the house refuses it, and will again. */
export type Kept = "kept" | "failed" | "cannot";

/** Refusals that pass: it took too long, or there were too many at once. */
const PASSES: ReadonlySet<number> = new Set([408, 429]);

/** Asking again under the same id keeps it once. */
export async function keep(address: string, id: string, { number, text }: Checkin, ask: typeof fetch): Promise<Kept> {
  const body = new URLSearchParams({ id, number: number === undefined ? "" : String(number), line: text ?? "" });
  try {
    const { status } = await ask(address, { method: "POST", body, credentials: "same-origin", redirect: "error", cache: "no-store" });
    if (status === 204) return "kept";
    return status >= 400 && status < 500 && !PASSES.has(status) ? "cannot" : "failed";
  } catch {
    return "failed";
  }
}
