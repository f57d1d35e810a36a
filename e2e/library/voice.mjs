// A voice for a browser's microphone: something like syllables, so that noise suppression takes it for speech.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const RATE_HZ = 48_000;

/** Chromium's flags for a microphone that speaks for so long and then pauses, over and over. */
export function speaking(walk, { speaksS = 2, pausesS = 3 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "openchair-voice-"));
  walk.closes(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "voice.wav");
  writeFileSync(file, wave(samples(speaksS, pausesS)));
  return ["--use-fake-device-for-media-stream=fps=5", `--use-file-for-fake-audio-capture=${file}`];
}

function samples(speaksS, pausesS) {
  const all = new Int16Array(RATE_HZ * (speaksS + pausesS));
  for (let i = 0; i < RATE_HZ * speaksS; i += 1) {
    const t = i / RATE_HZ;
    // Four syllables a second, each on another pitch, with the overtones of a throat.
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * t)) ** 0.5;
    const pitch = 120 + 40 * Math.sin(2 * Math.PI * 0.7 * t);
    const throat = [1, 0.6, 0.5, 0.3, 0.25, 0.2].reduce((sum, part, n) => sum + part * Math.sin(2 * Math.PI * pitch * (n + 1) * t), 0);
    all[i] = 9_000 * syllable * throat / 2;
  }
  return all;
}

function wave(samples) {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.byteLength, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE_HZ, 24);
  head.writeUInt32LE(RATE_HZ * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([head, Buffer.from(samples.buffer)]);
}
