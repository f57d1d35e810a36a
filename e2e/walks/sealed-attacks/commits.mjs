// Lies about how the circle changes: old commits, and two commits for one epoch.
import { isHeard, isLocked, isNotOpened, letsOut, stops } from "../../library/locked.mjs";
import { sits } from "../../library/room.mjs";
import { must } from "../../library/wait.mjs";
import { word } from "../../library/words.mjs";
import { during, isSaid, isTold, lastTold, loadsAgain, seal } from "./steps.mjs";

export async function commits(walk, { relay, mara, anna, ben }) {
  await walk.check("a commit sent again changes nothing", async () => {
    relay.tells("mara", seal(lastTold(relay, mara, "commit")));
    await letsOut(mara);
    await isLocked(mara);
    await isHeard(mara, anna.member);
  });

  await walk.check("an old commit told as the new one stops the device", async () => {
    const told = lastTold(relay, anna, "agreed");
    const old = lastTold(relay, mara, "commit");
    must(told && old, "nothing was told yet");
    relay.tells("anna", seal({ ...old, epoch: old.epoch + 1 }));
    const says = await stops(anna, "bad_commit");
    await walk.picture(anna.page, "bad-commit");
    await loadsAgain(anna);
    return says;
  });

  await walk.check("a fork: Anna alone is told another commit; her device stops, and for the others she is in another circle", async () => {
    ben.frames.length = 0;
    const says = await during(fork(relay, ["mara", "anna"]), async () => {
      await ben.page.reload();
      return await stops(anna, "fork");
    });
    await walk.picture(anna.page, "fork");
    await sits(ben);
    await mara.seat(anna.member).getByText(word("mark-apart")).waitFor();
    await walk.picture(mara.page, "fork-others");
    await isHeard(mara, ben.member);
    await loadsAgain(anna);
    await isLocked(mara);
    return says;
  });
}

/** Both are given the work of the next change; each is then told its own commit, and everybody else the first one's. */
function fork(relay, [first, second]) {
  const made = new Map();
  let worked = false;
  const lies = [
    relay.lie(({ name, way, said }) => {
      if (!isTold("work")({ way, said }) || worked) return undefined;
      worked = true;
      for (const one of [first, second]) if (one !== name) relay.tells(one, said);
      return [first, second].includes(name) ? said : null;
    }),
    relay.lie(({ name, way, said }) => {
      if (!isSaid("commit")({ way, said }) || made.has(name)) return undefined;
      made.set(name, said.said);
      // The server is given one commit, and only when there are two.
      if (made.has(first) && made.has(second)) relay.says(first, { type: "seal", said: made.get(first) });
      return null;
    }),
    relay.lie(({ name, way, said }) => {
      const other = made.get(second);
      if (name !== second || !isTold("commit")({ way, said }) || said.told.epoch !== other?.epoch) return undefined;
      return seal({ ...said.told, commit: other.commit });
    }),
  ];
  return () => lies.forEach((takeBack) => takeBack());
}
