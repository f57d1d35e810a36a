// For everyone: axe in every state of the room in both themes, nothing wider than a small phone, and an evening by keyboard alone.
import { axeFindsNothing } from "../library/axe.mjs";
import { openChromium } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { tabTo } from "../library/keyboard.mjs";
import { SMALLEST, widerBy } from "../library/looks.mjs";
import { SIZES, THEMES } from "../library/pages.mjs";
import { arrive } from "../library/people.mjs";
import { admits, handUp, sits } from "../library/room.mjs";
import { everyState } from "../library/states.mjs";
import { must, until } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";
import { begins, word } from "../library/words.mjs";

/** 320 px is a desktop of 1280 px enlarged to 400 % (WCAG 1.4.10). */
const ENLARGED = { width: 320, height: 256 };

await walk("access", async (walk) => {
  const browser = await openChromium(walk);
  const demo = await openDemo(walk, { bots: 3 });
  await everyState(walk, demo, browser, (name, work) => walk.check(name, work), async (person, name) => {
    const faults = [];
    for (const [size, viewport] of Object.entries({ ...SIZES, small: SMALLEST, enlarged: ENLARGED })) {
      await person.page.setViewportSize(viewport);
      // The circle is laid out anew after its field was measured.
      const over = () => widerBy(person.page);
      await until("a page as wide as the screen", async () => (await over()) <= 0, 5_000).catch(async () => faults.push(`${size}: ${await over()} px wider than the screen`));
    }
    for (const [size, viewport] of Object.entries(SIZES)) {
      await person.page.setViewportSize(viewport);
      for (const colorScheme of THEMES) {
        await person.page.emulateMedia({ colorScheme });
        await walk.picture(person.page, `${name}-${size}-${colorScheme}`);
        await axeFindsNothing(person.page).catch((error) => faults.push(`${size}, ${colorScheme}: ${error.message}`));
      }
    }
    await person.page.emulateMedia({ colorScheme: null });
    must(faults.length === 0, faults.join("\n"));
  });
  await byKeyboard(walk, browser);
});

async function byKeyboard(walk, browser) {
  const demo = await openDemo(walk, { bots: 3 });
  const mara = await arrive(walk, demo, browser, "mara");
  const ben = await arrive(walk, demo, browser, "ben");
  const press = async (name, within) => {
    await tabTo(ben.page, name, { within });
    await ben.page.keyboard.press("Enter");
  };
  await walk.step("Mara is in her seat", async () => {
    await mara.comeToTheRoom();
    await mara.press(word("arrival-take"));
    await sits(mara);
  });
  await walk.step("by keyboard alone: Ben signs in, answers the door and takes his seat", async () => {
    await ben.page.goto(demo.ready.sign_in.ben);
    await press(word("link-sign-in"), "main");
    await ben.page.waitForURL(`${ben.origin}/today`);
    await ben.goto(`/sessions/${demo.session}/door`);
    await tabTo(ben.page, word("door-place"));
    await ben.page.keyboard.type("4 Mill Lane, Bremen");
    await tabTo(ben.page, word("door-alone-yes"));
    await ben.page.keyboard.press("Space");
    await tabTo(ben.page, begins("door-channel-ring"));
    await ben.page.keyboard.press("Space");
    await press(word("door-go"));
    await ben.page.waitForURL((url) => !url.pathname.endsWith("/door"));
    await ben.goto(`/sessions/${demo.session}/room`);
    await press(word("arrival-take"));
    await until("Ben waits", () => ben.heard("waiting").length > 0);
  });
  await walk.step("Mara lets him in", async () => {
    await admits(mara, "Ben");
    await sits(ben);
  });
  await walk.check("by keyboard alone: Ben raises his hand and takes it down", async () => {
    await press(word("control-hand"));
    await handUp(mara, ben.member, 1);
    await press(word("control-hand-down"));
  });
  await walk.check("by keyboard alone: Ben writes a message", async () => {
    await press(word("control-chat"));
    await tabTo(ben.page, word("chat-label"));
    await ben.page.keyboard.type("Hello from the keys.");
    await ben.page.keyboard.press("Enter");
    await until("Mara has it", () => mara.heard("content").length > 0);
  });
  await walk.check("by keyboard alone: Escape leaves the field, closes the chat, and gives the focus back; only then does it hide the page", async () => {
    const focus = () => ben.page.evaluate(() => document.activeElement.dataset.control ?? document.activeElement.dataset.action);
    await ben.page.keyboard.press("Escape");
    must((await focus()) === "close-panel", `the focus is on ${await focus()}`);
    await ben.page.keyboard.press("Escape");
    await ben.page.locator(".panel").waitFor({ state: "detached" });
    must((await focus()) === "chat", `the focus is on ${await focus()}`);
    await ben.screen("circle");
    await ben.page.keyboard.press("Escape");
    await ben.page.keyboard.press("Escape");
    await ben.screen("hidden");
    await ben.page.keyboard.press("Escape");
    await ben.page.keyboard.press("Escape");
    await ben.screen("circle");
  });
  await walk.check("by keyboard alone: Ben opens Help now and closes it, and his place is kept", async () => {
    await press(word("help-now"));
    await ben.page.getByRole("dialog").waitFor();
    await ben.page.keyboard.press("Escape");
    await ben.page.getByRole("dialog").waitFor({ state: "hidden" });
    const name = await ben.page.evaluate(() => document.activeElement.textContent);
    must(name.includes(word("help-now")), `the focus is on “${name}”`);
  });
  await walk.check("by keyboard alone: Mara starts the round, and Ben passes his turn", async () => {
    await tabTo(mara.page, new RegExp(`^${word("desk-round-start")}`), { most: 200 });
    await mara.page.keyboard.press("Enter");
    await mara.sees("a round", (view) => view.round?.floor);
    await until("the floor comes to Ben", async () => {
      if (mara.view.round.floor === mara.member) {
        await tabTo(mara.page, word("round-finished"), { most: 200 });
        await mara.page.keyboard.press("Enter");
      }
      return mara.view.round.floor === ben.member;
    }, 120_000);
    await press(word("round-pass"));
    await mara.sees("Ben has passed", (view) => view.round.turns.find((turn) => turn.member === ben.member).state === "passed");
  });
}
