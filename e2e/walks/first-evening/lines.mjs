// Lost lines: a reload, a second tab, a leader whose browser dies. Seats, roles and state are kept.
import { hearsAndSees } from "../../library/media.mjs";
import { comesBack, named, sits } from "../../library/room.mjs";
import { must } from "../../library/wait.mjs";
import { word } from "../../library/words.mjs";

export async function lines(walk, { mara, anna, ben }) {
  await walk.check("Ben reloads and sits in the same seat, without waiting", async () => {
    const seat = named(mara.view, "Ben").seat;
    ben.frames.length = 0;
    await ben.page.reload();
    await comesBack(ben);
    await sits(ben);
    must(ben.heard("waiting").length === 0, "he had to wait");
    must(named(ben.view, "Ben").seat === seat, "he sits elsewhere");
    await hearsAndSees(ben.page, [mara.member, anna.member]);
    await hearsAndSees(mara.page, [], { pictures: [ben.member] });
  });

  await walk.check("Ben opens a second tab; it has the seat, and the first says so", async () => {
    const first = ben.page;
    await ben.newPage();
    await ben.goto(`/sessions/${ben.demo.session}/room`);
    await comesBack(ben);
    await sits(ben);
    await first.getByText(word("ended-taken-over-title")).first().waitFor();
    await walk.picture(first, "taken-over");
    await first.close();
    must(named(mara.view, "Ben").presence === "here", `Ben is ${named(mara.view, "Ben").presence}`);
  });

  await walk.check("Mara's line drops, and Ines takes over by herself; Mara returns to her seat", async () => {
    const ines = named(mara.view, "Ines").member;
    await mara.page.close();
    await anna.sees("Ines leading", (view) => view.lead === ines);
    await mara.newPage();
    await mara.goto(`/sessions/${mara.demo.session}/room`);
    await comesBack(mara);
    await sits(mara);
    must(mara.view.desk, "she has no desk");
  });
}
