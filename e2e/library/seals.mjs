// What the browser's half of the seal is made of, for walks that forge: statements, an MLS engine, the bytes of the wire.
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const CLIENT = new URL("../../client/", import.meta.url);
const HALF = `
export * from "./src/seal/statements.ts";
export { fromText, toText, hex, same } from "./src/seal/bytes.ts";
export { freshKey, signer } from "./src/seal/ed25519.ts";
export { authenticatorFor } from "./src/seal/circle/seats.ts";
export { TsMlsEngine } from "./src/seal/mls/tsMlsEngine.ts";
`;

/** The module, built as the page's is. */
export async function theSeal() {
  const { build } = createRequire(new URL("package.json", CLIENT))("esbuild");
  const folder = mkdtempSync(join(tmpdir(), "openchair-seal-"));
  const outfile = join(folder, "seal.mjs");
  try {
    const stdin = { contents: HALF, resolveDir: CLIENT.pathname, loader: "ts" };
    await build({ stdin, outfile, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "warning" });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A device of the server's own that says it is `member`: its key, and a key package like a page's. */
export async function impostor(seal, session, member) {
  const device = seal.signer(await seal.freshKey());
  const engine = new seal.TsMlsEngine(seal.authenticatorFor(session));
  const identity = { kind: "identity", session, member, device: device.publicKey, whisper: new Uint8Array(32).fill(3) };
  const fresh = await engine.fresh((leafKey) => seal.sign(identity, device, leafKey), Date.now());
  return { device, engine, fresh, keyPackage: seal.toText(fresh.bytes) };
}

/** The device of a person as their own page uses it: it signs what the walk wants signed. */
export async function deviceOf(seal, person) {
  const whose = `${person.demo.group} ${person.member}`;
  const publicKey = seal.fromText(await person.page.evaluate(withTheDevice, { whose, sign: null }));
  const sign = async (message) => seal.fromText(await person.page.evaluate(withTheDevice, { whose, sign: seal.toText(message) }));
  return { publicKey, sign };
}

/** Runs inside the page. */
async function withTheDevice({ whose, sign }) {
  const answer = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }));
  const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const database = await answer(indexedDB.open("openchair-seal", 1));
  const { key } = await answer(database.transaction("groups").objectStore("groups").get(whose));
  database.close();
  if (sign === null) return toText(key.publicKey);
  const message = Uint8Array.from(atob(sign.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  return toText(await crypto.subtle.sign("Ed25519", key.privateKey, message));
}
