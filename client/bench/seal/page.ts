// The same in a page, where the driver of the benchmark finds it.

import { circleOf } from "./circles.ts";
import { Frames } from "./frames.ts";
import * as tiles from "./tiles.ts";

Object.assign(globalThis, { seal: { circleOf, Frames, tiles } });
