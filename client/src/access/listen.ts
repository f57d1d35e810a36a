// Connects the keyboard to the room.

import type { Room } from "../room/room.ts";
import { leads, screenOf } from "../state/select.ts";
import { actOf, escapeActs, EscapeTwice, type EscapeAct, type KeyAct, type Open } from "./keys.ts";

export function listenToKeys(room: Room): void {
  const escape = new EscapeTwice();
  // Before anything else sees it, so that an Escape which closes something is known to have found it open.
  addEventListener("keydown", (event) => {
    if (event.repeat || event.isComposing) return;
    const closes = escapeActs(open(room));
    if (escape.press(event.key, closes !== "count", performance.now())) {
      event.preventDefault();
      room.hide(!room.state.value.hidden);
      return;
    }
    if (event.key === "Escape") return close(room, closes, event);
    const act = actOf(event);
    if (act === null || room.state.value.hidden) return;
    event.preventDefault();
    perform(room, act);
  }, { capture: true });
}

function close(room: Room, act: EscapeAct, event: Event): void {
  if (act !== "leave_field" && act !== "close_panel") return;
  event.preventDefault();
  if (act === "close_panel") room.showPanel("none");
  else document.querySelector<HTMLElement>('.panel [data-action="close-panel"]')?.focus();
}

function open(room: Room): Open {
  const { hidden, dialog, panel } = room.state.value;
  if (hidden) return { dialog: false, panel: false, field: false };
  const at = document.activeElement;
  const field = at instanceof HTMLInputElement ? at.type !== "radio" : at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement;
  return { dialog: dialog !== null, panel: panel !== "none" && screenOf(room.state.value) === "circle", field };
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
