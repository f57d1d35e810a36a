// The whole of trust in one browser: who leads shows a passkey, a name that no exit betrays, an agreement changed and signed, a device
// signed out in mid-sentence, one's data carried away, and oneself erased. Chromium and Firefox walk the same way.
import { arrives, asks, fills, follows, opens, reads, unfolds, wordsOf } from "./hands.mjs";
import { hearsAndSees, media } from "./media.mjs";
import { PUBLIC, SIGNED_IN } from "./pages.mjs";
import { Caller } from "./requests.mjs";
import { admits, endsTheEvening } from "./room.mjs";
import { must, until } from "./wait.mjs";
import { word } from "./words.mjs";

/** The rule of the house: by then a device signed out elsewhere has lost page, socket and media. */
export const OUT_WITHIN_MS = 5_000;
const MY_DATA = "/my-data/my-data.json";
const OTHER_NAME = "Quiet Heron";
const NEW_WORDS = "Whoever leaves the picture says so before.";

/** Gita sits in two groups; in the one of this evening she is called by her first name. */
const TONIGHT = "Gita";
const SIGNATURE = "Gita Rao";
const ADDRESS = addressOf("gita");

/**
 * `browser` is told in the sentences; `lead`, `gita`, `hugo` and `ben` are people of that browser, `key` the lead's authenticator; `ears`
 * sits in the circle in Chromium and hears, and may be the lead; `listens` seats them, `speaks` brings Gita to the door, `unmutes` turns
 * her microphone on.
 */
export async function trusting(walk, demo, { browser, lead, gita, hugo, ben, key, ears, listens, speaks, unmutes }) {
  const here = `/groups/${demo.group}/agreement`;
  let id;
  let groups;

  await walk.step(`${browser}: who leads comes in by a link and opens no group; with a passkey she does`, async () => {
    // Firefox uses passkeys only where a person could see it.
    await lead.page.bringToFront();
    await lead.signIn();
    await opens(lead, `/sessions/${demo.session}`, 403);
    await reads(lead, word("trouble-passkey-title"));
    await follows(lead, word("trouble-passkey-go"));
    await arrives(lead, "/devices");
    await fills(lead, "#name", "My laptop");
    await lead.press(word("devices-add-do"));
    await reads(lead, word("devices-added"));
    must((await key.credentials()).length === 1, "the device keeps no passkey");
    await opens(lead, `/sessions/${demo.session}`, 403);
    await lead.press(word("passkey-sign-in"));
    await until("the session opens", async () => {
      const words = await wordsOf(lead);
      return words !== "" && !words.includes(word("trouble-passkey-title"));
    });
    await opens(lead, `/sessions/${demo.session}`);
  });
  await walk.step(`${browser}: Gita takes another name in her other group`, async () => {
    for (const one of [gita, hugo, ben]) await one.signIn();
    id = /per_[0-9a-f]{32}/.exec((await asks(gita, MY_DATA)).text)?.[0];
    const other = [...(await asks(gita, "/today")).text.matchAll(/\/groups\/(grp_[0-9a-f]{32})/g)].map(([, group]) => group).find((group) => group !== demo.group);
    await opens(gita, `/groups/${other}/alias`);
    await fills(gita, "#name", OTHER_NAME);
    await gita.press(word("alias-keep"));
    await reads(gita, OTHER_NAME);
    // Who sits there too may read that name there, and nothing of who bears it; who does not, reads neither.
    groups = [demo.group, other];
  });
  await walk.check(`${browser}: no page and no file tells the others who that is`, async () => {
    const told = [];
    let ways = 0;
    for (const reader of [hugo, ben]) {
      const secrets = [SIGNATURE, ADDRESS, id, reader === ben && OTHER_NAME].filter(Boolean);
      for (const path of waysOut(demo, groups)) {
        const { status, text } = await asks(reader, path);
        if (status === 200) ways += 1;
        for (const secret of secrets) if (text.includes(secret)) told.push(`${path} tells ${reader.name} “${secret}”`);
      }
    }
    must(told.length === 0, told.join("\n"));
    must(ways > 40, `only ${ways} opened`);
    return `${ways} pages and files that opened`;
  });
  await walk.step(`${browser}: the agreement is changed, shown for 48 hours, and signed`, async () => {
    await opens(lead, `${here}/edit`);
    await fills(lead, "#text-4", NEW_WORDS);
    await lead.press(word("edit-look"));
    await reads(lead, word("edit-change-words"));
    await lead.press(word("edit-publish"));
    await arrives(lead, `${here}/signed`);
    await opens(gita, here);
    await reads(gita, NEW_WORDS);
    await reads(gita, word("agreement-older"));
    await fills(gita, "#name", SIGNATURE);
    await gita.press(word("agreement-sign-do"));
    await until("her words stand", async () => (await gita.page.$("#sign")) === null);
    await lead.goto(`${here}/signed`);
    must(!(await wordsOf(lead)).includes(SIGNATURE), "who leads reads her signature's name");
  });
  await walk.step(`${browser}: Gita sits in the circle, and is heard`, async () => {
    await listens();
    await gita.answerDoor();
    await speaks();
    await admits(ears, TONIGHT);
    await unmutes();
    const member = ears.memberNamed(TONIGHT);
    await hearsAndSees(ears.page, [member], { pictures: [] });
  });
  await walk.step(`${browser}: another device of hers signs this one out while she speaks: nobody hears her any more`, async () => {
    const other = await onAnotherDevice(demo, "gita");
    const member = ears.memberNamed(TONIGHT);
    const began = performance.now();
    const answer = await other.post("/devices/end", { device: await theOther(other) });
    must(answer.status === 303, `signing the device out answered ${answer.status}`);
    await until("her page says so", () => gita.page.$("[data-end=signed_out]"), OUT_WITHIN_MS);
    const silent = await fallsSilent(ears.page, member);
    const took = silent - began;
    must(took < OUT_WITHIN_MS, `her voice went on for ${Math.round(took)} ms`);
    await opens(gita, "/today", 401);
    return `the last of her voice after ${Math.round(took)} ms`;
  });
  await walk.step(`${browser}: she comes back, and carries away all that is hers and nobody else's`, async () => {
    await signsInByMail(gita);
    const { status, text } = await asks(gita, MY_DATA);
    must(status === 200, `the file answered ${status}`);
    for (const one of [TONIGHT, OTHER_NAME, ADDRESS, SIGNATURE]) must(text.includes(one), `“${one}” is not in it`);
    for (const one of ["Benjamin", "ben@linden.example", "Mara Lindqvist"]) must(!text.includes(one), `“${one}” is in it`);
  });
  await walk.step(`${browser}: she asks to be erased, and when the evening is over she is gone; her group goes on`, async () => {
    await opens(gita, "/my-data");
    await unfolds(gita, word("data-erase-ask"));
    await gita.press(word("data-erase-do"));
    await reads(gita, word("data-erasing-stay"));
    await endsTheEvening(ears);
    await until("she is gone", async () => {
      // One who asks twenty times a second is asked to wait.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return (await asks(gita, "/my-data")).status === 401;
    });
    await opens(ben, `/groups/${demo.group}`);
    must(!(await wordsOf(ben)).includes(TONIGHT), "her name is still on his page");
  });
}

