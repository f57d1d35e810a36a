// Plain HTTP as a person of the cast, without a browser: one cookie jar, names under localhost go to loopback.
import { request } from "node:http";

export class Caller {
  cookies = new Map();

  /** `origin` is such as http://anna.localhost:8080; it is asked on 127.0.0.1. */
  constructor(origin) {
    this.origin = origin;
    this.host = new URL(origin).host;
    this.port = new URL(origin).port;
  }

  get(path, headers = {}) {
    return this.ask("GET", path, headers);
  }

  /** A form as a browser of this origin sends it; `headers` may pretend otherwise. */
  post(path, fields = {}, headers = {}) {
    const body = fields instanceof Uint8Array || typeof fields === "string" ? fields : new URLSearchParams(fields).toString();
    const honest = { origin: this.origin, "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
    return this.ask("POST", path, { ...honest, ...headers }, body);
  }

  ask(method, path, headers, body) {
    const asked = { host: this.host, ...headers };
    if (this.cookies.size > 0) asked.cookie ??= this.cookieHeader();
    if (body !== undefined) asked["content-length"] = Buffer.byteLength(body);
    for (const name of Object.keys(asked)) if (asked[name] === null) delete asked[name];
    return new Promise((resolve, reject) => {
      // A line of its own for each: one that the server closed after a refusal must not carry the next question.
      const call = request({ agent: false, host: "127.0.0.1", port: this.port, method, path: toPath(path), headers: asked }, (answer) => {
        const parts = [];
        answer.on("data", (part) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () => {
          this.#keep(answer.headers["set-cookie"] ?? []);
          resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString("utf8") });
        });
      });
      call.on("error", reject);
      call.end(body);
    });
  }

  cookieHeader() {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #keep(lines) {
    for (const line of lines) {
      const [pair, ...rest] = line.split(";");
      const at = pair.indexOf("=");
      const gone = rest.some((part) => /^\s*max-age=0\s*$/i.test(part));
      if (gone) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }
}

/** The path of an address, whether it came whole or as a path. */
export function toPath(address) {
  if (address.startsWith("/")) return address;
  const { pathname, search } = new URL(address);
  return pathname + search;
}
