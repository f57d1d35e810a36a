// What comes between a person and the circle: a screen that wants to sleep, a phone call, a headset that is unplugged, a
// tab that sleeps. Each time Ben, in a page of his own, must hear Anna again without her doing anything.
import { ALWAYS_YES, FAKE_DEVICES, openChromium } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { hearsAndSees } from "../library/media.mjs";
import { arrive } from "../library/people.mjs";
import { closes, named, sits, takeSeat, unmutes } from "../library/room.mjs";
import { must, until } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";
import { openWire } from "../library/wire.mjs";
import { word } from "../library/words.mjs";

await walk("interrupted", async (walk) => {
  const demo = await openDemo(walk, { bots: 1 });
  const wire = await openWire(walk, demo, "anna");
  const browser = await openChromium(walk, { flags: [...FAKE_DEVICES, ...ALWAYS_YES, wire.flag] });
  const anna = await arrive(walk, demo, browser, "anna");
  const ben = await arrive(walk, demo, browser, "ben");
  const ask = (what, given) => anna.page.evaluate(([what, given]) => window.walkOf[what](given), [what, given]);
  const benHearsHer = () => hearsAndSees(ben.page, [anna.member], { pictures: [] });
  const microphone = (state) => ben.sees(`Anna's microphone ${state}`, (view) => named(view, "Anna").media.microphone === state);

  await walk.step("Anna and Ben sit in the circle, and hear each other", async () => {
    await anna.context.addInitScript(interruptions);
    for (const person of [anna, ben]) {
      await person.comeToTheRoom();
      await takeSeat(person);
      await sits(person);
      if (named(person.view, person === anna ? "Anna" : "Ben").media.microphone !== "on") await unmutes(person);
    }
    await benHearsHer();
    await hearsAndSees(anna.page, [ben.member], { pictures: [] });
  });

  await walk.check("the screen stays awake while she sits, and again once her tab is shown again", async () => {
    await until("one lock", async () => JSON.stringify(await ask("locks")) === '{"asked":1,"held":1}');
    await ask("hide", true);
    must((await ask("locks")).held === 0, "a hidden tab kept its lock");
    await ask("hide", false);
    await until("the lock again", async () => JSON.stringify(await ask("locks")) === '{"asked":2,"held":1}');
  });

  await walk.check("a phone call takes her microphone: she is told, the circle sees it, and her voice returns by itself", async () => {
    await ask("phone", true);
    await microphone("absent");
    await anna.page.getByText(word("trouble-busy"), { exact: false }).first().waitFor();
    await walk.picture(anna.page, "phone");
    await until("the call has outlasted the first tries", async () => (await ask("tries")) > 4);
    await ask("phone", false);
    await microphone("on");
    await benHearsHer();
    await anna.page.getByText(word("trouble-busy"), { exact: false }).first().waitFor({ state: "hidden" });
  });

  await walk.check("a system that only silences her microphone for the call gives it back as well", async () => {
    await ask("silence", true);
    await microphone("absent");
    await ask("silence", false);
    await microphone("on");
    await benHearsHer();
  });

  await walk.check("her headset is unplugged, and the microphone of the system takes its place", async () => {
    await anna.press(word("control-more"));
    await anna.press(word("more-devices"));
    const select = anna.page.getByRole("dialog").getByRole("combobox").first();
    const options = await select.locator("option").evaluateAll((all) => all.map((one) => one.value));
    const headset = options.at(-1);
    await select.selectOption(headset);
    await until("she speaks into the headset", async () => (await ask("microphone")) === headset);
    await closes(anna);
    await benHearsHer();
    await ask("unplug", headset);
    await until("another microphone", async () => ![null, headset].includes(await ask("microphone")));
    await benHearsHer();
    must(named(ben.view, "Anna").media.microphone === "on", "her microphone is not on");
  });

  await walk.check("her tab sleeps until the circle misses her, and wakes in the same seat with sound both ways", async () => {
    const seat = named(ben.view, "Anna").seat;
    anna.frames.length = 0;
    const tab = await anna.context.newCDPSession(anna.page);
    await tab.send("Debugger.enable");
    const asleep = new Promise((resolve) => tab.once("Debugger.paused", resolve));
    await tab.send("Debugger.pause");
    // Headless Chromium freezes no page that it shows; a page stopped in its next line runs as little.
    await asleep;
    wire.cut();
    await ben.sees("that her line is lost", (view) => named(view, "Anna").presence === "reconnecting");
    const beats = ben.said("ping").length;
    await until("more than ten seconds by Ben's own heartbeats", () => ben.said("ping").length > beats + 3);
    wire.mend();
    await tab.send("Debugger.resume");
    await tab.send("Debugger.disable");
    await ben.sees("Anna back", (view) => named(view, "Anna").presence === "here");
    // A browser complains about every connection that it loses.
    anna.complaints = anna.complaints.filter((line) => !line.startsWith("WebSocket connection"));
    await sits(anna);
    must(anna.heard("waiting").length === 0, "she had to wait");
    must(named(ben.view, "Anna").seat === seat, "she sits elsewhere");
    await benHearsHer();
    await hearsAndSees(anna.page, [ben.member], { pictures: [] });
  });

  await walk.check("when she steps out, her screen may sleep", async () => {
    await anna.press(word("control-step-out"));
    await anna.press(word("step-out-do"), anna.page.getByRole("dialog"));
    await until("no lock", async () => (await ask("locks")).held === 0);
  });

  await walk.check("no page complained", () => {
    const complaints = [...anna.complaints, ...ben.complaints];
    must(complaints.length === 0, complaints.join("; "));
  });
});

