// A voice for the fake microphone that never pauses, so that a gap in it was lost on the way; the same with pauses; and
// how to know it again where it comes out.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const RATE = 48_000;
const SECONDS = 6;
/** Its overtones stand at multiples of this. A whole number of periods fits into the file, so that it repeats without a click. */
const PITCH_HZ = 220;
const OVERTONES = 12;

/** Chromium's flag for it. */
export function aSteadyVoice(walk) {
  return aVoice(walk, wav(0));
}

/** The same voice, silent for a while after each time it spoke. */
export function aPausingVoice(walk) {
  return aVoice(walk, wav(SECONDS / 2));
}

function aVoice(walk, bytes) {
  const folder = mkdtempSync(join(tmpdir(), "openchair-voice-"));
  walk.closes(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "voice.wav");
  writeFileSync(file, bytes);
  return `--use-file-for-fake-audio-capture=${file}`;
}

/** Four syllables a second, none of which falls silent: what a browser's noise suppression takes for speech. */
function wav(pauseS) {
  const samples = Buffer.alloc(RATE * SECONDS * 2);
  for (let at = 0; at < RATE * (SECONDS - pauseS); at += 1) {
    const time = at / RATE;
    const syllable = 0.55 + 0.45 * Math.sin(2 * Math.PI * 4 * time);
    let sound = 0;
    for (let tone = 1; tone <= OVERTONES; tone += 1) sound += Math.sin(2 * Math.PI * PITCH_HZ * tone * time + tone * tone) / tone;
    samples.writeInt16LE(Math.round(sound * syllable * 6_000), at * 2);
  }
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

/**
 * How much of what this page plays of a member stands on the voice's overtones: near 1 for the voice itself, a quarter or
 * so for noise, and `null` where nothing at all is heard.
 */
export function likeness(page, member) {
  return page.evaluate(measure, { member, pitch: PITCH_HZ, overtones: OVERTONES });
}

/** Runs inside the page. */
async function measure({ member, pitch, overtones }) {
  const slot = window.walkSlots().find((one) => one.member === member && one.kind === "audio");
  const track = window.walkLine().getTransceivers().find((way) => way.mid === slot.mid).receiver.track;
  const context = new AudioContext({ sampleRate: 48_000 });
  await context.resume();
  const ear = new AnalyserNode(context, { fftSize: 16_384, smoothingTimeConstant: 0 });
  context.createMediaStreamSource(new MediaStream([track])).connect(ear);
  const levels = new Float32Array(ear.frequencyBinCount);
  const width = context.sampleRate / ear.fftSize;
  let on = 0;
  let all = 0;
  for (let look = 0; look < 8; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    ear.getFloatFrequencyData(levels);
    // Below and above the voice nothing of it can be.
    for (let bin = Math.ceil((pitch / 2) / width); bin * width < pitch * (overtones + 0.5); bin += 1) {
      const power = 10 ** (levels[bin] / 10);
      const away = Math.abs(bin * width - Math.round((bin * width) / pitch) * pitch);
      // A syllable spreads a tone by a few hertz.
      if (away < 14) on += power;
      all += power;
    }
  }
  await context.close();
  return all < 1e-9 ? null : on / all;
}
