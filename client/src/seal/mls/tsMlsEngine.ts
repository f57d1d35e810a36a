// The MLS engine on ts-mls. The library is not audited; the server's validator and the bots run another one (OpenMLS),
// and both must agree on every handshake. What ts-mls leaves open is checked here: see also tsMlsGroup.ts.

import { createGroup, joinGroup, makePskIndex } from "ts-mls/clientState.js";
import type { ClientConfig } from "ts-mls/clientConfig.js";
import { generateKeyPackageWithKey, makeKeyPackageRef, verifyKeyPackage, type KeyPackage, type PrivateKeyPackage } from "ts-mls/keyPackage.js";
import { defaultKeyPackageEqualityConfig } from "ts-mls/keyPackageEqualityConfig.js";
import { verifyLeafNodeSignatureKeyPackage } from "ts-mls/leafNode.js";
import { encodeMlsMessage } from "ts-mls/message.js";
import { own, same, type Bytes } from "../bytes.ts";
import { Refused, type Authenticate, type Fresh, type LeafKeys, type MlsEngine, type MlsGroup } from "./engine.ts";
import { suite, SUITE_NAME } from "./suite.ts";
import { checkTree, decodeWhole, TsMlsGroup } from "./tsMlsGroup.ts";

/** Clocks may be an hour off on both sides; a key package is for tonight. */
const BEFORE_S = 2 * 60 * 60;
const AFTER_S = 24 * 60 * 60;

/** What the library is told. `authenticate` is ours: the library's own accepts everybody. */
export function configure(authenticate: Authenticate): ClientConfig {
  return {
    keyRetentionConfig: { retainKeysForGenerations: 16, retainKeysForEpochs: 4, maximumForwardRatchetSteps: 200 },
    // The server and `readKeyPackage` look at lifetimes, with slack. The library would compare them with this clock alone.
    lifetimeConfig: { maximumTotalLifetime: BigInt(BEFORE_S + AFTER_S), validateLifetimeOnReceive: false },
    keyPackageEqualityConfig: defaultKeyPackageEqualityConfig,
    paddingConfig: { kind: "padUntilLength", padUntilLength: 256 },
    authService: {
      validateCredential: async (credential, signatureKey) =>
        credential.credentialType === "basic" && (await authenticate(own(credential.identity), own(signatureKey))),
    },
  };
}

/** Exported for the published vectors, which bring their own key packages. */
export class TsMlsFresh implements Fresh {
  constructor(
    readonly bytes: Bytes,
    readonly keyPackage: KeyPackage,
    readonly secrets: PrivateKeyPackage,
  ) {}
}

export class TsMlsEngine implements MlsEngine {
  readonly #config: ClientConfig;

  constructor(authenticate: Authenticate) {
    this.#config = configure(authenticate);
  }

  async fresh(identity: (signatureKey: Bytes) => Promise<Bytes>, nowMs: number): Promise<Fresh> {
    const cs = await suite();
    const keys = await cs.signature.keygen();
    const credential = { credentialType: "basic" as const, identity: await identity(own(keys.publicKey)) };
    const nowS = Math.floor(nowMs / 1_000);
    const lifetime = { notBefore: BigInt(nowS - BEFORE_S), notAfter: BigInt(nowS + AFTER_S) };
    const made = await generateKeyPackageWithKey(credential, CAPABILITIES, lifetime, [], keys, cs);
    const bytes = own(encodeMlsMessage({ version: "mls10", wireformat: "mls_key_package", keyPackage: made.publicPackage }));
    return new TsMlsFresh(bytes, made.publicPackage, made.privatePackage);
  }

  async found(fresh: Fresh, circle: Uint8Array): Promise<MlsGroup> {
    const { keyPackage, secrets } = ours(fresh);
    return new TsMlsGroup(await createGroup(own(circle), keyPackage, secrets, [], await suite(), this.#config), await suite());
  }

  async join(bytes: Uint8Array, fresh: readonly Fresh[]): Promise<{ group: MlsGroup; spent: Fresh }> {
    const message = decodeWhole(bytes);
    if (message.wireformat !== "mls_welcome") throw new Refused("malformed");
    // Authenticated only inside; outside it says how to read it, and there is one way.
    if (message.welcome.cipherSuite !== SUITE_NAME) throw new Refused("malformed");
    const cs = await suite();
    for (const one of fresh) {
      const { keyPackage, secrets } = ours(one);
      const ref = await makeKeyPackageRef(keyPackage, cs.hash);
      if (!message.welcome.secrets.some((secret) => same(secret.newMember, ref))) continue;
      try {
        const state = await joinGroup(message.welcome, keyPackage, secrets, makePskIndex(undefined, {}), cs, undefined, undefined, this.#config);
        if (state.groupContext.extensions.length > 0) throw new Refused("extensions");
        checkTree(state.ratchetTree);
        return { group: new TsMlsGroup(state, cs), spent: one };
      } catch (trouble) {
        throw trouble instanceof Refused ? trouble : new Refused("not_verified", trouble);
      }
    }
    throw new Refused("not_for_us");
  }

  async readKeyPackage(bytes: Uint8Array, nowMs: number): Promise<LeafKeys> {
    const message = decodeWhole(bytes);
    if (message.wireformat !== "mls_key_package") throw new Refused("malformed");
    const { keyPackage } = message;
    const { leafNode } = keyPackage;
    const cs = await suite();
    if (keyPackage.cipherSuite !== SUITE_NAME || leafNode.credential.credentialType !== "basic") throw new Refused("malformed");
    if (keyPackage.extensions.length > 0 || leafNode.extensions.length > 0) throw new Refused("extensions");
    if (same(keyPackage.initKey, leafNode.hpkePublicKey)) throw new Refused("same_key_twice");
    const nowS = BigInt(Math.floor(nowMs / 1_000));
    const slackS = BigInt(BEFORE_S);
    const { notBefore, notAfter } = leafNode.lifetime;
    if (nowS + slackS < notBefore || nowS - slackS > notAfter) throw new Refused("lifetime");
    const identity = own(leafNode.credential.identity);
    const holds =
      (await verifyKeyPackage(keyPackage, cs.signature)) &&
      (await verifyLeafNodeSignatureKeyPackage(leafNode, cs.signature)) &&
      (await this.#config.authService.validateCredential(leafNode.credential, leafNode.signaturePublicKey));
    if (!holds) throw new Refused("not_verified");
    return { identity, signatureKey: own(leafNode.signaturePublicKey) };
  }
}

const CAPABILITIES = {
  versions: ["mls10" as const],
  ciphersuites: [SUITE_NAME] as (typeof SUITE_NAME)[],
  extensions: [],
  proposals: [],
  credentials: ["basic" as const],
};

function ours(fresh: Fresh): TsMlsFresh {
  if (!(fresh instanceof TsMlsFresh)) throw new TypeError("a key package of another engine");
  return fresh;
}
