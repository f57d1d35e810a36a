// The key id in every frame: whose leaf, which slot, which epoch.

export type Slot = 0 | 1;
export const MICROPHONE: 0 = 0;
export const CAMERA: 1 = 1;

const LEAVES = 2 ** 20;

export interface Kid {
  leaf: number;
  slot: number;
  /** The epoch modulo 256. */
  epoch: number;
}

export function kidOf(leaf: number, slot: Slot, epoch: number): number {
  if (!Number.isInteger(leaf) || leaf < 0 || leaf >= LEAVES) throw new RangeError("no such leaf");
  return leaf * 1_024 + slot * 256 + (epoch % 256);
}

export function readKid(kid: number): Kid | null {
  const leaf = Math.floor(kid / 1_024);
  return leaf < LEAVES ? { leaf, slot: Math.floor(kid / 256) % 4, epoch: kid % 256 } : null;
}
