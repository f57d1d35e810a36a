// One visitor, alone with the demo: signed in as Anna she finds a talking circle, is let in, and is given the floor.
import { openChromium } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { hearsAndSees } from "../library/media.mjs";
import { arrive } from "../library/people.mjs";
import { named, sits, takeSeat } from "../library/room.mjs";
import { must, until } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";
import { word } from "../library/words.mjs";

await walk("alone-as-anna", async (walk) => {
  const demo = await openDemo(walk);
  const browser = await openChromium(walk);
  const anna = await arrive(walk, demo, browser, "anna");

  await walk.step("a facilitator lets her in, although nobody else is real", async () => {
    await anna.comeToTheRoom();
    await takeSeat(anna);
    await sits(anna);
  });
  await walk.check("alone on the machine, she starts with her microphone on", () =>
    anna.sees("her own microphone on", (view) => named(view, "Anna").media.microphone === "on"),
  );
  await walk.check("six people are there, and Eli's chair is empty", async () => {
    await anna.sees("six others", () => anna.others.length === 6);
    must(anna.view.seats.find((seat) => seat.alias === "Eli").presence === "absent", "Eli is here");
  });
  await walk.check("she decodes everyone's picture, and hears whoever speaks", async () => {
    await hearsAndSees(anna.page, [], { pictures: anna.others, fuse: 90_000 });
    const speaker = (await until("somebody speaks", () => anna.heard("speaking").find((said) => said.members.some((member) => anna.others.includes(member))))).members[0];
    if (walk.asked.pictures) {
      await anna.press(word("hint-ok"));
      await anna.press(word("control-camera-on-do"));
    }
    await walk.picture(anna.page, "circle");
    return `first heard: ${anna.view.seats.find((seat) => seat.member === speaker).alias}`;
  });
  await walk.check("the check-in round comes to her, and goes on when she has finished", async () => {
    await until("her turn", () => anna.view.round?.floor === anna.member, 240_000);
    const before = anna.view.round.turns.slice(0, anna.view.round.turns.findIndex((turn) => turn.member === anna.member));
    must(before.some((turn) => turn.state === "spoke"), "nobody had shown her how");
    await anna.page.getByText(word("floor-yours"), { exact: true }).first().waitFor();
    await walk.picture(anna.page, "floor-is-yours");
    await anna.press(word("round-finished"));
    await anna.sees("the floor with somebody else", (view) => view.round?.floor !== anna.member);
    const mine = anna.view.round.turns.find((turn) => turn.member === anna.member);
    must(mine.state === "spoke", `her turn is ${mine.state}`);
  });
  await walk.check("a quiet word of hers is seen", async () => {
    await anna.press(word("control-quiet"));
    await anna.press(word("quiet-not-ok"));
    await until("it is seen", () => anna.heard("quiet_heard").some((said) => said.seen_by));
  });
  await walk.check("nobody else was asked for anything, and no page complained", () => {
    must(anna.foreign.length === 0, anna.foreign.join(", "));
    must(anna.complaints.length === 0, anna.complaints.join("; "));
  });
});
