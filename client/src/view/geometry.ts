// Where the seats of a circle stand in a field of a given size: as large as fits, equal, in seat order, around a
// free middle. Pure. The shape is a superellipse, a circle that leans out to use a wide screen's corners.
// Seat 0 stands at or right of the top and the order runs clockwise for everyone, in every script: "to your left" must
// mean the same person to all, so this is deliberately not mirrored from right to left.

export interface Box {
  width: number;
  height: number;
}

export interface Field extends Box {
  /** Room for a name below a picture; grows with the reader's letters. */
  nameHeight: number;
}

export interface Place {
  /** Centre of the seat, from the top left of the field. */
  x: number;
  y: number;
}

export interface Circle {
  /** Width of one seat; its picture is 4:3 and its name stands below. */
  seatWidth: number;
  seatHeight: number;
  places: Place[];
  /** The free middle, centred in the field. */
  middle: Box;
}

const GAP = 10;
const LARGEST = 264;
/** Smaller seats than this are no faces any more: columns show them larger. */
const SMALLEST = 104;
/** Nothing smaller than this holds a question, who has the floor and a button. */
const LEAST_MIDDLE: Box = { width: 272, height: 184 };
/** From a true ellipse to nearly a rectangle; the rounder wins unless the squarer is clearly larger. */
const BENDS = [2, 2.4, 3, 4, 6, 10];
/**
 * Where seat 0 stands: half a step right of the top, or at the top itself. An odd circle may also stay open at the
 * bottom, towards the one who looks, when that makes every seat clearly larger.
 */
const OPENINGS = [
  { start: 0.5, open: false },
  { start: 0, open: false },
  { start: 0, open: true },
];
const CLEARLY_LARGER = 1.18;
/** Below this a face is hard to read, and every bit of size counts more than the shape. */
const SMALL = 150;
const SLIGHTLY_LARGER = 1.03;

const heightOf = (seatWidth: number, field: Field) => seatWidth * 0.75 + field.nameHeight;

/** The largest circle that fits, or null where the field is too small for one and columns serve better. */
export function circleOf(count: number, field: Field): Circle | null {
  let best: Circle | null = null;
  for (const bend of BENDS) {
    for (const opening of OPENINGS) {
      if (opening.open && count % 2 === 0) continue;
      const least: number = best === null ? SMALLEST : best.seatWidth * (best.seatWidth < SMALL ? SLIGHTLY_LARGER : CLEARLY_LARGER);
      best = largest((seatWidth) => tryCircle(count, field, seatWidth, { bend, ...opening }), least) ?? best;
    }
  }
  return best;
}

/** Halving finds the largest seat closely enough; a rare larger one that would fit again is not worth a scan. */
function largest(attempt: (seatWidth: number) => Circle | null, least: number): Circle | null {
  if (least > LARGEST) return null;
  let [circle, fits, fails] = [attempt(least), least, LARGEST];
  if (circle === null) return null;
  while (fails - fits > 2) {
    const half = (fits + fails) / 2;
    const larger = attempt(half);
    if (larger === null) fails = half;
    else [circle, fits] = [larger, half];
  }
  return circle;
}

interface Shape {
  bend: number;
  start: number;
  open: boolean;
}

function tryCircle(count: number, field: Field, seatWidth: number, shape: Shape): Circle | null {
  const seatHeight = heightOf(seatWidth, field);
  const across = (field.width - seatWidth) / 2;
  const down = (field.height - seatHeight) / 2;
  if (across <= 0 || down <= 0) return null;
  const places = around(count, { across, down, ...shape }, seatWidth + GAP, seatHeight + GAP / 2);
  if (places === null || overlaps(places, seatWidth + GAP, seatHeight + GAP / 2)) return null;
  const centred = places.map(({ x, y }) => ({ x: x + field.width / 2, y: y + field.height / 2 }));
  const middle = freeMiddle(places, field, seatWidth, seatHeight);
  if (middle.width < LEAST_MIDDLE.width || middle.height < LEAST_MIDDLE.height) return null;
  return { seatWidth, seatHeight, places: centred, middle };
}

