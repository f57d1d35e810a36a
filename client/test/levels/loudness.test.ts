// What the browser's statistics say of voices, and what a description says of them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { tellsLevels, withoutHints, withoutLevels } from "../../src/levels/description.ts";
import { Loudness, ownLoudness, type Entry } from "../../src/levels/loudness.ts";

const MEMBERS = new Map([["2", "anna"], ["4", "ben"]]);
const voice = (mid: string, packetsReceived: number, totalAudioEnergy: number, totalSamplesDuration: number): Entry =>
  ({ id: `in ${mid}`, type: "inbound-rtp", kind: "audio", mid, packetsReceived, totalAudioEnergy, totalSamplesDuration });

test("a look tells how loud each was since the look before", () => {
  const loudness = new Loudness();
  assert.deepEqual(loudness.since([voice("2", 10, 5, 60)], MEMBERS).others, [], "nothing to compare with yet");
  // A tenth of a second at a peak of -20 dB: as a mean, -30 dBov.
  assert.deepEqual(loudness.since([voice("2", 15, 5.001, 60.1)], MEMBERS).others.map((one) => [one.member, Math.round(Number(one.dbov))]), [["anna", -30]]);
  assert.deepEqual(loudness.since([voice("2", 20, 5.001, 60.2)], MEMBERS).others, [{ member: "anna", dbov: -127 }]);
});

test("a peak that the browser only lets fade is no new sound, and silence after it is silence", () => {
  const loudness = new Loudness();
  const levels: (number | string | undefined)[] = [];
  let energy = 0;
  for (const [look, peakDb] of [-99, -10, -10, -22, -34, -40, -Infinity].entries()) {
    energy += 0.1 * 10 ** (peakDb / 10);
    const dbov = loudness.since([voice("2", look + 1, energy, look / 10)], MEMBERS).others[0]?.dbov;
    levels.push(typeof dbov === "number" ? Math.round(dbov) : dbov);
  }
  assert.deepEqual(levels, [undefined, -20, -20, "fades", "fades", -50, -127]);
});

test("where nothing arrives there is no silence to measure", () => {
  const loudness = new Loudness();
  loudness.since([voice("4", 10, 5, 60)], MEMBERS).others;
  assert.deepEqual(loudness.since([voice("4", 10, 5, 60.1)], MEMBERS).others, []);
});

test("pictures, lines of nobody and a connection that counts anew are passed over", () => {
  const loudness = new Loudness();
  const entries: Entry[] = [{ ...voice("2", 10, 5, 60), id: "picture", kind: "video" }, voice("9", 10, 5, 60), { id: "t", type: "transport" }];
  loudness.since(entries, MEMBERS).others;
  assert.deepEqual(loudness.since(entries, MEMBERS).others, []);
  loudness.since([voice("2", 10, 5, 60)], MEMBERS).others;
  assert.deepEqual(loudness.since([voice("2", 3, 0, 1)], MEMBERS).others, []);
});

test("the own microphone is measured like the others, by the statistics or by its meter", () => {
  const own = (totalAudioEnergy: number, totalSamplesDuration: number): Entry[] => [{ id: "own", type: "media-source", kind: "audio", totalAudioEnergy, totalSamplesDuration }];
  const loudness = new Loudness();
  assert.equal(loudness.since(own(5, 60), MEMBERS).own, null);
  assert.equal(Math.round(Number(loudness.since(own(5.001, 60.1), MEMBERS).own)), -30);
  assert.equal(loudness.since(own(5.001, 60.1), MEMBERS).own, null, "a closed microphone");
  assert.ok(loudness.since(own(5.001, 60.1), MEMBERS).tellsOwn);
  assert.ok(!loudness.since([{ id: "own", type: "media-source", kind: "audio" }], MEMBERS).tellsOwn);
  assert.equal(ownLoudness(0), -127);
  assert.equal(ownLoudness(0.5), -35);
});

const ANSWER = [
  "v=0", "m=audio 9 UDP/TLS/RTP/SAVPF 111", "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level", "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
  "a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1", "m=video 9 UDP/TLS/RTP/SAVPF 96 97", "a=fmtp:97 apt=96", "",
].join("\r\n");

test("a description is made silent about voices and keeps everything else", () => {
  assert.ok(tellsLevels(ANSWER));
  assert.equal(withoutLevels(ANSWER), ANSWER.replace("a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n", ""));
  const silent = withoutHints(ANSWER);
  assert.ok(!tellsLevels(silent));
  assert.match(silent, /a=fmtp:111 minptime=10;useinbandfec=1;cbr=1\r\n/);
  assert.match(silent, /a=fmtp:97 apt=96\r\n/);
  assert.equal(withoutHints(silent), silent);
});
