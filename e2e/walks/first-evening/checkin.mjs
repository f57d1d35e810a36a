// A check-in in writing: shown on the seat, for the circle or only for those who lead; kept in one's own record after a yes.
import { tabTo } from "../../library/keyboard.mjs";
import { chat, closes, desk, writes } from "../../library/room.mjs";
import { must, until } from "../../library/wait.mjs";
import { word } from "../../library/words.mjs";

const LINE = "Foggy, with a little light at the edge";
const SAID_AFTER = "Shall we go on?";
const FOR_FEW = "I did not want to say it to all";

export async function checkin(walk, { mara, anna, ben, chidi }) {
  const everyone = [mara, anna, ben, chidi];
  const asked = everyone.map((person) => asksToKeep(person));
  const [, annas] = asked;

  await walk.step("a round begins, and the floor comes to Anna", async () => {
    for (const person of everyone) await closes(person);
    await desk(mara);
    await mara.press(new RegExp(`^(${word("desk-round-start")}|${word("desk-round-again")})$`));
    // Who leads shows how it is done, and Anna sits beside her.
    await until("Mara's turn", () => hasFloor(mara));
    await mara.press(word("round-finished"));
    await until("Anna's turn", () => hasFloor(anna));
    await anna.page.getByText(word("floor-yours"), { exact: true }).first().waitFor();
  });

  await walk.check("Anna writes a number and a line by keyboard alone, and everybody sees them on her seat", async () => {
    const { page } = anna;
    await tabTo(page, word("checkin-write"));
    await page.keyboard.press("Enter");
    await tabTo(page, word("checkin-no-number"), { within: "dialog" });
    for (let press = 0; press < 4; press += 1) await page.keyboard.press("ArrowLeft");
    await tabTo(page, word("checkin-line-label"), { within: "dialog" });
    await page.keyboard.type(LINE);
    await walk.picture(page, "checkin-dialog");
    await page.keyboard.press("Enter");
    for (const person of everyone) {
      const chip = person.seat(anna.member).locator(".checkin");
      await chip.waitFor();
      const said = (await chip.textContent()).replace(/\s+/g, " ");
      must(said === `${word("checkin-of", { name: "Anna" })} 7 ${word("checkin-of-ten")} ${LINE}`, `${person.name} is told “${said}”`);
    }
    await walk.picture(ben.page, "checkin-on-seat");
    must(!JSON.stringify(anna.frames.map(({ said }) => said)).includes("Foggy"), "it travelled as it was written");
  });

  await walk.check("the whole of it opens from the seat, and it stands in the chat as a check-in", async () => {
    await chidi.seat(anna.member).locator(".checkin").click();
    await chidi.page.getByRole("dialog").getByText(LINE).waitFor();
    await closes(chidi);
    const line = (await chat(chidi)).locator("li", { hasText: LINE });
    await line.getByText(word("checkin-mark"), { exact: true }).waitFor();
    await chidi.page.locator('[data-action="close-panel"]').click();
  });

  await walk.check("after a reload Chidi's page shows it again", async () => {
    await chidi.page.reload();
    await chidi.seat(anna.member).locator(".checkin").waitFor();
  });

  await walk.check("when her turn is over Anna alone is asked whether to keep it, and before her yes nothing has been sent for the record", async () => {
    must((await anna.page.locator('[data-notice="keep"]').count()) === 0, "she is asked while the floor is hers");
    await anna.press(word("round-finished"));
    await until("Ben's turn", () => hasFloor(ben));
    await anna.page.locator('[data-notice="keep"][data-stage="asked"]').waitFor();
    await walk.picture(anna.page, "checkin-keep");
    for (const person of [mara, ben, chidi]) must((await person.page.locator('[data-notice="keep"]').count()) === 0, `${person.name} is asked`);
    for (const requests of asked) must(requests.length === 0, `asked already: ${requests}`);
    must(!(await record(anna)).includes(LINE), "it is in her record");
  });

  await walk.check("her yes is one request of its own, and the record shows it to her and to nobody else", async () => {
    await anna.press(word("keep-do"));
    await anna.page.locator('[data-notice="keep"][data-stage="kept"]').waitFor();
    must(annas.length === 1, `${annas.length} requests: ${annas}`);
    must(/^id=chk_[0-9a-f]{32}&number=7&line=Foggy/.test(annas[0]), `it says ${annas[0]}`);
    must((await record(anna)).includes(LINE), "her record does not have it");
    for (const person of [mara, ben, chidi]) must(!(await record(person)).includes(LINE), `${person.name} reads it`);
    await anna.press(word("hint-ok"), anna.page.locator('[data-notice="keep"]'));
  });

  await walk.check("she reads it on her own page, and deletes it there", async () => {
    const page = await anna.context.newPage();
    await page.goto(`${anna.origin}/own-record`);
    await page.getByText(LINE).waitFor();
    await walk.picture(page, "own-record");
    await page.locator(".record details summary").first().click();
    await page.getByRole("button", { name: word("record-delete-do") }).click();
    await page.getByText(word("record-none")).waitFor();
    must(!(await page.content()).includes(LINE), "it is still there");
    await page.close();
  });

  await walk.check("Ben writes only for those who lead: it stands at Mara's desk, and nobody else learns of it", async () => {
    await ben.press(word("checkin-write"));
    const dialog = ben.page.getByRole("dialog");
    await dialog.getByLabel(word("checkin-line-label")).fill(FOR_FEW);
    await dialog.locator('input[name="for"]').nth(1).check();
    await ben.press(word("checkin-send-leaders"), dialog);
    await desk(mara);
    const words = mara.page.locator(`.desk-words [data-from="${ben.member}"]`);
    await words.getByText(FOR_FEW).waitFor();
    await walk.picture(mara.page, "desk-words");
    for (const person of [anna, chidi, ben]) {
      must((await person.page.locator("body").innerText()).includes(FOR_FEW) === false, `${person.name} sees it`);
      must((await person.seat(ben.member).locator(".checkin").count()) === 0, `${person.name} sees a word on Ben's seat`);
    }
  });

  await walk.check("Ben says no, and nothing is kept of his", async () => {
    await ben.press(word("round-finished"));
    await ben.press(word("keep-not"));
    await ben.page.locator('[data-notice="keep"]').waitFor({ state: "detached" });
    must(asked[2].length === 0, `asked: ${asked[2]}`);
    must(!(await record(ben)).includes(FOR_FEW), "it is in his record");
  });

  await walk.check("Anna takes back what she showed: it goes from every seat and chat, and no reload brings it back", async () => {
    await anna.seat(anna.member).locator(".checkin").click();
    await walk.picture(anna.page, "checkin-take-back");
    await anna.press(word("checkin-take-back"), anna.page.getByRole("dialog"));
    for (const person of everyone) await person.seat(anna.member).locator(".checkin").waitFor({ state: "detached" });
    await writes(ben, SAID_AFTER);
    await ben.page.locator('[data-action="close-panel"]').click();
    await chidi.page.reload();
    const lines = (await chat(chidi)).locator("li");
    await lines.filter({ hasText: SAID_AFTER }).waitFor();
    must((await lines.filter({ hasText: LINE }).count()) === 0, "it stands in Chidi's chat");
    await chidi.page.locator('[data-action="close-panel"]').click();
  });

  await walk.step("the round ends, and the seats are as they were", async () => {
    await desk(mara);
    await mara.press(word("desk-round-end"));
    await mara.sees("the round over", (view) => !view.round || view.round.floor === null);
  });
}

/** The bodies of all requests that ask the house to keep something. */
function asksToKeep(person) {
  const bodies = [];
  person.context.on("request", (request) => new URL(request.url()).pathname.endsWith("/checkins") && bodies.push(request.postData() ?? ""));
  return bodies;
}

/** This person's own record, as their browser is given it. */
function record(person) {
  return person.page.evaluate(async () => (await fetch("/own-record")).text());
}

function hasFloor(person) {
  return person.view?.round?.floor === person.member;
}
