// What is put into every page before its own scripts: it remembers peer connections, the slots they were offered with, and
// what the worker of sealed frames counted. It changes nothing that a page does.

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
            bytes: report.bytesReceived ?? 0,
            energy: report.totalAudioEnergy ?? 0,
            audioLevel: report.audioLevel ?? 0,
            samples: report.totalSamplesReceived ?? 0,
            concealed: report.concealedSamples ?? 0,
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
  window.walkLine = () => lines.at(-1);
  /** What went out on this page's newest line: packets and bytes of sound and pictures. */
  window.walkSent = async () => {
    const sent = { packets: 0, bytes: 0 };
    for (const report of (await lines.at(-1)?.getStats())?.values() ?? []) {
      if (report.type !== "outbound-rtp") continue;
      sent.packets += report.packetsSent ?? 0;
      sent.bytes += report.bytesSent ?? 0;
    }
    return sent;
  };

  let counts = new Map();
  const RealWorker = window.Worker;
  window.Worker = class extends RealWorker {
    constructor(...given) {
      super(...given);
      counts = new Map();
      this.addEventListener("message", ({ data }) => {
        if (data?.say === "counts") for (const line of data.lines) counts.set(line.line, line);
      });
    }
  };
  /** `[{ line, way, member, kind, passed, silent, dropped: { why: n } }]`, as the worker last said. */
  window.walkFrames = () => [...counts.values()];
}
