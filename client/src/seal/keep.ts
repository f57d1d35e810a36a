// What a browser keeps of one person in one group (two people may share a browser): their device key, the founding device it has pinned, devices it knows and has
// verified, and what facilitators revoked in a session. Counters and media keys are never kept.

import { same, type Bytes } from "./bytes.ts";
import { freshKey, signer, type KeptKey, type Signer } from "./ed25519.ts";

export interface Known {
  device: Bytes;
  /** Compared by voice. */
  verified: boolean;
}

export interface Kept {
  key: KeptKey;
  pin: Bytes | null;
  /** By member. */
  known: Record<string, Known>;
  /** Session, then member: tokens up to this moment are void. */
  revoked: Record<string, Record<string, number>>;
}

/** Where it is kept. A read that fails says so by throwing. */
export interface Shelf {
  read(group: string): Promise<Kept | null>;
  write(group: string, kept: Kept): Promise<void>;
}

export class MemoryShelf implements Shelf {
  readonly #kept = new Map<string, Kept>();

  async read(group: string): Promise<Kept | null> {
    return structuredClone(this.#kept.get(group) ?? null);
  }

  async write(group: string, kept: Kept): Promise<void> {
    this.#kept.set(group, structuredClone(kept));
  }
}

/** Sessions back in which revocations are remembered; a token names its session, so older ones are void anyway. */
const SESSIONS_KEPT = 4;

export class Keep {
  readonly device: Signer;

  private constructor(
    readonly group: string,
    /** Whether this device is new here, or lives only as long as this page: said in plain words where it matters. */
    readonly state: "kept" | "new" | "page_only",
    readonly shelf: Shelf,
    readonly kept: Kept,
  ) {
    this.device = signer(kept.key);
  }

  /**
   * Opens what is kept, or begins anew. A browser that keeps nothing (private mode, wiped storage) gets a device key
   * for this page: the person comes in like somebody with a new device.
   */
  static async open(group: string, shelf: Shelf): Promise<Keep> {
    try {
      const kept = await shelf.read(group);
      if (kept !== null) return new Keep(group, "kept", shelf, kept);
      const fresh = await begin();
      await shelf.write(group, fresh);
      // A shelf that takes and forgets is no shelf: read it back once.
      const back = await shelf.read(group);
      const isKept = back !== null && same(back.key.publicKey, fresh.key.publicKey);
      return new Keep(group, isKept ? "new" : "page_only", shelf, fresh);
    } catch {
      return new Keep(group, "page_only", new MemoryShelf(), await begin());
    }
  }

  get pin(): Bytes | null {
    return this.kept.pin;
  }

  async setPin(founder: Bytes): Promise<void> {
    this.kept.pin = founder;
    await this.#write();
  }

  /** How this device of a member stands to what we know of them. */
  standing(member: string, device: Uint8Array): "unknown" | "known" | "verified" | "changed" {
    const known = this.kept.known[member];
    if (known === undefined) return "unknown";
    if (!same(known.device, device)) return "changed";
    return known.verified ? "verified" : "known";
  }

  /** Remembers a device at first sight. A changed one replaces the old only by `verify` or `accept`. */
  async meet(member: string, device: Bytes): Promise<void> {
    if (this.kept.known[member] !== undefined) return;
    this.kept.known[member] = { device, verified: false };
    await this.#write();
  }

  async accept(member: string, device: Bytes, verified: boolean): Promise<void> {
    this.kept.known[member] = { device, verified };
    await this.#write();
  }

  revoked(session: string): [string, number][] {
    return Object.entries(this.kept.revoked[session] ?? {});
  }

  async setRevoked(session: string, entries: readonly (readonly [string, number])[]): Promise<void> {
    delete this.kept.revoked[session];
    this.kept.revoked[session] = Object.fromEntries(entries);
    for (const old of Object.keys(this.kept.revoked).slice(0, -SESSIONS_KEPT)) delete this.kept.revoked[old];
    await this.#write();
  }

  async #write(): Promise<void> {
    // Storage that went away in the middle of a session must not end it; the page still knows.
    await this.shelf.write(this.group, this.kept).catch(() => undefined);
  }
}

async function begin(): Promise<Kept> {
  return { key: await freshKey(), pin: null, known: {}, revoked: {} };
}

