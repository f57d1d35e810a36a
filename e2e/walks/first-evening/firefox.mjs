// Two people in Firefox, in the same circle as the people in Chromium.
import { openFirefox } from "../../library/browsers.mjs";
import { visit } from "../../library/foxes.mjs";
import { hearsAndSees } from "../../library/media.mjs";
import { named, unmutes } from "../../library/room.mjs";
import { must } from "../../library/wait.mjs";

export async function firefox(walk, demo, { mara, anna }) {
  const browser = await openFirefox(walk);
  const foxes = [];
  for (const [name, alias] of [["dana", "Dana"], ["eli", "Eli"]]) {
    await walk.check(`${alias} comes in with Firefox`, async () => {
      const fox = await visit(walk, demo, browser, name);
      foxes.push(fox);
      await fox.comesToTheDoor();
      // Ines leads since Mara's line dropped, and lets in whoever waits.
      await mara.sees(`${alias} in the circle`, (view) => named(view, alias).presence === "here");
      await fox.sits();
      await fox.unmutes();
    });
  }
  await walk.step("Mara and Anna, who came back muted, turn their microphones on", async () => {
    for (const person of [mara, anna]) await unmutes(person);
  });
  await walk.check("Firefox decodes pictures and hears sound of Chromium, of the bots and of the other Firefox", async () => {
    for (const fox of foxes) {
      const members = [mara, anna].map((person) => person.member).concat(foxes.filter((other) => other !== fox).map((other) => other.member));
      await hearsAndSees(fox.page, members, { fuse: 90_000 });
      await walk.picture(fox.page, `firefox-${fox.name}`);
    }
  });
  await walk.check("Chromium decodes pictures and hears sound of both Firefoxes", async () => {
    await hearsAndSees(mara.page, foxes.map((fox) => fox.member), { fuse: 90_000 });
  });
  await walk.check("Firefox asked nobody else for anything", () => {
    const foreign = foxes.flatMap((fox) => fox.foreign);
    must(foreign.length === 0, foreign.join(", "));
  });
  for (const fox of foxes) await fox.leaves();
}
