// Chat and hands, in the one order the server gave them.

import type { Content } from "../content/content.ts";
import type { Hand, State } from "./state.ts";

/** The chat of one evening is short; beyond this the oldest lines go. */
const MAX_CHAT_LINES = 500;

export function fromContent(state: State, content: Content, sent: { seq: number; from: string; at_ms: number }): State {
  switch (content.t) {
    case "chat":
    case "checkin": {
      const line = { seq: sent.seq, from: sent.from, atMs: sent.at_ms, text: content.text };
      const seen = state.panel === "chat" || sent.from === state.you?.member;
      return {
        ...state,
        chat: [...state.chat, line].slice(-MAX_CHAT_LINES),
        unread: seen ? state.unread : state.unread + 1,
      };
    }
    case "hand":
      return { ...state, hands: content.up ? raise(state.hands, sent.from, sent.seq) : lower(state.hands, sent.from) };
  }
}

function raise(hands: readonly Hand[], member: string, seq: number): readonly Hand[] {
  // Raising twice does not lose one's place.
  if (hands.some((hand) => hand.member === member)) return hands;
  return [...hands, { member, seq }];
}

const lower = (hands: readonly Hand[], member: string) => hands.filter((hand) => hand.member !== member);
