// Every state of the room that can be looked at, in an order in which one evening passes through them all.
// A new state of the room adds its lines here; the walk `access` and the gallery both take this path.
import { arrive } from "./people.mjs";
import { admits, atSeat, chat, closes, comesBack, desk, seatOf, sits, takeSeat, unmutes, writes } from "./room.mjs";
import { until } from "./wait.mjs";
import { begins, word } from "./words.mjs";

/** Opens a dialog by its control in the bar. */
const opens = (control) => (person) => person.page.locator(`.bar [data-control="${control}"]`).click();
/** Opens a dialog that is listed under "More". */
const underMore = (id) => async (person) => {
  await opens("more")(person);
  await person.press(begins(id), person.page.getByRole("dialog"));
};
const seal = (person) => person.page.locator('.top [data-action="seal"]').click();
const putsPanelAway = async (person) => {
  const close = person.page.locator('[data-action="close-panel"]');
  if (await close.isVisible()) await close.click();
};

/**
 * Leads Mara and Anna through an evening and calls `look(person, state)` in every state.
 * `step` wraps each, so that one state that cannot be reached does not hide the others.
 */
export async function everyState(walk, demo, browser, step, look) {
  const mara = await arrive(walk, demo, browser, "mara");
  const anna = await arrive(walk, demo, browser, "anna");
  const state = (name, person, enter, leave = closes) =>
    step(name, async () => {
      await enter?.(person);
      try {
        await look(person, name);
      } finally {
        // What is wrong in one state must not stand in the way of the next.
        await leave?.(person);
      }
    });
  const help = (person) => person.press(word("help-now"));

  await mara.comeToTheRoom();
  await state("arrival", mara, null, null);
  await takeSeat(mara);
  await sits(mara);
  await anna.comeToTheRoom();
  await takeSeat(anna);
  await until("Anna waits", () => anna.heard("waiting").length > 0);
  await state("waiting", anna);
  await state("waiting-help", anna, help);
  await state("desk-somebody-waits", mara, desk, null);
  await admits(mara, "Anna");
  await sits(anna);

  await state("circle", anna);
  await state("circle-help", anna, help);
  await state("circle-quiet", anna, opens("quiet"));
  await state("circle-more", anna, opens("more"));
  await state("circle-devices", anna, underMore("more-devices"));
  await state("circle-keys", anna, underMore("more-keys"));
  await state("circle-seal", anna, seal);
  await state("circle-seat-menu", anna, (person) => person.press(word("seat-menu", { name: "Mara" })));
  await state("circle-codes", anna, (person) => atSeat(person, "Mara", "codes-do"));
  await state("circle-step-out", anna, opens("step-out"), (person) => person.press(word("step-out-stay")));
  await state("circle-chat", anna, (person) => writes(person, "I am glad to be here."), null);
  await state("circle-chat-read", mara, chat, null);
  await putsPanelAway(anna);
  await state("circle-hand", anna, opens("hand"), opens("hand"));

  await state("desk", mara, desk, null);
  await state("seat-menu", mara, (person) => person.press(word("seat-menu", { name: "Anna" })));
  await state("emergency-card", mara, (person) => atSeat(person, "Anna", "seat-card"));
  await state("remove", mara, (person) => atSeat(person, "Anna", "seat-remove"), (person) => person.press(word("cancel")));
  await state("hold-dialog", mara, async (person) => {
    await desk(person);
    await person.press(word("desk-hold"));
  }, null);
  await step("hold is laid", async () => {
    await mara.page.getByRole("radio", { name: word("card-quiet-minute") }).check();
    await mara.press(word("hold-do"));
    await anna.sees("the hold", (view) => view.hold !== null);
  });
  await state("on-hold", anna, null, null);
  await state("on-hold-help", anna, help);
  await state("on-hold-lead", mara, putsPanelAway, null);
  await step("hold is lifted", async () => {
    await desk(mara);
    await mara.press(word("desk-hold-end"));
    await anna.sees("no hold", (view) => view.hold === null);
  });
  await step("a quiet note comes", async () => {
    await opens("quiet")(anna);
    await anna.press(word("quiet-need-a-break"));
    await until("the note", () => mara.view.desk.quiet_notes.length > 0);
  });
  await state("quiet-told", anna);
  await state("desk-quiet-note", mara, desk, null);
  await step("a round begins", async () => {
    await desk(mara);
    await mara.press(new RegExp(`^(${word("desk-round-start")}|${word("desk-round-again")})$`));
    await mara.sees("a round", (view) => view.round?.floor);
  });
  await state("round-to-come", anna, null, null);
  await step("the floor comes to Anna", () => comesTo(mara, anna));
  await state("round-floor-is-yours", anna, null, null);
  await state("checkin-dialog", anna, (person) => person.press(word("checkin-write")), (person) => person.press(word("cancel"), person.page.getByRole("dialog")));
  await state("checkin-written", anna, async (person) => {
    await person.press(word("checkin-write"));
    const dialog = person.page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "7", exact: true }).check();
    await dialog.getByLabel(word("checkin-line-label")).fill("Foggy, with a little light at the edge, and glad to be here all the same.");
    await person.press(word("checkin-send"), dialog);
    await person.page.locator('[data-floor="mine"][data-written="true"]').waitFor();
  }, null);
  await state("checkin-whole", mara, (person) => person.seat(anna.member).locator(".checkin").click());
  await state("checkin-for-few", anna, async (person) => {
    await person.press(word("checkin-write"));
    const dialog = person.page.getByRole("dialog");
    await dialog.locator('input[name="for"]').nth(1).check();
    await dialog.getByRole("radio", { name: "2", exact: true }).check();
  }, (person) => person.press(word("checkin-send-leaders"), person.page.getByRole("dialog")));
  await state("desk-words", mara, async (person) => {
    await desk(person);
    await person.page.locator(".desk-words li").waitFor();
  }, null);
  await state("round-floor-beside-chat", anna, chat, putsPanelAway);
  await state("phase-dialog", mara, async (person) => {
    await desk(person);
    await person.page.locator('[data-phase][data-when="to-come"]').first().click();
  }, (person) => person.press(word("phase-stay")));
  await step("Anna turns her microphone on for her turn, finishes, and is muted again", async () => {
    await unmutes(anna);
    await anna.press(word("round-finished"));
    await anna.sees("her own microphone off", (view) => view.round?.floor !== anna.member && seatOf(view, anna.member).media.microphone === "off");
  });
  await state("turn-over", anna, (person) => person.page.locator('[data-notice="turn-muted"]').waitFor(), null);
  await step("the round ends", async () => {
    await desk(mara);
    const end = mara.page.getByRole("button", { name: word("desk-round-end"), exact: true });
    await until("the round is over", async () => {
      if (!mara.view.round?.floor) return true;
      // Bots may be quicker, and take the button away.
      if (await end.isVisible()) await end.click({ timeout: 2_000 }).catch(() => undefined);
      return false;
    });
  });
  await state("checkin-asked", anna, (person) => person.page.locator('[data-notice="keep"][data-stage="asked"]').waitFor(), null);
  await state("checkin-kept", anna, async (person) => {
    await person.press(word("keep-do"));
    await person.page.locator('[data-notice="keep"][data-stage="kept"]').waitFor();
  }, (person) => person.press(word("hint-ok"), person.page.locator('[data-notice="keep"]')));
  await state("hidden", anna, (person) => person.press(word("hide-this-page")), async (person) => {
    await person.page.keyboard.press("Escape");
    await person.page.keyboard.press("Escape");
    await person.screen("circle");
  });
  await state("taken-over", anna, async (person) => {
    person.first = person.page;
    const second = await person.newPage();
    await person.goto(`/sessions/${demo.session}/room`);
    await comesBack(person);
    await sits(person);
    person.second = second;
    person.page = person.first;
    await person.page.getByText(word("ended-taken-over-title")).first().waitFor();
  }, async (person) => {
    await person.first.close();
    person.page = person.second;
  });
  await step("Anna tells that she is not OK", async () => {
    await opens("quiet")(anna);
    await anna.press(word("quiet-again"), anna.page.getByRole("dialog"));
    await anna.press(word("quiet-not-ok"));
    await until("the note", () => mara.view.desk.quiet_notes.some((note) => note.signal === "not_ok"));
    await closes(anna);
  });
  await state("stepped-out", anna, async (person) => {
    await opens("step-out")(person);
    await person.press(word("step-out-do"), person.page.getByRole("dialog"));
    await person.page.getByText(word("ended-stepped-out-title")).first().waitFor();
  }, null);
  await state("desk-not-ok-and-gone", mara, async (person) => {
    await desk(person);
    await person.page.locator(`[data-gone="${anna.member}"]`).waitFor();
  }, null);
  await state("end-dialog", mara, async (person) => {
    await desk(person);
    await person.press(word("desk-end"));
  }, null);
  await state("over", mara, async (person) => {
    await person.press(word("end-do"), person.page.getByRole("dialog"));
    await person.page.getByText(word("ended-session-over-title")).first().waitFor();
  }, null);
  return { mara, anna };
}

/** Passes the floor on from whoever has it until it is this person's; bots pass it on by themselves. */
async function comesTo(mara, person) {
  await until(`the floor comes to ${person.name}`, async () => {
    const { floor } = mara.view.round;
    if (floor === mara.member) await mara.press(word("round-finished"));
    return floor === person.member;
  }, 120_000);
}
