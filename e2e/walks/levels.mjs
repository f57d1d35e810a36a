// A group that leaves it to its devices to hear who speaks: the server is told nothing, rings and airtime are there all the same.
import { ALWAYS_YES, FAKE_DEVICES, openChromium } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { arrive } from "../library/people.mjs";
import { admits, desk, seatOf, sits, takeSeat, unmutes } from "../library/room.mjs";
import { aPausingVoice } from "../library/voice.mjs";
import { must, until } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";
import { word } from "../library/words.mjs";

const LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

await walk("levels", async (walk) => {
  // Without bots no room runs yet: the choice counts for rooms that start after it.
  const demo = await openDemo(walk, { bots: 0 });
  // Anna's microphone speaks and pauses.
  const mara = await arrive(walk, demo, await openChromium(walk), "mara");
  const anna = await arrive(walk, demo, await openChromium(walk, { flags: [...FAKE_DEVICES, aPausingVoice(walk), ...ALWAYS_YES] }), "anna");

  await walk.step("who leads leaves it to the devices, on the group's page", async () => {
    await mara.signIn();
    await mara.goto(`/groups/${demo.group}`);
    must(await mara.page.locator("#levels-server").isChecked(), "it was not the server before");
    await mara.page.locator("#levels-devices").check();
    await mara.press(word("group-levels-keep"));
    await until("it is kept", () => mara.page.locator("#levels-devices").isChecked());
    await walk.picture(mara.page, "group");
  });
  await walk.step("both sit in the circle, and Anna's microphone is open", async () => {
    await mara.answerDoor();
    await mara.goto(`/sessions/${demo.session}/room`);
    await takeSeat(mara);
    await anna.comeToTheRoom();
    await takeSeat(anna);
    await admits(mara, "Anna");
    await sits(mara);
    await sits(anna);
    if (seatOf(anna.view, anna.member).media.microphone !== "on") await unmutes(anna);
  });
  const ring = (person, speaks) => person.seat(anna.member).and(person.page.locator(`[data-speaking="${speaks}"]`));
  await walk.check("Anna's ring is drawn while she speaks, and goes when she pauses, on both screens", async () => {
    for (const person of [mara, anna]) {
      await until(`${person.name} sees her speak`, () => ring(person, true).isVisible());
      await until(`${person.name} sees her pause`, () => ring(person, false).isVisible());
    }
    await until("she speaks", () => ring(mara, true).isVisible());
    await walk.picture(mara.page, "ring");
  });
  await walk.check("the facilitator's own tab counts her airtime, and goes on after a reload", async () => {
    const counted = () =>
      mara.page.evaluate((member) => {
        const kept = Object.keys(sessionStorage).find((key) => key.startsWith("airtime "));
        const { airtime } = JSON.parse(sessionStorage.getItem(kept) ?? '{"airtime":[]}');
        return airtime.find((one) => one.member === member)?.seconds ?? 0;
      }, anna.member);
    const before = await until("seconds", async () => (await counted()) > 3 && counted());
    await mara.page.reload();
    await sits(mara);
    await until("more seconds", async () => (await counted()) > before);
    must((await (await desk(mara)).locator("[data-counted]").getAttribute("data-counted")) === "here", "the desk does not say where it is counted");
    must((await anna.page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("airtime ")))).length === 0, "a member's page counts");
    return `${before.toFixed(1)} s before the reload`;
  });
  await walk.check("no level was offered, answered or told, and no airtime reached the server", async () => {
    for (const person of [mara, anna]) {
      const offers = person.said("media_offer").map(({ sdp }) => sdp);
      const answers = person.heard("media_answer").map(({ sdp }) => sdp);
      must(offers.length > 0 && answers.length > 0, `${person.name} has no line`);
      must(![...offers, ...answers].some((sdp) => sdp.includes(LEVEL)), `${person.name}'s line has levels`);
      must(answers.every((sdp) => sdp.includes("cbr=1") && !sdp.includes("usedtx=1")), `${person.name} is asked for pauses`);
      must(person.heard("speaking").length === 0, "the server told who speaks");
    }
    must(mara.view.desk.airtime.length === 0, "the server has counted");
  });
  await walk.check("what Anna's browser sends has one size and no pauses, whether she speaks or not", async () => {
    const size = async (speaks) => {
      await until("her voice", () => ring(anna, speaks).isVisible());
      const before = await anna.page.evaluate(() => window.walkSpoken());
      const after = await until("packets", async () => {
        const now = await anna.page.evaluate(() => window.walkSpoken());
        return now.packets >= before.packets + 20 && now;
      });
      must(await ring(anna, speaks).isVisible(), "her voice changed meanwhile");
      return (after.bytes - before.bytes) / (after.packets - before.packets);
    };
    const [loud, silent] = [await size(true), await size(false)];
    // The counter in the seal's header takes another byte as it grows, whoever speaks.
    must(Math.abs(loud - silent) < 2, `${loud} bytes while she speaks, ${silent} while she does not`);
    return `${loud} and ${silent} bytes a packet`;
  });
  await walk.check("no page complained", () => {
    const complaints = [...mara.complaints, ...anna.complaints];
    must(complaints.length === 0, complaints.join("; "));
  });
});
