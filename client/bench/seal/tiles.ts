// A circle of twelve on two pages: one page plays eleven people, the other is the twelfth, with eleven tiles and a camera of
// its own. Real peer connections, real encoders, the room's own worker. What it costs is counted from outside.

import { cameraEncodings } from "../../src/media/connection.ts";
import { Sealing, transforms } from "../../src/seal/attach.ts";
import { deriveFrameKey, type FrameKey } from "../../src/seal/sframe/derive.ts";
import type { Counts } from "../../src/seal/sframe/messages.ts";
import { CAMERA, kidOf, MICROPHONE, type Slot } from "../../src/seal/sframe/kid.ts";

const KINDS = ["audio", "video"] as const;
type Kind = (typeof KINDS)[number];

const VIEWER = 0;

const member = (leaf: number): string => `mem_${leaf}`;
const slotOf = (kind: Kind): Slot => (kind === "audio" ? MICROPHONE : CAMERA);

function keyOf(leaf: number, kind: Kind): Promise<FrameKey> {
  const base = new Uint8Array(32).fill(leaf + 1);
  return deriveFrameKey(base, kidOf(leaf, slotOf(kind), 1));
}

async function sendKeys(leaf: number) {
  return Promise.all(KINDS.map(async (kind) => ({ slot: slotOf(kind), key: await keyOf(leaf, kind) })));
}

async function receiveKeys(leaves: readonly number[]) {
  const keys = leaves.flatMap((leaf) => KINDS.map(async (kind) => ({ member: member(leaf), slot: slotOf(kind), key: await keyOf(leaf, kind) })));
  return Promise.all(keys);
}

/**
 * Of all microphones `speaking` hear a voice without a pause, those of the others first; the rest hear a quiet room, and Opus
 * pauses there.
 */
export interface Scene {
  others: number;
  speaking: number;
}

/** `open`: no transforms. `passing`: transforms that hand every frame on as it came: the least any transform costs. */
export type How = "open" | "passing" | "sealed";

let line: RTCPeerConnection | null = null;
let sealings: Sealing[] = [];
let camera: MediaStream | null = null;
const counted = new Map<string, Counts>();

function sealing(leaf: number, how: Exclude<How, "open">): Sealing {
  const by = transforms();
  if (by === "none") throw new Error("this browser cannot take part");
  const start = () => new Worker(how === "sealed" ? "/seal.worker.js" : "/passing.worker.js", { type: "module" });
  const made = new Sealing(by, start, {
    onCounts: (lines) => lines.forEach((one) => counted.set(`${leaf} ${one.line}`, one)),
    onNeedsKeyFrame: () => undefined,
    onBroken: () => console.error("a worker broke"),
  });
  sealings.push(made);
  return made;
}

interface Size {
  width: number;
  height: number;
}

const FULL: Size = { width: 640, height: 360 };
/**
 * Eleven encoders on one machine leave the measured page no core of its own, and then it is the fight for a core that is
 * measured. The others' pictures are a quarter as large; their frames come as often, and as many bytes each as are allowed.
 */
const OF_OTHERS: Size = { width: 320, height: 180 };

async function devices(size: Size): Promise<Record<Kind, MediaStreamTrack>> {
  camera ??= await navigator.mediaDevices.getUserMedia({ audio: true, video: { ...size, frameRate: 20 } });
  const [audio] = camera.getAudioTracks();
  const [video] = camera.getVideoTracks();
  if (audio === undefined || video === undefined) throw new Error("no camera or no microphone");
  return { audio, video };
}

/** The page of the others offers: a voice and a picture of each of them, and a place for the viewer's. */
export async function offer({ others, speaking }: Scene, how: How): Promise<string> {
  const tracks = await devices(OF_OTHERS);
  const connection = (line = new RTCPeerConnection());
  for (let leaf = 1; leaf <= others; leaf += 1) {
    const own = how === "open" ? null : sealing(leaf, how);
    own?.take({ do: "speak", era: 1, keys: await sendKeys(leaf) });
    for (const kind of KINDS) {
      const sendEncodings = kind === "video" ? cameraEncodings(others) : [{}];
      const track = tracks[kind].clone();
      if (kind === "audio") track.enabled = leaf <= speaking;
      const { sender } = connection.addTransceiver(track, { direction: "sendonly", sendEncodings });
      own?.out(sender, kind);
    }
  }
  const viewers = how === "open" ? null : sealing(VIEWER, how);
  viewers?.take({ do: "keys", era: 1, receive: await receiveKeys([VIEWER]) });
  for (const kind of KINDS) {
    const { receiver } = connection.addTransceiver(kind, { direction: "recvonly" });
    viewers?.in(receiver, kind, member(VIEWER));
    play(receiver.track, kind);
  }
  await connection.setLocalDescription();
  return gathered(connection);
}