/** The same person on a second device, by the link in a mail they asked for. */
async function onAnotherDevice(demo, name) {
  const caller = new Caller(demo.origin(name));
  await caller.post("/sign-in", { email: addressOf(name) });
  const link = await until("the mail", async () => linkFor(addressOf(name), (await caller.get("/mailbox")).text));
  const answer = await caller.post(link);
  must(answer.status === 303, `the link answered ${answer.status}`);
  return caller;
}

async function signsInByMail(person) {
  const mailed = async () => linkFor(addressOf(person.name), (await asks(person, "/mailbox")).text);
  const old = await mailed();
  await opens(person, "/sign-in");
  await fills(person, "#email", addressOf(person.name));
  await person.press(word("sign-in-send"));
  await reads(person, word("sent-title"));
  const link = await until("the mail", async () => {
    const newest = await mailed();
    return newest !== old && newest;
  });
  await opens(person, link);
  await person.press(word("link-sign-in"));
  await arrives(person, "/today");
}

function addressOf(name) {
  return `${name}@linden.example`;
}

/** Every page and file of somebody who is signed in, in each of these groups. The mailbox is of the demo alone: it shows everybody every mail. */
function waysOut(demo, groups) {
  const pages = [...PUBLIC, ...SIGNED_IN].filter(({ name }) => name !== "mailbox");
  const paths = groups.flatMap((group) => pages.map(({ path }) => path({ ready: demo.ready, session: demo.session, group })));
  return [...new Set([...paths, MY_DATA, "/my-data/my-data.html"])];
}

/** The link in the newest mail to this address. */
function linkFor(address, mailbox) {
  const mail = mailbox.split('<li class="card">').find((one) => one.includes(address) && one.includes("/sign-in/"));
  return /\/sign-in\/[\w-]+/.exec(mail ?? "")?.[0];
}

/** The device of this person that is not the one that asks: their list has both. */
async function theOther(caller) {
  const { text } = await caller.get("/devices");
  const rows = text.slice(text.indexOf('id="devices"')).split("<li>").slice(1);
  const row = rows.find((one) => !one.includes(word("devices-this")));
  return /name="device" value="([^"]+)"/.exec(row)[1];
}

/** When the last packet of this voice came: nothing has come for three seconds after it. */
async function fallsSilent(page, member) {
  const packets = async () => (await media(page)).heard.find((one) => one.member === member && one.kind === "audio")?.packets ?? 0;
  let last = { at: performance.now(), packets: await packets() };
  await until("her voice has ended", async () => {
    const now = { at: performance.now(), packets: await packets() };
    if (now.packets > last.packets) last = now;
    return now.at - last.at > 3_000;
  });
  return last.at;
}
