// Everything the room's page knows, as one plain object. Changed only by reduce(); drawn by view/.

import type { Checkin } from "../content/content.ts";
import type { Levels } from "../levels/listening.ts";
import type { Airtime, EmergencyCard, EndReason, QuietSignal, RefusalCode, Role, RoomView, Switch } from "../protocol/wire.ts";
import type { Bytes } from "../seal/bytes.ts";
import type { Transforms } from "../seal/attach.ts";
import type { CircleView } from "../seal/circle/view.ts";
import type { Kept } from "../room/record.ts";
import type { Keep } from "../seal/keep.ts";
import type { TurnMicrophone } from "./turn.ts";

export interface State {
  /** Add this to the browser's clock to read the server's. */
  clockAheadMs: number;
  /** "Take your seat" was pressed on this page. */
  seated: boolean;
  line: Line;
  you: You | null;
  /** Known only in the waiting room. */
  door: Door | null;
  room: RoomView | null;
  /** When the newest round began, by the server's clock and as far as this page knows: what was written before is of another. */
  roundBeganMs: number;
  /** Whose voice is heard now, by member id. */
  speaking: readonly string[];
  /** Who measures voices: the server, or this device, which then counts airtime for whoever leads. */
  voices: { by: Levels; airtime: readonly Airtime[] };
  /** The number of each person's newest word about their hand, up or down: an older one changes nothing. */
  handWords: Readonly<Record<string, number>>;
  /** Raised hands, the longest raised first. */
  hands: readonly Hand[];
  chat: readonly ChatLine[];
  unread: number;
  /** Check-ins that were taken back while this page listened: told again, they stay away. */
  takenBack: readonly TakenBack[];
  /** The check-in that this page sent last, until its person has answered. A reload asks nothing. */
  keeping: Keeping | null;
  /** In which turn of theirs this person wrote to those who lead alone, by when it began; what the circle sees is in the chat. */
  wroteInTurnOfMs: number | null;
  /** Check-ins for those who lead alone, oldest first; only on their pages, and gone with a reload. */
  deskWords: readonly DeskWord[];
  /** How many of them came while the desk was closed. */
  deskUnread: number;
  /** This member's own quiet signal of tonight. */
  quiet: { signal: QuietSignal; seenBy: string | null } | null;
  /** The facilitator who asked this person to mute, until they answered. */
  askedToMute: string | null;
  card: EmergencyCard | null;
  refusal: Refusal | null;
  end: EndReason | null;
  media: LocalMedia;
  seal: Seal;
  turnMicrophone: TurnMicrophone;
  /** The floor came to this person while a dialog lay over the circle: the dialog says it, until one of the two is gone. */
  turnBehindDialog: boolean;
  /** The microphone was open when the system took it, for a call or with an unplugged headset, and is not back yet. */
  microphoneTaken: boolean;
  /** The page shows something neutral. */
  hidden: boolean;
  panel: Panel;
  dialog: Dialog | null;
  /** Watching oneself is tiring: the own picture can be put away. Others still see it. */
  selfView: boolean;
}

export interface You {
  member: string;
  alias: string;
  role: Role;
}

export interface Door {
  facilitatorIsHere: boolean;
  locked: boolean;
}

/** The socket: `lost` means it was open and is being opened again. */
export type Line = "closed" | "opening" | "open" | "lost";

export interface Hand {
  member: string;
  seq: number;
}

export interface ChatLine {
  seq: number;
  from: string;
  atMs: number;
  text: string;
  /** Said as a check-in. */
  checkin?: Checkin;
  /** Another device told this page of it, which was not there. */
  recalled?: true;
}

export interface TakenBack {
  member: string;
  seq: number;
}

/** A check-in that its person told those who lead, and nobody else. */
export interface DeskWord {
  from: string;
  atMs: number;
  words: Checkin;
}

/** Whether a check-in of this person goes into their own record. Asked once for each, and nothing is kept before the yes. */
export interface Keeping {
  /** `chk_…`: one for one check-in, so that asking again keeps once. */
  id: string;
  words: Checkin;
  /** Who leads and was told it alone, by member id; empty: it was for the circle. */
  toldOnly: readonly string[];
  stage: "asked" | "sending" | Kept;
}

export interface Refusal {
  code: RefusalCode | OwnRefusal;
  /** What this person was doing, as the type of the message that was refused. */
  doing: string;
}

/** What this page refuses by itself: their device has not shown itself, or this one is not in the circle. */
export type OwnRefusal = "device_changed" | "device_not_here" | "not_locked_in";

/** What became of the peer connection. */
export type Link = "none" | "joining" | "up" | "lost";

/** Why a device could not be had. */
export type Trouble = "refused" | "missing" | "busy";

export interface Device {
  id: string;
  kind: "microphone" | "camera" | "speaker";
  label: string;
}

export interface LocalMedia {
  microphone: Switch;
  camera: Switch;
  trouble: { microphone: Trouble | null; camera: Trouble | null };
  link: Link;
  /** The browser will not play sound before another tap. */
  soundBlocked: boolean;
  /** No pictures at all: own camera off, nobody's picture fetched. */
  voiceOnly: boolean;
  devices: readonly Device[];
  /** The microphone was switched off for this person before the start (a demo on one machine). */
  startedMuted: boolean;
}

/** What the page knows of the keys of the circle. */
export interface Seal {
  /** How this browser seals frames; `none`: it cannot take part. Unasked until the page has loaded. */
  by: Transforms | null;
  /** Whether this device was here before; `null` until the seal is loaded. */
  device: Keep["state"] | null;
  /** The circle as this device sees it. */
  view: CircleView | null;
}

export type Panel = "none" | "desk" | "chat";

export type Dialog =
  | { kind: "help" }
  | { kind: "quiet" }
  | { kind: "checkin" }
  /** What somebody wrote at their check-in, whole. */
  | { kind: "checkin_of"; member: string }
  | { kind: "more" }
  | { kind: "devices" }
  | { kind: "keys" }
  | { kind: "seal" }
  /** `device`: the one that asks to come in, where it is that one that is compared. */
  | { kind: "codes"; member: string; device?: Bytes | undefined }
  | { kind: "founder" }
  | { kind: "step_out" }
  | { kind: "hold" }
  | { kind: "phase"; index: number }
  | { kind: "end_for_all" }
  | { kind: "seat"; member: string }
  | { kind: "remove"; member: string }
  | { kind: "card"; member: string };

export const INITIAL: State = {
  clockAheadMs: 0,
  seated: false,
  line: "closed",
  you: null,
  door: null,
  room: null,
  roundBeganMs: 0,
  speaking: [],
  voices: { by: "server", airtime: [] },
  handWords: {},
  hands: [],
  chat: [],
  unread: 0,
  takenBack: [],
  keeping: null,
  wroteInTurnOfMs: null,
  deskWords: [],
  deskUnread: 0,
  quiet: null,
  askedToMute: null,
  card: null,
  refusal: null,
  end: null,
  media: {
    microphone: "off",
    camera: "off",
    trouble: { microphone: null, camera: null },
    link: "none",
    soundBlocked: false,
    voiceOnly: false,
    devices: [],
    startedMuted: false,
  },
  seal: { by: null, device: null, view: null },
  turnMicrophone: "as_it_is",
  turnBehindDialog: false,
  microphoneTaken: false,
  hidden: false,
  panel: "none",
  dialog: null,
  selfView: true,
};
