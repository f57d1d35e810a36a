// How a page looks everywhere: on a phone, a desktop and the smallest screen, by day and by night.
import { axeFindsNothing } from "./axe.mjs";
import { SIZES, THEMES } from "./pages.mjs";
import { must } from "./wait.mjs";

export const SMALLEST = { width: 320, height: 640 };

/** Nothing for axe to find, nothing wider than the screen, and a picture of each. Leaves the page as a desktop's by day. */
export async function looksRight(walk, page, name) {
  for (const [size, viewport] of Object.entries({ ...SIZES, small: SMALLEST })) {
    await page.setViewportSize(viewport);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await axeFindsNothing(page);
      await walk.picture(page, `${name}-${size}-${colorScheme}`);
    }
    await isNoWider(page, `${name}, ${size}`);
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(SIZES.desktop);
}

/** Pixels that stand out to the side of the screen. */
export const widerBy = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Fails where a page has to be pushed sideways. */
export async function isNoWider(page, what) {
  const over = await widerBy(page);
  must(over <= 0, `${what}: ${over} px wider than the screen`);
}
