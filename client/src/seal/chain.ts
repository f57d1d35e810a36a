// The chain of facilitators' devices of one group: who may sign admissions. The server keeps it and cannot add to it.

import { hex, Malformed, same, type Bytes } from "./bytes.ts";
import { isSigned, readLink } from "./statements.ts";

export class Chain {
  readonly #members: ReadonlyMap<string, string>;

  private constructor(
    /** The device that founded it; what members pin. */
    readonly founder: Bytes,
    members: ReadonlyMap<string, string>,
    readonly links: readonly Bytes[],
  ) {
    this.#members = members;
  }

  /** Reads and checks the links in order. No links: no chain, `null`. */
  static async read(links: readonly Uint8Array[], group: string): Promise<Chain | null> {
    const members = new Map<string, string>();
    let founder: Bytes | null = null;
    for (const bytes of links) {
      const link = readLink(bytes);
      const { says } = link;
      if (says.group !== group) throw new Malformed("a link is of another group");
      if (members.has(hex(says.device))) throw new Malformed("a device stands twice in the chain");
      if (founder === null) {
        if (!same(says.signer, says.device)) throw new Malformed("the chain has no founder");
        founder = says.device;
      } else if (!members.has(hex(says.signer))) {
        throw new Malformed("a link is signed by a device that is not in the chain before it");
      }
      if (!(await isSigned(link))) throw new Malformed("a link is not signed");
      members.set(hex(says.device), says.member);
    }
    return founder === null ? null : new Chain(founder, members, links.map((link) => new Uint8Array(link)));
  }

  has(device: Uint8Array): boolean {
    return this.#members.has(hex(device));
  }

  /** Whether this device speaks for this facilitator. */
  speaksFor(device: Uint8Array, member: string): boolean {
    return this.#members.get(hex(device)) === member;
  }

  /** The one device that speaks for this facilitator; none where they have several, for it could be either. */
  onlyDeviceOf(member: string): Bytes | undefined {
    const devices = this.links.map((link) => readLink(link).says).filter((says) => says.member === member);
    return devices.length === 1 ? devices[0]?.device : undefined;
  }

  /** Whether every link of `earlier` stands here still, in its place: a chain only ever grows. */
  continues(earlier: Chain): boolean {
    return earlier.links.every((link, at) => {
      const here = this.links[at];
      return here !== undefined && same(here, link);
    });
  }
}
