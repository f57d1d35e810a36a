// Between the JSON of the house and what `navigator.credentials` takes and gives: bytes there, base64url here.

type Json = Record<string, unknown>;

export const supported = (): boolean =>
  typeof PublicKeyCredential === "function" && typeof navigator.credentials?.create === "function" && isSecureContext;

/** Asks the device to make a passkey. */
export async function create(options: Json): Promise<Json> {
  const asked = object(options["publicKey"]);
  const user = object(asked["user"]);
  const publicKey = {
    ...asked,
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

function head(credential: PublicKeyCredential): Json {
  // Of what the browser says besides, the house asks for this alone.
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
