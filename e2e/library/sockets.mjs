// The room's socket as a program sees it: says anything, keeps everything it hears.
import { WebSocket } from "ws";
import { until } from "./wait.mjs";

export const PROTOCOL = 2;

/** Opens the socket of a session for a signed-in caller; resolves when open, rejects with `status` when refused. */
export function openSocket(walk, demo, caller, { origin = caller.origin, cookie = caller.cookieHeader(), session = demo.session } = {}) {
  const headers = { host: caller.host };
  if (origin) headers.origin = origin;
  if (cookie) headers.cookie = cookie;
  const socket = new WebSocket(`ws://127.0.0.1:${demo.port}/sessions/${session}/socket`, { headers });
  const open = new Socket(socket);
  walk.closes(() => socket.terminate());
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve(open));
    socket.once("unexpected-response", (_, answer) => reject(Object.assign(new Error(`refused with ${answer.statusCode}`), { status: answer.statusCode })));
    socket.once("error", reject);
  });
}

/** The status with which the server refuses to open a socket, or 101. */
export async function socketStatus(walk, demo, caller, options) {
  try {
    const socket = await openSocket(walk, demo, caller, options);
    socket.close();
    return 101;
  } catch (error) {
    if (error.status) return error.status;
    throw error;
  }
}

export class Socket {
  heard = [];
  closed = null;
  #id = 0;

  constructor(socket) {
    this.socket = socket;
    socket.on("message", (data) => this.heard.push(JSON.parse(data.toString())));
    socket.on("close", (code) => (this.closed = code));
    socket.on("error", () => {});
  }

  /** Sends a message and returns the number by which a refusal will name it. */
  say(message) {
    this.#id += 1;
    this.raw(JSON.stringify({ id: this.#id, message }));
    return this.#id;
  }

  raw(data) {
    this.socket.send(data);
  }

  hello(page = Math.random().toString(36).slice(2), protocol = PROTOCOL) {
    return this.say({ type: "hello", protocol, page });
  }

  /** The first message that `fits` among those after `from`. */
  hears(what, fits, from = 0) {
    return until(what, () => this.heard.slice(from).find(fits));
  }

  /** The refusal of a message just sent. */
  async refusal(re) {
    const { code } = await this.hears(`a refusal of ${re}`, (said) => said.type === "refused" && said.re === re);
    return code;
  }

  async end() {
    const { reason } = await this.hears("an end", (said) => said.type === "end");
    return reason;
  }

  get view() {
    return this.heard.findLast((said) => said.type === "room");
  }

  close() {
    this.socket.close();
  }
}
