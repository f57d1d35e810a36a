// Twelve people in one locked circle come, go, load their page again and drop, in an order by chance under committed seeds:
// each time all are in one epoch by their own signed word, and nobody hears anybody who was removed.
import { words } from "../library/agreement.mjs";
import { ALWAYS_YES, FAKE_DEVICES, openChromium } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { atRest, counts, from, isHeard } from "../library/locked.mjs";
import { atSeat, closes } from "../library/room.mjs";
import { aSteadyVoice } from "../library/voice.mjs";
import { must } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";
import { word } from "../library/words.mjs";
import { CHROMIUM, Evening, FIREFOX, LONE_BOTS } from "./sealed/evening.mjs";
import { plan, SEEDS } from "./sealed/plan.mjs";

const at = process.argv.indexOf("--seed");
const seeds = at < 0 ? SEEDS : [Number(process.argv[at + 1])];

await walk("sealed", async (walk) => {
  // Ines's chair, Leila's and Nadia's stay empty: Mara alone leads.
  const demo = await openDemo(walk, { bots: 0, args: ["--seats", "13"] });
  const browser = await openChromium(walk, { flags: [...FAKE_DEVICES, ...ALWAYS_YES, aSteadyVoice(walk)] });
  const evening = new Evening(walk, demo, browser);

  await walk.step("Mara founds the circle; Anna and Ben come in Chromium, Chidi in Firefox, and eight bots", async () => {
    await evening.maraOpens();
    for (const name of CHROMIUM.slice(1)) await evening.comesInChromium(name);
    await evening.comesInFirefox();
    await evening.botsCome();
    const { epoch } = await evening.agree(null, 0);
    must(evening.seated.size === 12, `${evening.seated.size} sit in the circle`);
    return `all twelve are in epoch ${epoch}`;
  });
  await walk.step("Chromium, Firefox and the bots open each other's frames", async () => {
    const { anna, chidi } = evening.pages;
    const hears = (ears, voices) => voices.map((name) => isHeard(ears, evening.member(name)));
    await Promise.all([...hears(anna, ["mara", "ben", "chidi", ...LONE_BOTS]), ...hears(chidi, ["mara", "anna", "ben", ...LONE_BOTS])]);
  });

  for (const seed of seeds) {
    for (const [index, act] of plan(seed, { pages: [...CHROMIUM, FIREFOX], bots: LONE_BOTS, lead: "mara" }).entries()) {
      await walk.step(`seed ${seed}, ${index + 1}: ${act.who} ${act.does.replaceAll("_", " ")}, and all are in one epoch`, () => evening.act(act));
    }
  }

  await walk.check("Mara removes Kofi: the keys turn without him, and from then on nobody opens anything of his", async () => {
    const { mara, anna } = evening.pages;
    const kofi = evening.member("kofi");
    const last = words(anna).get(anna.member).epoch;
    await atSeat(mara, "Kofi", "seat-remove");
    await mara.page.getByLabel(word("remove-reason")).first().fill("He asked another member for her address.");
    await mara.press(word("remove-do", { name: "Kofi" }));
    evening.seated.delete("kofi");
    const { epoch } = await evening.agree(null, last);
    await anna.sees("Kofi's chair empty", (view) => view.seats.find((seat) => seat.member === kofi)?.presence !== "here");
    // His bot was told, and stays silent from then on; `sealed-attacks` removes somebody who goes on speaking.
    const opened = async () => [(await counts(anna, from(kofi))).passed];
    const before = await atRest(opened);
    await isHeard(anna, mara.member);
    must((await atRest(opened)).join() === before.join(), "Anna hears him");
    await closes(mara);
    return `epoch ${epoch}`;
  });

  walk.figure("from a commit to the last word of all, worst", Math.max(...evening.agreeing), "ms", 2_000);
  walk.figure("longest loss of a steady voice", Math.max(0, ...evening.lost), "ms", 500);
  await walk.check("no page complained", () => {
    const complaints = [...CHROMIUM, FIREFOX].flatMap((name) => evening.pages[name].complaints.map((line) => `${name}: ${line}`));
    must(complaints.length === 0, complaints.slice(0, 5).join("\n"));
  });
});
