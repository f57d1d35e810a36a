// The living agreement: who leads changes it, it is shown for 48 hours, a member reads, signs, says no apart, and takes it back.
import { axeFindsNothing } from "../library/axe.mjs";
import { openChromium } from "../library/browsers.mjs";
import { openDemo } from "../library/demo.mjs";
import { isNoWider, SMALLEST } from "../library/looks.mjs";
import { arrive } from "../library/people.mjs";
import { must, until } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";
import { word } from "../library/words.mjs";


await walk("agreement", async (walk) => {
  const demo = await openDemo(walk, { bots: 0 });
  const browser = await openChromium(walk);
  const mara = await arrive(walk, demo, browser, "mara");
  const anna = await arrive(walk, demo, browser, "anna", { viewport: SMALLEST });
  const here = `/groups/${demo.group}/agreement`;
  const shows = (person, text) => until(`${person.name} reads “${text}”`, () => person.page.getByText(text).first().isVisible());

  await walk.step("Mara sees who has yet to sign: Eli alone", async () => {
    await mara.signIn();
    await mara.goto(`${here}/signed`);
    must((await mara.page.locator(".desk-rows .open").count()) === 1, "not one person is open");
    must(await mara.page.locator(".desk-rows li", { hasText: "Eli" }).getByText(word("who-signed-never")).isVisible(), "it is not Eli");
    await axeFindsNothing(mara.page);
    await walk.picture(mara.page, "who-signed");
  });
  await walk.step("she edits a clause, moves one and adds one", async () => {
    await mara.page.getByRole("link", { name: word("agreement-edit-link") }).first().click();
    await mara.page.waitForURL(/edit$/);
    await mara.page.locator("#text-4").fill("Cameras are off in the first round.\nAfterwards everybody does as they like.");
    await mara.page.locator("#clause-3").getByRole("button", { name: word("edit-down") }).click();
    await until("it moved", async () => (await mara.page.locator("#text-3").inputValue()).startsWith("Cameras are off"));
    await mara.page.getByRole("button", { name: word("edit-add") }).click();
    await until("a new one", async () => (await mara.page.locator(".edit-clause").count()) === 30);
    await mara.page.getByRole("button", { name: word("edit-look") }).first().click();
    await mara.page.getByRole("button", { name: word("edit-publish") }).click();
    await until("it says what is missing", () => mara.page.locator("#problems").isVisible());
    await mara.page.locator("#heading-30").fill("Pets");
    await mara.page.locator("#text-30").fill("Pets may be in the picture.");
  });
  await walk.step("the page shows what changes, and from when it binds and why", async () => {
    await mara.page.getByRole("button", { name: word("edit-look") }).first().click();
    await until("the changes", () => mara.page.locator("#changes").isVisible());
    const badges = await mara.page.locator("#changes .badge").allTextContents();
    must(["edit-change-words", "edit-change-moved", "edit-change-new"].every((key) => badges.includes(word(key))), badges.join(", "));
    await shows(mara, word("edit-binds-why").split(".")[0]);
    await axeFindsNothing(mara.page);
    await walk.picture(mara.page, "changes");
    await mara.page.getByRole("button", { name: word("edit-publish") }).click();
    await mara.page.waitForURL(/signed$/);
    must((await mara.page.locator(".desk-rows .open").count()) === 8, "not everybody is asked");
    await walk.picture(mara.page, "asked");
  });

  await walk.step("Anna's session says that there are new words, and shuts no door", async () => {
    await anna.signIn();
    await anna.goto(`/sessions/${demo.session}`);
    await shows(anna, word("agreement-to-sign"));
    must(await anna.page.getByRole("link", { name: word("go-door") }).isVisible(), "the way in is gone");
    await walk.picture(anna.page, "session");
    await anna.page.locator(".agreement-link a").first().click();
    await anna.page.waitForURL(/agreement$/);
    await shows(anna, "Cameras are off in the first round.");
    await shows(anna, word("agreement-older"));
    await isNoWider(anna.page, "the agreement");
    await axeFindsNothing(anna.page);
    await walk.picture(anna.page, "to-sign");
  });
  await walk.step("an old tab cannot sign old words", async () => {
    const status = await anna.page.evaluate(async (address) => (await fetch(address, { method: "POST", body: new URLSearchParams({ version: "1", name: "Anna" }) })).status, `${here}/sign`);
    must(status === 409, `answered ${status}`);
  });
  await walk.step("she reads and signs, by keyboard", async () => {
    await anna.page.locator("#name").focus();
    await anna.page.keyboard.type("Anna");
    await anna.page.keyboard.press("Enter");
    await until("it is signed", async () => (await anna.page.locator("#sign").count()) === 0);
    await anna.page.locator("#choices").scrollIntoViewIfNeeded();
    await walk.picture(anna.page, "signed");
  });
  await walk.step("she says no to one choice, as easily as yes", async () => {
    const card = anna.page.locator(".choice-card").last();
    const buttons = await card.getByRole("button").evaluateAll((all) => all.map((one) => { const box = one.getBoundingClientRect(); return `${box.width}x${box.height} ${getComputedStyle(one).backgroundColor}`; }));
    must(buttons.length === 2 && buttons[0] === buttons[1], buttons.join(" and "));
    await card.getByRole("button", { name: word("agreement-choice-no") }).click();
    await until("her own page says it", () => anna.page.locator(".choice-card").last().getByText(word("agreement-choice-mine-no")).isVisible());
    await anna.page.locator(".choice-card").last().scrollIntoViewIfNeeded();
    await walk.picture(anna.page, "choice");
    await mara.goto(here);
    must(await mara.page.locator(".choice-card").last().getByText(word("agreement-choice-off")).isVisible(), "it is not off");
    must((await mara.page.getByText(word("agreement-choice-mine-no")).count()) === 0, "Mara sees a no");
    await mara.goto(`${here}/signed`);
    must((await mara.page.locator(".desk-rows .open").count()) === 7, "Anna still counts as open");
  });
  await walk.step("her copy has the words and the proof", async () => {
    await anna.goto(`${here}/copy`);
    await shows(anna, word("copy-holds"));
    must(/^[0-9a-f]{64}$/.test((await anna.page.locator(".proof").first().textContent()).trim()), "no proof");
    await axeFindsNothing(anna.page);
    await anna.page.locator(".proof").first().scrollIntoViewIfNeeded();
    await walk.picture(anna.page, "copy");
  });
  await walk.step("she allows her own therapist something, and ends it", async () => {
    await anna.goto(`/groups/${demo.group}/releases`);
    await anna.page.locator("#recipient").fill("Dr Roth, Berlin");
    await anna.page.locator("#matter-summary").check();
    await anna.page.locator("#until").fill(await anna.page.locator("#until").getAttribute("max"));
    await walk.picture(anna.page, "release");
    await anna.page.getByRole("button", { name: word("releases-give") }).click();
    await anna.page.getByRole("button", { name: word("releases-end") }).click();
    await until("it has ended", async () => (await anna.page.getByRole("button", { name: word("releases-end") }).count()) === 0);
    await axeFindsNothing(anna.page);
  });
  await walk.step("in the middle of the evening she takes it back, and Mara sees that", async () => {
    await anna.goto(here);
    await anna.page.getByText(word("agreement-withdraw"), { exact: true }).click();
    await anna.page.getByRole("button", { name: word("agreement-withdraw-do") }).scrollIntoViewIfNeeded();
    await walk.picture(anna.page, "take-back");
    await anna.page.getByRole("button", { name: word("agreement-withdraw-do") }).click();
    await until("she may sign again", () => anna.page.locator("#sign").isVisible());
    await mara.page.reload();
    const row = mara.page.locator(".desk-rows li", { hasText: "Anna" });
    must((await row.locator(".open").textContent()).startsWith(word("who-signed-back").split("{")[0].trim()), await row.textContent());
    await anna.goto(`/sessions/${demo.session}`);
    must(await anna.page.getByRole("link", { name: word("go-door") }).isVisible(), "her door is shut");
  });
  await walk.step("a guardian's consent is asked for where it is needed", async () => {
    const row = mara.page.locator(".desk-rows li", { hasText: "Ben" });
    await row.locator("summary").click();
    await row.getByRole("button", { name: word("who-signed-minor-keep") }).click();
    await until("it is missing", () => mara.page.locator(".desk-rows li", { hasText: "Ben" }).getByText(word("who-signed-guardian-missing")).isVisible());
    await walk.picture(mara.page, "guardian");
  });
  await walk.check("nobody asked another origin, and no page complained", () => {
    for (const person of [mara, anna]) {
      must(person.foreign.length === 0, person.foreign.join(", "));
      const said = person.complaints.filter((line) => !/status of 4\d\d/.test(line));
      must(said.length === 0, said.join("; "));
    }
  });
});
