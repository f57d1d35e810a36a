// Shows that the own microphone hears something, while trying it out. Listens only; nothing is played through here.

export class Level {
  #context: AudioContext | null = null;
  #timer = 0;

  constructor(readonly onLevel: (level: number) => void) {}

  listen(track: MediaStreamTrack | null): void {
    this.end();
    if (track === null || typeof AudioContext === "undefined") return;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.#context = context;
    this.#timer = window.setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      // -60 dB is a quiet room, -10 dB a raised voice.
      const level = (10 * Math.log10(power + 1e-9) + 60) / 50;
      this.onLevel(Math.min(1, Math.max(0, level)));
    }, 100);
  }

  end(): void {
    clearInterval(this.#timer);
    void this.#context?.close();
    this.#context = null;
    this.onLevel(0);
  }
}
