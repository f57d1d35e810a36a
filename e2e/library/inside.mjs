// What is put into every page before its own scripts: it remembers peer connections and the slots they were offered with.
// It changes nothing that a page does.

/** Runs inside the page. */
export function remember() {
  const lines = [];
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(...given) {
      super(...given);
      lines.push(this);
    }
  };
  let slots = [];
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (text) {
    if (typeof text === "string" && text.includes('"media_offer"')) slots = JSON.parse(text).message.slots;
    return send.call(this, text);
  };
  window.walkMedia = async () => {
    const line = lines.at(-1);
    if (!line) return { state: "none", heard: [] };
    const heard = [];
    for (const way of line.getTransceivers()) {
      const slot = slots.find((slot) => slot.mid === way.mid);
      if (!slot) continue;
      for (const report of (await way.receiver.getStats()).values()) {
        if (report.type === "inbound-rtp") {
          heard.push({
            member: slot.member,
            kind: slot.kind,
            packets: report.packetsReceived ?? 0,
            frames: report.framesDecoded ?? 0,
            energy: report.totalAudioEnergy ?? 0,
            audioLevel: report.audioLevel ?? 0,
          });
        }
      }
    }
    return { state: line.connectionState, heard };
  };
  window.walkSlots = () => slots;
  /** What the own microphone has sent on this line. */
  window.walkSpoken = async () => {
    const reports = [...((await lines.at(-1)?.getStats()) ?? new Map()).values()];
    const sent = reports.find((report) => report.type === "outbound-rtp" && report.kind === "audio");
    return { packets: sent?.packetsSent ?? 0, bytes: sent?.bytesSent ?? 0 };
  };
}
