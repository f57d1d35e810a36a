// The benchmark's page: built once, served on the loopback interface, opened in a browser of its own.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openChromium, ALWAYS_YES } from "../../library/browsers.mjs";
import { FUSE_MS } from "../../library/wait.mjs";

/** A camera that moves as often as the room asks for, and lines within one machine. */
const FLAGS = ["--use-fake-device-for-media-stream=fps=20", "--allow-loopback-in-peer-connection", ...ALWAYS_YES];
const SCRIPTS = ["/page.js", "/seal.worker.js", "/passing.worker.js"];

/** Serves the folder's scripts and an empty page; a browser has WebCrypto only in a page it holds for secure. */
export async function serve(walk, folder) {
  const server = createServer(async ({ url }, answer) => {
    // A page that shares nothing with others is told the time in microseconds; others get tenths of a millisecond.
    answer.setHeader("cross-origin-opener-policy", "same-origin").setHeader("cross-origin-embedder-policy", "require-corp");
    if (SCRIPTS.includes(url)) answer.setHeader("content-type", "text/javascript").end(await readFile(join(folder, url)));
    else answer.setHeader("content-type", "text/html").end('<!doctype html><title>seal</title><script type="module" src="/page.js"></script>');
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  walk.closes(() => server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

/** A browser with this one page: what its pages use is what this page uses. */
export async function openPage(walk, address, flags = []) {
  const browser = await openChromium(walk, { flags: [...FLAGS, ...flags] });
  const page = await browser.newPage();
  page.setDefaultTimeout(FUSE_MS);
  page.on("pageerror", (error) => console.error(error.message));
  await page.goto(address);
  await page.waitForFunction(() => window.seal);
  return { browser, page };
}
