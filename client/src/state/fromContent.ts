// Chat and hands, in the one order the server gave them. What was said before a reload is told again, later and maybe
// twice: each has its place by its number, and counts once.

import type { Content } from "../content/content.ts";
import type { ChatLine, Hand, State } from "./state.ts";

/** The chat of one evening is short; beyond this the oldest lines go. */
const MAX_CHAT_LINES = 500;

export function fromContent(state: State, content: Content, said: { seq: number; from: string; atMs: number }): State {
  switch (content.t) {
    case "chat":
    case "checkin": {
      if (state.chat.some((line) => line.seq === said.seq)) return state;
      const seen = state.panel === "chat" || said.from === state.you?.member;
      return {
        ...state,
        chat: inOrder([...state.chat, { ...said, text: content.text }]).slice(-MAX_CHAT_LINES),
        unread: seen ? state.unread : state.unread + 1,
      };
    }
    case "hand": {
      if (said.seq <= (state.handWords[said.from] ?? -1)) return state;
      const handWords = { ...state.handWords, [said.from]: said.seq };
      return { ...state, handWords, hands: content.up ? raise(state.hands, said.from, said.seq) : lower(state.hands, said.from) };
    }
  }
}

function raise(hands: readonly Hand[], member: string, seq: number): readonly Hand[] {
  // Raising twice does not lose one's place.
  if (hands.some((hand) => hand.member === member)) return hands;
  return inOrder([...hands, { member, seq }]);
}

const lower = (hands: readonly Hand[], member: string) => hands.filter((hand) => hand.member !== member);

const inOrder = <Numbered extends ChatLine | Hand>(some: Numbered[]): Numbered[] => some.sort((a, b) => a.seq - b.seq);
