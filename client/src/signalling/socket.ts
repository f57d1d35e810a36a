// The socket to the room: says hello, keeps itself alive, comes back after a loss, and stops for good at an `end`.
// Knows frames and time, nothing of seats. Coming back needs no queue: the server knows this page's random name.

import { PROTOCOL_VERSION, type ClientFrame, type ClientMessage, type ServerMessage } from "../protocol/wire.ts";
import { backoffMs } from "./backoff.ts";

export interface SocketEvents {
  onLine(line: "opening" | "open" | "lost" | "closed"): void;
  /** `doing` names the message that a refusal answers. */
  onMessage(message: ServerMessage, doing: string): void;
}

/** A quiet line is tried this often; the answer must come before the next try, or the line counts as lost. */
const PING_MS = 4_000;
/** A socket that does not open in this time will not; the next one may. */
const OPENING_MS = 8_000;
/** After a sleep the person is looking at the screen: find out sooner. */
const WAKING_MS = 1_500;
/** Refusals come at once; older ids are forgotten. */
const REMEMBERED = 64;

export class RoomSocket {
  readonly #page = crypto.randomUUID();
  #socket: WebSocket | null = null;
  #tries = 0;
  #welcomed = false;
  #wasOpen = false;
  #over = true;
  #lastId = 0;
  #doing = new Map<number, string>();
  #retry = 0;
  #pulse = 0;
  #awaitingPong = false;

  constructor(
    readonly address: string,
    readonly events: SocketEvents,
    readonly open: (address: string) => WebSocket = (url) => new WebSocket(url),
  ) {
    addEventListener("online", () => this.#tryNow());
    // A sleeping tab wakes with a dead socket that nobody has told so.
    for (const shown of ["visibilitychange", "resume"]) {
      document.addEventListener(shown, () => {
        if (document.visibilityState === "visible") this.#wake();
      });
    }
  }

  start(): void {
    if (!this.#over) return;
    this.#over = false;
    this.#wasOpen = false;
    this.#tries = 0;
    this.#connect();
  }

  /** Sends, or says no: what cannot be sent now is not kept, because the room will have moved on. */
  send(message: ClientMessage): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN || (!this.#welcomed && message.type !== "hello")) return false;
    this.#lastId += 1;
    const frame: ClientFrame = { id: this.#lastId, message };
    this.#doing.set(this.#lastId, message.type);
    this.#doing.delete(this.#lastId - REMEMBERED);
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Ends the conversation; nothing is opened again until start(). */
  stop(): void {
    this.#over = true;
    clearTimeout(this.#retry);
    clearInterval(this.#pulse);
    this.#socket?.close(1000);
    this.#socket = null;
    this.events.onLine("closed");
  }

  #connect(): void {
    clearTimeout(this.#retry);
    if (this.#over) return;
    this.events.onLine(this.#wasOpen ? "lost" : "opening");
    const socket = this.open(this.address);
    this.#socket = socket;
    this.#welcomed = false;
    const late = setTimeout(() => socket.close(), OPENING_MS);
    socket.onopen = () => {
      clearTimeout(late);
      this.#awaitingPong = false;
      this.send({ type: "hello", protocol: PROTOCOL_VERSION, page: this.#page });
      clearInterval(this.#pulse);
      this.#pulse = window.setInterval(() => this.#beat(), PING_MS);
    };
    socket.onmessage = ({ data }) => {
      if (this.#socket === socket) this.#hear(String(data));
    };
    socket.onclose = () => {
      clearTimeout(late);
      if (this.#socket === socket) this.#lost();
    };
  }

  #hear(text: string): void {
    const message = parse(text);
    if (message === null) return;
    this.#awaitingPong = false;
    if (message.type === "welcome") {
      this.#welcomed = true;
      this.#wasOpen = true;
      this.#tries = 0;
      this.events.onLine("open");
    }
    if (message.type === "end") this.#over = true;
    this.events.onMessage(message, message.type === "refused" ? (this.#doing.get(message.re) ?? "") : "");
    if (message.type === "end") this.stop();
  }

  #lost(): void {
    clearInterval(this.#pulse);
    this.#socket = null;
    if (this.#over) return;
    this.events.onLine(this.#wasOpen ? "lost" : "opening");
    this.#retry = window.setTimeout(() => this.#connect(), backoffMs(this.#tries, Math.random()));
    this.#tries += 1;
  }

  #beat(): void {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return this.#tryNow();
    if (this.#awaitingPong) {
      // close() of a dead line can take a minute to report; do not wait for it.
      socket.onclose = null;
      socket.close();
      return this.#lost();
    }
    this.#awaitingPong = this.send({ type: "ping" });
  }

  #wake(): void {
    this.#awaitingPong = false;
    this.#beat();
    setTimeout(() => this.#awaitingPong && this.#beat(), WAKING_MS);
  }

  #tryNow(): void {
    if (this.#over || this.#socket !== null) return;
    this.#tries = 0;
    this.#connect();
  }
}

function parse(text: string): ServerMessage | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "type" in value ? (value as ServerMessage) : null;
  } catch {
    return null;
  }
}

/** The socket's address for this page: the server may name a path, or a whole address. */
export function socketAddress(socket: string, page: string): string {
  const url = new URL(socket, page);
  if (url.protocol === "http:") url.protocol = "ws:";
  if (url.protocol === "https:") url.protocol = "wss:";
  return url.href;
}
