// A server that wants to listen in, for walks: it stands between browsers and the real one, reads every message of the
// room's socket and may change it, swallow it or make one up. It can also change scripts on their way to the browser.
import { Agent, createServer, request } from "node:http";
import { WebSocket, WebSocketServer } from "ws";

/** Browsers started with its `flag` reach every host of this demo through it. */
export async function openRelay(walk, demo) {
  const relay = new Relay(demo);
  await relay.listen();
  walk.closes(() => relay.close());
  return relay;
}

class Relay {
  /** Every message, in order: `{ at, name, way: "in" | "out", said, passed }`; "in" is towards the browser. */
  log = [];
  #lies = new Set();
  #preludes = [];
  #lines = new Map();
  #agent = new Agent({ keepAlive: true });

  constructor(demo) {
    this.demo = demo;
    this.sockets = new WebSocketServer({ noServer: true });
    this.server = createServer((ask, answer) => this.#page(ask, answer));
    this.server.on("upgrade", (ask, near, head) => this.sockets.handleUpgrade(ask, near, head, (browser) => this.#line(ask, browser)));
  }

  listen() {
    return new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  get flag() {
    return `--host-resolver-rules=MAP *.localhost:${this.demo.port} 127.0.0.1:${this.server.address().port}`;
  }

  /**
   * `tell({ name, way, said })` answers what is passed on instead: a message, several in an array, `null` for nothing, or
   * `undefined` to leave it. "in" messages are as the server says them, "out" are the browser's without their number.
   * The answer takes the lie back.
   */
  lie(tell) {
    this.#lies.add(tell);
    return () => this.#lies.delete(tell);
  }

  /** Resolves with the first message that fits, from now on; what `instead` answers is passed on in its place. */
  once(fits, instead) {
    return new Promise((resolve) => {
      const takeBack = this.lie((message) => {
        if (!fits(message)) return undefined;
        takeBack();
        resolve(message.said);
        return instead?.(message.said);
      });
    });
  }

  /** The server says something to the newest page of this person. */
  tells(name, said) {
    this.#keep(name, "in", null, said);
    this.#lines.get(name).browser.send(JSON.stringify(said));
  }

  /** This person's newest page says something to the server. Nobody awaits an answer to it. */
  says(name, said) {
    this.#keep(name, "out", null, said);
    this.#lines.get(name).server.send(JSON.stringify({ id: 0, message: said }));
  }

  /** Script that runs before the script at addresses that fit, in the pages of this person from now on. The answer takes it back. */
  prelude(name, address, script) {
    const one = { name, address, script };
    this.#preludes.push(one);
    return () => void (this.#preludes = this.#preludes.filter((other) => other !== one));
  }

  /** What this person's pages were told or said, newest last. */
  heard(name, way = "in") {
    return this.log.filter((one) => one.name === name && one.way === way).map((one) => one.said);
  }

  close() {
    for (const { browser, server } of this.#lines.values()) {
      browser.terminate();
      server.terminate();
    }
    this.#agent.destroy();
    this.server.closeAllConnections();
    this.server.close();
  }

  #page(ask, answer) {
    const name = nameOf(ask);
    const scripts = this.#preludes.filter((one) => one.name === name && one.address.test(ask.url)).map((one) => one.script);
    // What is to be changed must come as text.
    const headers = scripts.length > 0 ? { ...ask.headers, "accept-encoding": "identity" } : ask.headers;
    const asked = request({ agent: this.#agent, host: "127.0.0.1", port: this.demo.port, method: ask.method, path: ask.url, headers }, (got) => {
      if (scripts.length === 0) {
        answer.writeHead(got.statusCode, got.rawHeaders);
        return got.pipe(answer);
      }
      const parts = scripts.map((script) => Buffer.from(`${script}\n`));
      got.on("data", (part) => parts.push(part));
      got.on("end", () => {
        const body = Buffer.concat(parts);
        answer.writeHead(got.statusCode, { ...got.headers, "content-length": body.length }).end(body);
      });
    });
    asked.on("error", () => answer.destroy());
    ask.pipe(asked);
  }

  #line(ask, browser) {
    const name = nameOf(ask);
    const { host, origin, cookie } = ask.headers;
    const server = new WebSocket(`ws://127.0.0.1:${this.demo.port}${ask.url}`, { headers: { host, origin, cookie } });
    this.#lines.set(name, { browser, server });
    const early = [];
    browser.on("message", (data) => {
      const { id, message } = JSON.parse(data.toString());
      for (const said of this.#passed(name, "out", message)) {
        const frame = JSON.stringify({ id, message: said });
        if (server.readyState === WebSocket.OPEN) server.send(frame);
        else early.push(frame);
      }
    });
    server.on("open", () => early.forEach((frame) => server.send(frame)));
    server.on("message", (data) => {
      for (const said of this.#passed(name, "in", JSON.parse(data.toString()))) browser.send(JSON.stringify(said));
    });
    for (const [end, other] of [[browser, server], [server, browser]]) {
      end.on("error", () => other.terminate());
      end.on("close", (code, reason) => (code >= 1000 && code !== 1005 && code !== 1006 ? other.close(code, reason) : other.terminate()));
    }
  }

  #passed(name, way, said) {
    let passed = [said];
    for (const lie of this.#lies) {
      const instead = lie({ name, way, said });
      if (instead === undefined) continue;
      passed = instead === null ? [] : [instead].flat();
      break;
    }
    this.#keep(name, way, said, passed);
    return passed;
  }

  #keep(name, way, said, passed) {
    this.log.push({ at: performance.now(), name, way, said, passed: [passed].flat() });
  }
}

/** Each person of the demo is at home on a host of their own. */
const nameOf = (ask) => ask.headers.host.split(".")[0];
