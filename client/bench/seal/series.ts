// Many measurements of one thing: the one in the middle, and how far apart the middle half of them lies.

export interface Series {
  median: number;
  /** A quarter of the measurements are lower, and a quarter are higher, than these two. */
  low: number;
  high: number;
  runs: number;
}

export function series(values: readonly number[]): Series {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { median: at(0.5), low: at(0.25), high: at(0.75), runs: sorted.length };
}

/** Collects milliseconds by what they were spent on. */
export class Watch {
  readonly #spent = new Map<string, number[]>();

  async time<T>(what: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const done = await work();
    this.add(what, performance.now() - began);
    return done;
  }

  add(what: string, ms: number): void {
    const spent = this.#spent.get(what);
    if (spent === undefined) this.#spent.set(what, [ms]);
    else spent.push(ms);
  }

  /** The newest of these. */
  last(what: string): number {
    return this.#spent.get(what)?.at(-1) ?? Number.NaN;
  }

  forget(): void {
    this.#spent.clear();
  }

  all(): Record<string, Series> {
    return Object.fromEntries([...this.#spent].map(([what, spent]) => [what, series(spent)]));
  }
}
