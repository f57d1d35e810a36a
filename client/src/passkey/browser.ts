// Between the JSON of the house and what `navigator.credentials` takes and gives: bytes there, base64url here. What a passkey makes
// for a purpose of ours (prf.ts) stays on this side.

import { asking, madeBy, SALTS } from "../vault/prf.ts";
import type { Bytes } from "../seal/bytes.ts";

type Json = Record<string, unknown>;

export const supported = (): boolean =>
  typeof PublicKeyCredential === "function" && typeof navigator.credentials?.create === "function" && isSecureContext;

/** Asks the device to make a passkey, and to be ready to make secrets with it: some keys can only if they are asked now. */
export async function create(options: Json): Promise<Json> {
  const asked = object(options["publicKey"]);
  const user = object(asked["user"]);
  const publicKey = {
    ...asking(asked, "vault"),
    challenge: bytes(asked["challenge"]),
    user: { ...user, id: bytes(user["id"]) },
    excludeCredentials: named(asked["excludeCredentials"]),
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = await navigator.credentials.create({ publicKey });
  const response = (made as PublicKeyCredential).response as AuthenticatorAttestationResponse;
  return {
    ...head(made as PublicKeyCredential),
    response: {
      attestationObject: text(response.attestationObject),
      clientDataJSON: text(response.clientDataJSON),
    },
  };
}

/** Asks the device to answer with a passkey it has. */
export async function get(options: Json): Promise<Json> {
  const asked = object(options["publicKey"]);
  const publicKey = {
    ...asked,
    challenge: bytes(asked["challenge"]),
    allowCredentials: named(asked["allowCredentials"]),
  } as unknown as PublicKeyCredentialRequestOptions;
  const found = await navigator.credentials.get({ publicKey });
  const response = (found as PublicKeyCredential).response as AuthenticatorAssertionResponse;
  return {
    ...head(found as PublicKeyCredential),
    response: {
      authenticatorData: text(response.authenticatorData),
      clientDataJSON: text(response.clientDataJSON),
      signature: text(response.signature),
      userHandle: response.userHandle === null ? null : text(response.userHandle),
    },
  };
}

/**
 * Asks one of these passkeys, by the ids a browser knows them by, for what it makes for this purpose. The house is not asked and
 * hears nothing; so the challenge is chance, and the signature is thrown away. `made` is null where the key makes nothing.
 */
export async function secretOf(credentials: readonly string[], purpose: keyof typeof SALTS): Promise<{ credential: string; made: Bytes | null }> {
  const publicKey = {
    ...asking({}, purpose),
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    userVerification: "required",
    allowCredentials: credentials.map((id) => ({ type: "public-key", id: bytes(id) })),
  } as unknown as PublicKeyCredentialRequestOptions;
  const found = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  return { credential: text(found.rawId), made: madeBy(found.getClientExtensionResults()) };
}

function head(credential: PublicKeyCredential): Json {
  // Of what the browser says besides, the house asks for this alone. `credential.toJSON()` would carry along what a passkey made for us.
  const { credProps } = credential.getClientExtensionResults();
  const clientExtensionResults = credProps === undefined ? {} : { credProps };
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults };
}

export function bytes(base64url: unknown): ArrayBuffer {
  const base64 = String(base64url ?? "").replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
}

export function text(buffer: ArrayBuffer): string {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function named(list: unknown): Json[] {
  return (Array.isArray(list) ? list : []).map((one) => ({ ...object(one), id: bytes(object(one)["id"]) }));
}

const object = (value: unknown): Json => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {});
