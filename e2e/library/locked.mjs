// What the room shows of its keys, and whether a device still sends: as a person sees it, and by what its worker counted.
import { must, until } from "./wait.mjs";
import { word } from "./words.mjs";

/** Longer than a worker takes to tell what it counted. */
export const TOLD_WITHIN_MS = 1_500;

/** The room says that everybody is locked in. */
export function isLocked(person) {
  return person.page.locator('[data-action="seal"][data-seal="locked"]').waitFor();
}

/** The device stopped, for this reason, and says so in the words of the house; and of what the microphone makes nothing goes out. */
export async function stops(person, why) {
  const notice = person.page.locator('[data-notice="stopped"]');
  await notice.waitFor();
  const is = await notice.getAttribute("data-why");
  must(is === why, `${person.name} stopped because of ${is}`);
  const says = await notice.innerText();
  for (const id of ["stopped-title", `stopped-${why.replaceAll("_", "-")}`]) must(says.includes(word(id)), `the notice says: ${says}`);
  await letsNothingOut(person);
  return says.split("\n")[0];
}

/** Resolves once the worker has seen a second of sound since now, and has let none of it out. */
export async function letsNothingOut(person) {
  const out = () => counts(person, (line) => line.way === "out");
  // What the worker counted up to the moment before is told within its next look.
  let before = await out();
  await until(`${person.name}'s sound is dropped`, async () => {
    const now = await out();
    if (now.passed !== before.passed) before = now;
    return sum(Object.values(now.dropped)) >= sum(Object.values(before.dropped)) + 50;
  });
}

/** Resolves once this person's worker has let out a second more of sound. */
export async function letsOut(person) {
  const out = () => counts(person, (line) => line.way === "out" && line.kind === "audio");
  const before = await out();
  await until(`${person.name}'s sound goes out`, async () => (await out()).passed >= before.passed + 50);
}

/** What came of the frames on the lines that fit: `{ passed, dropped: { why: n } }`. */
export async function counts(person, fits) {
  const all = (await person.page.evaluate(() => window.walkFrames())).filter(fits);
  const dropped = {};
  for (const line of all) for (const [why, count] of Object.entries(line.dropped)) dropped[why] = (dropped[why] ?? 0) + count;
  return { passed: all.reduce((passed, line) => passed + line.passed, 0), dropped };
}

export const from = (member, kind) => (line) => line.way === "in" && line.member === member && (kind === undefined || line.kind === kind);

/** Something of this member's arrives and is dropped for one of these reasons, a second of it, and nothing is opened meanwhile. */
export async function isNotOpened(person, member, why) {
  const refused = ({ dropped }) => sum(why.map((one) => dropped[one] ?? 0));
  let before = await counts(person, from(member));
  await until(`${person.name} drops what comes from ${member}`, async () => {
    const now = await counts(person, from(member));
    // What the worker counted up to the moment before is told within its next look.
    if (now.passed !== before.passed) before = now;
    return refused(now) >= refused(before) + 50;
  });
}

/** What `read` answers (numbers) once it grows no more: a worker tells its counts once a second, a little late. */
export async function atRest(read) {
  let last = [];
  await until("the counts rest", async () => {
    last = await read();
    await new Promise((done) => setTimeout(done, TOLD_WITHIN_MS));
    return (await read()).join() === last.join();
  });
  return last;
}

/** More of this member's sound is opened than was. */
export async function isHeard(person, member) {
  const before = await counts(person, from(member, "audio"));
  await until(`${person.name} opens what comes from ${member}`, async () => (await counts(person, from(member, "audio"))).passed >= before.passed + 20);
}

const sum = (counts) => counts.reduce((all, count) => all + count, 0);
