// What sealing costs a browser in a circle of twelve: the same two pages talk with the transforms and without, in turns, and
// the difference in processor time of the page that looks is what sealing costs.
import { median } from "../../library/figures.mjs";
import { pagesSeconds } from "../../library/processor.mjs";
import { must, until } from "../../library/wait.mjs";
import { openPage } from "./page.mjs";

const OTHERS = 11;
const TURNS = 4;
const TURN_S = 8;
const GOAL_PERCENT = 5;

export async function tiles(figures, walk, address) {
  figures.part(`Chromium, ${OTHERS + 1} tiles: RTCRtpScriptTransform over real peer connections, ${TURNS} turns of ${TURN_S} s with and without`);
  const others = await openPage(walk, address);
  const viewer = await openPage(walk, address);
  const turns = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    // The other one first each time, so that a machine that grows busier favours neither.
    const order = turn % 2 === 0 ? [true, false] : [false, true];
    const measured = {};
    for (const sealed of order) measured[sealed ? "sealed" : "open"] = await talk(others, viewer, sealed);
    turns.push(measured);
  }
  const percent = (value) => 100 * value;
  const differences = turns.map(({ sealed, open }) => percent(sealed.all - open.all));
  const workers = turns.map(({ sealed }) => percent(sealed.workers));
  const rates = turns.map(({ sealed }) => sealed.frames);
  const whole = (which) => median(turns.map((turn) => percent(turn[which].all)));
  const difference = median(differences);
  figures.add("share of one core for sealing at 12 tiles", difference, "%", {
    goal: GOAL_PERCENT,
    spread: [Math.min(...differences), Math.max(...differences)],
    "the page sealed": whole("sealed"),
    "the page unsealed": whole("open"),
    "frames a second": median(rates),
    "µs a frame": (difference * 1e4) / median(rates),
  });
  figures.add("of that, the thread of the worker itself", median(workers), "%", { spread: [Math.min(...workers), Math.max(...workers)] });
  await others.browser.close();
  await viewer.browser.close();
}

/** One connection from its first picture to the end of its turn; shares of one core, as a fraction. */
async function talk(others, viewer, sealed) {
  const offer = await others.page.evaluate(([many, sealed]) => seal.tiles.offer(many, sealed), [OTHERS, sealed]);
  const answer = await viewer.page.evaluate(([sdp, many, sealed]) => seal.tiles.answer(sdp, many, sealed), [offer, OTHERS, sealed]);
  await others.page.evaluate((sdp) => seal.tiles.accept(sdp), answer);
  const flow = (from) => from.page.evaluate(() => seal.tiles.flow());
  await until(`${OTHERS} voices and pictures`, async () => {
    const [seen, back] = [await flow(viewer), await flow(others)];
    if (seen.voices === OTHERS && seen.pictures === OTHERS && back.voices === 1 && back.pictures === 1) return true;
    throw new Error(JSON.stringify({ seen, back }));
  });
  // The beginning (key frames, the search for a bitrate) is no evening.
  await sleep(2);
  const before = { ...(await pagesSeconds(viewer.browser)), ...(await flow(viewer)), at: performance.now() };
  await sleep(TURN_S);
  const after = { ...(await pagesSeconds(viewer.browser)), ...(await flow(viewer)), at: performance.now() };
  const seconds = (after.at - before.at) / 1_000;
  const grown = (what) => (after[what] - before[what]) / seconds;
  if (sealed) must(grown("passed") > 0 && after.dropped - before.dropped < after.passed / 100, `the worker passed ${after.passed} frames and dropped ${after.dropped}`);
  const result = { all: grown("all"), workers: grown("workers"), frames: grown("passed") };
  for (const one of [viewer, others]) await one.page.evaluate(() => seal.tiles.hangUp());
  return result;
}

const sleep = (seconds) => new Promise((go) => setTimeout(go, seconds * 1_000));
