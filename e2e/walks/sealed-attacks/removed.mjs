// Somebody is removed, and their browser is made to stay as it was: it is told nothing, and keeps its line for sound.
import { atRest, counts, from, isHeard, isLocked } from "../../library/locked.mjs";
import { media } from "../../library/media.mjs";
import { atSeat, named } from "../../library/room.mjs";
import { must } from "../../library/wait.mjs";
import { word } from "../../library/words.mjs";
import { during, hearEachOther, loadsAgain } from "./steps.mjs";

export async function removed(walk, { relay, mara, anna, ben }) {
  await walk.check("who was removed hears and sees nothing more, and is not heard, though their page was never told", async () => {
    await loadsAgain(ben);
    await hearEachOther([mara, anna, ben]);
    const nothingTold = relay.lie(({ name, way }) => (name === "ben" && way === "in" ? null : undefined));
    return await during(nothingTold, async () => {
      await atSeat(mara, "Ben", "seat-remove");
      await mara.page.getByLabel(word("remove-reason")).first().fill("He asked another member for her address.");
      await mara.press(word("remove-do", { name: "Ben" }));
      await mara.sees("Ben gone", (view) => named(view, "Ben").presence !== "here");
      await isLocked(mara);
      // What was on its way has arrived once Anna has heard a piece more.
      await isHeard(anna, mara.member);
      const arrived = async () => (await media(ben.page)).heard.reduce((packets, one) => packets + one.packets, 0);
      const hears = async (person) => (await counts(person, from(ben.member))).passed;
      const reading = async () => [await arrived(), await hears(mara), await hears(anna)];
      const before = await atRest(reading);
      await isHeard(anna, mara.member);
      await isHeard(mara, anna.member);
      const after = await atRest(reading);
      // His page makes a new connection by and by, whose count begins at 0 and stays there.
      const [nothing, ...unheard] = after.map((count, at) => count <= before[at]);
      must(nothing && unheard.every(Boolean), `packets at his page, frames of his opened at Mara's and Anna's: ${before} became ${after}`);
    });
  });
}
