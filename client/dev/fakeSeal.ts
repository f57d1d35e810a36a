// A seal without keys, for the gallery: it shows a painted circle (seals.ts), and what is said comes back as it went.

import type { Circle } from "../src/seal/circle/circle.ts";
import type { Input } from "../src/seal/circle/input.ts";
import type { CircleView } from "../src/seal/circle/view.ts";
import type { OpenWays, SealDoor } from "../src/room/keyring.ts";
import { utf8 } from "../src/seal/bytes.ts";
import { CODE } from "./seals.ts";

export function fakeSeal(paint: () => CircleView, by: SealDoor["by"] = "script"): SealDoor {
  return {
    by,
    open: async (_, __, ways) => ({ circle: new FakeCircle(ways, paint), sealing: { by: "script", out: () => 0, in: () => undefined, seen: async () => [0, 0] }, device: "kept" }),
  };
}

class FakeCircle implements Pick<Circle, "hear" | "token" | "order" | "leave" | "codeWith"> {
  constructor(
    readonly ways: OpenWays,
    readonly paint: () => CircleView,
  ) {}

  async hear(input: Input): Promise<void> {
    if (input.hear === "say") this.ways.out({ do: "content", body: input.content });
    else if (input.hear === "content") this.ways.out({ do: "heard", said: { ...input, content: input.body }, recalled: false });
    else if (input.hear === "whisper") this.ways.out({ do: "send", said: { about: "whisper", to: input.to, body: input.content }, whispers: input.content });
    else if (input.hear === "told" && input.told.about === "whispered") this.ways.out({ do: "whispered", from: input.told.from, content: input.told.body });
    else this.ways.out({ do: "show", view: this.paint() });
  }

  token = async () => utf8("token");
  order = async () => utf8("order");
  leave = async () => utf8("leave");
  codeWith = async (member: string) => (this.paint().seats.some((seat) => seat.member === member) ? CODE : null);
}
