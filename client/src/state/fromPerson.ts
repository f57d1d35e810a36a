// What this person does at their own screen. What must reach others is sent beside it; see room/acts.ts.

import type { PersonEvent } from "./events.ts";
import { hasFloor } from "./select.ts";
import type { State } from "./state.ts";
import { openedTooLate } from "./turn.ts";

export function fromPerson(state: State, event: PersonEvent): State {
  switch (event.does) {
    case "take_seat":
      return {
        ...state,
        seated: true,
        you: state.you ?? event.you,
        media: { ...state.media, startedMuted: event.startedMuted },
        turnMicrophone: event.openedForTurn === true ? "closed_before" : state.turnMicrophone,
      };
    case "open":
      // A stale card must never be shown under another name.
      return { ...state, dialog: event.dialog, card: event.dialog.kind === "card" ? null : state.card };
    case "close_dialog":
      return { ...state, dialog: null, card: null };
    case "show_panel":
      return { ...state, panel: event.panel, unread: event.panel === "chat" ? 0 : state.unread, deskUnread: event.panel === "desk" ? 0 : state.deskUnread };
    case "show_self":
      return { ...state, selfView: event.shown };
    case "answer_mute":
      return { ...state, askedToMute: null };
    case "opened_microphone":
      return event.askedInTurn ? openedTooLate(state) : state;
    case "put_away_turn":
      return { ...state, turnMicrophone: "as_it_is" };
    case "cannot":
      return { ...state, refusal: { code: event.code, doing: event.doing } };
    case "dismiss_refusal":
      return { ...state, refusal: null };
    case "tell_quietly":
      return { ...state, quiet: { signal: event.signal, seenBy: null } };
    case "checked_in":
      return {
        ...state,
        keeping: { id: event.id, words: event.words, toldOnly: event.toldOnly, stage: "asked" },
        wroteInTurnOfMs: event.toldOnly.length > 0 && hasFloor(state) ? (state.room?.round?.floor_since_ms ?? null) : state.wroteInTurnOfMs,
      };
    case "keeps":
      // An answer about an older one changes nothing.
      return state.keeping?.id === event.id ? { ...state, keeping: { ...state.keeping, stage: event.stage } } : state;
    case "put_away_keeping":
      return { ...state, keeping: null };
    case "hide":
      // Nothing may be left open behind the neutral page, and nothing asks while it is shown.
      return { ...state, hidden: event.hidden, dialog: null, askedToMute: null };
    case "come_back":
      // After "the newer page has the seat": this page asks for it again.
      return { ...state, end: null, seated: true };
  }
}
