// `npm run gallery`: every state of the room in this browser, without a server. PORT=4700 by default.
// Served under the same Content-Security-Policy as the real page, so that a style or script it forbids fails here too.
import { build } from "esbuild";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { settings, words } from "../build/build.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(here, "../node_modules/.cache/openchair-gallery");
await build({
  ...settings,
  plugins: [words],
  entryPoints: [join(here, "gallery.tsx"), resolve(here, "../../crates/web/styles/room/room.css")],
  outdir: out,
  entryNames: "[name]",
  assetNames: "[name]",
  minify: false,
  logLevel: "warning",
});

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; media-src 'self' blob: mediastream:; connect-src 'self'";
const TYPES = { ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2" };
const PAGE = `<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<title>Linden House</title><meta name="color-scheme" content="light dark"><link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/files/room.css"><script type="module" src="/files/gallery.js"></script></head><body class="room-page"><div id="room"></div></body></html>`;

const port = Number(process.env.PORT ?? 4700);
createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const file = /^\/files\/([\w.-]+)$/.exec(pathname)?.[1];
  response.setHeader("Content-Security-Policy", POLICY);
  if (file) {
    const bytes = await readFile(join(out, file)).catch(() => null);
    response.writeHead(bytes ? 200 : 404, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
    return response.end(bytes);
  }
  response.writeHead(pathname.startsWith("/assets/") ? 404 : 200, { "Content-Type": "text/html; charset=utf-8" });
  response.end(pathname.startsWith("/assets/") ? "" : PAGE);
}).listen(port, () => console.log(`http://localhost:${port}/`));