/** The page that is measured: hangs its lines in the order of the offer and plays what comes. */
export async function answer(sdp: string, { others, speaking }: Scene, how: How): Promise<string> {
  const tracks = await devices(FULL);
  tracks.audio.enabled = speaking > others;
  const connection = (line = new RTCPeerConnection());
  const own = how === "open" ? null : sealing(VIEWER, how);
  own?.take({ do: "keys", era: 1, receive: await receiveKeys(Array.from({ length: others }, (_, at) => at + 1)) });
  own?.take({ do: "speak", era: 1, keys: await sendKeys(VIEWER) });
  await connection.setRemoteDescription({ type: "offer", sdp: withPauses(sdp) });
  const ways = connection.getTransceivers();
  // All at once, as soon as they are there: Chromium takes a transform only in the task in which its sender came to be,
  // and sends everything in the clear through one that is hung later.
  for (const [at, way] of ways.entries()) {
    const [kind, leaf] = [KINDS[at % 2] ?? "audio", Math.floor(at / 2) + 1];
    if (leaf <= others) own?.in(way.receiver, kind, member(leaf));
    else own?.out(way.sender, kind);
  }
  for (const [at, way] of ways.slice(0, 2 * others).entries()) play(way.receiver.track, KINDS[at % 2] ?? "audio");
  for (const [at, way] of ways.slice(2 * others).entries()) {
    const kind = KINDS[at] ?? "audio";
    way.direction = "sendonly";
    await way.sender.replaceTrack(tracks[kind]);
    if (kind === "video") await limit(way.sender, others);
  }
  await connection.setLocalDescription();
  return gathered(connection);
}

export async function accept(sdp: string): Promise<void> {
  await line?.setRemoteDescription({ type: "answer", sdp: withPauses(sdp) });
}

/** Asks for nothing where nobody speaks, as the forwarder does of a group whose levels it reads (crates/sfu/src/stack.rs). */
const withPauses = (sdp: string): string => sdp.replace(/^(a=fmtp:\d+ .*useinbandfec=1.*)$/gm, "$1;usedtx=1");

async function limit(sender: RTCRtpSender, others: number): Promise<void> {
  const parameters = sender.getParameters();
  parameters.encodings = parameters.encodings.map((encoding) => ({ ...encoding, ...cameraEncodings(others)[0] }));
  await sender.setParameters(parameters);
}

function play(track: MediaStreamTrack, kind: Kind): void {
  const tile = document.createElement(kind);
  tile.srcObject = new MediaStream([track]);
  tile.style.width = "160px";
  document.body.append(tile);
  void tile.play();
}

/** With every candidate inside, so that one message each way is enough. */
async function gathered(connection: RTCPeerConnection): Promise<string> {
  while (connection.iceGatheringState !== "complete") await new Promise((go) => connection.addEventListener("icegatheringstatechange", go, { once: true }));
  return connection.localDescription?.sdp ?? "";
}

export interface Flow {
  state: string;
  /** Of how many lines something came, and how much of each kind in all. */
  voices: number;
  pictures: number;
  audioPackets: number;
  videoFrames: number;
  decoded: number;
  pictureBytes: number;
  /** What the workers of this page passed and dropped. */
  passed: number;
  dropped: number;
}

export async function flow(): Promise<Flow> {
  const seen: Flow = { state: line?.connectionState ?? "none", voices: 0, pictures: 0, audioPackets: 0, videoFrames: 0, decoded: 0, pictureBytes: 0, passed: 0, dropped: 0 };
  for (const report of (await line?.getStats())?.values() ?? []) {
    if (report.type !== "inbound-rtp") continue;
    if (report.kind === "audio") {
      seen.audioPackets += report.packetsReceived ?? 0;
      if ((report.packetsReceived ?? 0) > 0) seen.voices += 1;
    } else {
      seen.pictureBytes += report.bytesReceived ?? 0;
      seen.videoFrames += report.framesReceived ?? 0;
      seen.decoded += report.framesDecoded ?? 0;
      if ((report.framesDecoded ?? 0) > 0) seen.pictures += 1;
    }
  }
  for (const { passed, dropped } of counted.values()) {
    seen.passed += passed;
    for (const many of Object.values(dropped)) seen.dropped += many;
  }
  return seen;
}

export function hangUp(): void {
  line?.close();
  line = null;
  for (const one of sealings) one.close();
  sealings = [];
  counted.clear();
  document.body.replaceChildren();
}
