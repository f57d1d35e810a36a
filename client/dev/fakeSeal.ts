// A seal without keys, for the gallery: everybody in the view is in the circle, and what is said comes back as it went.
// A scene may show the circle otherwise.

import type { Circle } from "../src/seal/circle/circle.ts";
import type { Input } from "../src/seal/circle/input.ts";
import type { CircleView } from "../src/seal/circle/view.ts";
import type { OpenWays, SealDoor } from "../src/room/keyring.ts";
import { utf8 } from "../src/seal/bytes.ts";

export const LOCKED: CircleView = { phase: "inside", listens: true, trouble: null, epoch: 7, seats: [], desk: null, needsVouching: false, refused: {} };

export function fakeSeal(shown: Partial<CircleView> = {}, by: SealDoor["by"] = "script"): SealDoor {
  return {
    by,
    open: async (_, __, ways) => ({ circle: new FakeCircle(ways, shown), sealing: { by: "script", out: () => undefined, in: () => undefined }, device: "kept" }),
  };
}

class FakeCircle implements Pick<Circle, "hear" | "token" | "order" | "leave" | "codeWith"> {
  #members: readonly string[] = [];

  constructor(
    readonly ways: OpenWays,
    readonly shown: Partial<CircleView>,
  ) {}

  async hear(input: Input): Promise<void> {
    if (input.hear === "say") this.ways.out({ do: "content", body: input.content });
    else if (input.hear === "content") this.ways.out({ do: "heard", said: { ...input, content: input.body }, recalled: false });
    else {
      if (input.hear === "roster") this.#members = input.members;
      const seats = this.#members.map((member, leaf) => ({ member, leaf, facilitator: false, standing: "known" as const, word: "agreed" as const }));
      this.ways.out({ do: "show", view: { ...LOCKED, seats, ...this.shown } });
    }
  }

  token = async () => utf8("token");
  order = async () => utf8("order");
  leave = async () => utf8("leave");
  codeWith = async () => ["04821", "77310", "50926", "11873", "63408", "92045"];
}
