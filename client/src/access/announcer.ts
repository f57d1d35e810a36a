// Speaks announcements through two live regions, one line at a time, so that a busy minute does not talk over people.

import type { Room } from "../room/room.ts";
import { announcements, type Announcement } from "../state/announce.ts";

/** A screen reader needs about this long for one short line. */
const BETWEEN_MS = 1_200;
/** More than this waiting is news of the past: the oldest polite lines are dropped. */
const MOST_WAITING = 4;

export function announce(room: Room): void {
  const regions = { polite: region("polite"), assertive: region("assertive") };
  const waiting: Announcement[] = [];
  let speaking = 0;

  const next = () => {
    const line = waiting.shift();
    if (line === undefined) {
      speaking = 0;
      regions.polite.textContent = "";
      regions.assertive.textContent = "";
      return;
    }
    const at = regions[line.urgency];
    // The same words twice are only spoken twice when they change in between.
    at.textContent = "";
    requestAnimationFrame(() => (at.textContent = room.words.say(line.id, line.args)));
    speaking = window.setTimeout(next, BETWEEN_MS);
  };

  room.watch((before, after) => {
    if (after.hidden) {
      waiting.length = 0;
      return;
    }
    for (const line of announcements(before, after)) {
      if (line.urgency === "assertive") waiting.unshift(line);
      else waiting.push(line);
    }
    while (waiting.length > MOST_WAITING) {
      const oldest = waiting.findIndex((line) => line.urgency === "polite");
      waiting.splice(oldest === -1 ? 0 : oldest, 1);
    }
    if (speaking === 0 && waiting.length > 0) next();
  });
}

function region(urgency: "polite" | "assertive"): HTMLElement {
  const element = document.createElement("div");
  element.className = "said";
  element.setAttribute("aria-live", urgency);
  element.dataset["live"] = urgency;
  document.body.append(element);
  return element;
}
