// The worker's inside: its ring, its slots and its lines, without any browser API, so that it runs in tests as it is.

import { CAMERA, MICROPHONE, type Slot } from "./kid.ts";
import { ReceiveLine, SendLine } from "./lines.ts";
import type { Counts, FromWorker, Line, ToWorker } from "./messages.ts";
import { Ring, SendSlot } from "./ring.ts";

/** One frame of a browser's encoded stream. */
export interface EncodedFrame {
  data: ArrayBuffer;
}

/** What the browser can be asked for on a line; both where the API has them. */
export interface Asks {
  /** In: asks the sender, through the forwarder, for a key frame. */
  requestKeyFrame?(): Promise<unknown> | void;
  /** Out: makes the encoder begin with one. */
  makeKeyFrame?(): Promise<unknown> | void;
}

/** Requests for key frames are this far apart; the forwarder thins them out as well. */
const ASK_AGAIN_MS = 1_000;

export class FrameWork {
  readonly #ring = new Ring();
  readonly #slots: Record<Slot, SendSlot> = { [MICROPHONE]: new SendSlot(), [CAMERA]: new SendSlot() };
  readonly #lines = new Map<number, { of: Line; line: SendLine | ReceiveLine; told: string }>();
  readonly #encoders = new Set<Asks>();

  constructor(
    readonly nowMs: () => number,
    readonly say: (message: FromWorker) => void,
  ) {}

  hear(message: Exclude<ToWorker, { do: "streams" }>): void {
    switch (message.do) {
      case "keys":
        return this.#ring.begin(message.era, message.receive, this.nowMs());
      case "speak":
        for (const { slot, key } of message.keys) {
          // What the encoder made before there was a key was dropped: whoever listens needs a beginning.
          const first = !this.#slots[slot].hasKey;
          if (this.#slots[slot].use(message.era, key) && first && slot === CAMERA) for (const asks of this.#encoders) ask(asks.makeKeyFrame?.bind(asks));
        }
        return;
      case "silence":
        for (const slot of Object.values(this.#slots)) slot.stop();
        return;
      case "forget":
        for (const slot of Object.values(this.#slots)) slot.forget();
        return this.#ring.clear();
      case "hush":
        return this.#ring.hush(message.member);
      case "count":
        return this.say({ say: "counts", lines: [...this.#lines.values()].filter(({ of }) => of.way === "out").map(countsOf), answers: message.ask });
    }
  }

  /** What becomes of each frame of this line: the frame to go on, or nothing. */
  begin(of: Line, asks: Asks): (frame: EncodedFrame) => EncodedFrame | null {
    if (of.way === "out") {
      const line = new SendLine(of.kind, this.#slots[of.kind === "audio" ? MICROPHONE : CAMERA]);
      this.#lines.set(of.line, { of, line, told: "" });
      if (of.kind === "video") this.#encoders.add(asks);
      return (frame) => put(frame, line.seal(new Uint8Array(frame.data)));
    }
    const line = new ReceiveLine(of.kind, of.member, this.#ring);
    this.#lines.set(of.line, { of, line, told: "" });
    let askedMs = Number.NEGATIVE_INFINITY;
    return (frame) => {
      const plain = line.open(new Uint8Array(frame.data), this.nowMs());
      if (line.needsKeyFrame && this.nowMs() - askedMs >= ASK_AGAIN_MS) {
        askedMs = this.nowMs();
        if (asks.requestKeyFrame === undefined) this.say({ say: "needs_key_frame", member: of.member });
        else ask(asks.requestKeyFrame.bind(asks));
      }
      return put(frame, plain);
    };
  }

  /** What went out on it went out, and is still told. */
  end(line: number): void {
    if (this.#lines.get(line)?.of.way === "in") this.#lines.delete(line);
  }

  /** Once a second. */
  look(): void {
    this.#ring.forgetOld(this.nowMs());
    const changed: Counts[] = [];
    for (const entry of this.#lines.values()) {
      const counts = countsOf(entry);
      const told = JSON.stringify(counts);
      if (told === entry.told) continue;
      entry.told = told;
      changed.push(counts);
    }
    if (changed.length > 0) this.say({ say: "counts", lines: changed, answers: null });
  }
}

function countsOf({ of, line }: { of: Line; line: SendLine | ReceiveLine }): Counts {
  return line instanceof SendLine
    ? { line: of.line, way: "out", member: null, kind: of.kind, passed: line.sealed, silent: line.silent, dropped: { no_key: line.dropped } }
    : { line: of.line, way: "in", member: line.member, kind: of.kind, passed: line.opened, dropped: { ...line.dropped } };
}

function put(frame: EncodedFrame, bytes: Uint8Array<ArrayBuffer> | null): EncodedFrame | null {
  if (bytes === null) return null;
  // A buffer that held more than the frame would send its neighbours along.
  frame.data = bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
  return frame;
}

/** A browser that cannot be asked just now is asked again with the next lost frame. */
function ask(request: (() => Promise<unknown> | void) | undefined): void {
  try {
    void Promise.resolve(request?.()).catch(() => undefined);
  } catch {
    // The same, said at once.
  }
}
