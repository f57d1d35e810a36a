// A forwarding unit in the page: answers an offer with painted people and soft tones, so that the real media code can
// be watched without a server. `received` counts what the page under test sends.

import type { ClientMessage } from "../src/protocol/wire.ts";
import { figure } from "./figures.ts";

type Offer = Extract<ClientMessage, { type: "media_offer" }>;

export class FakeSfu {
  peer: RTCPeerConnection | null = null;
  offers = 0;
  readonly #audio = new AudioContext();

  async answer(offer: Offer): Promise<string> {
    this.peer?.close();
    this.offers += 1;
    const peer = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
    this.peer = peer;
    await peer.setRemoteDescription({ type: "offer", sdp: offer.sdp });
    for (const [i, slot] of offer.slots.entries()) {
      const transceiver = peer.getTransceivers().find((one) => one.mid === slot.mid);
      if (!transceiver) continue;
      transceiver.direction = "sendonly";
      await transceiver.sender.replaceTrack(slot.kind === "video" ? (figure(i >> 1).getVideoTracks()[0] ?? null) : this.#tone(200 + i * 20));
    }
    await peer.setLocalDescription();
    await new Promise<void>((done) => {
      const look = () => peer.iceGatheringState === "complete" && done();
      peer.addEventListener("icegatheringstatechange", look);
      look();
    });
    return peer.localDescription?.sdp ?? "";
  }

  async received(): Promise<Record<string, number>> {
    const packets: Record<string, number> = {};
    for (const entry of (await this.peer?.getStats())?.values() ?? []) {
      if (entry.type === "inbound-rtp") packets[entry.kind] = (packets[entry.kind] ?? 0) + entry.packetsReceived;
    }
    return packets;
  }

  #tone(hertz: number): MediaStreamTrack | null {
    const tone = this.#audio.createOscillator();
    tone.frequency.value = hertz;
    const quiet = this.#audio.createGain();
    quiet.gain.value = 0.1;
    const out = this.#audio.createMediaStreamDestination();
    tone.connect(quiet).connect(out);
    tone.start();
    return out.stream.getAudioTracks()[0] ?? null;
  }
}
