// Trust, in Chromium and in Firefox: passkeys and what can be wrong with one, a name that no exit betrays, an agreement changed and signed,
// a device signed out while it speaks, one's data carried away, and oneself erased.
import { aFoxKey, aKey, forFoxKey } from "../library/authenticators.mjs";
import { openChromium, openFirefox } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { visit } from "../library/foxes.mjs";
import { looksRight } from "../library/looks.mjs";
import { arrive } from "../library/people.mjs";
import { sits, takeSeat, unmutes } from "../library/room.mjs";
import { OUT_WITHIN_MS, trusting } from "../library/trusting.mjs";
import { must, until } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";
import { word } from "../library/words.mjs";

/** Long enough to read that it was asked, short enough to be waited for. */
const ERASE_AFTER_S = 5;

async function passkeys(walk, browser) {
  const demo = await openDemo(walk, { bots: 0, args: ["--staff-passkeys"] });
  const mara = await arrive(walk, demo, browser, "mara");
  const key = await aKey(mara);
  const session = `/sessions/${demo.session}`;

  await walk.step("Mara comes in by a link, and no group opens: a page says why and offers a passkey", async () => {
    await mara.signIn();
    for (const path of [session, `${session}/room`]) {
      must((await mara.goto(path)).status() === 403, `${path} opened`);
      await mara.page.getByRole("heading", { name: word("trouble-passkey-title") }).waitFor();
    }
    await looksRight(walk, mara.page, "first");
  });
  await walk.step("she adds a passkey", async () => {
    await mara.page.getByRole("link", { name: word("trouble-passkey-go") }).click();
    await mara.page.waitForURL(`${mara.origin}/devices#passkeys`);
    await looksRight(walk, mara.page, "devices-none");
    await mara.page.locator("#name").fill("My phone");
    await mara.press(word("devices-add-do"));
    await mara.page.getByText(word("devices-added")).waitFor();
    must((await key.credentials()).length === 1, "the device keeps no passkey");
    await looksRight(walk, mara.page, "devices");
  });
  await walk.check("a link alone still opens nothing, and the page now asks for the passkey she has", async () => {
    must((await mara.goto(session)).status() === 403, "it opened");
    await mara.press(word("passkey-sign-in"));
    await mara.page.waitForURL(mara.origin + session);
    await mara.page.getByRole("heading", { name: word("trouble-passkey-title") }).waitFor({ state: "detached" });
  });
  await walk.step("she signs out, and in again with her passkey", async () => {
    await signOut(mara);
    await mara.goto("/sign-in");
    await looksRight(walk, mara.page, "sign-in");
    await mara.press(word("passkey-sign-in"));
    await mara.page.waitForURL(`${mara.origin}/today`);
  });
  await walk.step("the room opens, and she sits in it", async () => {
    await mara.answerDoor();
    await mara.goto(`${session}/room`);
    await takeSeat(mara);
    await sits(mara);
  });

  const other = await arrive(walk, demo, browser, "mara");
  const copy = await aKey(other);
  await walk.check("a passkey that checks nobody is refused, and it is said", async () => {
    const [credential] = await key.credentials();
    await copy.holds({ ...credential, signCount: credential.signCount + 10 });
    await copy.verifiesNobody();
    await other.goto("/sign-in");
    await other.press(word("passkey-sign-in"));
    await other.page.getByText(word("passkey-cancelled")).waitFor();
    must((await other.goto("/today")).status() === 401, "somebody is signed in");
    await copy.anew();
  });
  await walk.check("a passkey whose counter ran backwards is refused, and it is said", async () => {
    const [credential] = await key.credentials();
    await copy.holds({ ...credential, signCount: 0 });
    await other.goto("/sign-in");
    await other.press(word("passkey-sign-in"));
    await other.page.getByText(word("passkey-ran-backwards")).waitFor();
    await walk.picture(other.page, "ran-backwards");
    await copy.holds({ ...credential, signCount: credential.signCount + 10 });
  });
  await walk.check("a device without a passkey is told so, and the link is still there", async () => {
    const [credential] = await key.credentials();
    await copy.holds(null);
    await other.goto("/sign-in");
    await other.press(word("passkey-sign-in"));
    await until("it is said", async () => (await other.page.locator("[data-said]:visible").count()) > 0 && !(await other.page.locator("[data-said=waiting]").isVisible()));
    await other.page.getByLabel(word("sign-in-email")).waitFor();
    await copy.holds({ ...credential, signCount: credential.signCount + 10 });
  });
  await walk.step("on another device she signs the first one out: its page and socket are gone within five seconds", async () => {
    await other.goto("/sign-in");
    await other.press(word("passkey-sign-in"));
    await other.page.waitForURL(`${other.origin}/today`);
    await other.goto("/devices");
    const first = other.page.locator("#devices li").filter({ hasNot: other.page.locator(".badge") }).first();
    await first.locator("summary").click();
    const began = performance.now();
    await other.press(word("devices-end-do"), first);
    await until("the socket is told", () => mara.heard("end").some((one) => one.reason === "signed_out"), OUT_WITHIN_MS);
    await mara.page.locator("[data-end=signed_out]").waitFor();
    const took = performance.now() - began;
    must(took < OUT_WITHIN_MS, `it took ${Math.round(took)} ms`);
    must((await mara.goto("/today")).status() === 401, "a page still opens");
    await other.page.getByText(word("devices-ended")).waitFor();
    return `${Math.round(took)} ms`;
  });
  await walk.check("a member opens their room with the link in their mail, as ever", async () => {
    const anna = await arrive(walk, demo, browser, "anna");
    await anna.signIn();
    must((await anna.goto(session)).status() === 200, "her own session is closed to her");
  });
}

