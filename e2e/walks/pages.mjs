// Every page: valid HTML, nothing for axe to find on a phone and a desktop in both themes, its weight, no other origin, no complaint.
import { axeFindsNothing } from "../library/axe.mjs";
import { openChromium } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { isValid } from "../library/html.mjs";
import { isNoWider } from "../library/looks.mjs";
import { PUBLIC, SIGNED_IN, SIZES, THEMES } from "../library/pages.mjs";
import { arrive } from "../library/people.mjs";
import { must } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";
import { weigh } from "../library/weight.mjs";

const PUBLIC_AT_MOST = 60_000;
const ROOM_AT_MOST = 150_000;
/** A link of the demo is good once; the cookie it gave is carried to the next context. */
const jars = new Map();

await walk("pages", async (walk) => {
  const demo = await openDemo(walk, { bots: 3 });
  const browser = await openChromium(walk);
  const served = new Map();

  for (const theme of THEMES) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const settings = { viewport, colorScheme: theme, hasTouch: size === "phone", isMobile: size === "phone" };
      const stranger = await arrive(walk, demo, browser, "sam", settings);
      await each(walk, served, stranger, PUBLIC, `${size}-${theme}`);
      for (const name of ["anna", "mara"]) {
        const person = await arrive(walk, demo, browser, name, settings);
        await lend(person, name);
        await each(walk, served, person, SIGNED_IN, `${size}-${theme}-${name}`);
        await walk.check(`${name} asked nobody else for anything (${size}, ${theme})`, () => must(person.foreign.length === 0, person.foreign.join(", ")));
        await person.context.close();
      }
      await walk.check(`a stranger's pages asked nobody else for anything (${size}, ${theme})`, () => must(stranger.foreign.length === 0, stranger.foreign.join(", ")));
      await stranger.context.close();
    }
  }

  await walk.check(`the HTML of ${served.size} pages is valid`, () => isValid(served));
  await weights(walk, demo, browser);
});

async function lend(person, name) {
  if (jars.has(name)) {
    await person.context.addCookies(jars.get(name));
  } else {
    await person.signIn();
    await person.answerDoor();
    // Anna's record holds something, Mara's nothing: both are looked at.
    if (name === "anna") await person.page.evaluate(keepTwo, `/sessions/${person.demo.session}/checkins`);
    jars.set(name, await person.context.cookies(person.origin));
  }
}

/** Runs inside the page. */
async function keepTwo(address) {
  for (const [number, line] of [["4", ""], ["7", "I slept. It rained all night and I did not mind, which is new, and I wanted to tell somebody about it before it is gone"]]) {
    await fetch(address, { method: "POST", body: new URLSearchParams({ id: `chk_${crypto.randomUUID().replaceAll("-", "")}`, number, line }) });
  }
}

async function each(walk, served, person, pages, what) {
  for (const { name, path } of pages) {
    await walk.check(`${name} (${what})`, async () => {
      const complaints = person.complaints.length;
      const answer = await person.goto(path(person.demo));
      await person.page.evaluate(() => document.fonts.ready);
      served.set(`${name}-${person.name}`, await answer.text());
      await isNoWider(person.page, "the page");
      await walk.picture(person.page, `${name}-${what}`);
      await axeFindsNothing(person.page);
      const said = person.complaints.slice(complaints).filter((line) => !/status of 4\d\d/.test(line));
      must(said.length === 0, said.join("; "));
    });
  }
}

async function weights(walk, demo, browser) {
  const context = await browser.newContext();
  walk.closes(() => context.close());
  for (const { name, path } of PUBLIC) {
    await walk.check(`${name} weighs under ${PUBLIC_AT_MOST / 1000} KB`, async () => {
      const { total, parts } = await weigh(context, demo.origin("sam") + path(demo));
      must(total < PUBLIC_AT_MOST, `${total} bytes: ${parts.join(", ")}`);
      return `${total} bytes`;
    });
  }
  await context.addCookies(jars.get("anna"));
  await walk.check(`the room's first load weighs under ${ROOM_AT_MOST / 1000} KB`, async () => {
    const { total, parts } = await weigh(context, `${demo.origin("anna")}/sessions/${demo.session}/room`);
    must(total < ROOM_AT_MOST, `${total} bytes: ${parts.join(", ")}`);
    return `${total} bytes: ${parts.join(", ")}`;
  });
}
