// People of a circle for the benchmark: pages with a whole circle machine in them, and leaves that are only there.

import { Circle } from "../../src/seal/circle/circle.ts";
import type { Input } from "../../src/seal/circle/input.ts";
import { freshLeaf } from "../../src/seal/circle/seats.ts";
import type { Output } from "../../src/seal/circle/view.ts";
import { Keep, MemoryShelf } from "../../src/seal/keep.ts";
import type { Authenticate, Fresh, MlsGroup } from "../../src/seal/mls/engine.ts";
import { TsMlsEngine } from "../../src/seal/mls/tsMlsEngine.ts";
import type { Said } from "../../src/seal/wire.ts";
import type { Watch } from "./series.ts";

export const GROUP = "grp_tuesday";
export const SESSION = "ses_first";

type SaidOf<About extends Said["about"]> = Extract<Said, { about: About }>;

/** One loaded page. Its clock's timers never ring: nobody here waits for a word that does not come. */
export class Page {
  readonly circle: Circle;
  readonly #said: Said[] = [];
  /** The group of the circle it is in, or founded. */
  group: MlsGroup | null = null;
  /** How often it was given keys to listen with. */
  listens = 0;

  constructor(
    readonly member: string,
    readonly keep: Keep,
    mls: Watch,
    leads = false,
  ) {
    this.circle = new Circle({
      config: { group: GROUP, session: SESSION, member, leads },
      keep,
      engine: (authenticate) => new WatchedEngine(authenticate, mls, (group) => (this.group = group)),
      clock: { nowMs: () => Date.now(), after: () => () => undefined },
      out: (output) => this.#take(output),
    });
  }

  hear(input: Input): Promise<void> {
    return this.circle.hear(input);
  }

  /** The newest it said about this; asking for what was not said is a mistake of the benchmark. */
  said<About extends Said["about"]>(about: About): SaidOf<About> {
    const found = this.#said.findLast((one): one is SaidOf<About> => one.about === about);
    if (found === undefined) throw new Error(`${this.member} said nothing about ${about}`);
    return found;
  }

  #take(output: Output): void {
    if (output.do === "send") this.#said.push(output.said);
    else if (output.do === "keys") this.listens += 1;
    else if (output.do === "show" && output.view.trouble !== null) throw new Error(`${this.member} stopped: ${JSON.stringify(output.view.trouble)}`);
  }
}

/** Somebody who only holds a leaf: a device and the key package it made. */
export async function leafOf(member: string): Promise<{ member: string; device: Keep["device"]; keyPackage: Fresh["bytes"] }> {
  const { device } = await Keep.open(GROUP, new MemoryShelf());
  const whisper = crypto.getRandomValues(new Uint8Array(32));
  const fresh = await freshLeaf(new TsMlsEngine(async () => true), device, { session: SESSION, member }, whisper, Date.now());
  return { member, device, keyPackage: fresh.bytes };
}

/** Tells apart what the library needs and what our own rules around it need. */
class WatchedEngine extends TsMlsEngine {
  constructor(
    authenticate: Authenticate,
    readonly watch: Watch,
    readonly seen: (group: MlsGroup) => void,
  ) {
    super(authenticate);
  }

  override async found(fresh: Fresh, circle: Uint8Array): Promise<MlsGroup> {
    return this.#watched(await super.found(fresh, circle));
  }

  override async join(welcome: Uint8Array, fresh: readonly Fresh[]): Promise<{ group: MlsGroup; spent: Fresh }> {
    const { group, spent } = await this.watch.time("join", () => super.join(welcome, fresh));
    return { group: this.#watched(group), spent };
  }

  #watched(group: MlsGroup): MlsGroup {
    const { watch } = this;
    const [commit, take] = [group.commit.bind(group), group.take.bind(group)];
    group.commit = (...given) => watch.time("commit", () => commit(...given));
    group.take = (bytes) => watch.time("take", () => take(bytes));
    this.seen(group);
    return group;
  }
}
