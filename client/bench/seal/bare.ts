// What the same browser needs for the bare curves: the peers that handshakes are compared with.

import type { Watch } from "./series.ts";

/** A handshake signs about this much. */
const MESSAGE = new Uint8Array(256);

export class Bare {
  private constructor(
    readonly signing: CryptoKeyPair,
    readonly agreeing: CryptoKeyPair,
    readonly theirs: CryptoKeyPair,
  ) {}

  static async open(): Promise<Bare> {
    const signing = (await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"])) as CryptoKeyPair;
    const x25519 = async () => (await crypto.subtle.generateKey("X25519", false, ["deriveBits"])) as CryptoKeyPair;
    return new Bare(signing, await x25519(), await x25519());
  }

  async measure(watch: Watch): Promise<void> {
    const { signing, agreeing, theirs } = this;
    const sign = () => crypto.subtle.sign("Ed25519", signing.privateKey, MESSAGE);
    const signature = await sign();
    await average(watch, "sign", sign);
    await average(watch, "verify", () => crypto.subtle.verify("Ed25519", signing.publicKey, signature, MESSAGE));
    await average(watch, "agree", () => crypto.subtle.deriveBits({ name: "X25519", public: theirs.publicKey }, agreeing.privateKey, 256));
  }
}

/** One of these is quicker than a browser's clock can tell. */
const IN_A_ROW = 20;

async function average(watch: Watch, what: string, work: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  for (let one = 0; one < IN_A_ROW; one += 1) await work();
  watch.add(what, (performance.now() - began) / IN_A_ROW);
}
