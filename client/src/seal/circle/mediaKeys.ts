// The media keys of an epoch, from the exporter of MLS. Base secrets are wiped here; what goes on are the
// keys of one epoch, from which neither those of another nor the group's secrets can be found.

import { wipe, Writer } from "../bytes.ts";
import type { MlsGroup } from "../mls/engine.ts";
import { deriveFrameKey, type FrameKey } from "../sframe/derive.ts";
import { CAMERA, kidOf, MICROPHONE, type Slot } from "../sframe/kid.ts";
import type { ReceiveKey } from "../sframe/ring.ts";
import type { Seat } from "./seats.ts";

export const MEDIA_LABEL = "openchair media v1";
const SLOTS: readonly Slot[] = [MICROPHONE, CAMERA];

export interface MediaKeys {
  send: { slot: Slot; key: FrameKey }[];
  receive: Omit<ReceiveKey, "era">[];
}

export const NO_KEYS: MediaKeys = { send: [], receive: [] };

/** The page's own copies; the worker was handed its own. */
export function wipeKeys({ send, receive }: MediaKeys): void {
  for (const { key } of [...send, ...receive]) {
    wipe(key.key);
    wipe(key.salt);
  }
}

export async function mediaKeys(group: MlsGroup, seats: readonly Seat[]): Promise<MediaKeys> {
  const keys: MediaKeys = { send: [], receive: [] };
  for (const { leaf, member } of seats) {
    for (const slot of SLOTS) {
      const own = leaf === group.ownLeaf;
      const base = await group.exporter(MEDIA_LABEL, new Writer().u32(leaf).u8(slot).done(), 32);
      const key = await deriveFrameKey(base, kidOf(leaf, slot, group.epoch));
      wipe(base);
      if (own) keys.send.push({ slot, key });
      else keys.receive.push({ member, slot, key });
    }
  }
  return keys;
}
