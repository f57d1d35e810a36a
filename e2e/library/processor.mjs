// How much processor time the pages of a browser used, as Linux accounts it.
import { readdirSync, readFileSync } from "node:fs";

/** Seconds of processor time of all pages of this browser so far, with the threads that work for them. */
export async function pagesSeconds(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const pages = processInfo.filter((one) => one.type === "renderer").map((one) => one.id);
  return { all: sum(pages.map(ofProcess)), workers: sum(pages.flatMap((page) => ofThreads(page, "DedicatedWorker"))) };
}

/** Fields 14 and 15 of /proc/PID/stat, in hundredths of a second; the name before them may hold spaces. */
function ofProcess(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Threads whose name begins so; the kernel counts them in nanoseconds. */
function ofThreads(pid, name) {
  const folder = `/proc/${pid}/task`;
  return readdirSync(folder).flatMap((thread) => {
    const read = (file) => readFileSync(`${folder}/${thread}/${file}`, "utf8");
    try {
      return read("comm").startsWith(name) ? [Number(read("schedstat").split(" ")[0]) / 1e9] : [];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}

const sum = (values) => values.reduce((all, one) => all + one, 0);
