// The short code two people compare by voice: 6 groups of 5 digits from both device keys, the same on both sides.

import { join, utf8 } from "./bytes.ts";

export async function shortCode(one: Uint8Array, other: Uint8Array): Promise<string[]> {
  const [lower, higher] = isLower(one, other) ? [one, other] : [other, one];
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", join(utf8("openchair code v1\0"), lower, higher)));
  return Array.from({ length: 6 }, (_, group) => {
    const value = digest.subarray(5 * group, 5 * group + 5).reduce((sum, byte) => sum * 256 + byte, 0);
    return (value % 100_000).toString().padStart(5, "0");
  });
}

function isLower(a: Uint8Array, b: Uint8Array): boolean {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return true;
}

export function sameCode(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((group, at) => group === other[at]);
}
