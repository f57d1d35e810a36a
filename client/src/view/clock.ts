// A slow clock for what is shown in minutes. One timer for the whole page.

import { signal } from "@preact/signals";

const EVERY_MS = 5_000;

/** The browser's time, as of the last tick. Add State.clockAheadMs for the server's. */
export const tick = signal(Date.now());

setInterval(() => (tick.value = Date.now()), EVERY_MS);
