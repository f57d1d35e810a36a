// The line: a short real call to the media server over UDP, hung up as soon as it stands.

import type { Card } from "./page.ts";

/** Longer than a slow mobile network needs to find its way, shorter than a person's patience. */
const GIVE_UP_AFTER_MS = 12_000;
/** One way of a conversation in which people fall into each other's words. */
export const SLOW_ROUND_TRIP_MS = 300;

export type LineSentence =
  | "line-good"
  | "line-slow"
  | "line-none"
  | "line-offline"
  | "line-refused"
  | "no-webrtc";

export function tryLine(card: Card, address: string): void {
  const button = card.find<HTMLButtonElement>("[data-try]");
  let busy = false;
  button.addEventListener("click", () => {
    if (busy) return;
    busy = true;
    card.say("line-trying");
    void callOnce(address).then((sentence) => {
      card.say(sentence, sentence === "line-good" ? "good" : "mind");
      busy = false;
    });
  });
}

async function callOnce(address: string): Promise<LineSentence> {
  if (!navigator.onLine) return "line-offline";
  if (typeof RTCPeerConnection === "undefined") return "no-webrtc";
  const call = new RTCPeerConnection();
  try {
    // As the room does it: one line for a voice, one for a picture, both empty here.
    call.addTransceiver("audio", { direction: "sendonly" });
    call.addTransceiver("video", { direction: "sendonly" });
    await call.setLocalDescription();
    const offer = call.localDescription?.sdp ?? "";
    const answer = await fetch(address, { method: "POST", headers: { "content-type": "application/sdp" }, body: offer });
    if (!answer.ok) return "line-refused";
    await call.setRemoteDescription({ type: "answer", sdp: await answer.text() });
    if (!(await connects(call))) return "line-none";
    return sentenceForRoundTrip(await roundTripMs(call));
  } catch {
    return navigator.onLine ? "line-refused" : "line-offline";
  } finally {
    call.close();
  }
}

function connects(call: RTCPeerConnection): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), GIVE_UP_AFTER_MS);
    const look = (): void => {
      const state = call.iceConnectionState;
      if (state === "connected" || state === "completed" || state === "failed") {
        clearTimeout(timer);
        resolve(state !== "failed");
      }
    };
    call.addEventListener("iceconnectionstatechange", look);
    look();
  });
}

/** The newest round trip of the pair in use, or null where the browser has not measured one. */
async function roundTripMs(call: RTCPeerConnection): Promise<number | null> {
  for (let look = 0; look < 5; look += 1) {
    const report = await call.getStats();
    for (const entry of report.values() as Iterable<{ type: string; nominated?: boolean; state?: string; currentRoundTripTime?: number }>) {
      if (entry.type === "candidate-pair" && (entry.nominated || entry.state === "succeeded") && entry.currentRoundTripTime !== undefined) {
        return entry.currentRoundTripTime * 1_000;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return null;
}

/** A line whose speed is unknown stands all the same. */
export function sentenceForRoundTrip(ms: number | null): "line-good" | "line-slow" {
  return ms !== null && ms > SLOW_ROUND_TRIP_MS ? "line-slow" : "line-good";
}
