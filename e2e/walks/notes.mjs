// A clinician's own notes: opened by a passkey and by a code, locked when she leaves, unreadable for the house, not there for anybody
// else; left to a colleague, asked for, and stopped.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { aKey } from "../library/authenticators.mjs";
import { openChromium } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { looksRight } from "../library/looks.mjs";
import { arrive } from "../library/people.mjs";
import { must, until } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";
import { word } from "../library/words.mjs";

/** Words that stand nowhere else. */
const TITLE = "Grauwacke-Kiebitz-7431";
const TEXT = "Basaltrose-Wendehals-2096, and what I felt";
const LATER = "Schneehuhn-Feldspat-5518";
const DRAFT = "Moorfrosch-Glimmer-3307";
const WORDS = [TITLE, TEXT, LATER, DRAFT];
const REASON = "Mara is in hospital.";

await walk("notes", async (walk) => {
  const browser = await openChromium(walk);
  const demo = await openDemo(walk, { bots: 0, args: ["--staff-passkeys"], env: { RUST_LOG: "info,app=trace,store=trace,web=trace,openchair=trace" } });
  const mara = await person("mara");
  const key = await aKey(mara);
  let code = "";

  async function person(name) {
    const arrived = await arrive(walk, demo, browser, name);
    arrived.sent = [];
    arrived.context.on("request", (request) => arrived.sent.push(`${request.url()}\n${request.postData() ?? ""}`));
    // What a passkey makes for the page is written down, to be looked for in what leaves it.
    await arrived.context.addInitScript(() => {
      const kept = (globalThis.madeByPasskeys = []);
      for (const verb of ["get", "create"]) {
        const asked = CredentialsContainer.prototype[verb];
        CredentialsContainer.prototype[verb] = async function (options) {
          const found = await asked.call(this, options);
          const first = found?.getClientExtensionResults?.().prf?.results?.first;
          if (first) kept.push([...new Uint8Array(first)]);
          return found;
        };
      }
    });
    return arrived;
  }

  async function withPasskey(who) {
    await who.signIn();
    await who.goto("/devices");
    await who.page.locator("#name").fill("My phone");
    await who.press(word("devices-add-do"));
    await who.page.getByText(word("devices-added")).waitFor();
    await byPasskey(who);
  }

  async function byPasskey(who) {
    await who.goto("/sign-in");
    await who.press(word("passkey-sign-in"));
    await who.page.waitForURL(`${who.origin}/today`);
  }

  const view = (who, name) => who.page.locator(`[data-view="${name}"]`).waitFor({ state: "visible" });

  async function begins(who) {
    await who.goto("/notes");
    await who.press(word("notes-begin"));
    await view(who, "code");
    const shown = await who.page.locator("[data-code]").innerText();
    await who.page.getByLabel(word("notes-code-kept")).check();
    await who.press(word("notes-code-go"));
    await view(who, "open");
    return shown;
  }

  async function writes(who, { title, text, about }) {
    await who.press(word("notes-new"));
    if (about) await who.page.locator("#about").selectOption({ label: about });
    await who.page.getByLabel(word("notes-title-label")).fill(title);
    await who.page.getByLabel(word("notes-text"), { exact: true }).fill(text);
    await who.press(word("notes-save"));
    await view(who, "open");
  }

  await walk.step("Mara adds a passkey, sets up her notes, and is shown a code once", async () => {
    await withPasskey(mara);
    await mara.page.locator("details.menu > summary").click();
    await mara.page.getByRole("link", { name: word("nav-notes") }).click();
    await view(mara, "begin");
    await looksRight(walk, mara.page, "begin");
    code = await begins(mara);
    must(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/.test(code), `no code: ${code}`);
    must((await mara.page.locator("[data-code]").textContent()) === "", "the code stands in the page still");
  });
  await walk.step("she writes about Anna, and loads the page anew: locked, and opened by her passkey", async () => {
    await writes(mara, { title: TITLE, text: TEXT, about: "Anna" });
    await mara.page.reload();
    await view(mara, "locked");
    await looksRight(walk, mara.page, "locked");
    await mara.press(word("notes-open-passkey"));
    await view(mara, "open");
    await mara.page.getByRole("button", { name: TITLE }).click();
    must((await mara.page.getByLabel(word("notes-text"), { exact: true }).inputValue()) === TEXT, "it is another text");
    must((await mara.page.locator("#about option:checked").innerText()) === "Anna", "it is about somebody else");
    await looksRight(walk, mara.page, "edit");
    await mara.press(word("notes-back"));
    await looksRight(walk, mara.page, "open");
  });
  await walk.check("hiding the page and coming back shows it locked; what was being written is kept, and nowhere readable", async () => {
    await mara.press(word("notes-new"));
    await mara.page.getByLabel(word("notes-text"), { exact: true }).fill(DRAFT);
    await until("the draft is kept", () => mara.page.evaluate(() => sessionStorage.getItem("openchair-draft") !== null));
    await mara.page.locator("a[data-hide]").first().click();
    await mara.page.waitForURL(`${mara.origin}/away`);
    await mara.goto("/notes");
    await view(mara, "locked");
    const stored = await mara.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.documentElement.outerHTML]));
    for (const one of WORDS) must(!stored.includes(one), `${one} is readable`);
    await mara.press(word("notes-open-passkey"));
    await mara.press(word("notes-draft-open"));
    must((await mara.page.getByLabel(word("notes-text"), { exact: true }).inputValue()) === DRAFT, "the draft is lost");
    await mara.press(word("notes-back"));
    await mara.press(word("notes-draft-drop"));
  });

  const laptop = await person("mara");
  await walk.step("on another device, with a copy of her passkey that makes no secret, the code opens them; a slip in it is said", async () => {
    const copy = await aKey(laptop);
    const [credential] = await key.credentials();
    await copy.holds({ ...credential, signCount: credential.signCount + 100 });
    await byPasskey(laptop);
    await laptop.goto("/notes");
    await view(laptop, "locked");
    await laptop.press(word("notes-open-passkey"));
    const said = laptop.page.locator("[data-says]");
    await until("it is said", async () => [word("notes-say-passkey-not-this"), word("notes-say-passkey-nothing")].includes((await said.innerText()).trim()));
    await laptop.page.getByText(word("notes-open-code")).click();
    await laptop.page.getByLabel(word("notes-code-label"), { exact: true }).fill(code.replace(/^./, (letter) => (letter === "7" ? "8" : "7")));
    await laptop.press(word("notes-open"));
    await laptop.page.getByText(word("notes-say-code-sum")).waitFor();
    await laptop.page.getByLabel(word("notes-code-label"), { exact: true }).fill(code.toLowerCase().replaceAll("-", " "));
    await laptop.press(word("notes-open"));
    await laptop.page.getByRole("button", { name: TITLE }).waitFor();
  });
  await walk.check("two devices that change one note: the second is told, and both texts are there", async () => {
    for (const who of [mara, laptop]) await who.page.getByRole("button", { name: TITLE }).click();
    const text = (who) => who.page.getByLabel(word("notes-text"), { exact: true });
    await text(laptop).fill(LATER);
    await laptop.press(word("notes-save"));
    await view(laptop, "open");
    await text(mara).fill(TEXT);
    await mara.press(word("notes-save"));
    await mara.page.getByText(word("notes-conflict-title")).waitFor();
    must((await text(mara).inputValue()) === TEXT, "what she wrote is gone");
    await mara.press(word("notes-keep-both"));
    await view(mara, "open");
    must((await mara.page.getByRole("button", { name: TITLE }).count()) === 2, "not both are there");
  });

  const ines = await person("ines");
  await walk.step("Ines, who leads with her, has notes of her own and finds nothing of Mara's; whoever leads nothing finds no page", async () => {
    await aKey(ines);
    await withPasskey(ines);
    await begins(ines);
    must(await ines.page.getByText(word("notes-none")).isVisible(), "there is something");
    for (const name of ["anna", "pia", "olu"]) {
      const other = await person(name);
      await other.signIn();
      for (const path of ["/notes", "/notes/vault", "/notes/locked"]) must((await other.goto(path)).status() === 404, `${name} ${path}`);
      const never = await other.page.evaluate(async () => (await fetch("/notes/left/open", { method: "POST", body: JSON.stringify({ vault: "vlt_00000000000040008000000000000000" }) })).status);
      must(never === 404, `${name}: ${never}`);
    }
  });
  await walk.step("Mara compares Ines's code and leaves her notes to her", async () => {
    const own = await ines.page.locator("[data-own-digits]").textContent();
    must(/^(\d{5} ){5}\d{5}$/.test(own ?? ""), `no code: ${own}`);
    await mara.page.reload();
    await mara.press(word("notes-open-passkey"));
    await view(mara, "open");
    await mara.page.getByText(word("notes-will"), { exact: true }).click();
    await mara.page.locator("#heir").selectOption({ index: 1 });
    await until("the code stands there", async () => (await mara.page.locator("[data-heir-digits]").textContent()) === own);
    await looksRight(walk, mara.page, "will");
    await mara.page.getByLabel(word("notes-compared")).check();
    await mara.press(word("notes-will-do"));
    await mara.page.getByText(word("notes-say-will-named")).waitFor();
  });
  await walk.step("Ines asks with a reason, cannot read yet, and Mara stops it with one tap, locked", async () => {
    await ines.page.reload();
    await ines.press(word("notes-open-passkey"));
    await ines.page.getByText(word("notes-left"), { exact: true }).click();
    const row = ines.page.locator('[data-list="left"] > li');
    await row.locator("textarea").fill(REASON);
    await ines.press(word("notes-ask"), row);
    await ines.page.getByText(word("notes-say-asked")).waitFor();
    must(!(await row.getByRole("button", { name: word("notes-left-open") }).isVisible()), "she may read");
    const vault = await ines.page.evaluate(async () => (await (await fetch("/notes/vault")).json()).left[0].vault);
    const early = await ines.page.evaluate(async (vault) => (await fetch("/notes/left/open", { method: "POST", body: JSON.stringify({ vault }) })).status, vault);
    must(early === 409, `the house said ${early}`);
    await mara.page.reload();
    await view(mara, "locked");
    await mara.page.getByText(REASON).waitFor();
    await looksRight(walk, mara.page, "asked");
    await mara.press(word("notes-stop"));
    await mara.page.getByText(word("notes-say-stopped")).waitFor();
    await mara.page.getByText(REASON).waitFor({ state: "hidden" });
  });
  await walk.check("after a theft all notes are under a new key, and the old code opens nothing", async () => {
    await mara.press(word("notes-open-passkey"));
    await mara.page.getByText(word("notes-renew"), { exact: true }).click();
    await mara.press(word("notes-renew-do"));
    await view(mara, "code");
    await mara.page.getByLabel(word("notes-code-kept")).check();
    await mara.press(word("notes-code-go"));
    await mara.page.getByText(word("notes-say-renewed")).waitFor();
    must((await mara.page.getByRole("button", { name: TITLE }).count()) === 2, "a note is lost");
    await laptop.page.reload();
    await laptop.page.getByText(word("notes-open-code")).click();
    await laptop.page.getByLabel(word("notes-code-label"), { exact: true }).fill(code);
    await laptop.press(word("notes-open"));
    await laptop.page.getByText(word("notes-say-code-not-this")).waitFor();
  });
  await walk.check("neither files, log nor anything that was sent holds a word of a note, the code, or what a passkey made", async () => {
    const made = (await mara.page.evaluate(() => globalThis.madeByPasskeys)).map((bytes) => Buffer.from(bytes));
    must(made.length > 0, "the passkey made nothing in this page");
    const files = filesUnder(demo.data);
    must(files.some((file) => file.endsWith("-wal")), "the write-ahead log was not looked at");
    const haystack = Buffer.concat([...files.map((file) => readFileSync(file)), Buffer.from(demo.log.join("\n")), ...[mara, laptop, ines].map((who) => Buffer.from(who.sent.join("\n")))]);
    must(haystack.includes("/notes/write"), "the search finds nothing that is there");
    for (const word of [...WORDS, code, code.replaceAll("-", "")]) {
      for (const needle of [Buffer.from(word), Buffer.from(word, "utf16le"), ...asBase64(Buffer.from(word))]) must(!haystack.includes(needle), `${word} was found`);
    }
    for (const bytes of made) for (const needle of [bytes, Buffer.from(bytes.toString("hex")), ...asBase64(bytes)]) must(!haystack.includes(needle), "what a passkey made was found");
    return `${files.length} files, ${Math.round(haystack.length / 1024)} KiB`;
  });
  await walk.check("no page complained", () => {
    // A page that is not there is an answer that a browser writes down too.
    const complaints = [mara, laptop, ines].flatMap((who) => who.complaints).filter((line) => !/status of (404|409)/.test(line));
    must(complaints.length === 0, complaints.slice(0, 5).join("\n"));
  });
});

/** Wherever it begins in a stream of base64 or base64url: three ways of falling into groups of three. */
function asBase64(bytes) {
  return [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
    const whole = text.slice(shift === 0 ? 0 : 4, Math.floor((bytes.length + shift) / 3) * 4);
    return [whole, whole.replaceAll("+", "-").replaceAll("/", "_")].map((one) => Buffer.from(one));
  });
}

function filesUnder(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}
