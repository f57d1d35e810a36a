// Bots of a walk's own, beside those of the demo: each in a process of its own, so that one can be lost and come again.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { answersTheDoor, signedIn } from "./callers.mjs";
import { until } from "./wait.mjs";

/** These people of the cast, played in one process. They come to the door; somebody has to let them in. */
export async function openBots(walk, demo, names, { seed = 1, hear = false } = {}) {
  const bots = new Bots(demo, names, { seed, hear });
  walk.closes(() => bots.drop());
  await bots.signIn();
  bots.begin();
  return bots;
}

class Bots {
  reports = [];
  log = [];
  seated = 0;
  #program = null;

  constructor(demo, names, { seed, hear }) {
    Object.assign(this, { demo, names, seed, hear });
  }

  async signIn() {
    this.people = [];
    for (const name of this.names) {
      const caller = await signedIn(this.demo, name);
      await answersTheDoor(this.demo, caller);
      this.people.push({ name, member: this.demo.ready.members[name], cookie: caller.cookieHeader(), hear: this.hear });
    }
  }

  begin() {
    const program = join(dirname(this.demo.program.spawnfile), "openchair-bot");
    this.#program = spawn(program, [], { stdio: ["pipe", "pipe", "pipe"] });
    createInterface({ input: this.#program.stdout }).on("line", (line) => this.#hears(JSON.parse(line)));
    createInterface({ input: this.#program.stderr }).on("line", (line) => this.log.push(line));
    const host = `127.0.0.1:${this.demo.port}`;
    const { group, session } = this.demo;
    const invitation = { socket: `ws://${host}/sessions/${session}/socket`, origin: `http://${host}`, seed: this.seed, group, session, people: this.people };
    this.#program.stdin.write(`${JSON.stringify(invitation)}\n`);
    // A bot that was lost writes to nobody.
    this.#program.stdin.on("error", () => {});
  }

  #hears(line) {
    if ("in_the_circle" in line) this.seated = line.in_the_circle;
    if ("report" in line) this.reports.push(line.report);
  }

  async report() {
    const before = this.reports.length;
    this.#program.stdin.write("report\n");
    return until("the bots report", () => this.reports[before]);
  }

  /** Their line is lost in the middle of a word, as when a battery is empty. */
  drop() {
    this.#program?.kill("SIGKILL");
    this.#program = null;
    this.seated = 0;
  }
}
