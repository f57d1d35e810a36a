// Lies about who may come in: devices that are not the person's, and tokens that are not for this circle.
import { isLocked } from "../../library/locked.mjs";
import { comesBack, desk, named, sits, unmutes } from "../../library/room.mjs";
import { deviceOf, impostor } from "../../library/seals.mjs";
import { must, until } from "../../library/wait.mjs";
import { word } from "../../library/words.mjs";
import { during, hearEachOther, isSaid, isTold, lastTold, seal } from "./steps.mjs";

export async function leaves(walk, { relay, seal: half, demo, mara, anna, ben }) {
  const commits = () => relay.log.filter(({ way, said }) => said !== null && isSaid("commit")({ way, said })).length;

  await walk.check("a leaf of the server's own is added by nobody, with no token or one the server signed", async () => {
    const eli = named(mara.view, "Eli").member;
    const ghost = await impostor(half, demo.session, eli);
    const { circle, epoch } = lastTold(relay, mara, "state");
    const now = Date.now();
    const says = { kind: "token", circle: half.fromText(circle), session: demo.session, member: eli, device: ghost.device.publicKey };
    const forged = await half.sign({ ...says, issuedMs: now, untilMs: now + 3_600_000, serial: new Uint8Array(16), signer: ghost.device.publicKey }, ghost.device);
    const before = commits();
    const current = epochOf(relay, mara) ?? epoch;
    for (const token of ["", half.toText(forged), half.toText(half.fromText("T0NBMQ"))]) {
      relay.tells("mara", seal({ about: "work", epoch: current, adds: [{ member: eli, key_package: ghost.keyPackage, token }], reasons: [] }));
    }
    await hearEachOther([mara, anna, ben]);
    must(commits() === before, `${commits() - before} commits were made`);
  });

  await walk.check("Ben comes back, and his key package is swapped, then his token: neither gets in; he does once the server tells the truth", async () => {
    const ghost = await impostor(half, demo.session, ben.member);
    const maras = await deviceOf(half, mara);
    const tried = { "another's key package": 0, "a token for another circle": 0 };
    const before = commits();
    const now = Date.now();
    const device = await deviceOf(half, ben);
    const says = { kind: "token", circle: new Uint8Array(16).fill(7), session: demo.session, member: ben.member, device: device.publicKey };
    const elsewhere = half.toText(await half.sign({ ...says, issuedMs: now, untilMs: now + 3_600_000, serial: new Uint8Array(16), signer: maras.publicKey }, maras));
    const takeBack = relay.lie((message) => {
      if (!isTold("work")(message)) return undefined;
      const [what] = Object.entries(tried).sort((a, b) => a[1] - b[1])[0];
      tried[what] += 1;
      const swap = (add) => (what === "another's key package" ? { ...add, key_package: ghost.keyPackage } : { ...add, token: elsewhere });
      return seal({ ...message.said.told, adds: message.said.told.adds.map(swap) });
    });
    ben.frames.length = 0;
    await during(takeBack, async () => {
      await ben.page.reload();
      await until("both lies were told twice", () => Object.values(tried).every((times) => times >= 2));
      await ben.seat(ben.member).getByText(word("mark-locking")).waitFor();
      await walk.picture(ben.page, "not-let-in");
      must((await ben.page.evaluate(() => window.walkSent())).packets === 0, "he sends");
      must(commits() === before, `${commits() - before} commits were made`);
    });
    await sits(ben);
    await hearEachOther([mara, anna]);
    await isLocked(ben);
    return Object.entries(tried).map(([what, times]) => `${what}: ${times}`).join(", ");
  });

  await walk.check("somebody at the door with Ben's name and another device is shown so, before anybody admits them", async () => {
    const before = epochOf(relay, mara);
    await ben.press(word("control-step-out"));
    await ben.press(word("step-out-do"), ben.page.getByRole("dialog"));
    await mara.sees("Ben stepped out", (view) => named(view, "Ben").presence === "stepped_out");
    await until("the keys have turned without him", () => epochOf(relay, mara) > before);
    const ghost = await impostor(half, demo.session, ben.member);
    const waiting = [{ member: ben.member, alias: "Ben", since_ms: Date.now(), place: "", alone: true }];
    const shows = (waiting) => {
      const { view } = mara;
      relay.tells("mara", { ...view, desk: { ...view.desk, waiting }, now_ms: view.now_ms + 1 });
    };
    await desk(mara);
    const row = mara.page.locator(`[data-waiting="${ben.member}"]`);
    // Told again as long as the true server, which still has something to say of Ben's leaving, takes the row away.
    await until("the mark of another device", async () => {
      if (await row.getByText(word("standing-changed")).isVisible()) return true;
      shows(waiting);
      relay.tells("mara", seal({ about: "desk", waiting: [{ member: ben.member, device: half.toText(ghost.device.publicKey), token: "" }], unlocked: [], unvouched: [] }));
      return false;
    });
    await walk.picture(mara.page, "another-device");
    await until("the truth", async () => (await row.isHidden()) || shows([]));
    ben.frames.length = 0;
    await ben.press(word("ended-come-back"));
    await comesBack(ben);
    await sits(ben);
    await isLocked(ben);
    await unmutes(ben);
    await hearEachOther([mara, anna, ben]);
  });
}

/** The epoch this person's device was told or made last. */
function epochOf(relay, person) {
  const commit = lastTold(relay, person, "commit");
  return commit === undefined ? undefined : commit.epoch + 1;
}
