// Connects the keyboard to the room.

import type { Room } from "../room/room.ts";
import { leads, screenOf } from "../state/select.ts";
import { actOf, EscapeTwice, type KeyAct } from "./keys.ts";

export function listenToKeys(room: Room): void {
  const escape = new EscapeTwice();
  // Before anything else sees it, so that an Escape which closes a dialog is known to have found it open.
  addEventListener("keydown", (event) => {
    if (event.repeat || event.isComposing) return;
    if (escape.press(event.key, isSomethingOpen(room), performance.now())) {
      event.preventDefault();
      room.hide(!room.state.value.hidden);
      return;
    }
    const act = actOf(event);
    if (act === null || room.state.value.hidden) return;
    event.preventDefault();
    perform(room, act);
  }, { capture: true });
}

function isSomethingOpen(room: Room): boolean {
  if (room.state.value.hidden) return false;
  if (room.state.value.dialog !== null) return true;
  const at = document.activeElement;
  return at instanceof HTMLInputElement ? at.type !== "radio" : at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement;
}

function perform(room: Room, act: KeyAct): void {
  const state = room.state.value;
  const screen = screenOf(state);
  if (act === "help") return room.open({ kind: "help" });
  if (screen !== "circle" && screen !== "waiting") return;
  if (act === "microphone") return void room.setMicrophone(state.media.microphone !== "on");
  if (act === "camera") return void room.setCamera(state.media.camera !== "on");
  if (screen !== "circle") return;
  if (act === "hand") return room.toggleHand();
  if (act === "chat") return room.showPanel(state.panel === "chat" ? "none" : "chat");
  if (!leads(state)) room.open({ kind: "quiet" });
}
