import assert from "node:assert/strict";
import { test } from "node:test";
import { circleOf, type Circle } from "../src/view/geometry.ts";

/** The field beside the facilitator's desk at 1280 x 800, 1024 x 768, and without a desk. */
const FIELDS = [
  { name: "1280 x 800 with the desk", most: 15, width: 880, height: 636, nameHeight: 34 },
  { name: "1024 x 768 with the desk", most: 13, width: 664, height: 604, nameHeight: 34 },
  { name: "1280 x 800 alone", most: 15, width: 1232, height: 636, nameHeight: 34 },
];

const boxes = (circle: Circle) =>
  circle.places.map(({ x, y }) => ({
    left: x - circle.seatWidth / 2,
    right: x + circle.seatWidth / 2,
    top: y - circle.seatHeight / 2,
    bottom: y + circle.seatHeight / 2,
  }));

for (const field of FIELDS) {
  test(`2 to ${field.most} seats never overlap, stay inside and leave the middle free at ${field.name}`, () => {
    for (let count = 2; count <= field.most; count += 1) {
      const circle = circleOf(count, field);
      assert.ok(circle, `${count} seats have no circle`);
      const middle = {
        left: (field.width - circle.middle.width) / 2,
        right: (field.width + circle.middle.width) / 2,
        top: (field.height - circle.middle.height) / 2,
        bottom: (field.height + circle.middle.height) / 2,
      };
      const all = [...boxes(circle), middle];
      for (const [i, a] of all.entries()) {
        assert.ok(a.left >= -0.5 && a.right <= field.width + 0.5 && a.top >= -0.5 && a.bottom <= field.height + 0.5, `${count}: box ${i} is outside`);
        for (const [j, b] of all.entries()) {
          if (j <= i) continue;
          const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
          assert.ok(apart, `${count} seats: ${i} and ${j} overlap`);
        }
      }
    }
  });
}

test("fifteen seats beside the desk keep pictures at least 100 px wide", () => {
  const circle = circleOf(15, FIELDS[0]!);
  assert.ok(circle && circle.seatWidth >= 100, `${circle?.seatWidth}`);
});

test("seats run clockwise, beginning at the top", () => {
  const circle = circleOf(8, FIELDS[0]!);
  assert.ok(circle);
  const [first, second] = circle.places;
  assert.ok(first!.x >= 440 && first!.y < 200);
  assert.ok(second!.x > first!.x);
  assert.ok(circle.places.at(-1)!.x < 440);
});

test("a field too small for a circle has none", () => {
  assert.equal(circleOf(8, { width: 360, height: 500, nameHeight: 34 }), null);
});
