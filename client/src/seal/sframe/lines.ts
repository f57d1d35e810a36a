// What happens to each frame of a line: sealed or dropped on the way out; opened or dropped, and why, on the way in.
// A line is one track of one connection. The worker calls these; they know nothing of streams.

import type { Bytes } from "../bytes.ts";
import { isKeyFrame, openFrame, sealFrame, takeApart, type FrameKind } from "./frame.ts";
import { readKid, CAMERA, MICROPHONE } from "./kid.ts";
import type { Ring, SendSlot } from "./ring.ts";

export type Dropped = "no_key" | "malformed" | "other_member" | "other_slot" | "hushed" | "replayed" | "bad_tag";

/** Out: `null` means that nothing is sent. */
export class SendLine {
  sealed = 0;
  dropped = 0;
  /** Frames of no bytes: neither sealed nor lost. */
  silent = 0;

  constructor(
    readonly kind: FrameKind,
    readonly slot: SendSlot,
  ) {}

  seal(frame: Uint8Array): Bytes | null {
    // Chromium's silence (Opus, DTX) comes as frames of no bytes, which it never sends. Sealed they would be bytes, and go out.
    if (frame.length === 0) {
      this.silent += 1;
      return null;
    }
    const next = this.slot.next();
    if (next === null) {
      this.dropped += 1;
      return null;
    }
    try {
      const sealed = sealFrame(this.kind, next.key, next.counter, frame);
      this.sealed += 1;
      return sealed;
    } catch {
      // Whatever went wrong, the frame does not go out as it is.
      this.dropped += 1;
      return null;
    }
  }
}

export class ReceiveLine {
  opened = 0;
  readonly dropped: Partial<Record<Dropped, number>> = {};
  /** A picture was lost: until a key frame comes, the decoder has nothing to build on. */
  #needsKeyFrame = false;

  constructor(
    readonly kind: FrameKind,
    /** Whose tile this is. Frames of others are dropped. */
    readonly member: string,
    readonly ring: Ring,
  ) {}

  get needsKeyFrame(): boolean {
    return this.#needsKeyFrame;
  }

  open(frame: Uint8Array, nowMs: number): Bytes | null {
    const result = this.#tryToOpen(frame, nowMs);
    if (typeof result === "string") {
      this.dropped[result] = (this.dropped[result] ?? 0) + 1;
      // What came twice was not missing.
      if (this.kind === "video" && result !== "replayed") this.#needsKeyFrame = true;
      return null;
    }
    this.opened += 1;
    if (isKeyFrame(result)) this.#needsKeyFrame = false;
    return result;
  }

  #tryToOpen(frame: Uint8Array, nowMs: number): Bytes | Dropped {
    try {
      return this.#open(frame, nowMs);
    } catch {
      // Whatever goes wrong with one frame, the line goes on with the next.
      return "malformed";
    }
  }

  #open(frame: Uint8Array, nowMs: number): Bytes | Dropped {
    const parts = takeApart(this.kind, frame);
    const kid = readKid(parts.kid);
    if (kid === null) return "malformed";
    if (kid.slot !== (this.kind === "audio" ? MICROPHONE : CAMERA)) return "other_slot";
    const held = this.ring.find(parts.kid, nowMs);
    if (held.length === 0) return "no_key";
    const theirs = held.filter((key) => key.member === this.member);
    if (theirs.length === 0) return "other_member";
    if (this.ring.isHushed(this.member)) return "hushed";
    let why: Dropped = "bad_tag";
    for (const key of theirs) {
      if (!key.window.isNew(parts.counter)) {
        why = "replayed";
        continue;
      }
      const plain = openFrame(key.key, parts);
      if (plain !== null) return key.window.take(parts.counter) ? plain : "replayed";
    }
    return why;
  }
}
