// A whisper: for one device, by HPKE to the whisper key in its leaf, signed by the sender's leaf. See docs/e2ee.md.

import { join, own, utf8, Writer, type Bytes } from "./bytes.ts";
import { verify } from "./ed25519.ts";
import { suite } from "./mls/suite.ts";

const LABEL = utf8("openchair whisper v1\0");
const ENC_BYTES = 32;
const SIGNATURE_BYTES = 64;

export interface WhisperKey {
  publicKey: Bytes;
  privateKey: CryptoKey & { type: "private" };
}

/** Of one page load; gone with it. */
export async function freshWhisperKey(): Promise<WhisperKey> {
  const { hpke } = await suite();
  const { publicKey, privateKey } = await hpke.generateKeyPair();
  return { publicKey: own(await hpke.exportPublicKey(publicKey)), privateKey };
}

export interface Way {
  circle: Uint8Array;
  from: number;
  to: number;
}

export async function whisper(content: Uint8Array, way: Way, to: Uint8Array, sign: (message: Uint8Array) => Promise<Bytes>): Promise<Bytes> {
  const { hpke } = await suite();
  const plain = join(content, await sign(covered(content, way)));
  const { enc, ct } = await hpke.seal(await hpke.importPublicKey(own(to)), plain, join(LABEL, way.circle), leaves(way));
  return join(enc, ct);
}

/** `null` when it is not for us, not from that leaf, or was changed on the way. */
export async function openWhisper(body: Uint8Array, way: Way, ours: WhisperKey, senderKey: Uint8Array): Promise<Bytes | null> {
  if (body.length < ENC_BYTES + SIGNATURE_BYTES) return null;
  const { hpke } = await suite();
  let plain: Uint8Array;
  try {
    plain = await hpke.open(ours.privateKey, own(body.subarray(0, ENC_BYTES)), own(body.subarray(ENC_BYTES)), join(LABEL, way.circle), leaves(way));
  } catch {
    return null;
  }
  if (plain.length < SIGNATURE_BYTES) return null;
  const content = own(plain.subarray(0, plain.length - SIGNATURE_BYTES));
  return (await verify(senderKey, covered(content, way), plain.subarray(plain.length - SIGNATURE_BYTES))) ? content : null;
}

const leaves = ({ from, to }: Way): Bytes => new Writer().u32(from).u32(to).done();
const covered = (content: Uint8Array, way: Way): Bytes => join(LABEL, way.circle, leaves(way), content);
