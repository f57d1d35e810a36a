// What people do in the room, in the words of its buttons. Every verb resolves when the server has said that it happened.
import { must, until } from "./wait.mjs";
import { begins, word } from "./words.mjs";

/** Presses "Take your seat"; from there a member waits, and a facilitator sits. */
export async function takeSeat(person, how = "choice-picture") {
  const { page } = person;
  await page.getByRole("radio", { name: word(how) }).check();
  await person.press(word("arrival-take"));
  await until(`${person.name} is at the door or in the circle`, () => person.heard("waiting").length + person.heard("room").length > 0);
}

/** Resolves when this person is in the circle and their line for sound and pictures stands. */
export async function sits(person) {
  await until(`${person.name} is in the circle`, () => person.view?.seats.some((seat) => seat.member === person.member && seat.presence === "here"));
  await until(`${person.name}'s line stands`, async () => (await person.page.evaluate(() => window.walkMedia())).state === "connected");
}

/** In the demo all visitors but the first begin muted; presses the microphone on. */
export async function unmutes(person) {
  await person.press(word("control-mic-off-do"));
  await person.sees("their own microphone on", (view) => seatOf(view, person.member).media.microphone === "on");
}

export async function mutes(person) {
  await person.press(word("control-mic-on-do"));
  await person.sees("their own microphone off", (view) => seatOf(view, person.member).media.microphone === "off");
}

/** Opens the facilitator's desk when it is not open, and returns it. */
export async function desk(lead) {
  const panel = lead.page.locator('.panel[data-panel="desk"]');
  if (!(await panel.isVisible())) await lead.page.locator('[data-control="desk"]').click();
  await panel.waitFor();
  return panel;
}

export async function chat(person) {
  const panel = person.page.locator('.panel[data-panel="chat"]');
  if (!(await panel.isVisible())) await person.page.locator('[data-control="chat"]').click();
  await panel.waitFor();
  return panel;
}

/** After a reload the page comes in by itself; where it asks, the person presses "Take your seat" again. */
export async function comesBack(person, how) {
  await until(`${person.name} is back`, async () => {
    if (await person.page.locator('[data-action="take-seat"]').isVisible()) {
      if (how) await person.page.getByRole("radio", { name: word(how) }).check();
      await person.press(word("arrival-take"));
    }
    return person.heard("waiting").length + person.heard("room").length + person.heard("end").length > 0;
  });
}

export async function admits(lead, alias) {
  await lead.sees(`${alias} at the door`, (view) => view.desk.waiting.some((one) => one.alias === alias));
  await devicesShown(lead, [alias]);
  await lead.press(word("desk-admit-name", { name: alias }));
  await lead.sees(`${alias} in the circle`, (view) => named(view, alias).presence === "here");
}

export async function admitsAll(lead, aliases) {
  await lead.sees(`${aliases} at the door`, (view) => aliases.every((alias) => view.desk.waiting.some((one) => one.alias === alias)));
  await devicesShown(lead, aliases);
  await lead.press(word("desk-admit-all"));
  await lead.sees(`${aliases} in the circle`, (view) => aliases.every((alias) => named(view, alias).presence === "here"));
}

/** Nobody is admitted before their device stands on the screen. */
async function devicesShown(lead, aliases) {
  const panel = await desk(lead);
  for (const alias of aliases) await panel.locator('[data-waiting][data-device="true"]').filter({ hasText: alias }).waitFor();
}

/** Opens the menu of somebody's seat and presses one of its buttons. */
export async function atSeat(lead, alias, button) {
  await lead.press(word("seat-menu", { name: alias }));
  await lead.press(begins(button), lead.page.getByRole("dialog"));
}

export async function writes(person, text) {
  await chat(person);
  await person.page.getByLabel(word("chat-label")).fill(text);
  await person.press(word("chat-send"));
}

/** Resolves when this page shows the member's hand at that place of the order. */
export function handUp(person, member, place) {
  return person.seat(member).locator(`.hand[data-place="${place}"]`).waitFor({ state: "attached" });
}

/** Closes whatever dialog is open. */
export async function closes(person) {
  const dialog = person.page.getByRole("dialog");
  if (await dialog.first().isVisible()) await person.press(word("close"), dialog.first());
}

export async function endsTheEvening(lead) {
  await desk(lead);
  await lead.press(word("desk-end"));
  await lead.press(word("end-do"), lead.page.getByRole("dialog"));
  await lead.page.getByText(word("ended-session-over-title")).first().waitFor();
}

export function seatOf(view, member) {
  const seat = view.seats.find((seat) => seat.member === member);
  must(seat, `no seat of ${member}`);
  return seat;
}

export function named(view, alias) {
  const seat = view.seats.find((seat) => seat.alias === alias);
  must(seat, `no seat of ${alias}`);
  return seat;
}

/** Member ids in the order this page draws them. */
export function drawnOrder(person) {
  return person.page.locator("li.seat").evaluateAll((seats) =>
    seats.map((seat) => [Number(seat.dataset.seat), seat.dataset.member]).sort((a, b) => a[0] - b[0]).map(([, member]) => member),
  );
}
