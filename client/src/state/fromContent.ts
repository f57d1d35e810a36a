// Chat, check-ins and hands, in the one order the server gave them. What was said before a reload is told again, later and maybe
// twice: each has its place by its number, and counts once.

import type { Checkin, Content } from "../content/content.ts";
import { leads, seatOf } from "./select.ts";
import type { ChatLine, Hand, State, TakenBack } from "./state.ts";

/** The chat of one evening is short; beyond this the oldest lines go. */
const MAX_CHAT_LINES = 500;

/** Where something stands in the one order. `recalled`: another device told it, on whose word it stands. */
export interface SaidBy {
  seq: number;
  from: string;
  atMs: number;
  recalled: boolean;
}

export function fromContent(state: State, content: Content, said: SaidBy): State {
  const { recalled, ...place } = said;
  const line = { ...place, ...(recalled && { recalled: true as const }) };
  switch (content.t) {
    case "chat":
      return withLine(state, { ...line, text: content.text });
    case "checkin":
      return withLine(state, { ...line, text: content.text ?? "", checkin: content });
    case "take_back":
      return takeBack(state, { member: said.from, seq: content.seq }, said);
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

export const isTakenBack = ({ takenBack }: Pick<State, "takenBack">, { member, seq }: TakenBack): boolean =>
  takenBack.some((one) => one.member === member && one.seq === seq);

/**
 * Only one's own, only what was shown as a check-in, and only what was said before. The check-in may be recalled later than
 * this is heard, so it is remembered; what another device tells of a taking back takes away only what such a device told.
 */
function takeBack(state: State, what: TakenBack, said: SaidBy): State {
  const { member, seq } = what;
  if (seq >= said.seq) return state;
  const goes = (line: ChatLine) => line.seq === seq && line.from === member && line.checkin !== undefined && (!said.recalled || line.recalled === true);
  const chat = state.chat.some(goes) ? state.chat.filter((line) => !goes(line)) : state.chat;
  if (said.recalled || isTakenBack(state, what)) return { ...state, chat };
  const theirs = state.takenBack.filter((one) => one.member === member);
  const pushedOut = theirs.length < MAX_TAKEN_BACK_OF_ONE ? undefined : theirs[0];
  return { ...state, chat, takenBack: [...state.takenBack.filter((one) => one !== pushedOut), what] };
}

function withLine(state: State, line: ChatLine): State {
  if (state.chat.some((one) => one.seq === line.seq)) return state;
  if (line.checkin !== undefined && isTakenBack(state, { member: line.from, seq: line.seq })) return state;
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
