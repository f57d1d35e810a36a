// The room's page: reads its configuration, puts the parts together, and draws. Everything it needs came with it.

import { BrowserMedia } from "../media/browser.ts";
import type { SealDoor } from "../room/keyring.ts";
import { Room } from "../room/room.ts";
import { seatBeforeReload } from "../room/memory.ts";
import { recallLight } from "../view/light.ts";
import { Words } from "../words/words.ts";
import { transforms } from "../seal/attach.ts";
import { readConfig } from "./config.ts";
import { draw } from "./draw.tsx";

recallLight();
const config = readConfig(document.querySelector("#room-config")?.textContent ?? "{}");
/** In a file of its own, beside the first picture. */
const seal: SealDoor = { by: transforms(), open: async (...asked) => (await import("./seal.ts")).openSealed(...asked) };
const room = new Room({ config, words: new Words(config.language, config.zone), media: (events) => new BrowserMedia(events, config.levels), seal });
draw(room);

const before = seatBeforeReload(config.session);
// A reload is no new arrival: back to the seat, as it was left. If the browser now wants a tap for sound, it is asked for.
// Only once the page has loaded: an <audio> that waits for its first sound would hold the loading open until then.
if (before !== null) {
  if (document.readyState === "complete") void room.takeSeat(before);
  else addEventListener("load", () => void room.takeSeat(before), { once: true });
}
