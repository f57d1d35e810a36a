// Looks for what was said, shown and written in everything the server has: its memory, its files, its log.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { found, recorded, written } from "../../library/canaries.mjs";
import { memoryOf } from "../../library/memory.mjs";
import { kept } from "../../library/tap.mjs";
import { must, until } from "../../library/wait.mjs";

/** Of each kind; each is looked for in nine forms, and the server's memory is large. */
const FRAMES = 8;
/** A frame of so many bytes carries something; shorter ones are silence. */
const SOMETHING = 48;

export async function searches(walk, demo, { anna, typed, told }) {
  const looksFor = [written("the word that was written", typed)];
  const controls = [written("the place told at the door", told)];
  let memory;
  await walk.step("the server's memory is copied while Anna speaks", async () => {
    const frames = await until("enough frames", async () => {
      const all = (await kept(anna.page)).filter(({ plain, sealed }) => sealed !== null && plain.length >= SOMETHING);
      const of = (kind) => all.filter((frame) => frame.kind === kind).slice(-FRAMES);
      return of("audio").length === FRAMES && of("video").length === FRAMES && [...of("audio"), ...of("video")];
    });
    memory = memoryOf(demo.program.pid);
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
    const there = found([...looksFor, ...controls], [Buffer.from(demo.log.join("\n"))]);
    must(there.size === 0, `it finds ${[...there].join(", ")}`);
    return `${demo.log.length} lines`;
  });
}

function inFolder(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}