/** Runs inside Anna's page before its own scripts: a system that interrupts. */
function interruptions() {
  const tracks = [];
  const locks = [];
  const gone = new Set();
  let hidden = false;
  let phone = false;
  let asked = 0;
  let tries = 0;

  const really = Object.getOwnPropertyDescriptor(Document.prototype, "visibilityState").get;
  Object.defineProperty(document, "visibilityState", { get: () => (hidden ? "hidden" : really.call(document)) });
  // As a browser does: whatever is hidden loses its lock.
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && locks.forEach((lock) => (lock.released = true)));
  const request = async () => {
    asked += 1;
    const lock = { released: false, release: async () => void (lock.released = true) };
    locks.push(lock);
    return lock;
  };
  Object.defineProperty(navigator, "wakeLock", { value: { request } });

  const devices = navigator.mediaDevices;
  const [take, list] = [devices.getUserMedia.bind(devices), devices.enumerateDevices.bind(devices)];
  devices.getUserMedia = async (wish) => {
    if (wish.audio && phone) {
      tries += 1;
      throw new DOMException("Could not start audio source", "NotReadableError");
    }
    if (gone.has(wish.audio?.deviceId?.exact)) throw new DOMException("", "OverconstrainedError");
    const stream = await take(wish);
    tracks.push(...stream.getAudioTracks());
    return stream;
  };
  devices.enumerateDevices = async () => (await list()).filter((device) => !gone.has(device.deviceId));
  const live = () => tracks.filter((track) => track.readyState === "live");

  window.walkOf = {
    locks: () => ({ asked, held: locks.filter((lock) => !lock.released).length }),
    hide(now) {
      hidden = now;
      document.dispatchEvent(new Event("visibilitychange"));
    },
    phone(rings) {
      phone = rings;
      if (!rings) return;
      for (const track of live()) {
        track.stop();
        // A page's own stop() says nothing; the system's does.
        track.dispatchEvent(new Event("ended"));
      }
    },
    tries: () => tries,
    silence(now) {
      for (const track of live()) {
        Object.defineProperty(track, "muted", { value: now, configurable: true });
        track.dispatchEvent(new Event(now ? "mute" : "unmute"));
      }
    },
    microphone: () => live().at(-1)?.getSettings().deviceId ?? null,
    unplug(id) {
      gone.add(id);
      for (const track of live()) track.stop();
      devices.dispatchEvent(new Event("devicechange"));
    },
  };
}
