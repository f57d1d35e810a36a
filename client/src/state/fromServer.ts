// What each message of the server changes.

import type { RoomView, ServerMessage } from "../protocol/wire.ts";
import { roundIsUnderWay } from "./select.ts";
import type { State } from "./state.ts";

export function fromServer(state: State, message: ServerMessage, atMs: number, doing: string): State {
  if (state.end !== null) return state;
  switch (message.type) {
    case "welcome":
      return {
        ...state,
        you: { member: message.you, alias: message.alias, role: message.role },
        clockAheadMs: message.now_ms - atMs,
      };
    case "waiting":
      // Out of the circle and back at the door: nothing of the others may stay on the screen.
      return {
        ...state,
        door: { facilitatorIsHere: message.facilitator_is_here, locked: message.locked },
        ...NOTHING_OF_THE_OTHERS,
      };
    case "admitted":
      return { ...state, door: null };
    case "room":
      return fromRoom(state, message, atMs);
    case "speaking":
      return state.voices.by === "devices" ? state : { ...state, speaking: message.members };
    case "asked_to_mute":
      // Whoever is muted already need not be asked.
      return state.media.microphone === "on" ? { ...state, askedToMute: message.by } : state;
    case "quiet_heard":
      return { ...state, quiet: { signal: message.signal, seenBy: message.seen_by } };
    case "card": {
      const { type: _, ...card } = message;
      // Closed meanwhile: a card is never shown unasked.
      const asked = state.dialog?.kind === "card" && state.dialog.member === card.member;
      return asked ? { ...state, card } : state;
    }
    case "end":
      return { ...state, ...NOTHING_OF_THE_OTHERS, end: message.reason, line: "closed", door: null, dialog: null };
    case "refused":
      if (UNSEEN.has(doing)) return state;
      // A card that does not come must not keep a facilitator waiting before an empty dialog.
      return { ...state, refusal: { code: message.code, doing }, dialog: doing === "open_card" ? null : state.dialog };
    case "content":
    case "seal":
      // For the circle, which alone can open them.
    case "media_answer":
    case "pong":
      return state;
  }
  // A newer server may say more than this page understands.
  return state;
}

/** What the page says by itself: a refusal of that is no news to the person. */
const UNSEEN: ReadonlySet<string> = new Set(["hello", "ping", "media_state", "media_offer", "hide_page", "seal", "need_key_frame"]);

const NOTHING_OF_THE_OTHERS = {
  room: null,
  speaking: [],
  handWords: {},
  hands: [],
  chat: [],
  unread: 0,
  takenBack: [],
  deskWords: [],
  deskUnread: 0,
  card: null,
  askedToMute: null,
} as const;

function fromRoom(state: State, message: { type: "room" } & RoomView, atMs: number): State {
  const { type: _, ...room } = message;
  // Views carry a number because an older one may arrive late, from a socket that is already replaced.
  if (state.room !== null && room.revision <= state.room.revision && room.now_ms <= state.room.now_ms) return state;
  const here = new Set(room.seats.filter((seat) => seat.presence !== "absent" && seat.presence !== "stepped_out").map((seat) => seat.member));
  const hands = state.hands.filter((hand) => here.has(hand.member));
  const firstView = state.room === null;
  const roundBeganMs = roundBegan(state.room, room) ?? state.roundBeganMs;
  return {
    ...state,
    room,
    roundBeganMs,
    door: null,
    clockAheadMs: room.now_ms - atMs,
    hands: hands.length === state.hands.length ? state.hands : hands,
    panel: firstView && room.desk !== null && state.panel === "none" ? "desk" : state.panel,
  };
}

/** When a round begins with this view; who has just loaded the page knows no better than when the phase began. */
function roundBegan(before: RoomView | null, after: RoomView): number | null {
  if (!roundIsUnderWay(after)) return null;
  if (before === null) return after.phase_started_at_ms;
  const another = !roundIsUnderWay(before) || before.phase_started_at_ms !== after.phase_started_at_ms;
  return another ? after.now_ms : null;
}
