// Who is in the circle: the leaves of the MLS group, with the identity each of them proved. The roster on screen is
// drawn from these, never from what the server says.

import { Malformed, type Bytes } from "../bytes.ts";
import type { Chain } from "../chain.ts";
import type { Signer } from "../ed25519.ts";
import type { Authenticate, Fresh, MlsEngine, MlsGroup } from "../mls/engine.ts";
import { isIdentityOf, readIdentity, sign } from "../statements.ts";

export interface Seat {
  leaf: number;
  member: string;
  device: Bytes;
  whisper: Bytes;
  signatureKey: Bytes;
  /** Its device stands in the chain for this member. */
  facilitator: boolean;
}

/** Our authentication service: the identity is signed by its device for this leaf key, and is of this session. */
export function authenticatorFor(session: string): Authenticate {
  return async (identity, signatureKey) => {
    try {
      const read = readIdentity(identity);
      return read.says.session === session && (await isIdentityOf(read, signatureKey));
    } catch (trouble) {
      if (trouble instanceof Malformed) return false;
      throw trouble;
    }
  };
}

/** Identities in a group were authenticated when their leaves came in. */
export function seatsOf(group: MlsGroup, chain: Chain): Seat[] {
  return group.leaves().map(({ leaf, identity, signatureKey }) => {
    const { member, device, whisper } = readIdentity(identity).says;
    return { leaf, member, device, whisper, signatureKey, facilitator: chain.speaksFor(device, member) };
  });
}

/** A key package whose identity this device signs. */
export function freshLeaf(engine: MlsEngine, device: Signer, who: { session: string; member: string }, whisper: Bytes, nowMs: number): Promise<Fresh> {
  const { session, member } = who;
  return engine.fresh((leafKey) => sign({ kind: "identity", session, member, device: device.publicKey, whisper }, device, leafKey), nowMs);
}
