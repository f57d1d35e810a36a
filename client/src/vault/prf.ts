// What a passkey makes for one purpose, where browser and key offer it (WebAuthn, extension `prf`): 32 bytes that are the same each
// time, that no other passkey makes, and that never leave this page.

import { utf8, type Bytes } from "../seal/bytes.ts";

/** One salt for each purpose. The browser puts its own prefix before it, so nothing else can ask for the same. */
export const SALTS = { vault: utf8("openchair vault v1") } as const;

type Json = Record<string, unknown>;

/** Options of the house, with the question added. The house neither asks nor hears of it. */
export function asking(publicKey: Json, purpose: keyof typeof SALTS): Json {
  const extensions = (publicKey["extensions"] ?? {}) as Json;
  return { ...publicKey, extensions: { ...extensions, prf: { eval: { first: SALTS[purpose] } } } };
}

/** `null` where the browser or the key has none. */
export function madeBy(results: unknown): Bytes | null {
  const { prf } = (results ?? {}) as { prf?: { results?: { first?: ArrayBuffer | ArrayBufferView } } };
  const first = prf?.results?.first;
  if (first === undefined) return null;
  const bytes = ArrayBuffer.isView(first) ? new Uint8Array(first.buffer.slice(first.byteOffset, first.byteOffset + first.byteLength) as ArrayBuffer) : new Uint8Array(first.slice(0));
  return bytes.length === 32 ? bytes : null;
}
