// What the benchmark of the seal runs, in Node and in a page alike.

export { circleOf } from "./circles.ts";
export { Frames } from "./frames.ts";
