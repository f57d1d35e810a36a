// How long to wait before the next try: 250 ms, doubled up to 5 s, and shaken so that a whole circle whose
// line dropped at once does not come back at once. Pure; chance arrives as an argument.

const FIRST_MS = 250;
const LONGEST_MS = 5_000;

/** `chance` is from 0 to 1. The wait lies between half and the whole of the step. */
export function backoffMs(tries: number, chance: number): number {
  const step = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries, 10));
  return step / 2 + (step / 2) * chance;
}
