// A server that wants to listen in, before real browsers: each lie is refused, sending stops where it must, and the person
// is told in words. The lies of one kind stand together; units of the same stand in client/test/seal and crates/seal.
import { ALWAYS_YES, FAKE_DEVICES, openChromium } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { isHeard, isLocked } from "../library/locked.mjs";
import { arrive } from "../library/people.mjs";
import { openRelay } from "../library/relay.mjs";
import { admits, sits, takeSeat, unmutes } from "../library/room.mjs";
import { theSeal } from "../library/seals.mjs";
import { aSteadyVoice } from "../library/voice.mjs";
import { must } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";
import { commits } from "./sealed-attacks/commits.mjs";
import { frames } from "./sealed-attacks/frames.mjs";
import { leaves } from "./sealed-attacks/leaves.mjs";
import { roster } from "./sealed-attacks/roster.mjs";

await walk("sealed-attacks", async (walk) => {
  const demo = await openDemo(walk, { bots: 0 });
  const relay = await openRelay(walk, demo);
  const browser = await openChromium(walk, { flags: [...FAKE_DEVICES, ...ALWAYS_YES, relay.flag, aSteadyVoice(walk)] });
  const scene = { demo, relay, browser, seal: await theSeal() };
  for (const name of ["mara", "anna", "ben"]) scene[name] = await arrive(walk, demo, browser, name);
  const { mara, anna, ben } = scene;

  await walk.step("Mara, Anna and Ben sit in the circle, locked in, and hear each other", async () => {
    await mara.comeToTheRoom();
    await takeSeat(mara);
    await sits(mara);
    for (const [person, alias] of [[anna, "Anna"], [ben, "Ben"]]) {
      await person.comeToTheRoom();
      await takeSeat(person);
      await admits(mara, alias);
      await sits(person);
      await unmutes(person);
    }
    for (const person of [mara, anna, ben]) {
      await isLocked(person);
      for (const other of [mara, anna, ben]) if (other !== person) await isHeard(person, other.member);
    }
  });

  await roster(walk, scene);
  await commits(walk, scene);
  await leaves(walk, scene);
  await frames(walk, scene);

  await walk.check("no page broke by any of it", () => {
    const broken = [mara, anna, ben].flatMap((person) => person.complaints.filter((line) => line.startsWith("seal")));
    must(broken.length === 0, broken.slice(0, 3).join("\n"));
  });
});
