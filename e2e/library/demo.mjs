// Opens a demo practice of its own for one walk: a free port, a folder that goes away, and the one line it prints.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { until } from "./wait.mjs";

const TARGET = process.env.CARGO_TARGET_DIR ?? new URL("../../target", import.meta.url).pathname;
const PROGRAM = process.env.OPENCHAIR ?? join(TARGET, "debug/openchair");

/**
 * Starts `openchair demo --json` and resolves when it is ready.
 * `bots` is how many of the cast are played; `args` and `env` go to the program as they are.
 */
export async function openDemo(walk, { bots, args = [], env = {} } = {}) {
  const data = mkdtempSync(join(tmpdir(), "openchair-walk-"));
  const port = await freePort();
  const words = ["demo", "--json", "--port", String(port), "--data", data, ...args];
  if (bots !== undefined) words.push("--bots", String(bots));
  const began = performance.now();
  const program = spawn(PROGRAM, words, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  const demo = new Demo(program, data);
  walk.closes(() => demo.close());
  demo.ready = JSON.parse(await demo.firstLine());
  demo.startMs = performance.now() - began;
  demo.port = Number(new URL(demo.ready.url).port);
  return demo;
}

class Demo {
  /** What the program logged, to be searched for private words and to be shown after a failure. */
  log = [];
  #over = null;

  constructor(program, data) {
    this.program = program;
    this.data = data;
    createInterface({ input: program.stderr }).on("line", (line) => this.log.push(line));
    program.on("exit", (code, signal) => (this.#over = signal ?? code));
  }

  /** The first line of its standard output: everything one needs to know of the demo. */
  firstLine() {
    return new Promise((resolve, reject) => {
      createInterface({ input: this.program.stdout }).once("line", resolve);
      this.program.once("error", reject);
      this.program.once("exit", (code) => reject(new Error(`openchair ended (${code}):\n${this.log.slice(-12).join("\n")}`)));
    });
  }

  get session() {
    return /ses_[0-9a-f]+/.exec(this.ready.session)[0];
  }

  get group() {
    return /grp_[0-9a-f]+/.exec(this.ready.group)[0];
  }

  /** Where a person of the cast is at home: a host, and so a cookie jar, of their own. */
  origin(name) {
    return `http://${name}.localhost:${this.port}`;
  }

  /** Resident memory of the server, in bytes. */
  memory() {
    const line = readFileSync(`/proc/${this.program.pid}/status`, "utf8").match(/VmRSS:\s+(\d+) kB/);
    return Number(line[1]) * 1024;
  }

  get running() {
    return this.#over === null;
  }

  async close() {
    if (this.running) {
      this.program.kill("SIGINT");
      await until("the demo closes", () => !this.running, 5_000).catch(() => this.program.kill("SIGKILL"));
    }
    rmSync(this.data, { recursive: true, force: true });
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
