// The seal as the room loads it, beside its first picture: the circle, the MLS engine, and the worker of frames. The room
// asks `transforms()` first (seal/attach.ts, which is small); where that says none, nothing of this is loaded.

import type { Opened, OpenWays } from "../room/keyring.ts";
import { Sealing, type Transforms } from "../seal/attach.ts";
import { Circle } from "../seal/circle/circle.ts";
import type { CircleConfig, Clock } from "../seal/circle/input.ts";
import { Keep } from "../seal/keep.ts";
import { TsMlsEngine } from "../seal/mls/tsMlsEngine.ts";
import { IndexedDbShelf } from "../seal/shelf.ts";

/** The worker's file beside this one; the build puts its hashed name here. */
declare const SEAL_WORKER: string;

/** `ways.out` hears everything the circle puts out; what is for the worker has gone there already. */
export async function openSealed(by: Exclude<Transforms, "none">, config: CircleConfig, ways: OpenWays): Promise<Opened> {
  const keep = await Keep.open(config.group, new IndexedDbShelf());
  const sealing = new Sealing(by, startWorker, {
    onNeedsKeyFrame: ways.onNeedsKeyFrame,
    onBroken: (again) => void (again ? circle.hear({ hear: "renew" }).then(ways.onRenewed) : circle.hear({ hear: "broken" })),
  });
  const circle: Circle = new Circle({
    config,
    keep,
    engine: (authenticate) => new TsMlsEngine(authenticate),
    clock: clockOf(ways.nowMs),
    out: (output) => {
      sealing.take(output);
      ways.out(output);
    },
  });
  return { circle, sealing, device: keep.state };
}

/** The page's policy takes no plain text for a script's address; this is the only one it is ever given. */
const WORKER_ADDRESS = ((): string => {
  const address = new URL(SEAL_WORKER, import.meta.url).href;
  const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("openchair-seal", { createScriptURL: () => address });
  return policy?.createScriptURL("") ?? address;
})();

function startWorker(): Worker {
  return new Worker(WORKER_ADDRESS, { type: "module" });
}

interface TrustedTypes {
  /** What a policy makes is taken where a text is asked for. */
  createPolicy(name: string, rules: { createScriptURL(text: string): string }): { createScriptURL(text: string): string };
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
