// Who has said to be in this epoch: when to begin sending in it, and when the group has come apart.

import { same, type Bytes } from "../bytes.ts";

/** Nobody waits longer for the others' word before sending with the new key. */
export const PATIENCE_MS = 500;

export class Agreement {
  readonly agreed = new Set<number>();
  readonly apart = new Set<number>();
  readonly #others: ReadonlySet<number>;

  constructor(
    readonly epoch: number,
    leaves: readonly number[],
    ownLeaf: number,
    readonly authenticator: Bytes,
  ) {
    this.#others = new Set(leaves.filter((leaf) => leaf !== ownLeaf));
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

  /** More than half of the others are in another group than this device. */
  get isFork(): boolean {
    return this.apart.size * 2 > this.#others.size;
  }
}
