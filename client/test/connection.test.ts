// One peer connection: the seal hangs on every line before anything is offered.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cameraEncodings, Connection } from "../src/media/connection.ts";

class FakePeer {
  static made: FakePeer[] = [];
  readonly lines: { sender: object; receiver: { track: EventTarget & { kind: string } }; mid: string }[] = [];
  localDescription = { sdp: "v=0" };
  iceConnectionState = "new";
  offered: (() => void) | null = null;
  answer = "";

  constructor(readonly options: Record<string, unknown>) {
    FakePeer.made.push(this);
  }

  addTransceiver(kind: string) {
    const track = Object.assign(new EventTarget(), { kind });
    const line = { sender: {}, receiver: { track }, mid: String(this.lines.length) };
    this.lines.push(line);
    return line;
  }

  getTransceivers = () => this.lines;

  async setLocalDescription(): Promise<void> {
    this.offered?.();
  }

  async setRemoteDescription({ sdp }: { sdp: string }): Promise<void> {
    this.answer = sdp;
  }
}
Object.assign(globalThis, { RTCPeerConnection: FakePeer, RTCRtpReceiver: {} });

function connect(by: "script" | "streams", silent = false) {
  const hung: { on: object; way: string; kind: string; member?: string }[] = [];
  const seals = {
    by,
    out: (on: object, kind: string) => hung.push({ on, way: "out", kind }),
    seen: async () => [0, 0],
    in: (on: object, kind: string, member: string) => void hung.push({ on, way: "in", kind, member }),
  };
  const connection = new Connection(seals, ["mem_ben", "mem_dana"], { microphone: null, camera: null }, { pictures: true, silent }, { onTrack: () => undefined, onIce: () => undefined });
  return { connection, hung, peer: FakePeer.made.at(-1) as FakePeer };
}

test("both senders and every receiver are sealed before the offer, each for the member of its tile", async () => {
  const { connection, hung, peer } = connect("script");
  let before = 0;
  peer.offered = () => (before = hung.length);
  await connection.offer();
  assert.equal(before, peer.lines.length);
  const sides = hung.map(({ way, kind, member }) => [way, kind, member ?? null]);
  assert.deepEqual(sides, [["out", "audio", null], ["out", "video", null], ["in", "audio", "mem_ben"], ["in", "video", "mem_ben"], ["in", "audio", "mem_dana"], ["in", "video", "mem_dana"]]);
  for (const [i, { on, way }] of hung.entries()) assert.equal(on, way === "out" ? peer.lines[i]?.sender : peer.lines[i]?.receiver);
});

test("in a large circle a camera sends smaller pictures, and fewer of them", () => {
  const [small, large] = [cameraEncodings(7)[0], cameraEncodings(11)[0]];
  for (const limit of ["maxBitrate", "maxFramerate"] as const) assert.ok((large?.[limit] ?? 0) < (small?.[limit] ?? 0), limit);
  assert.deepEqual([small?.scaleResolutionDownBy, large?.scaleResolutionDownBy], [undefined, 1.5]);
});

test("the older API's flag is set with the older API, and never with the newer", () => {
  assert.equal(connect("streams").peer.options["encodedInsertableStreams"], true);
  assert.ok(!("encodedInsertableStreams" in connect("script").peer.options));
});

test("where the server is told nothing of voices, no level is offered and none is agreed to, whatever is answered", async () => {
  const level = "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n";
  for (const silent of [true, false]) {
    const { connection, peer } = connect("script", silent);
    peer.localDescription.sdp = `v=0\r\n${level}`;
    assert.equal((await connection.offer()).sdp.includes(level), !silent);
    await connection.answer(`v=0\r\n${level}`);
    assert.equal(peer.answer.includes(level), !silent);
  }
});
