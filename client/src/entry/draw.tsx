// Draws a room into its page, and gives it keys and a voice. Used by the page and by the gallery.

import { render } from "preact";
import { announce } from "../access/announcer.ts";
import { listenToKeys } from "../access/listen.ts";
import type { Room } from "../room/room.ts";
import { App } from "../view/App.tsx";
import { RoomProvider } from "../view/context.ts";

export function draw(room: Room): void {
  const root = document.querySelector("#room");
  if (!root) throw new Error("the page has no #room");
  root.textContent = "";
  announce(room);
  listenToKeys(room);
  render(
    <RoomProvider value={room}>
      <App />
    </RoomProvider>,
    root,
  );
}
