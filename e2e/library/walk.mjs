// A walk: named steps in order, pictures when asked for, everything opened is closed, one closing line.
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { before, FUSE_MS } from "./wait.mjs";

/** No sentence of a walk is as long as this; one that has not ended by then never will. */
const SENTENCE_FUSE_MS = 5 * FUSE_MS;
/** Nor any walk as long as this. */
const WALK_FUSE_MS = 20 * FUSE_MS;

/** What the command line asks of a walk: `--pictures DIR`, `--json`, `--headed`. */
export function options(words = process.argv.slice(2)) {
  const at = words.indexOf("--pictures");
  const pictures = at < 0 ? null : words[at + 1];
  if (pictures) mkdirSync(pictures, { recursive: true });
  return { pictures, json: words.includes("--json"), headed: words.includes("--headed") };
}

export class Walk {
  passed = 0;
  failed = 0;
  /** Pages that are photographed when something fails, by a name. */
  watched = new Map();
  /** What pages complained about, by the same name: told beside a failure. */
  complaints = new Map();
  #closing = [];

  constructor(name, asked = options()) {
    this.name = name;
    this.asked = asked;
  }

  /** Closes something when the walk is over, last opened first. */
  closes(close) {
    this.#closing.push(close);
  }

  say(line) {
    if (!this.asked.json) console.log(line);
  }

  /** One thing that must be true. What follows does not depend on it. */
  async check(sentence, work) {
    const began = performance.now();
    try {
      const found = await before(SENTENCE_FUSE_MS, work);
      this.passed += 1;
      this.#report(true, sentence, began, found);
      return true;
    } catch (error) {
      this.failed += 1;
      this.#report(false, sentence, began, error);
      for (const [name, lines] of this.complaints) for (const line of lines.slice(-3)) this.say(`         on ${name}'s page: ${line}`);
      for (const [name, page] of this.watched) if (!page.isClosed()) await this.picture(page, `failed-${this.failed}-${name}`);
      return false;
    }
  }

  /** One thing without which the walk cannot go on. */
  async step(sentence, work) {
    if (!(await this.check(sentence, work))) throw new Stopped(sentence);
  }

  /** Something measured, with what it should be. It is told and fails nothing: a busy machine is no fault of the room. */
  figure(what, value, unit, atMost) {
    const holds = value <= atMost;
    const line = { figure: `${this.name}: ${what}`, value, unit, goal: `<= ${atMost}`, holds };
    if (this.asked.json) console.log(JSON.stringify(line));
    else console.log(`  figure ${what}: ${value} ${unit} (goal ${line.goal}${holds ? "" : ", missed"})`);
  }

  #report(holds, sentence, began, found) {
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    if (this.asked.json) {
      const line = { figure: `${this.name}: ${sentence}`, value: holds ? 1 : 0, unit: "holds", goal: "= 1", holds };
      console.log(JSON.stringify(holds ? line : { ...line, why: String(found?.message ?? found) }));
      return;
    }
    console.log(`  ${holds ? "ok    " : "FAILED"} ${sentence} (${seconds} s)`);
    if (typeof found === "string") console.log(`         ${found}`);
    if (!holds) console.log(indented(found));
  }

  /** A picture of a page with its colours settled, when pictures are asked for. A picture that cannot be taken is said and ends nothing. */
  async picture(page, name) {
    if (!this.asked.pictures) return;
    const path = join(this.asked.pictures, `${this.name}-${name}.png`);
    await page.screenshot({ path, animations: "disabled" }).catch((error) => this.say(`         no picture ${name}: ${error.message.split("\n")[0]}`));
  }

  async close() {
    for (const close of this.#closing.reverse()) {
      try {
        await before(FUSE_MS, close);
      } catch (error) {
        console.error(`while closing: ${error.message}`);
      }
    }
  }
}

/** Thrown when a step failed that the rest stands on. */
class Stopped extends Error {}

/** Runs a walk to its closing line; the process exits 1 when anything failed. */
export async function walk(name, body) {
  const walking = new Walk(name);
  walking.say(`walk ${name}`);
  setTimeout(() => {
    console.log(`${name}: not over after ${WALK_FUSE_MS / 60_000} minutes; ${walking.passed} passed, ${walking.failed} failed`);
    process.exit(1);
  }, WALK_FUSE_MS).unref();
  try {
    await body(walking);
  } catch (error) {
    if (!(error instanceof Stopped)) {
      walking.failed += 1;
      console.error(error);
    }
  } finally {
    await walking.close();
  }
  console.log(`${basename(name)}: ${walking.passed} passed, ${walking.failed} failed`);
  // A browser that will not die must not keep the walk from ending.
  process.exit(walking.failed === 0 && walking.passed > 0 ? 0 : 1);
}

function indented(error) {
  const text = error?.stack ?? String(error);
  return text.split("\n").slice(0, 40).map((line) => `         ${line}`).join("\n");
}
