// How loud the microphone is: a bar that moves, and one sentence when a voice was heard or nothing came for a while.

/** Above this a person can tell that the bar moves because of them. */
const HEARD = 0.12;
const SILENT_AFTER_MS = 6_000;

export function watchLevel(stream: MediaStream, meter: HTMLMeterElement, say: (sentence: "heard" | "silent") => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  // Only into the analyser: nothing of it is played back.
  context.createMediaStreamSource(new MediaStream(stream.getAudioTracks())).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const began = performance.now();
  let said: "heard" | "silent" | null = null;
  let frame = 0;
  let shown = 0;

  const look = (now: number): void => {
    analyser.getFloatTimeDomainData(samples);
    const loud = loudness(samples);
    shown = Math.max(loud, shown * 0.9);
    meter.value = shown;
    if (loud > HEARD && said !== "heard") say((said = "heard"));
    else if (said === null && now - began > SILENT_AFTER_MS) say((said = "silent"));
    frame = requestAnimationFrame(look);
  };
  frame = requestAnimationFrame(look);

  return () => {
    cancelAnimationFrame(frame);
    meter.value = 0;
    void context.close();
  };
}

/** 0 to 1 on a scale of hearing: -60 dB is nothing, -10 dB is a loud voice. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / samples.length + 1e-10);
  return Math.min(1, Math.max(0, (decibels + 60) / 50));
}
