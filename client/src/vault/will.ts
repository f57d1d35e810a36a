// A professional will: the key of a vault, locked to a colleague's key. An ephemeral P-256 key agrees with theirs, HKDF-SHA-256 makes
// the key, AES-256-GCM locks: the steps of HPKE's base mode (RFC 9180), with both points and both vaults bound (docs/adr/0015).

import { fromText, join, Malformed, same, toText, type Bytes } from "../seal/bytes.ts";
import { chance, Closed, context, keyOf, lock, open, type Chance } from "./lock.ts";
import { inner, type Opened } from "./keys.ts";

const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;
const POINT_BYTES = 65;

/** Who leaves what to whom. */
export interface Between {
  author: string;
  generation: number;
  heir: string;
}

/** `heirKey` is the point that both have compared by voice. */
export async function lockWill(opened: Opened, heir: string, heirKey: string, by: Chance = chance): Promise<string> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
  const between = { author: opened.vault, generation: opened.generation, heir };
  const key = await agreed(privateKey, await pointOf(heirKey), ephemeral, fromText(heirKey), between);
  const locked = await lock(key, aboutWill(between), opened.secret, by);
  return toText(join(ephemeral, fromText(locked)));
}

/** The author's key, for reading. Only the colleague's own half opens it. */
export async function openWill(pair: { privateKey: CryptoKey; publicKey: string }, between: Between, locked: string): Promise<Opened> {
  let whole: Bytes;
  try {
    whole = fromText(locked);
  } catch (error) {
    if (error instanceof Malformed) throw new Closed("it is not the text of a will");
    throw error;
  }
  if (whole.length <= POINT_BYTES || toText(whole) !== locked) throw new Closed("it is no will");
  const ephemeral = whole.slice(0, POINT_BYTES);
  let point: CryptoKey;
  try {
    point = await pointOf(toText(ephemeral));
  } catch {
    throw new Closed("its key is no point of the curve");
  }
  const key = await agreed(pair.privateKey, point, ephemeral, fromText(pair.publicKey), between);
  const secret = await open(key, aboutWill(between), toText(whole.slice(POINT_BYTES)));
  return { vault: between.author, generation: between.generation, secret };
}

/** Which key of the colleague the will was locked to, for the author's own page: the server could name another later. */
export async function lockPin(opened: Opened, heir: string, heirKey: string, by: Chance = chance): Promise<string> {
  return lock(await inner(opened, "pin"), context("pin", opened.vault, heir), fromText(heirKey), by);
}

export async function isPinned(opened: Opened, heir: string, heirKey: string, pin: string): Promise<boolean> {
  try {
    return same(await open(await inner(opened, "pin"), context("pin", opened.vault, heir), pin), fromText(heirKey));
  } catch {
    return false;
  }
}

/** Six groups of five digits, the same on both sides, to be compared by voice: about 100 bits, too many to find another key for. */
export async function spokenCode(heir: string, heirKey: string): Promise<string[]> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", join(context("vault code", heir), fromText(heirKey))));
  return Array.from({ length: 6 }, (_, group) => {
    const value = digest.subarray(5 * group, 5 * group + 5).reduce((sum, byte) => sum * 256 + byte, 0);
    return (value % 100_000).toString().padStart(5, "0");
  });
}

async function agreed(ours: CryptoKey, theirs: CryptoKey, ephemeral: Bytes, heirKey: Bytes, between: Between): Promise<CryptoKey> {
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours, 256));
  return keyOf(shared, "will key", join(aboutWill(between), ephemeral, heirKey));
}

const aboutWill = (between: Between): Bytes => context("will", between.author, between.generation, between.heir);

/** Refuses what is no point of the curve. */
function pointOf(point: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", fromText(point), CURVE, false, []);
}
