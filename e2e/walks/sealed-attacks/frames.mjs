// Lies about sound and picture: given to the wrong tile, given twice, not sealed at all, and browsers that cannot seal.
import { counts, from, isHeard, isNotOpened } from "../../library/locked.mjs";
import { media } from "../../library/media.mjs";
import { arrive } from "../../library/people.mjs";
import { comesBack } from "../../library/room.mjs";
import { playedTwice, tap, WORKER } from "../../library/tap.mjs";
import { likeness } from "../../library/voice.mjs";
import { must, until } from "../../library/wait.mjs";
import { word } from "../../library/words.mjs";
import { during, loadsAgain } from "./steps.mjs";

export async function frames(walk, { demo, relay, browser, mara, anna, ben }) {
  await walk.check("Mara's sound and picture on Ben's tile, and his on hers: nothing of it is played", async () => {
    const swapped = new Map([[mara.member, ben.member], [ben.member, mara.member]]);
    const takeBack = relay.lie(({ name, way, said }) => {
      if (name !== "anna" || way !== "out" || said.type !== "media_offer") return undefined;
      return { ...said, slots: said.slots.map((slot) => ({ ...slot, member: swapped.get(slot.member) ?? slot.member })) };
    });
    await during(takeBack, () => loadsAgain(anna));
    for (const other of [mara, ben]) await isNotOpened(anna, other.member, ["other_member"]);
    const { heard } = await media(anna.page);
    for (const one of heard) must(one.frames === 0 && one.energy < 1e-6, `${one.kind} of ${one.member}: ${one.frames} frames, energy ${one.energy}`);
  });

  await walk.check("every frame given twice is played once", async () => {
    const takeBack = relay.prelude("anna", WORKER, tap("twice"));
    await during(takeBack, () => loadsAgain(anna));
    await isHeard(anna, mara.member);
    const opened = await until("a hundred of Mara's frames came twice", async () => {
      const now = await counts(anna, from(mara.member));
      return (now.dropped.replayed ?? 0) > 100 && now;
    });
    must((await playedTwice(anna.page)) === 0, "some were played twice");
    const like = await likeness(anna.page, mara.member);
    must(like > 0.9, `what is heard is like her voice by ${like}`);
    return `${opened.passed} opened, ${opened.dropped.replayed} refused`;
  });

  await walk.check("a browser that was made to send in the clear is neither heard nor seen", async () => {
    const seen = async (person) => ({ ...(await counts(person, from(ben.member))), heard: (await media(person.page)).heard.filter((one) => one.member === ben.member) });
    const before = new Map();
    await during(relay.prelude("ben", WORKER, tap("bareOut")), async () => {
      ben.frames.length = 0;
      await ben.page.reload();
      // Whatever his page sealed before has been opened once more of somebody else's has.
      await Promise.all([isHeard(mara, anna.member), isHeard(anna, mara.member)]);
      for (const person of [mara, anna]) before.set(person, await seen(person));
      await comesBack(ben);
    });
    const says = [];
    for (const person of [mara, anna]) {
      const then = before.get(person);
      const now = await until(`${person.name} dropped what came`, async () => {
        const now = await seen(person);
        return all(now.dropped) > all(then.dropped) + 20 && now;
      });
      must(now.passed === then.passed, `${now.passed - then.passed} of his frames were opened by ${person.name}, ${then.passed} before`);
      for (const one of now.heard) {
        const frames = then.heard.find((other) => other.kind === one.kind)?.frames ?? 0;
        must(one.frames === frames || one.frames === 0, `${one.frames - frames} pictures were decoded`);
      }
      says.push(`${person.name} dropped ${all(now.dropped) - all(then.dropped)} frames`);
    }
    return says.join(", ");
  });

  await walk.check("a page whose worker does not start sends nothing, and says that it stopped", async () => {
    const takeBack = relay.prelude("ben", WORKER, 'throw new Error("taken away");');
    ben.frames.length = 0;
    await during(takeBack, async () => {
      await ben.page.reload();
      await comesBack(ben);
      await ben.page.locator('[data-notice="stopped"]').waitFor();
    });
    const says = await ben.page.locator('[data-notice="stopped"]').innerText();
    must(says.includes(word("stopped-title")), says);
    const { packets } = await ben.page.evaluate(() => window.walkSent());
    must(packets === 0, `${packets} packets went out`);
    await walk.picture(ben.page, "no-worker");
    ben.complaints.length = 0;
    return says.split("\n")[0];
  });

  await walk.check("a browser without any way to seal is told kindly what to use instead, before a device is asked for", async () => {
    const chidi = await arrive(walk, demo, browser, "chidi");
    await chidi.context.addInitScript(() => {
      delete window.RTCRtpScriptTransform;
      for (const side of [RTCRtpSender, RTCRtpReceiver]) delete side.prototype.createEncodedStreams;
    });
    await chidi.comeToTheRoom();
    await chidi.page.getByText(word("no-lock-title")).waitFor();
    await chidi.page.getByText(word("no-lock-current")).waitFor();
    await walk.picture(chidi.page, "no-lock");
    must(chidi.frames.length === 0, "it opened the room's socket");
    await chidi.context.close();
  });
}

const all = (dropped) => Object.values(dropped).reduce((sum, count) => sum + count, 0);
