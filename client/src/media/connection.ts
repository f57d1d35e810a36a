// One peer connection: offers once, is answered once, is never renegotiated. m-line 0 is the own microphone, 1 the
// own camera, then one audio and one video line for every other seat in seat order, whether or not anyone sits there.
// Replaced as a whole when it dies or the seats change. The seal hangs on every line before the offer is made.

import { withoutHints, withoutLevels } from "../levels/description.ts";
import { Loudness, type Look } from "../levels/loudness.ts";
import type { MediaKind, MediaSlot } from "../protocol/wire.ts";
import { peerOptions } from "../seal/attach.ts";
import type { OutLine } from "./leak.ts";
import type { Seals } from "./media.ts";

export interface ConnectionEvents {
  /** A member's sound or picture begins to arrive. */
  onTrack(member: string, kind: MediaKind, track: MediaStreamTrack): void;
  onIce(state: RTCIceConnectionState): void;
}

export interface Outgoing {
  microphone: MediaStreamTrack | null;
  camera: MediaStreamTrack | null;
}

export interface Wishes {
  /** Whether the others' pictures are fetched. */
  pictures: boolean;
  /** The server is told nothing of voices. */
  silent: boolean;
}

/** How a connection does, by what the browser counts. */
export interface Sample {
  ice: RTCIceConnectionState;
  /** Packets received. */
  packets: number;
  /** Packets sent. */
  sent: Record<MediaKind, number>;
}

/** So many others make a large circle: each picture in it is small, and every device opens all of them. */
const LARGE_CIRCLE = 8;

/**
 * What the camera sends, so that an old phone keeps up in a circle of twelve. One layer for now; further layers are further
 * entries with a rid of their own.
 */
export function cameraEncodings(others: number): RTCRtpEncodingParameters[] {
  if (others < LARGE_CIRCLE) return [{ maxBitrate: 400_000, maxFramerate: 20 }];
  return [{ maxBitrate: 250_000, maxFramerate: 15, scaleResolutionDownBy: 1.5 }];
}

export class Connection {
  readonly #peer: RTCPeerConnection;
  readonly #microphone: RTCRtpTransceiver;
  readonly #camera: RTCRtpTransceiver;
  readonly #incoming: { member: string; kind: MediaKind; transceiver: RTCRtpTransceiver }[] = [];
  readonly #loudness = new Loudness();
  /** Under which numbers the worker counts what goes out. */
  readonly #out: Record<MediaKind, number>;
  #answered = false;

  constructor(readonly seals: Seals, others: readonly string[], out: Outgoing, readonly wishes: Wishes, readonly events: ConnectionEvents) {
    const peer = new RTCPeerConnection({ bundlePolicy: "max-bundle", iceServers: [], ...peerOptions(seals.by) });
    this.#peer = peer;
    this.#microphone = peer.addTransceiver(out.microphone ?? "audio", { direction: "sendonly" });
    this.#camera = peer.addTransceiver(out.camera ?? "video", { direction: "sendonly", sendEncodings: cameraEncodings(others.length) });
    this.#out = { audio: seals.out(this.#microphone.sender, "audio"), video: seals.out(this.#camera.sender, "video") };
    for (const member of others) {
      for (const kind of wishes.pictures ? (["audio", "video"] as const) : (["audio"] as const)) {
        const transceiver = peer.addTransceiver(kind, { direction: "recvonly" });
        seals.in(transceiver.receiver, kind, member);
        this.#incoming.push({ member, kind, transceiver });
        const { track } = transceiver.receiver;
        // A track says "unmute" with its first packet: until then the last picture may stay.
        if (kind === "video") track.addEventListener("unmute", () => events.onTrack(member, kind, track));
      }
    }
    for (const transceiver of peer.getTransceivers()) prefer(transceiver);
    peer.oniceconnectionstatechange = () => events.onIce(peer.iceConnectionState);
  }

  /** Candidates are not waited for: the server finds this browser by its first packet. */
  async offer(): Promise<{ sdp: string; slots: MediaSlot[] }> {
    await this.#peer.setLocalDescription();
    const slots = this.#incoming.map(({ member, kind, transceiver }) => ({ mid: transceiver.mid ?? "", member, kind }));
    const sdp = this.#peer.localDescription?.sdp ?? "";
    return { sdp: this.wishes.silent ? withoutLevels(sdp) : sdp, slots };
  }

  async answer(sdp: string): Promise<void> {
    if (this.#answered) return;
    this.#answered = true;
    await this.#peer.setRemoteDescription({ type: "answer", sdp: this.wishes.silent ? withoutHints(sdp) : sdp });
    for (const { member, kind, transceiver } of this.#incoming) {
      const { track } = transceiver.receiver;
      if (kind === "audio" || !track.muted) this.events.onTrack(member, kind, track);
    }
  }

  get answeredAlready(): boolean {
    return this.#answered;
  }

  async send(kind: "microphone" | "camera", track: MediaStreamTrack | null): Promise<void> {
    const { sender } = kind === "microphone" ? this.#microphone : this.#camera;
    if (sender.track !== track) await sender.replaceTrack(track);
  }

  async sample(): Promise<Sample> {
    let packets = 0;
    const sent = { audio: 0, video: 0 };
    for (const entry of (await this.#peer.getStats()).values()) {
      if (entry.type === "inbound-rtp") packets += (entry as RTCInboundRtpStreamStats).packetsReceived ?? 0;
      if (entry.type === "outbound-rtp") sent[entry.kind as MediaKind] += sentBy(entry as RTCOutboundRtpStreamStats);
    }
    return { ice: this.#peer.iceConnectionState, packets, sent };
  }

  /** Of what a sample says was sent: how much of it the worker has seen. */
  async out({ sent }: Sample): Promise<OutLine[] | null> {
    const kinds = ["audio", "video"] as const;
    const seen = await this.seals.seen(kinds.map((kind) => this.#out[kind]));
    return seen && kinds.map((kind, at) => ({ packets: sent[kind], frames: seen[at] ?? 0 }));
  }

  /** How loud each was since the last look. */
  async look(): Promise<Look> {
    const members = new Map(this.#incoming.filter(({ kind }) => kind === "audio").map(({ member, transceiver }) => [transceiver.mid ?? "", member]));
    return this.#loudness.since((await this.#peer.getStats()).values(), members);
  }

  close(): void {
    this.#peer.oniceconnectionstatechange = null;
    this.#peer.close();
  }
}

/** Packets with something in them: a camera that is off may still send padding, to find out how much the line bears. */
function sentBy({ kind, packetsSent, framesEncoded }: RTCOutboundRtpStreamStats): number {
  return kind === "video" && framesEncoded === 0 ? 0 : (packetsSent ?? 0);
}

/** Opus, and VP8 with its retransmissions: what the circle speaks. Saying only that keeps an offer for fifteen small. */
function prefer(transceiver: RTCRtpTransceiver): void {
  const kind = transceiver.receiver.track.kind;
  const known = RTCRtpReceiver.getCapabilities?.(kind)?.codecs ?? [];
  const wanted = kind === "audio" ? ["audio/opus"] : ["video/vp8", "video/rtx"];
  const codecs = known.filter((codec) => wanted.includes(codec.mimeType.toLowerCase()));
  if (codecs.length === 0) return;
  try {
    transceiver.setCodecPreferences?.(codecs);
  } catch {
    // An old browser that cannot be told keeps its own order; the server still picks what it knows.
  }
}