async function inChromium(walk, browser) {
  const demo = await openADay(walk);
  const lead = await arrive(walk, demo, browser, "mara");
  const gita = await arrive(walk, demo, browser, "gita");
  const hugo = await arrive(walk, demo, browser, "hugo");
  const ben = await arrive(walk, demo, browser, "ben");
  const key = await aKey(lead);
  const listens = () => sitsDown(lead, demo);
  const speaks = async () => {
    await gita.goto(`/sessions/${demo.session}/room`);
    await takeSeat(gita, "choice-voice");
  };
  await trusting(walk, demo, { browser: "Chromium", lead, gita, hugo, ben, key, ears: lead, listens, speaks, unmutes: () => unmutes(gita) });
}

/** In Firefox all do everything; in Chromium sits one more, who hears. */
async function inFirefox(walk, chromium) {
  const demo = await openADay(walk);
  const start = await forFoxKey();
  const browser = await openFirefox(walk, start);
  const key = await aFoxKey(walk, start);
  const ears = await arrive(walk, demo, chromium, "ines");
  const earsKey = await aKey(ears);
  const lead = await visit(walk, demo, browser, "mara");
  const gita = await visit(walk, demo, browser, "gita");
  const hugo = await visit(walk, demo, browser, "hugo");
  const ben = await visit(walk, demo, browser, "ben");
  const listens = async () => {
    await ears.signIn();
    await ears.goto("/devices");
    await ears.page.locator("#name").fill("My phone");
    await ears.press(word("devices-add-do"));
    await ears.page.getByText(word("devices-added")).waitFor();
    must((await earsKey.credentials()).length === 1, "the device keeps no passkey");
    await ears.goto("/sign-in");
    await ears.press(word("passkey-sign-in"));
    await ears.page.waitForURL(`${ears.origin}/today`);
    await sitsDown(ears, demo);
  };
  const speaks = () => gita.asksForASeat("choice-voice");
  await trusting(walk, demo, { browser: "Firefox", lead, gita, hugo, ben, key, ears, listens, speaks, unmutes: () => gita.unmutes() });
}

function openADay(walk) {
  return openDemo(walk, { bots: 0, args: ["--seats", "12", "--staff-passkeys", "--erase-after", String(ERASE_AFTER_S)] });
}

async function sitsDown(lead, demo) {
  await lead.answerDoor();
  await lead.goto(`/sessions/${demo.session}/room`);
  await takeSeat(lead, "choice-voice");
  await sits(lead);
}

async function signOut(person) {
  await person.goto("/today");
  await person.page.locator("details.menu > summary").click();
  await person.press(word("nav-sign-out"));
  await person.page.waitForURL(`${person.origin}/`);
}

await walk("trust", async (walk) => {
  const browser = await openChromium(walk);
  await passkeys(walk, browser);
  await inChromium(walk, browser);
  await inFirefox(walk, browser);
});
