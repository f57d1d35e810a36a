// Every page and every state of the room as pictures: phone and desktop, light and dark. To be looked at by a person.
import { openChromium } from "./library/browsers.mjs";
import { openDemo } from "./library/demo.mjs";
import { PUBLIC, SIGNED_IN, SIZES, THEMES } from "./library/pages.mjs";
import { arrive } from "./library/people.mjs";
import { everyState } from "./library/states.mjs";
import { walk } from "./library/walk.mjs";

await walk("gallery", async (walk) => {
  const demo = await openDemo(walk, { bots: 3 });
  const browser = await openChromium(walk);
  const everyWay = async (page, name) => {
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme });
        await walk.picture(page, `${name}-${size}-${colorScheme}`);
      }
    }
  };
  const sam = await arrive(walk, demo, browser, "sam");
  const ines = await arrive(walk, demo, browser, "ines");
  await walk.check("Ines signs in", async () => {
    await ines.signIn();
    await ines.answerDoor();
  });
  for (const [person, pages] of [[sam, PUBLIC], [ines, SIGNED_IN]]) {
    for (const { name, path } of pages) {
      await walk.check(name, async () => {
        await person.goto(path(demo));
        await person.page.evaluate(() => document.fonts.ready);
        await everyWay(person.page, name);
      });
    }
  }
  await ines.context.close();
  await everyState(walk, demo, browser, (name, work) => walk.check(name, work), (person, name) => everyWay(person.page, `room-${name}`));
});
