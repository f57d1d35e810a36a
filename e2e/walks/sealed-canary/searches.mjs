// Looks for what was said, shown and written in everything the server has: its memory, its files, its log.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { found, recorded, written } from "../../library/canaries.mjs";
import { memoryOf } from "../../library/memory.mjs";
import { kept } from "../../library/tap.mjs";
import { must, until } from "../../library/wait.mjs";

/** Of each kind, newest last: about a second of a voice. Memory that was given back is soon written over. */
const FRAMES = 48;
const ENOUGH = 16;
/** A frame of so many bytes carries something; shorter ones are silence. */
const SOMETHING = 48;

export async function searches(walk, demo, { anna, typed, told }) {
  const looksFor = typed.map((word, i) => written(`word ${i + 1} of those that were written`, word));
  const controls = [written("the place told at the door", told)];
  let memory;
  await walk.step("the server's memory is copied while Anna speaks", async () => {
    await until("enough frames", async () => (await spoken(anna)).length >= ENOUGH);
    memory = memoryOf(demo.program.pid);
    // Read afterwards: among the last frames are those that the server had just passed on when it stood still.
    const frames = await spoken(anna);
    for (const kind of ["audio", "video"]) must(frames.some((frame) => frame.kind === kind), `there is no ${kind} to look for`);
    for (const { kind, plain, sealed } of frames) {
      looksFor.push(recorded(`${kind} as it was before the seal`, plain));
      controls.push(recorded(`${kind} as it was sealed`, sealed));
    }
    return `${Math.round(memory.reduce((sum, piece) => sum + piece.length, 0) / 1e6)} MB`;
  });
  await walk.check("the same search finds there what the server is known to hold: a place told at the door, the sealed frames it passed on", () => {
    const there = found(controls, memory);
    for (const { name } of controls) must(there.has(name), `it does not find ${name}`);
  });
  await walk.check("it finds neither what was written, nor a frame of the voice or the picture", () => {
    const there = found(looksFor, memory);
    must(there.size === 0, `it finds ${[...there].join(", ")}`);
  });
  memory = null;
  await walk.check("in the database, its log of writes and everything else in the folder there is none of it", () => {
    const files = inFolder(demo.data);
    must(files.some(({ name }) => name.endsWith(".db")) && files.some(({ name }) => name.endsWith("-wal")), `the folder holds ${files.map(({ name }) => name)}`);
    const group = written("the name of the group", "Tuesday Evening");
    const there = found([...looksFor, group], files.map(({ bytes }) => bytes));
    must([...there].join() === group.name, `it finds ${[...there].join(", ")}`);
    return files.map(({ name, bytes }) => `${name} ${bytes.length}`).join(", ");
  });
  await walk.check("in the log there is none of it", () => {
    const session = written("the session's id", demo.session);
    const there = found([...looksFor, ...controls, session], [Buffer.from(demo.log.join("\n"))]);
    must([...there].join() === session.name, `it finds ${[...there].join(", ")}`);
    return `${demo.log.length} lines`;
  });
}

async function spoken(person) {
  const all = (await kept(person.page)).filter(({ plain, sealed }) => sealed !== null && plain.length >= SOMETHING);
  const of = (kind) => all.filter((frame) => frame.kind === kind).slice(-FRAMES);
  return [...of("audio"), ...of("video")];
}

function inFolder(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}
