// Who has said to be in this epoch: when to begin sending in it, and when the group has come apart.

import { same, type Bytes } from "../bytes.ts";

/** So long a device waits for the word of all others before it sends with the new key: who has just come in, or was behind before. */
export const PATIENCE_MS = 500;
/**
 * And so long for those who kept up with the epoch before: a slow phone still hears everybody under the old key. Not where a
 * facilitator sent somebody away, who has that key as well.
 */
export const LONGEST_PATIENCE_MS = 2_000;
/** How long a device has waited in this epoch. */
export type Waited = "not" | "short" | "long";

export class Agreement {
  readonly agreed = new Set<number>();
  readonly apart = new Set<number>();
  readonly #others: ReadonlySet<number>;
  /** Of the others, those who kept up with the epoch before. */
  readonly prompt: ReadonlySet<number>;

  constructor(
    readonly epoch: number,
    leaves: readonly number[],
    ownLeaf: number,
    readonly authenticator: Bytes,
    prompt: readonly number[] = [],
  ) {
    this.#others = new Set(leaves.filter((leaf) => leaf !== ownLeaf));
    this.prompt = new Set(prompt.filter((leaf) => this.#others.has(leaf)));
  }

  /** A leaf's word, whose signature is checked. A second word changes nothing for the better. */
  hear(leaf: number, authenticator: Uint8Array): void {
    if (!this.#others.has(leaf)) return;
    if (same(authenticator, this.authenticator)) {
      if (!this.apart.has(leaf)) this.agreed.add(leaf);
    } else {
      this.agreed.delete(leaf);
      this.apart.add(leaf);
    }
  }

  get isWhole(): boolean {
    return this.agreed.size === this.#others.size;
  }

  /** Whether to send with the new key, after waiting so long. */
  mayTurn(waited: Waited): boolean {
    if (this.isWhole || waited === "long") return true;
    return waited === "short" && [...this.prompt].every((leaf) => this.agreed.has(leaf) || this.apart.has(leaf));
  }

  /** More than half of the others are in another group than this device. */
  get isFork(): boolean {
    return this.apart.size * 2 > this.#others.size;
  }
}
