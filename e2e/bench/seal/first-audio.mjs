// How much later the first voice is heard because of the seal: the keys and the media connection come at the same time,
// and only what the keys take longer is extra. Looks at a page of the demo from outside and changes nothing it does.
import { openChromium } from "../../library/browsers.mjs";
import { openDemo } from "../../library/demo.mjs";
import { median } from "../../library/figures.mjs";
import { arrive } from "../../library/people.mjs";
import { until } from "../../library/wait.mjs";
import { word } from "../../library/words.mjs";

const CIRCLE = 12;
const RUNS = 5;
const GOAL_MS = 300;
const EXTRA = "extra time to first audio, because of the seal";

export async function firstAudio(figures, walk) {
  figures.part(`Chromium in the demo, a circle of ${CIRCLE}: from the click that takes the seat, ${RUNS} runs after one to warm up`);
  const demo = await openDemo(walk, { bots: CIRCLE });
  const browser = await openChromium(walk);
  const runs = [];
  // One browser all the time: a new device would wait for a colleague's hand, and that is no cost of the seal.
  const mara = await arrive(walk, demo, browser, "mara");
  await mara.context.addInitScript(observe);
  await mara.signIn();
  await mara.answerDoor();
  for (let run = 0; run <= RUNS; run += 1) {
    if (run > 0) {
      await mara.page.close();
      await mara.newPage();
    }
    await mara.goto(`/sessions/${demo.session}/room`);
    await mara.button(word("arrival-take")).waitFor();
    await mara.press(word("arrival-take"));
    const marks = await until("the first voice", async () => {
      const seen = await mara.page.evaluate(() => window.sealMarks);
      if (seen.heard !== undefined) return seen;
      throw new Error(`so far ${JSON.stringify(seen)}`);
    });
    if (marks.keys === undefined) return figures.missing(EXTRA, "ms", "the room of this build has no seal: a voice was heard without keys", GOAL_MS);
    if (run > 0) runs.push(marks);
  }
  const of = (from, to) => runs.map((marks) => marks[to] - marks[from]);
  const extra = runs.map((marks) => Math.max(0, marks.keys - marks.connected));
  figures.add(EXTRA, median(extra), "ms", { goal: GOAL_MS, spread: [Math.min(...extra), Math.max(...extra)] });
  for (const [name, from, to] of [
    ["the server's welcome to keys for the others' frames", "welcome", "keys"],
    ["the server's welcome to a media connection", "welcome", "connected"],
    ["click to first voice", "click", "heard"],
  ]) {
    const spent = of(from, to);
    figures.add(name, median(spent), "ms", { spread: [Math.min(...spent), Math.max(...spent)] });
  }
}

/** Runs inside the page: when the seat was taken, the server welcomed, media connected, keys came, and a voice was played. */
function observe() {
  const marks = (window.sealMarks = {});
  const mark = (what) => (marks[what] ??= performance.now());
  addEventListener("click", () => mark("click"), { once: true, capture: true });
  const RealSocket = window.WebSocket;
  window.WebSocket = class extends RealSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => typeof data === "string" && data.includes('"welcome"') && JSON.parse(data).type === "welcome" && mark("welcome"));
    }
  };
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message?.do === "keys" && message.receive.length > 0) mark("keys");
    return post.call(this, message, ...rest);
  };
  const RealLine = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends RealLine {
    constructor(...given) {
      super(...given);
      this.addEventListener("connectionstatechange", () => this.connectionState === "connected" && mark("connected"));
      const timer = setInterval(async () => {
        for (const report of (await this.getStats()).values()) {
          // Samples that were decoded: what was dropped on the way, or made up for it, does not count.
          if (report.type === "inbound-rtp" && report.kind === "audio" && report.jitterBufferEmittedCount > 0) mark("heard");
        }
        if (marks.heard !== undefined || this.connectionState === "closed") clearInterval(timer);
      }, 25);
    }
  };
}
