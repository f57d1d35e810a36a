// From the link to the seat: sign in, the door, the waiting room in which nobody sees anybody, one by one and all.
import { admits, admitsAll, sits, takeSeat } from "../../library/room.mjs";
import { must, until } from "../../library/wait.mjs";

export async function door(walk, { mara, anna, ben, chidi }) {
  await walk.step("Mara signs in by her link, answers the door, and takes her seat without waiting", async () => {
    await mara.comeToTheRoom();
    await walk.picture(mara.page, "take-your-seat");
    await takeSeat(mara);
    await sits(mara);
  });
  await walk.step("the bots are in the circle, Eli's chair is empty, and Mara leads", async () => {
    await mara.sees("three bots", (view) => view.seats.filter((seat) => seat.presence === "here").length >= 4 || admitsWhoeverWaits(mara));
    const eli = mara.view.seats.find((seat) => seat.alias === "Eli");
    must(eli?.presence === "absent", `Eli is ${eli?.presence}`);
    await mara.sees("herself leading", (view) => view.lead === mara.member);
  });

  await walk.step("Anna waits, and her browser was told of nobody", async () => {
    await anna.comeToTheRoom();
    await takeSeat(anna);
    await until("Anna waits", () => anna.heard("waiting").length > 0);
    await anna.screen("waiting");
    await walk.picture(anna.page, "waiting");
    await mara.sees("Anna at the door", (view) => view.desk.waiting.some((one) => one.member === anna.member));
    nobodyIn(anna, mara.view);
    const page = await anna.page.content();
    for (const seat of mara.view.seats) {
      if (seat.member !== anna.member) must(!page.includes(seat.member), "her page holds another's id");
    }
  });
  await walk.step("Mara lets Anna in", async () => {
    await walk.picture(mara.page, "somebody-at-the-door");
    await admits(mara, "Anna");
    await sits(anna);
  });
  await walk.step("Ben and Chidi wait, see neither each other nor the circle, and are let in together", async () => {
    for (const person of [ben, chidi]) {
      await person.comeToTheRoom();
      await takeSeat(person);
      await until(`${person.name} waits`, () => person.heard("waiting").length > 0);
    }
    await mara.sees("both at the door", (view) => view.desk.waiting.length === 2);
    for (const person of [ben, chidi]) nobodyIn(person, mara.view);
    await admitsAll(mara, ["Ben", "Chidi"]);
    await sits(ben);
    await sits(chidi);
  });
}

/** No frame before the admission names another member or another's name in this group. */
function nobodyIn(person, view) {
  const heard = JSON.stringify(person.heard());
  for (const seat of view.seats) {
    if (seat.member === person.member) continue;
    must(!heard.includes(seat.member), `${person.name} was told the id of ${seat.alias}`);
    must(!heard.includes(`"${seat.alias}"`), `${person.name} was told the name ${seat.alias}`);
  }
}

/** Bots that came before any facilitator wait like everyone; lets them in and says no for now. */
function admitsWhoeverWaits(mara) {
  if (mara.view.desk.waiting.length > 0) mara.press("Admit all").catch(() => {});
  return false;
}
