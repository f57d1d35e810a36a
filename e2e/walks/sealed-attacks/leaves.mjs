// Lies about who may come in: devices that are not the person's, and tokens that are not for this circle.
import { isLocked } from "../../library/locked.mjs";
import { admits, desk, named, sits, unmutes } from "../../library/room.mjs";
import { deviceOf, impostor } from "../../library/seals.mjs";
import { must, until } from "../../library/wait.mjs";
import { word } from "../../library/words.mjs";
import { hearEachOther, isSaid, isTold, lastTold, seal } from "./steps.mjs";

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
    const lies = async () => {
      const { device } = half.readIdentity ? { device: await deviceOf(half, ben).then((one) => one.publicKey) } : {};
      const now = Date.now();
      const says = { kind: "token", circle: new Uint8Array(16).fill(7), session: demo.session, member: ben.member, device };
      return half.toText(await half.sign({ ...says, issuedMs: now, untilMs: now + 3_600_000, serial: new Uint8Array(16), signer: maras.publicKey }, maras));
    };
    const elsewhere = await lies();
    const takeBack = relay.lie((message) => {
      if (!isTold("work")(message)) return undefined;
      const [what] = Object.entries(tried).sort((a, b) => a[1] - b[1])[0];
      tried[what] += 1;
      const swap = (add) => (what === "another's key package" ? { ...add, key_package: ghost.keyPackage } : { ...add, token: elsewhere });
      return seal({ ...message.said.told, adds: message.said.told.adds.map(swap) });
    });
    ben.frames.length = 0;
    await ben.page.reload();
    await until("both lies were told twice", () => Object.values(tried).every((times) => times >= 2));
    await mara.seat(ben.member).getByText(word("mark-locking")).waitFor();
    await walk.picture(mara.page, "not-let-in");
    must(commits() === before, `${commits() - before} commits were made`);
    takeBack();
    await sits(ben);
    await hearEachOther([mara, anna]);
    await isLocked(ben);
    return Object.entries(tried).map(([what, times]) => `${what}: ${times}`).join(", ");
  });

  await walk.check("at the door a device that is not Ben's is shown as another than before, before anybody admits it", async () => {
    const ghost = await impostor(half, demo.session, ben.member);
    const takeBack = relay.lie((message) => {
      if (message.name !== "mara" || !isTold("desk")(message)) return undefined;
      const swap = (one) => (one.member === ben.member ? { ...one, device: half.toText(ghost.device.publicKey) } : one);
      return seal({ ...message.said.told, waiting: message.said.told.waiting.map(swap) });
    });
    await ben.press(word("control-step-out"));
    await ben.press(word("step-out-do"), ben.page.getByRole("dialog"));
    await ben.page.getByText(word("ended-stepped-out-title")).first().waitFor();
    ben.frames.length = 0;
    await ben.press(word("ended-come-back"));
    await until("Ben waits", async () => {
      if (await ben.page.locator('[data-action="take-seat"]').isVisible()) await ben.press(word("arrival-take"));
      return ben.heard("waiting").length > 0;
    });
    await desk(mara);
    const row = mara.page.locator(`[data-waiting="${ben.member}"]`);
    await row.getByText(word("standing-changed")).waitFor();
    await walk.picture(mara.page, "another-device");
    takeBack();
    const told = lastTold(relay, mara, "desk");
    relay.tells("mara", seal(told));
    await row.getByText(word("standing-changed")).waitFor({ state: "hidden" });
    await admits(mara, "Ben");
    await sits(ben);
    await unmutes(ben);
    await hearEachOther([mara, anna, ben]);
  });
}

/** The epoch this person's device was told or made last. */
function epochOf(relay, person) {
  const commit = lastTold(relay, person, "commit");
  return commit === undefined ? undefined : commit.epoch + 1;
}
