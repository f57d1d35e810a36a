// What every lie begins and ends with.
import { isHeard, isLocked } from "../../library/locked.mjs";
import { comesBack, sits, unmutes } from "../../library/room.mjs";
import { until } from "../../library/wait.mjs";
import { word } from "../../library/words.mjs";

/** Loads the page again, as the notice says, and is back in the circle with a microphone that is on. */
export async function loadsAgain(person, { locked = true } = {}) {
  person.frames.length = 0;
  await person.page.reload();
  await comesBack(person);
  await sits(person);
  if (!locked) return;
  await isLocked(person);
  // A page comes back as its person was, and says so a moment after it is in: what its own button says is asked, once there is one.
  const button = (id) => person.page.getByRole("button", { name: word(id) }).first();
  const microphone = await until(`${person.name}'s microphone`, async () => ((await button("control-mic-on-do").isVisible()) && "on") || ((await button("control-mic-off-do").isVisible()) && "off"));
  if (microphone === "off") await unmutes(person);
}

/** All of them are locked in and hear each other. */
export async function hearEachOther(people) {
  for (const person of people) await isLocked(person);
  for (const person of people) for (const other of people) if (other !== person) await isHeard(person, other.member);
}

/** Whatever comes of the work, the lie is taken back: it must not stand in the way of what follows. */
export async function during(takeBack, work) {
  try {
    return await work();
  } finally {
    takeBack();
  }
}

/** A message about the keys. */
export const seal = (told) => ({ type: "seal", told });
export const isTold = (about) => ({ way, said }) => way === "in" && said.type === "seal" && said.told.about === about;
export const isSaid = (about) => ({ way, said }) => way === "out" && said.type === "seal" && said.said.about === about;

/** The newest thing about the keys that this person's page was told. */
export function lastTold(relay, person, about) {
  return relay.heard(person.name).findLast((said) => said?.type === "seal" && said.told.about === about)?.told;
}
