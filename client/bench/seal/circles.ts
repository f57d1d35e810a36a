// Circles of several sizes: what it costs one device to add somebody, to follow that, to come in, and to come back.
//
// Only the founder has ever committed in these circles, so that nobody shares a key of the tree with anybody yet and a
// commit is encrypted to each leaf by itself: the dearest tree there is.

import { EMPTY, type Bytes } from "../../src/seal/bytes.ts";
import { Keep, MemoryShelf } from "../../src/seal/keep.ts";
import type { Told } from "../../src/seal/wire.ts";
import { Bare } from "./bare.ts";
import { GROUP, leafOf, Page } from "./seats.ts";
import { Watch, type Series } from "./series.ts";

export interface CircleFigures {
  members: number;
  /** Milliseconds; named in `#comesIn` and `#follow`. */
  circle: Record<string, Series>;
  /** Of those, what the MLS library needed. */
  mls: Record<string, Series>;
  /** Bytes on the wire. */
  bytes: { keyPackage: number; addCommit: number; rejoinCommit: number; welcome: number };
  bare: Record<string, Series>;
}

export async function circleOf(members: number, rounds: number): Promise<CircleFigures> {
  const peers = new Watch();
  const bare = await Bare.open();
  const evening = await Evening.gather(members);
  let bytes: CircleFigures["bytes"] | null = null;
  for (let round = 0; round <= rounds; round += 1) {
    bytes = await evening.round();
    await bare.measure(peers);
    // The first round warms up what is compiled and cached.
    if (round === 0) for (const one of [evening.watch, evening.mls, peers]) one.forget();
  }
  if (bytes === null) throw new RangeError("no rounds");
  return { members, circle: evening.watch.all(), mls: evening.mls.all(), bytes, bare: peers.all() };
}

/** Mara founded the circle, Anna follows, the others hold leaves; Ben comes, reloads and leaves in every round. */
class Evening {
  readonly watch = new Watch();
  /** The library's share, by what it was asked for. */
  readonly mls = new Watch();
  #chain: Bytes[] = [];

  private constructor(
    readonly mara: Page,
    readonly anna: Page,
    readonly ben: Keep,
    readonly library: Watch,
  ) {}

  static async gather(members: number): Promise<Evening> {
    const open = () => Keep.open(GROUP, new MemoryShelf());
    const library = new Watch();
    const mara = new Page("mem_mara", await open(), library, true);
    const anna = new Page("mem_anna", await open(), library);
    const evening = new Evening(mara, anna, await open(), library);
    await mara.hear({ hear: "line" });
    await evening.#tell(mara, { about: "state", chain: [], circle: EMPTY, epoch: 0, serverKey: SERVER_KEY, mayFound: true });
    evening.#chain = [mara.said("found").link];
    await evening.#tellState(mara);
    await anna.hear({ hear: "line" });
    await evening.#tellState(anna);
    // Mara, Anna and Ben are three of them.
    const leaves = await Promise.all(Array.from({ length: members - 3 }, (_, at) => leafOf(`mem_other${at}`)));
    const annas = { member: anna.member, device: anna.keep.device, keyPackage: anna.said("here").keyPackage };
    const adds = [];
    for (const { member, device, keyPackage } of [annas, ...leaves]) adds.push({ member, keyPackage, token: await evening.#admit(member, device.publicKey) });
    await evening.#tell(mara, { about: "work", epoch: evening.#epoch, adds, reasons: [] });
    const { epoch, commit, welcome } = mara.said("commit");
    await evening.#tell(mara, { about: "commit", epoch, commit });
    await evening.#tell(anna, { about: "welcome", epoch: epoch + 1, welcome });
    await evening.#maraAgrees(anna);
    return evening;
  }

  async round(): Promise<CircleFigures["bytes"]> {
    const token = await this.#admit("mem_ben", this.ben.device.publicKey);
    const came = await this.#comesIn("", token);
    const back = await this.#comesIn("rejoin: ", token);
    const leave = await back.page.circle.leave();
    await this.#tell(this.mara, { about: "work", epoch: this.#epoch, adds: [], reasons: [leave] });
    await this.#follow();
    return { keyPackage: came.keyPackage.length, addCommit: came.commit.length, rejoinCommit: back.commit.length, welcome: came.welcome.length };
  }

  /** Ben's page is loaded and comes in; a page that is loaded anew takes the place of the one before in the same commit. */
  async #comesIn(prefix: string, token: Bytes): Promise<{ page: Page; keyPackage: Bytes; commit: Bytes; welcome: Bytes }> {
    const { watch, mara } = this;
    const page = new Page("mem_ben", this.ben, this.library);
    await watch.time(`${prefix}present`, () => page.hear({ hear: "line" }));
    await this.#tellState(page);
    const { keyPackage } = page.said("here");
    const adds = [{ member: page.member, keyPackage, token }];
    await watch.time(`${prefix}add`, () => this.#tell(mara, { about: "work", epoch: this.#epoch, adds, reasons: [] }));
    this.mls.add(`${prefix}add`, this.library.last("commit"));
    const { commit, welcome } = await this.#follow(prefix);
    await watch.time(`${prefix}join`, () => this.#tell(page, { about: "welcome", epoch: this.#epoch, welcome }));
    this.mls.add(`${prefix}join`, this.library.last("join"));
    await watch.time(`${prefix}confirm`, () => this.#maraAgrees(page));
    if (page.listens === 0) throw new Error("who came in was given no keys");
    // What one person waits for, without the way there and back.
    const parts = ["present", "add", "join", "confirm"].map((part) => watch.last(prefix + part));
    watch.add(`${prefix}whole`, parts.reduce((sum, part) => sum + part, 0));
    return { page, keyPackage, commit, welcome };
  }

  /** Mara's newest commit counts: she and Anna go on to the next epoch. */
  async #follow(prefix?: string): Promise<{ commit: Bytes; welcome: Bytes }> {
    const { epoch, commit, welcome } = this.mara.said("commit");
    const told = { about: "commit" as const, epoch, commit };
    if (prefix === undefined) await this.#tell(this.anna, told);
    else {
      await this.watch.time(`${prefix}process`, () => this.#tell(this.anna, told));
      this.mls.add(`${prefix}process`, this.library.last("take"));
    }
    await this.#tell(this.mara, told);
    if (this.anna.group?.epoch !== this.#epoch) throw new Error("one of them did not follow");
    await this.#maraAgrees(this.anna);
    return { commit, welcome };
  }

  /** Mara's hand lets somebody in. */
  async #admit(member: string, device: Bytes): Promise<Bytes> {
    await this.#tell(this.mara, { about: "desk", waiting: [{ member, device, token: EMPTY }], unlocked: [], unvouched: [] });
    return this.mara.circle.token(member, { member, device, standing: "unknown" });
  }

  #maraAgrees(to: Page): Promise<void> {
    return this.#tell(to, { about: "agreed", member: this.mara.member, statement: this.mara.said("agreed").statement });
  }

  #tellState(to: Page): Promise<void> {
    return this.#tell(to, { about: "state", chain: this.#chain, circle: this.#group.circle, epoch: this.#epoch, serverKey: SERVER_KEY, mayFound: false });
  }

  #tell(to: Page, told: Told): Promise<void> {
    return to.hear({ hear: "told", told });
  }

  get #group() {
    if (this.mara.group === null) throw new Error("nobody founded");
    return this.mara.group;
  }

  get #epoch(): number {
    return this.#group.epoch;
  }
}

/** Signs nothing here: no line is lost. */
const SERVER_KEY = new Uint8Array(32).fill(7);
