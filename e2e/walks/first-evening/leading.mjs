// What a facilitator can do: hold, a seat's emergency card, ask to mute, lock.
import { atSeat, closes, desk, named } from "../../library/room.mjs";
import { AT_THE_DOOR } from "../../library/callers.mjs";
import { must, until } from "../../library/wait.mjs";
import { word } from "../../library/words.mjs";

export async function leading(walk, { mara, anna, ben }) {
  // A dialog that a failed check left open would stand in the way of the next.
  const check = async (sentence, work) => {
    await Promise.all([mara, anna].map((person) => closes(person).catch(() => {})));
    return walk.check(sentence, work);
  };
  await check("Mara lays a hold card that everyone sees, and lifts it", async () => {
    await desk(mara);
    await mara.press(word("desk-hold"));
    await mara.page.getByRole("radio", { name: word("card-short-break") }).check();
    await mara.press(word("hold-do"));
    for (const person of [anna, ben]) await person.page.getByText(word("card-short-break")).first().waitFor();
    await walk.picture(anna.page, "hold");
    await desk(mara);
    await mara.press(word("desk-hold-end"));
    await anna.sees("no hold", (view) => view.hold === null);
  });

  await check("Mara opens Anna's emergency card, and nobody else receives it", async () => {
    await atSeat(mara, "Anna", "seat-card");
    await mara.page.getByText(AT_THE_DOOR.place).first().waitFor();
    await walk.picture(mara.page, "emergency-card");
    must(mara.heard("card").at(-1).member === anna.member, "it is another's card");
    must(!JSON.stringify(ben.frames).includes(AT_THE_DOOR.place), "Ben was told where Anna is");
    await closes(mara);
  });

  await check("Mara asks Anna to mute; Anna decides", async () => {
    await atSeat(mara, "Anna", "seat-ask-to-mute");
    await closes(mara);
    await until("Anna is asked", () => anna.heard("asked_to_mute").length > 0);
    await anna.press(word("asked-mute"));
    await mara.sees("Anna muted", (view) => named(view, "Anna").media.microphone === "off");
    await anna.seat(anna.member).getByText(word("mark-muted")).first().waitFor();
    await anna.press(word("control-mic-off-do"));
  });

  await check("Mara locks the door and unlocks it", async () => {
    await desk(mara);
    await mara.press(word("desk-lock"));
    await anna.sees("a locked door", (view) => view.locked);
    await mara.press(word("desk-unlock"));
    await anna.sees("an open door", (view) => !view.locked);
  });

  await check("Anna hides her page; the facilitator sees that, Ben does not; she comes back", async () => {
    await anna.press(word("hide-this-page"));
    await mara.sees("Anna's page hidden", (view) => named(view, "Anna").presence === "page_hidden");
    must(named(ben.view, "Anna").presence === "here", `Ben sees Anna ${named(ben.view, "Anna").presence}`);
    await walk.picture(anna.page, "hidden");
    await anna.page.keyboard.press("Escape");
    await anna.page.keyboard.press("Escape");
    await mara.sees("Anna back", (view) => named(view, "Anna").presence === "here");
    // Hiding closed both devices, and only she opens them again.
    await anna.press(word("control-mic-off-do"));
    await anna.press(word("control-camera-off-do"));
    await mara.sees("Anna with voice and picture", (view) => named(view, "Anna").media.microphone === "on" && named(view, "Anna").media.camera === "on");
  });
}
