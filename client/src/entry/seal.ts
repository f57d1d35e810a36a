// The seal as the room loads it, beside its first picture: the circle, the MLS engine, and the worker of frames. The room
// asks `transforms()` first (seal/attach.ts, which is small); where that says none, nothing of this is loaded.

import { Sealing, type SealingEvents, type Transforms } from "../seal/attach.ts";
import { Circle } from "../seal/circle/circle.ts";
import type { CircleConfig, Clock } from "../seal/circle/input.ts";
import type { Output } from "../seal/circle/view.ts";
import { Keep } from "../seal/keep.ts";
import { TsMlsEngine } from "../seal/mls/tsMlsEngine.ts";
import { IndexedDbShelf } from "../seal/shelf.ts";

export { fromText, toText } from "../seal/bytes.ts";
export { readTold, writeSaid } from "../seal/wire.ts";

/** The worker's file beside this one; the build puts its hashed name here. */
declare const SEAL_WORKER: string;

export interface Sealed {
  circle: Circle;
  sealing: Sealing;
  /** New here, kept from before, or of this page alone: the room says so in plain words where it matters. */
  device: Keep["state"];
}

/** `out` hears everything the circle puts out; what is for the worker has gone there already. */
export async function openSealed(
  by: Exclude<Transforms, "none">,
  config: CircleConfig,
  serverNowMs: () => number,
  out: (output: Output) => void,
  events: Omit<SealingEvents, "onBroken"> & {
    /** After the worker broke: a new one stands ready for a new connection, and new keys are on their way. */
    onRenewed(): void;
  },
): Promise<Sealed> {
  const keep = await Keep.open(config.group, new IndexedDbShelf());
  const sealing = new Sealing(by, startWorker, { ...events, onBroken: () => void circle.hear({ hear: "renew" }).then(events.onRenewed) });
  const circle: Circle = new Circle({
    config,
    keep,
    engine: (authenticate) => new TsMlsEngine(authenticate),
    clock: clockOf(serverNowMs),
    out: (output) => {
      sealing.take(output);
      out(output);
    },
  });
  return { circle, sealing, device: keep.state };
}

function startWorker(): Worker {
  return new Worker(new URL(SEAL_WORKER, import.meta.url), { type: "module" });
}

function clockOf(nowMs: () => number): Clock {
  return {
    nowMs,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  };
}
