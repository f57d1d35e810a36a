// The prepare page: tries camera, microphone, sound and line, and says in plain words what it found.

import { tryDevices } from "../prepare/devices.ts";
import { tryLine } from "../prepare/line.ts";
import { card, readWords } from "../prepare/page.ts";
import { trySpeaker } from "../prepare/speaker.ts";

const root = document.getElementById("prepare");
if (root) {
  const words = readWords();
  tryDevices(card(root, "devices", words));
  trySpeaker(card(root, "speaker", words));
  tryLine(card(root, "line", words), root.dataset["line"] ?? "/prepare/line");
  for (const actions of root.querySelectorAll<HTMLElement>("[data-script]")) actions.hidden = false;
}
