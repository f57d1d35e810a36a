// One frame after another through our lines, as the worker does it, and through a bare AES-GCM of WebCrypto, the usual way.

import { deriveFrameKey, type FrameKey } from "../../src/seal/sframe/derive.ts";
import type { FrameKind } from "../../src/seal/sframe/frame.ts";
import { CAMERA, kidOf, MICROPHONE, type Slot } from "../../src/seal/sframe/kid.ts";
import { ReceiveLine, SendLine } from "../../src/seal/sframe/lines.ts";
import { Ring, SendSlot } from "../../src/seal/sframe/ring.ts";

export type Way = "seal" | "open";
export type Whose = "ours" | "bare";

const MEMBER = "mem_anna";
const LEAF = 3;
const AAD = new Uint8Array(6);

/** Frames made ready, so that only sealing or opening them is left to be measured. */
export class Frames {
  private constructor(
    readonly kind: FrameKind,
    readonly slot: Slot,
    readonly key: FrameKey,
    readonly plain: Uint8Array<ArrayBuffer>,
    readonly sealed: readonly Uint8Array[],
    readonly bare: CryptoKey,
    readonly bareSealed: ArrayBuffer,
  ) {}

  static async make(kind: FrameKind, bytes: number, count: number): Promise<Frames> {
    const slot = kind === "audio" ? MICROPHONE : CAMERA;
    const key = await deriveFrameKey(new Uint8Array(32).fill(9), kidOf(LEAF, slot, 1));
    const plain = new Uint8Array(bytes).fill(0x5a);
    // A VP8 frame that builds on another one; key frames are rare.
    plain[0] = 0x11;
    const out = line(kind, key);
    const sealed: Uint8Array[] = [];
    for (let at = 0; at < count; at += 1) sealed.push(must(out.seal(plain)));
    const bare = await crypto.subtle.importKey("raw", new Uint8Array(16).fill(9), "AES-GCM", false, ["encrypt", "decrypt"]);
    const bareSealed = await crypto.subtle.encrypt(algorithm(0), bare, plain);
    return new Frames(kind, slot, key, plain, sealed, bare, bareSealed);
  }

  /** Microseconds of a frame, from being given to being done. */
  async run(way: Way, whose: Whose): Promise<number> {
    const count = this.sealed.length;
    const began = performance.now();
    if (whose === "ours") {
      const each = this.#ours(way);
      for (let at = 0; at < count; at += 1) each(at);
    } else {
      const each = this.#bare(way);
      for (let at = 0; at < count; at += 1) await each(at);
    }
    return ((performance.now() - began) * 1_000) / count;
  }

  #ours(way: Way): (at: number) => unknown {
    if (way === "seal") {
      const out = line(this.kind, this.key);
      return () => must(out.seal(this.plain));
    }
    const ring = new Ring();
    ring.begin(1, [{ member: MEMBER, slot: this.slot, key: this.key }], 0);
    const into = new ReceiveLine(this.kind, MEMBER, ring);
    return (at) => must(into.open(this.sealed[at] ?? this.plain, 0));
  }

  #bare(way: Way): (at: number) => Promise<unknown> {
    const { subtle } = crypto;
    if (way === "seal") return (at) => subtle.encrypt(algorithm(at), this.bare, this.plain);
    return () => subtle.decrypt(algorithm(0), this.bare, this.bareSealed);
  }
}

function line(kind: FrameKind, key: FrameKey): SendLine {
  const slot = new SendSlot();
  slot.use(1, key);
  return new SendLine(kind, slot);
}

function algorithm(counter: number): AesGcmParams {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setUint32(8, counter);
  return { name: "AES-GCM", iv, additionalData: AAD, tagLength: 128 };
}

function must<T>(frame: T | null): T {
  if (frame === null) throw new Error("a frame was dropped");
  return frame;
}
