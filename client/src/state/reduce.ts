// reduce(state, event): the only way the state changes. Pure: no clock, no media, no socket, no document.

import { fromContent, fromWhisper } from "./fromContent.ts";
import { fromPerson } from "./fromPerson.ts";
import { fromServer } from "./fromServer.ts";
import type { Event } from "./events.ts";
import type { State } from "./state.ts";
import { followTurn } from "./turn.ts";

export function reduce(state: State, event: Event): State {
  return followTurn(state, change(state, event));
}

function change(state: State, event: Event): State {
  switch (event.from) {
    case "server":
      return fromServer(state, event.message, event.atMs, event.doing ?? "");
    case "line":
      return fromLine(state, event.line);
    case "media":
      return { ...state, media: { ...state.media, ...event.media } };
    case "voices":
      return { ...state, speaking: state.room === null ? [] : event.voices.speaking, voices: { by: "devices", airtime: event.voices.airtime } };
    case "seal":
      return { ...state, seal: { ...state.seal, ...event.seal } };
    case "circle":
      // Opening takes a moment: whoever is out of the circle meanwhile reads nothing of it any more.
      return state.room === null || state.end !== null ? state : fromContent(state, event.content, event.said);
    case "whisper":
      return state.room === null || state.end !== null ? state : fromWhisper(state, event);
    case "person":
      return fromPerson(state, event);
  }
}

function fromLine(state: State, line: State["line"]): State {
  // After an end nothing reconnects; a socket closing late must not look like a lost line.
  if (state.end !== null) return { ...state, line: "closed" };
  return { ...state, line, speaking: line === "open" ? state.speaking : [] };
}