const STEPS = 360;
const ANGLES = Array.from({ length: STEPS + 1 }, (_, i) => (i / STEPS) * 2 * Math.PI - Math.PI / 2);

/**
 * Seats along the superellipse, each equally far from the next. "Far" is measured in seats: two seats are apart as
 * soon as they are one width apart sideways or one height apart up and down. Null when even the closest that is
 * allowed, one seat apart, does not close the circle.
 */
function around(count: number, curve: Shape & { across: number; down: number }, width: number, height: number): Place[] | null {
  const bent = (value: number) => Math.sign(value) * Math.abs(value) ** (2 / curve.bend);
  const points = ANGLES.map((angle) => ({ x: curve.across * bent(Math.cos(angle)), y: curve.down * bent(Math.sin(angle)) }));
  const apart = (a: Place, b: Place) => Math.max(Math.abs(a.x - b.x) / width, Math.abs(a.y - b.y) / height);
  const steps = curve.open ? count + 1 : count;
  let [near, far] = [1, 12];
  let places = walk(points, steps, near, curve.start, apart);
  if (places === null) return null;
  while (far - near > 0.002) {
    const half = (near + far) / 2;
    const wider = walk(points, steps, half, curve.start, apart);
    if (wider === null) far = half;
    else [places, near] = [wider, half];
  }
  // The open place is the one at the bottom.
  return curve.open ? places.filter((_, i) => i !== (count + 1) / 2) : places;
}

/** Walks half the curve in steps of `distance` and mirrors it; null when the steps do not all fit on the half. */
function walk(points: readonly Place[], steps: number, distance: number, start: number, apart: (a: Place, b: Place) => number): Place[] | null {
  const half = points.length >> 1;
  const mirrored = ({ x, y }: Place): Place => ({ x: -x, y });
  const right: Place[] = [];
  let i = 0;
  // Without a seat at the top, the first stands half a step from it, so that its mirror image is a whole step away.
  if (start === 0) right.push(points[0] as Place);
  else while (i < half && apart(points[i] as Place, mirrored(points[i] as Place)) < distance) i += 1;
  if (start !== 0) right.push(points[i] as Place);
  const onTheRight = start === 0 ? Math.floor(steps / 2) + 1 : Math.ceil(steps / 2);
  const endsAtBottom = (start === 0) === (steps % 2 === 0);
  while (right.length < onTheRight) {
    const last = right.at(-1) as Place;
    while (i <= half && apart(points[i] as Place, last) < distance) i += 1;
    if (i > half) return null;
    right.push(points[i] as Place);
  }
  const last = right.at(-1) as Place;
  if (endsAtBottom) right[right.length - 1] = points[half] as Place;
  else if (apart(last, mirrored(last)) < distance) return null;
  const left = right.slice(start === 0 ? 1 : 0, endsAtBottom ? -1 : undefined).reverse().map(mirrored);
  return [...right, ...left];
}

function overlaps(places: readonly Place[], width: number, height: number): boolean {
  return places.some((a, i) =>
    places.slice(i + 1).some((b) => Math.abs(a.x - b.x) < width - 1e-6 && Math.abs(a.y - b.y) < height - 1e-6),
  );
}

/** The largest box around the middle (0, 0) that touches no seat: as wide as the seats beside it allow, then as high as those above it. */
function freeMiddle(places: readonly Place[], field: Field, seatWidth: number, seatHeight: number): Box {
  let best: Box = { width: 0, height: 0 };
  for (let height = LEAST_MIDDLE.height; height <= field.height * 0.6; height += 8) {
    let width = Math.min(field.width - 2 * GAP, 460);
    for (const place of places) {
      const beside = Math.abs(place.y) < (height + seatHeight) / 2;
      if (beside) width = Math.min(width, 2 * (Math.abs(place.x) - seatWidth / 2 - GAP));
    }
    if (width < LEAST_MIDDLE.width) break;
    if (width * height > best.width * best.height) best = { width, height };
  }
  return best;
}
