// What the server holds of what people say, show and write: nothing. A word and a voice are let out in the circle and
// looked for everywhere; a listener without keys hears and sees what the server passes on.
import { ALWAYS_YES, FAKE_DEVICES, openChromium } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { arrive } from "../library/people.mjs";
import { openRelay } from "../library/relay.mjs";
import { admits, desk, sits, takeSeat, unmutes, writes } from "../library/room.mjs";
import { tap, WORKER } from "../library/tap.mjs";
import { aSteadyVoice } from "../library/voice.mjs";
import { must } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";
import { word } from "../library/words.mjs";
import { listener } from "./sealed-canary/listener.mjs";
import { searches } from "./sealed-canary/searches.mjs";
import { theSearchIsSound } from "./sealed-canary/soundness.mjs";

/** Words that stand nowhere else: typed in the circle, written at a check-in that is not kept, and told to the server at the door. */
const TYPED = "Grauwacke-Kiebitz-7431";
const CHECKED_IN = "Basaltrose-Wendehals-2096";
const TOLD = "Zaunkönigweg 7431, Lübeck";

await walk("sealed-canary", async (walk) => {
  await theSearchIsSound(walk);
  // It says everything of its own that it can say; of libraries below it, what goes wrong.
  const demo = await openDemo(walk, { bots: 0, env: { RUST_LOG: "info,app=trace,live=trace,media=trace,mail=trace,openchair=trace,room=trace,seal=trace,sfu=trace,store=trace,web=trace" } });
  const relay = await openRelay(walk, demo);
  const browser = await openChromium(walk, { flags: [...FAKE_DEVICES, ...ALWAYS_YES, relay.flag, aSteadyVoice(walk)] });
  const cast = {};
  for (const name of ["mara", "anna", "ben"]) cast[name] = await arrive(walk, demo, browser, name);
  const { mara, anna, ben } = cast;
  relay.prelude("anna", WORKER, tap("keep"));
  relay.prelude("ben", WORKER, tap("bareIn"));

  await walk.step("Mara, Anna and Ben sit in the circle; Ben's browser has had its keys taken from the way in", async () => {
    await mara.comeToTheRoom();
    await takeSeat(mara);
    await sits(mara);
    for (const [person, alias] of [[anna, "Anna"], [ben, "Ben"]]) {
      await person.signIn();
      await person.answerDoor(TOLD);
      await person.goto(`/sessions/${demo.session}/room`);
      await takeSeat(person);
      await admits(mara, alias);
      await sits(person);
      await unmutes(person);
    }
  });
  await walk.step("Anna writes a word, and Mara reads it", async () => {
    await writes(anna, TYPED);
    await mara.page.locator('[data-control="chat"]').click();
    await mara.page.getByText(TYPED).waitFor();
  });
  await walk.step("Anna writes another at her check-in, Ben reads it on her seat, and she does not keep it", async () => {
    await desk(mara);
    await mara.press(new RegExp(`^(${word("desk-round-start")}|${word("desk-round-again")})$`));
    await mara.sees("her own turn", (view) => view.round?.floor === mara.member);
    await mara.press(word("round-finished"));
    await anna.press(word("checkin-write"));
    const dialog = anna.page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "7", exact: true }).check();
    await dialog.getByLabel(word("checkin-line-label")).fill(CHECKED_IN);
    await anna.press(word("checkin-send"), dialog);
    await ben.seat(anna.member).locator(".checkin", { hasText: CHECKED_IN }).waitFor();
    await anna.press(word("round-finished"));
    await anna.press(word("keep-not"));
    await desk(mara);
    await mara.press(word("desk-round-end"));
    await mara.sees("the round over", (view) => !view.round || view.round.floor === null);
  });
  await listener(walk, { mara, anna, ben });
  await searches(walk, demo, { anna, typed: [TYPED, CHECKED_IN], told: TOLD });

  await walk.check("no page complained", () => {
    const complaints = [mara, anna].flatMap((person) => person.complaints.map((line) => `${person.name}: ${line}`));
    must(complaints.length === 0, complaints.slice(0, 5).join("\n"));
  });
});
