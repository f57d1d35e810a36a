// A whole evening: Mara leads; Anna, Ben and Chidi come in; bots sit beside them; two more people use Firefox.
import { openChromium } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { arrive } from "../library/people.mjs";
import { Caller } from "../library/requests.mjs";
import { must } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";
import { checkin } from "./first-evening/checkin.mjs";
import { circle } from "./first-evening/circle.mjs";
import { door } from "./first-evening/door.mjs";
import { firefox } from "./first-evening/firefox.mjs";
import { leading } from "./first-evening/leading.mjs";
import { lines } from "./first-evening/lines.mjs";
import { ending, leaving } from "./first-evening/ending.mjs";

await walk("first-evening", async (walk) => {
  // Three bots: Dana, Farah and the co-facilitator Ines. Eli's chair stays empty.
  const demo = await openDemo(walk, { bots: 3 });
  const browser = await openChromium(walk);

  await walk.check("a mail scanner that opens every link twice spends none of them", async () => {
    for (const name of ["mara", "anna", "ben", "chidi"]) {
      const scanner = new Caller(demo.origin(name));
      for (let look = 0; look < 2; look += 1) must((await scanner.get(demo.ready.sign_in[name])).status === 200, `${name}'s link`);
    }
  });

  const cast = {};
  for (const name of ["mara", "anna", "ben", "chidi"]) cast[name] = await arrive(walk, demo, browser, name);

  await door(walk, cast);
  await circle(walk, cast);
  await checkin(walk, cast);
  await leading(walk, cast);
  await lines(walk, cast);
  await leaving(walk, cast);
  await firefox(walk, demo, cast);
  await ending(walk, cast);

  await walk.check("no page asked anybody else's server for anything", () => {
    const foreign = Object.values(cast).flatMap((person) => person.foreign);
    must(foreign.length === 0, foreign.join(", "));
  });
  await walk.check("no page complained", () => {
    const complaints = Object.values(cast).flatMap((person) => person.complaints.map((line) => `${person.name}: ${line}`));
    must(complaints.length === 0, complaints.slice(0, 5).join("\n"));
  });
  await walk.check("the program is still running, and its log holds no panic and no word of anybody", () => {
    must(demo.running, "it ended");
    const told = demo.log.filter((line) => /panicked|Linden Street|good evening|foggy, with/i.test(line));
    must(told.length === 0, told.slice(0, 3).join(" | "));
  });
});
