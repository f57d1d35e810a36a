// Ed25519 keys that sign statements, and the check of a signature. In WebCrypto where it has the curve; else in a
// library that is loaded only then.

import { hex, own, type Bytes } from "./bytes.ts";

/** Something that signs and names its public key. How the private half is kept is its own affair. */
export interface Signer {
  readonly publicKey: Bytes;
  sign(message: Uint8Array): Promise<Bytes>;
}

/** A key as a browser can keep it: as WebCrypto's own object, or as a seed where there is no such object. */
export type KeptKey = { publicKey: Bytes; privateKey: CryptoKey } | { publicKey: Bytes; seed: Bytes };

type Curve = "Ed25519" | "X25519";

/** PKCS #8 around the 32 bytes of a private key (RFC 8410, 7). For the caller to overwrite after use. */
function pkcs8(curve: Curve, secret: Uint8Array): Bytes {
  const oid = curve === "Ed25519" ? 0x70 : 0x6e;
  return Uint8Array.of(0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, oid, 0x04, 0x22, 0x04, 0x20, ...secret);
}

let native: Promise<boolean> | undefined;

/** Whether WebCrypto speaks Ed25519 and X25519 here (Chrome 137, Firefox 130, Safari 17). */
export function hasNativeCurves(subtle: SubtleCrypto = crypto.subtle): Promise<boolean> {
  native ??= Promise.all([
    subtle.generateKey("Ed25519", false, ["sign", "verify"]),
    subtle.generateKey("X25519", false, ["deriveBits"]),
  ]).then(
    () => true,
    () => false,
  );
  return native;
}

/**
 * Whether WebCrypto tells the public half of a private key that was carried in as bytes: it does so in a JWK alone.
 * Firefox 140 ESR answers OperationError, for either curve, unless it made the key itself.
 */
export async function tellsPublicHalf(curve: Curve): Promise<boolean> {
  return (await hasNativeCurves()) && (await publicHalf(curve, new Uint8Array(32).fill(7))) !== null;
}

async function publicHalf(curve: Curve, secret: Uint8Array): Promise<Bytes | null> {
  const wrapped = pkcs8(curve, secret);
  try {
    const key = await crypto.subtle.importKey("pkcs8", wrapped, curve, true, [curve === "Ed25519" ? "sign" : "deriveBits"]);
    const { x } = await crypto.subtle.exportKey("jwk", key);
    return x === undefined ? null : Uint8Array.from(atob(x.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
  } catch {
    return null;
  } finally {
    wrapped.fill(0);
  }
}

const library = () => import("@noble/curves/ed25519.js");

/** A fresh key whose private half cannot leave the browser, where the browser can promise that. */
export async function freshKey(): Promise<KeptKey> {
  if (await hasNativeCurves()) {
    const pair = (await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"])) as CryptoKeyPair;
    return { publicKey: own(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey))), privateKey: pair.privateKey };
  }
  const { ed25519 } = await library();
  const seed = crypto.getRandomValues(new Uint8Array(32));
  return { publicKey: own(ed25519.getPublicKey(seed)), seed };
}

export function signer(kept: KeptKey): Signer {
  return "privateKey" in kept
    ? { publicKey: kept.publicKey, sign: async (message) => new Uint8Array(await crypto.subtle.sign("Ed25519", kept.privateKey, own(message))) }
    : { publicKey: kept.publicKey, sign: (message) => signWithSeed(kept.seed, message) };
}

export async function signWithSeed(seed: Uint8Array, message: Uint8Array): Promise<Bytes> {
  if (seed.length !== 32) throw new RangeError("an Ed25519 seed has 32 bytes");
  if (await hasNativeCurves()) {
    const wrapped = pkcs8("Ed25519", seed);
    const key = await crypto.subtle.importKey("pkcs8", wrapped, "Ed25519", false, ["sign"]);
    wrapped.fill(0);
    return new Uint8Array(await crypto.subtle.sign("Ed25519", key, own(message)));
  }
  return own((await library()).ed25519.sign(message, seed));
}

/** A key in the clear, for MLS, which passes it around as bytes. */
export async function freshSeed(): Promise<{ seed: Bytes; publicKey: Bytes }> {
  const seed = crypto.getRandomValues(new Uint8Array(32));
  return { seed, publicKey: await publicKeyOf(seed) };
}

export async function publicKeyOf(seed: Uint8Array): Promise<Bytes> {
  const told = (await hasNativeCurves()) ? await publicHalf("Ed25519", seed) : null;
  return told ?? own((await library()).ed25519.getPublicKey(seed));
}

/**
 * Keys of small order, under which one signature fits many messages. Libraries differ in whether they take them
 * (RFC 8032, 5.1.7 leaves room); we refuse them before asking, so that every device judges a commit alike.
 * Each is a y that comes with either sign: 1, -1, 0, then 0 and 1 written with p added, then the two of order eight.
 */
export const SMALL_ORDER_Y: readonly string[] = [
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0000000000000000000000000000000000000000000000000000000000000000",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
];

export function isOfSmallOrder(publicKey: Uint8Array): boolean {
  const unsigned = new Uint8Array(publicKey);
  unsigned[31] = (unsigned[31] ?? 0) & 0x7f;
  return SMALL_ORDER_Y.includes(hex(unsigned));
}

/** Whether `signature` is of `publicKey` over `message`. Never throws: what cannot be checked is not signed. */
export async function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  if (isOfSmallOrder(publicKey)) return false;
  try {
    if (!(await hasNativeCurves())) return (await library()).ed25519.verify(signature, message, publicKey, { zip215: false });
    const key = await crypto.subtle.importKey("raw", own(publicKey), "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, own(signature), own(message));
  } catch {
    return false;
  }
}
