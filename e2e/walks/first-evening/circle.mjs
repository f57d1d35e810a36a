// In the circle: everyone is seen and heard by everyone, in one order; hands, messages, the round, a quiet word.
import { hearsAndSees } from "../../library/media.mjs";
import { chat, closes, desk, drawnOrder, handUp, named, unmutes, writes } from "../../library/room.mjs";
import { must, until } from "../../library/wait.mjs";
import { word } from "../../library/words.mjs";

export async function circle(walk, cast) {
  const everyone = Object.values(cast);
  const { mara, anna, ben, chidi } = cast;

  await walk.step("Mara, the first on this machine, sat down with her microphone on; the others turn theirs on", async () => {
    await mara.sees("her own microphone on", (view) => named(view, "Mara").media.microphone === "on");
    for (const person of [anna, ben, chidi]) await unmutes(person);
  });
  for (const person of everyone) {
    await walk.check(`${person.name} decodes pictures and hears sound of every other, bots included`, async () => {
      await person.sees("six others", () => person.others.length === 6);
      const { heard } = await hearsAndSees(person.page, person.others, { fuse: 90_000 });
      return heard.filter((one) => one.kind === "video" && one.frames > 0).map((one) => one.frames).join(", ") + " frames";
    });
  }
  await walk.check("the order of seats is the same on every screen, empty chairs included", async () => {
    const orders = await Promise.all(everyone.map(drawnOrder));
    must(orders[0].length === 8, `${orders[0].length} seats are drawn`);
    for (const order of orders) must(order.join() === orders[0].join(), `${order} is not ${orders[0]}`);
  });
  for (const person of everyone) await walk.picture(person.page, `circle-${person.name}`);

  await walk.check("raised hands stand in the order they were raised, for everyone", async () => {
    await ben.press(word("control-hand"));
    await handUp(mara, ben.member, 1);
    await anna.press(word("control-hand"));
    for (const person of [mara, chidi, anna]) {
      await handUp(person, ben.member, 1);
      await handUp(person, anna.member, 2);
    }
    await ben.press(word("control-hand-down"));
    await handUp(chidi, anna.member, 1);
    await anna.press(word("control-hand-down"));
  });

  await walk.check("a message reaches everyone in one order, and the server never saw a letter of it", async () => {
    const sent = () => anna.said("content").length + ben.said("content").length;
    const before = sent();
    await writes(anna, "Good evening, everyone.");
    await writes(ben, "Good evening, Anna.");
    // Raised hands are content as well: everything the two have sent must have come, not any two of it.
    const ofBoth = (person) => person.heard("content").filter(({ from }) => [anna.member, ben.member].includes(from));
    await until("both are sent", () => sent() >= before + 2);
    for (const person of everyone) {
      await until(`${person.name} has both messages`, () => ofBoth(person).length >= sent());
    }
    const orders = everyone.map((person) => ofBoth(person).map(({ seq, from }) => `${seq}:${from}`).slice(-2).join());
    for (const order of orders) must(order === orders[0], `${order} is not ${orders[0]}`);
    for (const { said } of anna.frames) must(!JSON.stringify(said).includes("Good evening"), "a message travelled as it was written");
    await chat(chidi);
    await chidi.page.getByText("Good evening, everyone.").waitFor();
    await walk.picture(chidi.page, "chat");
  });

  await walk.check("the check-in round goes in seat order, comes to Anna, and she may pass", async () => {
    await desk(mara);
    await mara.press(new RegExp(`^(${word("desk-round-start")}|${word("desk-round-again")})$`));
    await mara.sees("a round", (view) => view.round?.floor);
    const order = mara.view.round.turns.map((turn) => turn.member);
    const seats = mara.view.seats.filter((seat) => order.includes(seat.member)).map((seat) => seat.member);
    const start = seats.indexOf(order[0]);
    must(order.join() === [...seats.slice(start), ...seats.slice(0, start)].join(), "the round is not in seat order");
    for (let turn = 0; turn < order.length; turn += 1) {
      await mara.sees("the next floor", (view) => view.round?.floor === order[turn] || turnOf(view, order[turn]) !== "has_floor" && turnOf(view, order[turn]) !== "to_come");
      const holder = Object.values(cast).find((person) => person.member === order[turn]);
      if (!holder) continue;
      if (holder === anna) {
        await anna.page.getByText(word("floor-yours"), { exact: true }).first().waitFor();
        await walk.picture(anna.page, "you-have-the-floor");
        await anna.press(word("round-pass"));
      } else {
        await holder.press(word("round-finished"));
      }
    }
    await mara.sees("the round complete", (view) => !view.round || view.round.floor === null);
    must(turnOf(mara.view, anna.member) === "passed", `Anna's turn is ${turnOf(mara.view, anna.member)}`);
  });

  await walk.check("Anna tells quietly; Mara sees it and Ben does not; Anna sees that Mara has seen it", async () => {
    await anna.press(word("control-quiet"));
    await anna.press(word("quiet-come-back-to-me"));
    await mara.sees("the note", (view) => view.desk.quiet_notes.some((note) => note.member === anna.member));
    await desk(mara);
    await walk.picture(mara.page, "quiet-note");
    await mara.button(new RegExp(`^${word("note-seen")}`)).click();
    await until("Anna sees it was seen", () => anna.heard("quiet_heard").some((said) => said.seen_by === mara.member));
    await anna.page.getByText(word("quiet-seen", { name: "Mara" })).first().waitFor();
    must(!JSON.stringify(ben.heard()).includes("come_back_to_me"), "Ben was told");
    await closes(anna);
  });
}

function turnOf(view, member) {
  return view.round?.turns.find((turn) => turn.member === member)?.state;
}
