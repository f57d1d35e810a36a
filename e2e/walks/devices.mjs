// Devices as they really are: refused, missing, and a browser that holds the sound back until a tap.
import { FAKE_DEVICES, openChromium } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { counts } from "../library/media.mjs";
import { arrive } from "../library/people.mjs";
import { named, sits, takeSeat } from "../library/room.mjs";
import { must, until } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";
import { word } from "../library/words.mjs";

await walk("devices", async (walk) => {
  const demo = await openDemo(walk);

  await walk.check("who refuses camera and microphone is told so kindly, and has a seat to listen from", async () => {
    // Headless Chromium without the flag that always says yes answers no to every question.
    const browser = await openChromium(walk, { flags: FAKE_DEVICES });
    const anna = await arrive(walk, demo, browser, "anna");
    await anna.comeToTheRoom();
    await takeSeat(anna);
    await sits(anna);
    await anna.sees("herself listening", (view) => named(view, "Anna").media.microphone === "absent" && named(view, "Anna").media.camera === "absent");
    await anna.page.getByText(word("trouble-both-title")).first().waitFor();
    await walk.picture(anna.page, "refused");
    await until("she sees the others", async () => (await counts(anna.page)).pictures >= 3);
    await anna.press(word("control-hand"));
    await anna.seat(anna.member).locator(".hand").waitFor({ state: "attached" });
    must(anna.complaints.length === 0, anna.complaints.join("; "));
    await browser.close();
  });

  await walk.check("the prepare page says the same in plain words when devices are refused", async () => {
    const browser = await openChromium(walk, { flags: FAKE_DEVICES });
    const dana = await arrive(walk, demo, browser, "dana");
    await dana.signIn();
    await dana.goto("/prepare");
    await dana.press(word("prepare-devices-start"));
    await dana.page.getByText(word("prepare-say-refused")).waitFor();
    await walk.picture(dana.page, "prepare-refused");
    await browser.close();
  });

  await walk.check("who has no devices at all is told so, and has a seat", async () => {
    const browser = await openChromium(walk, { flags: ["--use-fake-ui-for-media-stream"] });
    const ben = await arrive(walk, demo, browser, "ben");
    await ben.context.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("Requested device not found", "NotFoundError"));
      navigator.mediaDevices.enumerateDevices = () => Promise.resolve([]);
    });
    await ben.comeToTheRoom();
    await takeSeat(ben);
    await sits(ben);
    await ben.page.getByText(word("trouble-missing"), { exact: false }).first().waitFor();
    await walk.picture(ben.page, "missing");
    await browser.close();
  });

  const browser = await openChromium(walk);
  await walk.check("the prepare page hears the microphone, and its line check reaches the media port over UDP", async () => {
    const farah = await arrive(walk, demo, browser, "farah");
    await farah.signIn();
    await farah.goto("/prepare");
    await farah.press(word("prepare-devices-start"));
    await farah.page.getByText(new RegExp(`${word("prepare-say-both")}|${word("prepare-say-heard")}`)).first().waitFor();
    await farah.press(word("prepare-line-try"));
    await farah.page.getByText(new RegExp(`${word("prepare-say-line-good")}|${word("prepare-say-line-slow")}`)).first().waitFor();
    await walk.picture(farah.page, "prepare-good");
    must(farah.complaints.length === 0, farah.complaints.join("; "));
    await farah.context.close();
  });

  await walk.check("where the browser holds the sound back, “Tap to hear” is there, and a tap brings it", async () => {
    const chidi = await arrive(walk, demo, browser, "chidi");
    await chidi.context.addInitScript(() => {
      const play = HTMLMediaElement.prototype.play;
      window.holdBack = true;
      HTMLMediaElement.prototype.play = function () {
        if (window.holdBack && !this.muted) return Promise.reject(new DOMException("The play() request is not allowed", "NotAllowedError"));
        return play.call(this);
      };
    });
    await chidi.comeToTheRoom();
    await takeSeat(chidi);
    await sits(chidi);
    await chidi.button(new RegExp(word("tap-to-hear"))).waitFor();
    await walk.picture(chidi.page, "tap-to-hear");
    await chidi.page.evaluate(() => (window.holdBack = false));
    await chidi.button(new RegExp(word("tap-to-hear"))).click();
    await chidi.button(new RegExp(word("tap-to-hear"))).waitFor({ state: "hidden" });
    const silent = () => chidi.page.evaluate(() => [...document.querySelectorAll("audio[data-member]")].filter((voice) => voice.paused).length);
    await until("every voice plays", async () => (await silent()) === 0);
    await chidi.context.close();
  });
});
