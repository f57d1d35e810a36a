// Leaving: removed with a reason, stepping out and coming back, the end for all.
import { atSeat, closes, comesBack, desk, named, sits } from "../../library/room.mjs";
import { must, until } from "../../library/wait.mjs";
import { word } from "../../library/words.mjs";

export async function leaving(walk, { mara, anna, ben, chidi }) {
  await walk.check("Mara removes Chidi, not without a reason, and he cannot return tonight", async () => {
    await atSeat(mara, "Chidi", "seat-remove");
    await mara.press(word("remove-do", { name: "Chidi" }));
    await mara.page.getByText(word("remove-reason-missing")).first().waitFor();
    await mara.page.getByLabel(word("remove-reason")).first().fill("He asked another member for her address.");
    await walk.picture(mara.page, "remove");
    await mara.press(word("remove-do", { name: "Chidi" }));
    await chidi.page.getByText(word("ended-removed-title")).first().waitFor();
    await walk.picture(chidi.page, "removed");
    must(!JSON.stringify(anna.frames).includes("another member for her address"), "Anna was told the reason");
    must(!JSON.stringify(chidi.frames).includes("another member for her address"), "Chidi was told the reason");
    chidi.frames.length = 0;
    await chidi.goto(`/sessions/${chidi.demo.session}/room`);
    await until("Chidi stays outside", async () => {
      const take = chidi.page.locator('[data-action="take-seat"]');
      if (await take.isVisible()) await take.click();
      return chidi.heard("end").length > 0 || !(await chidi.page.locator("#room").count());
    });
    must(chidi.heard("room").length === 0, "he is back in the circle");
    must(chidi.heard("waiting").length === 0, "he waits at the door");
  });

  await walk.check("Anna steps out, comes to the door again, and is let in by Ines, who leads now", async () => {
    await anna.press(word("control-step-out"));
    await anna.press(word("step-out-do"), anna.page.getByRole("dialog"));
    await anna.page.getByText(word("ended-stepped-out-title")).first().waitFor();
    anna.frames.length = 0;
    await anna.press(word("ended-come-back"));
    await comesBack(anna);
    await sits(anna);
  });

  await walk.check("Ben steps out for tonight, and his chair stays", async () => {
    await ben.press(word("control-step-out"));
    await ben.press(word("step-out-do"), ben.page.getByRole("dialog"));
    await mara.sees("Ben stepped out", (view) => named(view, "Ben").presence === "stepped_out");
    await ben.context.close();
    await chidi.context.close();
  });
}

export async function ending(walk, { mara, anna }) {
  await walk.check("Mara ends the session for everyone, and everyone is told so", async () => {
    await closes(mara);
    await desk(mara);
    await mara.press(word("desk-end"));
    await mara.press(word("end-do"), mara.page.getByRole("dialog"));
    for (const person of [mara, anna]) await person.page.getByText(word("ended-session-over-title")).first().waitFor();
    await walk.picture(anna.page, "over");
  });
}
