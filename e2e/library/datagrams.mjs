// Rubbish for the media port: what looks like STUN, DTLS, RTP and RTCP, and is none. The seed makes it the same every time.
import { createSocket } from "node:dgram";
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { chance } from "./chance.mjs";

/** The UDP ports a process listens on. */
export function udpPorts(pid) {
  const inodes = new Set();
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    try {
      inodes.add(/^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1]);
    } catch {
      // Closed since it was listed.
    }
  }
  const ports = new Set();
  for (const table of ["udp", "udp6"]) {
    for (const line of readFileSync(`/proc/${pid}/net/${table}`, "utf8").split("\n").slice(1)) {
      const fields = line.trim().split(/\s+/);
      if (fields.length > 9 && inodes.has(fields[9])) ports.add(Number.parseInt(fields[1].split(":").at(-1), 16));
    }
  }
  return [...ports];
}

/** First bytes of everything that shares one port (RFC 7983), then noise. */
const HEADS = [
  [0x00, 0x01, 0x00, 0x08, 0x21, 0x12, 0xa4, 0x42],
  [0x00, 0x01, 0xff, 0xff, 0x21, 0x12, 0xa4, 0x42],
  [0x00, 0x11, 0x00, 0x00, 0x21, 0x12, 0xa4, 0x42],
  [0x01, 0x01, 0x00, 0x00, 0x21, 0x12, 0xa4, 0x42],
  [0x16, 0xfe, 0xfd, 0x00, 0x00, 0x00, 0x00, 0x00],
  [0x14, 0xfe, 0xff, 0x00],
  [0x80, 0x6f, 0x00, 0x01],
  [0x90, 0xe0, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00],
  [0x81, 0xc8, 0x00, 0x06],
  [0xff],
  [],
];

/** Sends `count` datagrams and resolves with how many came back. */
export async function rubbish(port, count, seed = 1) {
  const next = chance(seed);
  const socket = createSocket("udp4");
  let answered = 0;
  socket.on("message", () => (answered += 1));
  for (let sent = 0; sent < count; sent += 1) {
    const head = HEADS[sent % HEADS.length];
    const noise = Array.from({ length: Math.floor(next() * (sent % 7 === 0 ? 1400 : 60)) }, () => Math.floor(next() * 256));
    await new Promise((done, fail) => socket.send(Buffer.from([...head, ...noise]), port, "127.0.0.1", (error) => (error ? fail(error) : done())));
  }
  socket.close();
  return answered;
}
