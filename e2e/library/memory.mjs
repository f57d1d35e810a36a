// Everything that stands in the memory of a process of ours, as Linux shows it to whoever started it.
import { closeSync, openSync, readFileSync, readSync } from "node:fs";

/** Pieces are cut where a mapping ends and at this size; each begins with the end of the one before it. */
const PIECE = 64 * 1024 * 1024;
const OVERLAP = 4096;

/** Stops the process for as long as it takes to copy its memory, so that nothing moves while it is read. */
export function memoryOf(pid) {
  process.kill(pid, "SIGSTOP");
  try {
    untilStopped(pid);
    return [...pieces(pid)];
  } finally {
    process.kill(pid, "SIGCONT");
  }
}

function untilStopped(pid) {
  const state = () => readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "")[0];
  while (state() !== "T") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}

function* pieces(pid) {
  const memory = openSync(`/proc/${pid}/mem`, "r");
  try {
    for (const [begin, end] of mappings(pid)) {
      for (let at = begin; at < end; at += BigInt(PIECE - OVERLAP)) {
        const length = Number(end - at < BigInt(PIECE) ? end - at : BigInt(PIECE));
        const piece = read(memory, at, length);
        if (piece.length > 0) yield piece;
      }
    }
  } finally {
    closeSync(memory);
  }
}

/** What the process may read, but for the few pages of the kernel that nobody can. */
function mappings(pid) {
  return readFileSync(`/proc/${pid}/maps`, "utf8")
    .split("\n")
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) r\S* \S+ \S+ \S+\s*(.*)$/.exec(line))
    .filter((mapping) => mapping && !/^\[v(var|syscall)/.test(mapping[3]))
    .map(([, begin, end]) => [BigInt(`0x${begin}`), BigInt(`0x${end}`)]);
}

function read(memory, at, length) {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    try {
      const got = readSync(memory, bytes, filled, length - filled, at + BigInt(filled));
      if (got === 0) break;
      filled += got;
    } catch (error) {
      // A mapping of a file may be longer than the file; what lies behind its end is in nobody's memory.
      if (error.code === "EIO" || error.code === "EFAULT") break;
      throw error;
    }
  }
  return bytes.subarray(0, filled);
}
