// A search that finds nothing proves nothing until it has found something: in every form, and in another process.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline";
import { found, recorded, written } from "../../library/canaries.mjs";
import { memoryOf } from "../../library/memory.mjs";
import { must } from "../../library/wait.mjs";

const WORD = "Kreuzschnäbel 5?>";

export async function theSearchIsSound(walk) {
  await walk.step("the search knows a word again in every form, whatever stands around it", () => {
    const utf8 = Buffer.from(WORD);
    const forms = { utf8: (bytes) => bytes, base64: text("base64"), base64url: text("base64url"), hex: text("hex") };
    for (const [form, write] of Object.entries(forms)) {
      for (let before = 0; before < 4; before += 1) {
        for (let after = 0; after < 4; after += 1) {
          const around = write(Buffer.concat([randomBytes(before), utf8, randomBytes(after)]));
          must(found([written("it", WORD)], [around]).has("it"), `not found in ${form}, ${before} bytes in`);
        }
      }
    }
    const wide = Buffer.from(WORD, "utf16le");
    for (const order of [wide, Buffer.from(wide).swap16()]) must(found([written("it", WORD)], [order]).has("it"), "not found in UTF-16");
    must(found([written("it", WORD)], [randomBytes(1_000_000)]).size === 0, "found in noise");
  });
  await walk.step("the search finds in another process's memory what is there, and nothing once it is wiped", async () => {
    const holder = spawn(process.execPath, ["-e", HOLDER], { stdio: ["pipe", "pipe", "inherit"] });
    walk.closes(() => holder.kill());
    const lines = createInterface({ input: holder.stdout })[Symbol.asyncIterator]();
    const secret = Buffer.from((await lines.next()).value, "hex").map((byte) => byte ^ 0xff);
    const canaries = [recorded("held", secret), recorded("not held", randomBytes(secret.length))];
    must([...found(canaries, memoryOf(holder.pid))].join() === "held", "before");
    holder.stdin.write("wipe\n");
    await lines.next();
    must(found(canaries, memoryOf(holder.pid)).size === 0, "after");
  });
}

const text = (encoding) => (bytes) => Buffer.from(bytes.toString(encoding), "latin1");

/** Holds what it makes itself, and tells it turned inside out, so that it stands in its memory once. */
const HOLDER = `
const secret = require("node:crypto").randomBytes(64);
process.stdout.write(Buffer.from(secret.map((byte) => byte ^ 0xff)).toString("hex") + "\\n");
process.stdin.once("data", () => { secret.fill(0); process.stdout.write("wiped\\n"); });
`;
