// What one frame costs through our lines, beside a bare AES-GCM of the same bytes in turns with it.
import { median } from "../../library/figures.mjs";

const KINDS = [
  ["audio", 80, "Opus of 80 bytes"],
  ["video", 1_200, "VP8 of 1.2 kB"],
  ["video", 8_000, "VP8 of 8 kB"],
];
const FRAMES = 1_500;
const TURNS = 7;

/** `turns(kind, bytes, count, way, whose)` gives microseconds of a frame and the processor's seconds for all of them. */
export async function frames(figures, where, run) {
  figures.part(`${where}, one frame after another: microseconds, medians of ${TURNS} turns of ${FRAMES}`);
  for (const [kind, bytes, name] of KINDS) {
    await run.make(kind, bytes, FRAMES);
    for (const way of ["seal", "open"]) {
      const turns = [];
      for (let turn = 0; turn <= TURNS; turn += 1) {
        const [ours, bare] = [await run.turn(way, "ours"), await run.turn(way, "bare")];
        // The first turn warms up.
        if (turn > 0) turns.push({ ours, bare, ratio: ours.micros / bare.micros });
      }
      const ratios = turns.map((turn) => turn.ratio);
      const processor = turns.reduce((sum, { ours }) => sum + ours.seconds, 0) / (TURNS * FRAMES);
      figures.add(`${where}: ${way} ${name}`, median(turns.map(({ ours }) => ours.micros)), "µs", {
        bare: median(turns.map(({ bare }) => bare.micros)),
        "times bare": median(ratios),
        spread: [Math.min(...ratios), Math.max(...ratios)],
        "processor µs": processor * 1e6,
        "frames a second of one core": 1 / processor,
      });
    }
  }
}
