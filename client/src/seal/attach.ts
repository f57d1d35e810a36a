// Hangs the worker of frames between a peer connection and the network. Where a browser offers no way to do so there is
// no sound and no picture at all: nothing ever goes out as it is.

import type { Output } from "./circle/view.ts";
import type { Counts, FromWorker, Line, ToWorker } from "./sframe/messages.ts";

/** `script`: RTCRtpScriptTransform. `streams`: createEncodedStreams. `none`: this browser cannot take part. */
export type Transforms = "script" | "streams" | "none";

/** What is asked of the browser to find out. */
export interface Offers {
  RTCRtpScriptTransform?: unknown;
  RTCRtpSender?: { prototype: object };
  RTCRtpReceiver?: { prototype: object };
  Worker?: unknown;
}

export function transforms(offers: Offers = globalThis as Offers): Transforms {
  if (typeof offers.Worker !== "function") return "none";
  if (typeof offers.RTCRtpScriptTransform === "function") return "script";
  const both = [offers.RTCRtpSender, offers.RTCRtpReceiver].every((side) => side !== undefined && "createEncodedStreams" in side.prototype);
  return both ? "streams" : "none";
}

/** The flag of the older API only with the older API: with both, Chrome 141 answers InvalidStateError. */
export function peerOptions(by: Transforms): RTCConfiguration {
  return by === "streams" ? ({ encodedInsertableStreams: true } as RTCConfiguration) : {};
}

export interface SealingEvents {
  /** For measurements. */
  onCounts?(lines: readonly Counts[]): void;
  /** The forwarder has to ask this member for a key frame, because the browser cannot. */
  onNeedsKeyFrame(member: string): void;
  /**
   * The worker is gone, and its counters with it: nothing is sent until the circle has a new leaf (`renew`). Not `again`:
   * none will stand ready any more, and the person has to know it.
   */
  onBroken(again: boolean): void;
}

type Side = (RTCRtpSender | RTCRtpReceiver) & {
  createEncodedStreams?(): { readable: ReadableStream; writable: WritableStream };
};

/** What a worker is for this file; tests bring their own. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

/** After this many, another worker breaks as well. */
const MOST_WORKERS = 3;

/** One worker for the life of the page, over all its connections. */
export class Sealing {
  #worker: WorkerLike | null = null;
  #started = 0;
  #lines = 0;
  /** The first line that hangs on the worker there is now. */
  #first = 0;
  /** A worker that was started again takes no key that its forerunner may have counted with. */
  #burnt = false;
  /** Who waits for counts, by the number they asked with. */
  readonly #asking = new Map<number, (lines: readonly Counts[] | null) => void>();
  #asks = 0;

  constructor(
    readonly by: Exclude<Transforms, "none">,
    readonly start: () => WorkerLike,
    readonly events: SealingEvents,
  ) {
    this.#begin();
  }

  #begin(): void {
    const worker = this.start();
    this.#worker = worker;
    this.#started += 1;
    this.#first = this.#lines;
    worker.onmessage = ({ data }) => (data.say === "counts" ? this.#count(data.lines, data.answers) : this.events.onNeedsKeyFrame(data.member));
    worker.onerror = () => {
      if (this.#worker !== worker) return;
      this.close();
      this.#burnt = true;
      const again = this.#started < MOST_WORKERS;
      if (again) this.#begin();
      this.events.onBroken(again);
    };
  }

  /** The circle's outputs that are for the worker; the others are none of its business. */
  take(output: Output): void {
    // The first thing of a new leaf is its keys; whatever was for the old one is over.
    if (output.do === "keys") this.#burnt = false;
    if (this.#burnt) return;
    if (output.do === "keys" || output.do === "speak" || output.do === "silence" || output.do === "forget" || output.do === "hush") this.#worker?.postMessage(output);
  }

  /**
   * In the same task in which the sender came to be, with nothing awaited in between: Chromium 156 takes a transform that is
   * hung later, says nothing, and sends every frame past it in the clear for as long as the sender lives.
   */
  out(sender: RTCRtpSender, kind: "audio" | "video"): number {
    const line = this.#lines++;
    this.#hang(sender, { line, kind, way: "out" });
    return line;
  }

  /**
   * How many frames of each of these lines out the worker has seen by now, sealed or dropped; silence, which no
   * packet carries, is none. Whatever was sent before this was asked is among them, however slow the device. `null`: the
   * worker broke meanwhile, or is not the one that these lines hang on.
   */
  async seen(lines: readonly number[]): Promise<number[] | null> {
    const counts = await new Promise<readonly Counts[] | null>((tell) => {
      if (this.#worker === null || lines.some((line) => line < this.#first)) return tell(null);
      this.#asking.set(++this.#asks, tell);
      this.#worker.postMessage({ do: "count", ask: this.#asks });
    });
    const of = (line: number) => counts?.find((one) => one.line === line && one.way === "out");
    return counts && lines.map((line) => (of(line)?.passed ?? 0) + (of(line)?.dropped.no_key ?? 0));
  }

  #count(lines: readonly Counts[], answers: number | null): void {
    if (answers === null) return this.events.onCounts?.(lines);
    this.#asking.get(answers)?.(lines);
    this.#asking.delete(answers);
  }

  in(receiver: RTCRtpReceiver, kind: "audio" | "video", member: string): void {
    this.#hang(receiver, { line: this.#lines++, kind, way: "in", member });
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const tell of this.#asking.values()) tell(null);
    this.#asking.clear();
  }

  #hang(side: Side, of: Line): void {
    if (this.#worker === null) throw new Error("no worker is there to seal");
    if (this.by === "script") {
      const Transform = (globalThis as unknown as { RTCRtpScriptTransform: new (worker: WorkerLike, options: Line) => RTCRtpScriptTransform }).RTCRtpScriptTransform;
      side.transform = new Transform(this.#worker, of);
      return;
    }
    const streams = side.createEncodedStreams?.();
    if (streams === undefined) throw new Error("this browser promised encoded streams and has none");
    const { readable, writable } = streams;
    this.#worker.postMessage({ do: "streams", of, readable, writable }, [readable, writable]);
  }
}
