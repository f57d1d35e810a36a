// Asks the house to keep a check-in in the own record of the person at this page. The only words of a circle that leave
// its lock, and only after their person has said yes.

import type { Checkin } from "../content/content.ts";

export const newCheckinId = (): string => `chk_${crypto.randomUUID().replaceAll("-", "")}`;

/** Whether it is kept now. Asking again under the same id keeps it once. */
export async function keep(address: string, id: string, { number, text }: Checkin, ask: typeof fetch): Promise<boolean> {
  const body = new URLSearchParams({ id, number: number === undefined ? "" : String(number), line: text ?? "" });
  try {
    const answer = await ask(address, { method: "POST", body, credentials: "same-origin", redirect: "error", cache: "no-store" });
    return answer.status === 204;
  } catch {
    return false;
  }
}
