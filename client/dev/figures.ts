// Painted people for the gallery: the figures of the first sketches, drawn into a canvas that plays as a camera would.

const SKIN = ["oklch(80% .05 60)", "oklch(84% .045 60)", "oklch(78% .055 55)", "oklch(48% .06 50)", "oklch(72% .06 55)", "oklch(62% .06 50)", "oklch(66% .06 60)", "oklch(82% .05 60)"];
const HAIR = ["oklch(35% .04 50)", "oklch(68% .09 75)", "oklch(30% .02 50)", "oklch(22% .02 40)", "oklch(26% .03 30)", "oklch(45% .02 90)", "oklch(40% .05 190)", "oklch(48% .08 45)"];
const WALL = [165, 70, 230, 45, 300, 20, 190, 110];
const LONG = "M58 96c-6-50 10-74 42-74s48 24 42 74c-4 8-10 12-14 12 4-30-4-56-28-58-24 2-32 28-28 58-4 0-10-4-14-12z";
const SHORT = "M62 62c0-26 14-38 38-38s38 12 38 38c0 4-2 8-4 10-2-18-14-26-34-26s-32 8-34 26c-2-2-4-6-4-10z";

export function figure(seat: number): MediaStream {
  const canvas = document.createElement("canvas");
  canvas.width = 640;
  canvas.height = 480;
  const pen = canvas.getContext("2d");
  if (!pen) return new MediaStream();
  const i = seat % 8;
  const paint = () => {
    pen.setTransform(3.2, 0, 0, 3.2, 0, 0);
    fill(pen, new Path2D("M0 0h200v150H0z"), `oklch(52% .035 ${WALL[i]})`);
    fill(pen, new Path2D("M0 96h200v54H0z"), `oklch(46% .035 ${WALL[i]})`);
    if (i % 2 === 0) fill(pen, new Path2D(LONG), HAIR[i] ?? "black");
    fill(pen, new Path2D("M40 150c4-32 26-44 60-44s56 12 60 44z"), `oklch(${50 + i * 3}% .07 ${WALL[i]})`);
    const head = new Path2D();
    head.roundRect(88, 90, 24, 26, 11);
    head.ellipse(100, 72, 27, 32, 0, 0, 7);
    fill(pen, head, SKIN[i] ?? "tan");
    if (i % 2 === 1) fill(pen, new Path2D(SHORT), HAIR[i] ?? "black");
  };
  paint();
  setInterval(paint, 250);
  return canvas.captureStream(4);
}

function fill(pen: CanvasRenderingContext2D, path: Path2D, colour: string): void {
  pen.fillStyle = colour;
  pen.fill(path);
}
