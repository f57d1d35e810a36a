// How fast a person is in a full circle after one click, and what the server costs: figures with their goals, one JSON line each.
import { openChromium } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { median } from "../library/figures.mjs";
import { arrive } from "../library/people.mjs";
import { Caller } from "../library/requests.mjs";
import { until } from "../library/wait.mjs";
import { Walk } from "../library/walk.mjs";
import { word } from "../library/words.mjs";

const CIRCLE = 12;
const RUNS = 5;
let holding = true;

const walk = new Walk("bench-join");
try {
  await full(await idle());
} finally {
  await walk.close();
}
process.exit(holding ? 0 : 1);

/** One JSON line; `goal` is an upper limit. */
function figure(name, value, unit, goal) {
  const holds = value < goal;
  holding &&= holds;
  console.log(JSON.stringify({ figure: name, value: Number(value.toFixed(2)), unit, goal: `< ${goal}`, holds }));
}

/** An empty house: how soon it answers, and what it weighs, in bytes. */
async function idle() {
  const demo = await openDemo(walk, { bots: 0 });
  figure("start-up of the demo, seeding included", demo.startMs / 1000, "s", 1);
  await new Caller(demo.ready.url).get("/health");
  const memory = demo.memory();
  figure("memory of an idle server", memory / 1e6, "MB", 60);
  await demo.close();
  return memory;
}

/** A circle of twelve: bots in every seat, and Mara, who takes hers over and as a leader need not wait at the door. */
async function full(empty) {
  const demo = await openDemo(walk, { bots: CIRCLE });
  const browser = await openChromium(walk);
  const first = [];
  const tiles = [];
  let jar;
  for (let run = 0; run < RUNS; run += 1) {
    const mara = await arrive(walk, demo, browser, "mara");
    if (jar) {
      await mara.context.addCookies(jar);
    } else {
      await mara.signIn();
      await mara.answerDoor();
      jar = await mara.context.cookies(mara.origin);
    }
    await mara.goto(`/sessions/${demo.session}/room`);
    await mara.button(word("arrival-take")).waitFor();
    await mara.page.evaluate(clock, CIRCLE - 1);
    await mara.press(word("arrival-take"));
    const times = await until("all tiles", () => mara.page.evaluate(() => window.joined?.tiles && window.joined));
    // The first run also warms the server up.
    if (run > 0) {
      first.push(times.audio);
      tiles.push(times.tiles);
    } else {
      figure("memory per participant", (demo.memory() - empty) / 1e6 / CIRCLE, "MB", 1);
    }
    await mara.context.close();
  }
  figure("click to first remote audio, median", median(first) / 1000, "s", 1);
  figure(`click to all tiles of ${CIRCLE}, median`, median(tiles) / 1000, "s", 2);
}

/** Runs inside the page: from the click on, looks at the statistics of every receiver twenty times a second. */
function clock(others) {
  addEventListener("click", begin, { once: true, capture: true });
  function begin() {
    const began = performance.now();
    window.joined = {};
    const timer = setInterval(async () => {
      const { heard } = await window.walkMedia();
      const now = performance.now() - began;
      if (heard.some((one) => one.kind === "audio" && one.packets > 0)) window.joined.audio ??= now;
      if (heard.filter((one) => one.kind === "video" && one.frames > 0).length >= others) {
        window.joined.tiles ??= now;
        clearInterval(timer);
      }
    }, 50);
  }
}
