// Chat, check-ins and hands, in the one order the server gave them. What was said before a reload is told again, later and maybe
// twice: each has its place by its number, and counts once.

import type { Checkin, Content } from "../content/content.ts";
import { leads, seatOf } from "./select.ts";
import type { ChatLine, Hand, State } from "./state.ts";

/** The chat of one evening is short; beyond this the oldest lines go. */
const MAX_CHAT_LINES = 500;

export function fromContent(state: State, content: Content, said: { seq: number; from: string; atMs: number }): State {
  switch (content.t) {
    case "chat":
      return withLine(state, { ...said, text: content.text });
    case "checkin":
      return withLine(state, { ...said, text: content.text ?? "", checkin: content });
    case "take_back":
      return takeBack(state, said.from, content.seq);
    case "hand": {
      if (said.seq <= (state.handWords[said.from] ?? -1)) return state;
      const handWords = { ...state.handWords, [said.from]: said.seq };
      return { ...state, handWords, hands: content.up ? raise(state.hands, said.from, said.seq) : lower(state.hands, said.from) };
    }
  }
}

/** More than a circle can say in an evening; a page that whispers and whispers pushes out its own. */
const MAX_DESK_WORDS_OF_ONE = 10;

/** Told to those who lead alone; on another page it means nothing. */
export function fromWhisper(state: State, { member, words, atMs }: { member: string; words: Checkin; atMs: number }): State {
  if (!leads(state) || seatOf(state.room, member) === undefined) return state;
  const theirs = state.deskWords.filter((word) => word.from === member);
  const oldest = theirs.length < MAX_DESK_WORDS_OF_ONE ? undefined : theirs[0];
  return {
    ...state,
    deskWords: [...state.deskWords.filter((word) => word !== oldest), { from: member, atMs, words }],
    deskUnread: state.panel === "desk" ? 0 : state.deskUnread + 1,
  };
}

/** More than anybody shows in an evening; who takes back and takes back pushes out their own. */
const MAX_TAKEN_BACK_OF_ONE = 50;

/** Only one's own, and only what was shown as a check-in. It may be heard before the check-in itself, which is recalled. */
function takeBack(state: State, from: string, seq: number): State {
  const theirs = state.takenBack[from] ?? [];
  if (theirs.includes(seq)) return state;
  return {
    ...state,
    takenBack: { ...state.takenBack, [from]: [...theirs, seq].slice(-MAX_TAKEN_BACK_OF_ONE) },
    chat: state.chat.filter((line) => line.seq !== seq || line.from !== from || line.checkin === undefined),
    wroteInTurnOfMs: from === state.you?.member ? null : state.wroteInTurnOfMs,
  };
}

function withLine(state: State, line: ChatLine): State {
  if (state.chat.some((one) => one.seq === line.seq)) return state;
  if (line.checkin !== undefined && state.takenBack[line.from]?.includes(line.seq)) return state;
  // A check-in stands on its seat as well, where everybody sees it.
  const seen = state.panel === "chat" || line.from === state.you?.member || line.checkin !== undefined;
  return {
    ...state,
    chat: inOrder([...state.chat, line]).slice(-MAX_CHAT_LINES),
    unread: seen ? state.unread : state.unread + 1,
  };
}

function raise(hands: readonly Hand[], member: string, seq: number): readonly Hand[] {
  // Raising twice does not lose one's place.
  if (hands.some((hand) => hand.member === member)) return hands;
  return inOrder([...hands, { member, seq }]);
}

const lower = (hands: readonly Hand[], member: string) => hands.filter((hand) => hand.member !== member);

const inOrder = <Numbered extends ChatLine | Hand>(some: Numbered[]): Numbered[] => some.sort((a, b) => a.seq - b.seq);
