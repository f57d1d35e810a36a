// What the seal costs: handshakes in circles of three sizes, frames, the share of a core at twelve tiles, the time to the
// first voice, bytes. `--json`: one JSON line a figure. `--only PART`: circles, frames, tiles, audio, bytes.
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildBench } from "../../client/build/bench.mjs";
import { Figures } from "../library/figures.mjs";
import { pagesSeconds } from "../library/processor.mjs";
import { Walk } from "../library/walk.mjs";
import { circles } from "./seal/circles.mjs";
import { firstAudio } from "./seal/first-audio.mjs";
import { frames } from "./seal/frames.mjs";
import { openPage, serve } from "./seal/page.mjs";
import { tiles } from "./seal/tiles.mjs";
import { weight } from "./seal/weight.mjs";

const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : null;
const wanted = (part) => only === null || only === part;

const walk = new Walk("bench-seal");
const figures = new Figures(walk.asked);
const folder = mkdtempSync(join(tmpdir(), "openchair-bench-"));
walk.closes(() => rmSync(folder, { recursive: true, force: true }));
try {
  await buildBench(folder);
  await inNode();
  const address = await serve(walk, folder);
  await inChromium(address);
  if (wanted("tiles")) await tiles(figures, walk, address);
  if (wanted("bytes")) await weight(figures);
  if (wanted("audio")) await firstAudio(figures, walk);
} finally {
  await walk.close();
}
process.exit(figures.holding ? 0 : 1);

async function inNode() {
  const { circleOf, Frames } = await import(pathToFileURL(join(folder, "seal.mjs")));
  machine(`Node ${process.versions.node}`);
  if (wanted("circles")) await circles(figures, "Node", circleOf);
  let made;
  const make = async (...given) => (made = await Frames.make(...given));
  const turn = async (way, whose) => {
    const before = process.cpuUsage();
    const micros = await made.run(way, whose);
    const { user, system } = process.cpuUsage(before);
    return { micros, seconds: (user + system) / 1e6 };
  };
  if (wanted("frames")) await frames(figures, "Node", { make, turn });
}

async function inChromium(address) {
  if (!wanted("circles") && !wanted("frames")) return;
  const { browser, page } = await openPage(walk, address);
  machine(`Chromium ${browser.version()}`);
  if (wanted("circles")) await circles(figures, "Chromium", (members, rounds) => page.evaluate(([members, rounds]) => seal.circleOf(members, rounds), [members, rounds]));
  const make = (...given) => page.evaluate(async (given) => void (window.made = await seal.Frames.make(...given)), given);
  const turn = async (way, whose) => {
    const before = await pagesSeconds(browser);
    const micros = await page.evaluate(([way, whose]) => made.run(way, whose), [way, whose]);
    return { micros, seconds: (await pagesSeconds(browser)).all - before.all };
  };
  if (wanted("frames")) await frames(figures, "Chromium", { make, turn });
  await browser.close();
}

/** A figure without its machine says nothing. */
function machine(program) {
  const [processor] = cpus();
  figures.part(`${program} on ${cpus().length} cores of ${processor.model}; ${loadavg()[0].toFixed(1)} programs waited for a core`);
}
