// Everything that can change the state, by where it comes from: the server, the line to it, this
// browser's media, the seal, and the person at the screen. Time arrives inside the event.

import type { SaidBy } from "./fromContent.ts";
import type { Checkin, Content } from "../content/content.ts";
import type { Voices } from "../levels/listening.ts";
import type { ServerMessage } from "../protocol/wire.ts";
import type { Dialog, Keeping, Line, LocalMedia, OwnRefusal, Panel, Seal, You } from "./state.ts";

export type Event =
  | { from: "server"; message: ServerMessage; atMs: number; doing?: string }
  | { from: "line"; line: Line }
  | { from: "media"; media: Partial<LocalMedia> }
  /** Heard by this device itself. */
  | { from: "voices"; voices: Voices }
  | { from: "seal"; seal: Partial<Seal> }
  /** Opened by this device; `seq` is its place in the one order the server gave. */
  | { from: "circle"; content: Content; said: SaidBy }
  /** For this device alone. */
  | { from: "whisper"; member: string; words: Checkin; atMs: number }
  | PersonEvent;

export type PersonEvent = { from: "person" } & (
  | { does: "take_seat"; you: You | null; startedMuted: boolean; openedForTurn?: boolean }
  | { does: "open"; dialog: Dialog }
  | { does: "close_dialog" }
  | { does: "show_panel"; panel: Panel }
  | { does: "show_self"; shown: boolean }
  | { does: "answer_mute" }
  | { does: "opened_microphone"; askedInTurn: boolean }
  | { does: "put_away_turn" }
  | { does: "cannot"; code: OwnRefusal; doing: string }
  | { does: "dismiss_refusal" }
  | { does: "tell_quietly"; signal: "not_ok" | "come_back_to_me" | "need_a_break" }
  | { does: "checked_in"; id: string; words: Checkin; toldOnly: readonly string[] }
  | { does: "keeps"; id: string; stage: Keeping["stage"] }
  | { does: "put_away_keeping" }
  | { does: "hide"; hidden: boolean }
  | { does: "come_back" }
);
