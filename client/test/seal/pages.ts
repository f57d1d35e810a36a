// Pages of the browser's half for a test of the native side: a line of JSON in, a line of JSON out. What a page says to
// the server is in the answer; the test plays the line and the server's machine.
import { createInterface } from "node:readline";
import { Circle } from "../../src/seal/circle/circle.ts";
import type { Clock } from "../../src/seal/circle/input.ts";
import { rowOf, type CircleView, type Output } from "../../src/seal/circle/view.ts";
import { fromText, toText, utf8 } from "../../src/seal/bytes.ts";
import { Keep, MemoryShelf, type Shelf } from "../../src/seal/keep.ts";
import { TsMlsEngine } from "../../src/seal/mls/tsMlsEngine.ts";
import { MICROPHONE } from "../../src/seal/sframe/kid.ts";
import { ReceiveLine, SendLine } from "../../src/seal/sframe/lines.ts";
import { Ring, SendSlot } from "../../src/seal/sframe/ring.ts";
import { readTold, writeSaid } from "../../src/seal/wire.ts";
import { GROUP, SESSION } from "./cast.ts";

interface Asked {
  do: string;
  page: string;
  leads?: boolean;
  told?: unknown;
  member?: string;
  words?: string;
  body?: string;
  seq?: number;
  now_ms: number;
}

let nowMs = 0;
let timers: { atMs: number; act: () => void }[] = [];
let said: { from: string; said?: unknown; content?: string }[] = [];
const shelves = new Map<string, Shelf>();
const pages = new Map<string, Page>();

const clock: Clock = {
  nowMs: () => nowMs,
  after: (ms, act) => {
    const timer = { atMs: nowMs + ms, act };
    timers.push(timer);
    return () => void (timers = timers.filter((one) => one !== timer));
  },
};

class Page {
  readonly heard: string[] = [];
  readonly whispered: string[] = [];
  readonly ring = new Ring();
  readonly microphone = new SendSlot();
  view: CircleView | null = null;
  circle!: Circle;

  constructor(readonly member: string) {}

  take(output: Output): void {
    if (output.do === "send") said.push({ from: this.member, said: writeSaid(output.said) });
    else if (output.do === "content") said.push({ from: this.member, content: toText(output.body) });
    else if (output.do === "keys") this.ring.begin(output.era, output.receive, nowMs);
    else if (output.do === "silence") this.microphone.stop();
    else if (output.do === "heard") this.heard.push(new TextDecoder().decode(output.said.content));
    else if (output.do === "whispered") this.whispered.push(new TextDecoder().decode(output.content));
    else if (output.do === "show") this.view = output.view;
    else if (output.do === "speak") {
      const key = output.keys.find((one) => one.slot === MICROPHONE);
      if (key !== undefined) this.microphone.use(output.era, key.key);
    }
  }
}

async function load(member: string, leads: boolean): Promise<null> {
  const shelf = shelves.get(member) ?? new MemoryShelf();
  shelves.set(member, shelf);
  const page = new Page(member);
  const keep = await Keep.open(GROUP, shelf);
  const config = { group: GROUP, session: SESSION, member, leads };
  page.circle = new Circle({ config, keep, engine: (authenticate) => new TsMlsEngine(authenticate), clock, out: (output) => page.take(output) });
  pages.set(member, page);
  await page.circle.hear({ hear: "line" });
  return null;
}

async function answer(asked: Asked): Promise<unknown> {
  nowMs = asked.now_ms;
  const due = timers.filter((timer) => timer.atMs <= nowMs);
  timers = timers.filter((timer) => timer.atMs > nowMs);
  for (const timer of due) timer.act();
  if (asked.do === "load") return load(asked.page, asked.leads === true);
  const page = pages.get(asked.page);
  if (page === undefined) throw new Error(`no page of ${asked.page}`);
  const { circle } = page;
  switch (asked.do) {
    case "told": {
      const told = readTold(asked.told);
      if (told !== null) await circle.hear({ hear: "told", told });
      return null;
    }
    case "token":
      return toText(await circle.token(asked.member ?? "", rowOf(page.view?.desk ?? null, asked.member ?? "")));
    case "order":
      return toText(await circle.order(asked.member ?? ""));
    case "leave":
      return toText(await circle.leave());
    case "say":
      return circle.hear({ hear: "say", content: utf8(asked.words ?? "") });
    case "whisper":
      return circle.hear({ hear: "whisper", to: asked.member ?? "", content: utf8(asked.words ?? "") });
    case "content":
      return circle.hear({ hear: "content", seq: asked.seq ?? 0, from: asked.member ?? "", atMs: nowMs, body: fromText(asked.body ?? "") });
    case "speak": {
      const frame = await new SendLine("audio", page.microphone).seal(utf8(asked.words ?? ""));
      return frame === null ? null : toText(frame);
    }
    case "hear": {
      const plain = await new ReceiveLine("audio", asked.member ?? "", page.ring).open(fromText(asked.body ?? ""), nowMs);
      return plain === null ? null : new TextDecoder().decode(plain);
    }
    case "look": {
      const { view, heard, whispered } = page;
      const seats = view?.seats.map((seat) => seat.member) ?? [];
      return { phase: view?.phase, epoch: view?.epoch, trouble: view?.trouble ?? null, refused: view?.refused, seats, heard, whispered };
    }
    default:
      throw new Error(`cannot ${asked.do}`);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line) as Asked;
  said = [];
  const answered = await answer(asked);
  // Whatever a timer or an input set off stands in the pages' queues.
  for (const page of pages.values()) await page.circle.hear({ hear: "unanswered", asked: "" });
  process.stdout.write(`${JSON.stringify({ said, answer: answered ?? null })}\n`);
}
