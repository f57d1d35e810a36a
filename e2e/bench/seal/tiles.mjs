// What sealing costs a browser in a circle of twelve: the same two pages talk sealed, with transforms that do nothing, and
// without transforms, in turns. The difference in processor time of the page that looks is what sealing costs.
import { median } from "../../library/figures.mjs";
import { pagesSeconds } from "../../library/processor.mjs";
import { must, until } from "../../library/wait.mjs";
import { aSteadyVoice } from "../../library/voice.mjs";
import { openPage } from "./page.mjs";

const OTHERS = 11;
/** See `How` in client/bench/seal/tiles.ts. */
const WAYS = ["sealed", "passing", "open"];
/** Of twelve: an evening in which two speak at once, and one in which all do. */
const SPEAKING = [2, OTHERS + 1];
const TURNS = 6;
const TURN_S = 8;
const GOAL_PERCENT = 5;

export async function tiles(figures, walk, address) {
  const others = await openPage(walk, address, [aSteadyVoice(walk)]);
  const viewer = await openPage(walk, address, [aSteadyVoice(walk)]);
  for (const speaking of SPEAKING) await scene(figures, { others, viewer, speaking });
  await others.browser.close();
  await viewer.browser.close();
}

async function scene(figures, { others, viewer, speaking }) {
  figures.part(`Chromium, ${OTHERS + 1} tiles, ${speaking} of ${OTHERS + 1} microphones with a voice: RTCRtpScriptTransform over real peer connections, ${TURNS} turns of ${TURN_S} s each way`);
  const turns = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    // There and back, so that a machine that grows busier favours none.
    const order = turn % 2 === 0 ? WAYS : WAYS.toReversed();
    const measured = {};
    for (const how of order) measured[how] = await talk({ others, viewer, speaking }, how);
    turns.push(measured);
  }
  const share = (name, of, { beside = {}, ...goal } = {}) => {
    const values = turns.map((turn) => 100 * of(turn));
    figures.add(name, median(values), "%", { ...goal, spread: [Math.min(...values), Math.max(...values)], ...beside });
    return median(values);
  };
  const rate = median(turns.map(({ sealed }) => sealed.frames));
  const cost = share("share of one core for sealing at 12 tiles", ({ sealed, open }) => sealed.all - open.all, { goal: GOAL_PERCENT });
  share("of that, transforms that do nothing", ({ passing, open }) => passing.all - open.all);
  share("the worker's thread, sealing", ({ sealed }) => sealed.workers);
  share("the worker's thread, doing nothing", ({ passing }) => passing.workers);
  share("the whole page, sealed", ({ sealed }) => sealed.all);
  share("the whole page, without transforms", ({ open }) => open.all);
  figures.add("frames sealed and opened", rate, "a second", { "µs a frame": (cost * 1e4) / rate });
  figures.add("a frame of a picture", median(turns.map(({ sealed }) => sealed.pictureBytes / sealed.pictures)), "bytes", { "pictures a second": median(turns.map(({ sealed }) => sealed.pictures)) });
}

/** One connection from its first picture to the end of its turn; shares of one core, as a fraction. */
async function talk({ others, viewer, speaking }, how) {
  const scene = { others: OTHERS, speaking };
  const offer = await others.page.evaluate(([scene, how]) => seal.tiles.offer(scene, how), [scene, how]);
  const answer = await viewer.page.evaluate(([sdp, scene, how]) => seal.tiles.answer(sdp, scene, how), [offer, scene, how]);
  await others.page.evaluate((sdp) => seal.tiles.accept(sdp), answer);
  const flow = (from) => from.page.evaluate(() => seal.tiles.flow());
  await until(`${OTHERS} voices and pictures`, async () => {
    const [seen, back] = [await flow(viewer), await flow(others)];
    if (seen.voices === OTHERS && seen.pictures === OTHERS && back.pictures === 1) return true;
    throw new Error(JSON.stringify({ seen, back }));
  });
  // The beginning (key frames, the search for a bitrate) is no evening.
  await sleep(2);
  const before = { ...(await pagesSeconds(viewer.browser)), ...(await flow(viewer)), at: performance.now() };
  await sleep(TURN_S);
  const after = { ...(await pagesSeconds(viewer.browser)), ...(await flow(viewer)), at: performance.now() };
  const seconds = (after.at - before.at) / 1_000;
  const grown = (what) => (after[what] - before[what]) / seconds;
  if (how === "sealed") must(grown("passed") > 0 && after.dropped - before.dropped < after.passed / 100, `the worker passed ${after.passed} frames and dropped ${after.dropped}`);
  const result = { all: grown("all"), workers: grown("workers"), frames: grown("passed"), pictures: grown("videoFrames"), pictureBytes: grown("pictureBytes") };
  for (const one of [viewer, others]) await one.page.evaluate(() => seal.tiles.hangUp());
  return result;
}

const sleep = (seconds) => new Promise((go) => setTimeout(go, seconds * 1_000));
