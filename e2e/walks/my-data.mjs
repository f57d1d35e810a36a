// One's own data: Anna carries it away in both forms and reads it, asks to be erased, takes it back, asks again, and is gone;
// her group goes on with an empty chair.
import { equal as same } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { axeFindsNothing } from "../library/axe.mjs";
import { openChromium } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { isValid } from "../library/html.mjs";
import { isNoWider, looksRight, SMALLEST } from "../library/looks.mjs";
import { arrive } from "../library/people.mjs";
import { must, until } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";
import { word } from "../library/words.mjs";

/** Long enough to take it back on a busy machine, short enough to be waited for. */
const ERASE_AFTER = 40;
const equal = (found, wanted, what) => same(found, wanted, `${what}: ${found}, not ${wanted}`);

await walk("my-data", async (walk) => {
  const browser = await openChromium(walk);
  const demo = await openDemo(walk, { bots: 0, args: ["--erase-after", String(ERASE_AFTER)] });
  const anna = await arrive(walk, demo, browser, "anna");
  const ben = await arrive(walk, demo, browser, "ben");
  const { page } = anna;
  const open = () => page.goto(`${anna.origin}/my-data`);
  const sized = (name) => looksRight(walk, page, name);
  const carry = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: word(name) }).click()]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  };

  await walk.step("Anna has signed in and opens what is kept about her, from the menu", async () => {
    await anna.signIn();
    await ben.signIn();
    await page.goto(`${anna.origin}/today`);
    await page.locator("details.menu > summary").click();
    await page.getByRole("link", { name: word("nav-my-data") }).click();
    await page.waitForURL(`${anna.origin}/my-data`);
  });
  await walk.check("the page is in order in every size and both themes", () => sized("page"));
  let first;
  await walk.check("the file for programs parses, has her name and address, and nobody else's", async () => {
    first = await carry("data-take-json");
    must(/^my-data-\d{4}-\d\d-\d\d\.json$/.test(first.name), first.name);
    const { format, version, sections } = JSON.parse(first.text);
    equal(format, "openchair-my-data", "the format");
    equal(version, 1, "the version");
    equal(sections.account[0].email, "anna@linden.example", "her address");
    for (const other of ["Benjamin", "ben@linden", "Mara", "Lindqvist", "Farah"]) must(!first.text.includes(other), `${other} is in Anna's file`);
    must(!/\b[a-z]{3}_[0-9a-f]{32}\b/.test(first.text), "an id is in the file");
  });
  await walk.check("asked twice, it is the same twice", async () => {
    equal((await carry("data-take-json")).text, first.text, "the second file");
  });
  await walk.check("the file to read is valid HTML without a script, and reads well on screen and on paper", async () => {
    const file = await carry("data-take-html");
    await isValid(new Map([["my-data", file.text]]));
    must(!file.text.includes("<script") && !file.text.includes("src="), "it runs or loads something");
    must(file.text.includes("anna@linden.example"), "her address is not in it");
    must(!file.text.includes("Benjamin"), "Ben is in Anna's file");
    const reader = await page.context().newPage();
    await reader.setContent(file.text);
    await axeFindsNothing(reader);
    await walk.picture(reader, "file");
    await reader.setViewportSize(SMALLEST);
    await walk.picture(reader, "file-small");
    await isNoWider(reader, "the file");
    await reader.emulateMedia({ media: "print" });
    await walk.picture(reader, "file-print");
    await reader.close();
  });
  await walk.check("that she carried it away stands under who looked", async () => {
    await page.goto(`${anna.origin}/who-looked`);
    await page.getByText(word("looked-export")).waitFor();
  });
  const asks = async () => {
    await open();
    await page.getByText(word("data-erase-ask"), { exact: true }).click();
    await page.getByRole("button", { name: word("data-erase-do") }).click();
    await page.getByRole("button", { name: word("data-erasing-stay") }).waitFor();
  };
  await walk.step("she asks to be erased, and the page says when and how to take it back", asks);
  await walk.check("she takes it back, and is asked nothing", async () => {
    await page.getByRole("button", { name: word("data-erasing-stay") }).click();
    await page.getByText(word("data-erase-ask"), { exact: true }).waitFor();
  });
  await walk.step("she asks again", asks);
  await walk.check("her day says so as well, in case somebody else pressed the button", async () => {
    await page.goto(`${anna.origin}/today`);
    await page.getByRole("link", { name: word("today-erasing-see") }).waitFor();
    await axeFindsNothing(page);
    await walk.picture(page, "today");
    await page.getByRole("link", { name: word("today-erasing-see") }).click();
    await page.waitForURL(`${anna.origin}/my-data`);
  });
  await walk.check("the page that waits is in order in every size and both themes", () => sized("waits"));
  await walk.step("her time is over: she is gone, and her page asks who she is", async () => {
    await until("she is signed out", async () => {
      await page.waitForTimeout(1_000);
      const answer = await page.goto(`${anna.origin}/my-data`);
      return answer.status() === 401;
    }, (ERASE_AFTER + 60) * 1000);
    await walk.picture(page, "gone");
  });
  await walk.check("her id is in the list beside the database, and only there and in the log", () => {
    const list = readFileSync(join(demo.data, "erased"), "utf8");
    equal(list.match(/^erased per_[0-9a-f]{32} /gm).length, 1, "people in the list");
  });
  await walk.check("Ben's group goes on without her", async () => {
    const today = await ben.page.goto(`${ben.origin}/today`);
    equal(today.status(), 200, "his day");
    const group = await ben.page.goto(`${ben.origin}/groups/${demo.group}`);
    equal(group.status(), 200, "his group");
    const session = await ben.page.goto(`${ben.origin}/sessions/${demo.session}`);
    equal(session.status(), 200, "the evening");
    must(!(await ben.page.content()).includes("Anna"), "Anna is on his page");
  });
});
