// Lies about who is there, and about the circle as a whole.
import { isLocked, letsOut, stops } from "../../library/locked.mjs";
import { named } from "../../library/room.mjs";
import { must } from "../../library/wait.mjs";
import { word } from "../../library/words.mjs";
import { hearEachOther, lastTold, loadsAgain, seal } from "./steps.mjs";

export async function roster(walk, { relay, seal: half, demo, mara, anna, ben }) {
  await walk.check("somebody the server seats without a leaf is shown as being locked in, and nothing else changes", async () => {
    const eli = named(anna.view, "Eli").member;
    const seats = anna.view.seats.map((seat) => (seat.member === eli ? { ...seat, presence: "here", media: { microphone: "on", camera: "on" } } : seat));
    relay.tells("anna", newer(anna.view, seats));
    await anna.seat(eli).getByText(word("mark-locking")).waitFor();
    await walk.picture(anna.page, "seat-without-leaf");
    await anna.page.locator('[data-action="seal"]').click();
    must(!(await anna.page.locator(`[data-leaf="${eli}"]`).count()), "Eli stands among those who are locked in");
    await anna.page.getByRole("dialog").getByText(word("seal-missing-note")).waitFor();
    await anna.page.keyboard.press("Escape");
    await letsOut(anna);
    relay.tells("anna", newer(anna.view, mara.view.seats));
    await anna.seat(eli).getByText(word("mark-locking")).waitFor({ state: "hidden" });
  });

  await walk.check("a leaf that the server's roster does not know stops the device until both say the same", async () => {
    relay.tells("anna", newer(anna.view, anna.view.seats.filter((seat) => seat.member !== ben.member)));
    const says = await stops(anna, "unknown_leaf");
    await walk.picture(anna.page, "unknown-leaf");
    relay.tells("anna", newer(anna.view, mara.view.seats));
    await isLocked(anna);
    await letsOut(anna);
    return says;
  });

  await walk.check("a Welcome sent again opens nothing and changes nothing", async () => {
    const epoch = lastAgreed(relay, anna);
    relay.tells("anna", seal(lastTold(relay, anna, "welcome")));
    await hearEachOther([anna, mara]);
    must(lastAgreed(relay, anna) === epoch, "she said to be elsewhere");
  });

  await walk.check("an epoch rolled back stops the device", async () => {
    relay.tells("anna", seal({ ...lastTold(relay, anna, "state"), epoch: 0 }));
    const says = await stops(anna, "rolled_back");
    await loadsAgain(anna);
    return says;
  });

  await walk.check("a facilitator's device that only the server vouches for stops the devices of all who hear of it", async () => {
    const server = half.signer(await half.freshKey());
    const link = await half.sign({ kind: "link", group: demo.group, member: mara.member, device: server.publicKey, issuedMs: Date.now(), signer: server.publicKey }, server);
    const state = lastTold(relay, anna, "state");
    relay.tells("anna", seal({ ...state, chain: [...state.chain, half.toText(link)] }));
    const says = await stops(anna, "broken_chain");
    await loadsAgain(anna);
    return says;
  });

  await walk.check("a chain that begins with the server's device is for the person to decide, with both codes before them", async () => {
    const server = half.signer(await half.freshKey());
    const link = await half.sign({ kind: "link", group: demo.group, member: mara.member, device: server.publicKey, issuedMs: Date.now(), signer: server.publicKey }, server);
    relay.tells("anna", seal({ ...lastTold(relay, anna, "state"), chain: [half.toText(link)] }));
    const says = await stops(anna, "other_founder");
    await anna.page.locator('[data-action="founder"]').click();
    const dialog = anna.page.getByRole("dialog");
    for (const id of ["founder-old", "founder-new"]) await dialog.getByText(word(id), { exact: true }).waitFor();
    await walk.picture(anna.page, "other-founder");
    await loadsAgain(anna);
    return says;
  });
}

/** A view that the page does not take for an old one. */
const newer = (view, seats) => ({ ...view, seats, now_ms: view.now_ms + 1 });

/** The newest word of this person's own device. */
function lastAgreed(relay, person) {
  return relay.heard(person.name, "out").findLast((said) => said?.type === "seal" && said.said.about === "agreed")?.said.statement;
}
