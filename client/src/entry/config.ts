// What the server tells the room's page, as JSON in its data block:
//   <div id="room"></div>
//   <script type="application/json" id="room-config">{ … }</script>
// A data block is not a script, so the strictest Content-Security-Policy allows it. Parsed once, here; a field
// that is missing gets the careful default, because an old page must still open the door to help.

import type { Levels } from "../levels/listening.ts";
import type { Role } from "../protocol/wire.ts";

/** One number a person can call or write to, for the place they confirmed at today's door. */
export interface Helpline {
  /** "Emergency", "Telefonseelsorge", as its own page names it. */
  name: string;
  /** To be read: "0800 111 0 111". */
  number: string;
  /** "emergency" stands first and alone; everything else is a helpline. */
  kind: "emergency" | "helpline";
  /** "day and night, free", in the page's language. May be empty. */
  note: string;
}

export interface RoomConfig {
  /** `ses_…` */
  session: string;
  /** The WebSocket's address: a path of this host, or ws(s)://… */
  socket: string;
  /** Who this person is here, so that the arrival screen can greet them before the socket opens. */
  you: { member: string; alias: string; role: Role } | null;
  /** `grp_…`: whose keys this browser keeps together. */
  groupId: string;
  /** What the group is called on this page; may be its neutral name. */
  group: string;
  /** Who measures how loud each voice is; an old page or server knows of the server only. */
  levels: Levels;
  practice: string;
  /** ISO 3166-1 alpha-2 country the helplines are for, and its name in the page's language. */
  country: string;
  countryName: string;
  helplines: Helpline[];
  urls: {
    /** Where *Step out* leads. */
    today: string;
    /** The page that tries camera, microphone and line. */
    prepare: string;
    /** The neutral page; the address bar shows it while this page is hidden. */
    away: string;
    /** What is locked, and what is not. */
    locked: string;
    /** Takes a check-in into this person's own record, and the page that shows the record. */
    keep: string;
    record: string;
  };
  /** BCP 47 */
  language: string;
  /** IANA name of the zone in which the pages say times to this person; the room says them in the same. */
  zone: string;
  /** The demo practice: nobody real is in the room. */
  demo: boolean;
  /** Begin with the microphone off. The demo says so for a second visitor on one machine; unsaid, the demo always does. */
  startMuted: boolean;
}

export function readConfig(text: string): RoomConfig {
  const raw = object(JSON.parse(text));
  const urls = object(raw["urls"]);
  const demo = raw["demo"] === true;
  return {
    session: string(raw["session"]),
    socket: string(raw["socket"]),
    you: readYou(raw["you"]),
    groupId: string(raw["groupId"]),
    group: string(raw["group"]),
    levels: raw["levels"] === "devices" ? "devices" : "server",
    practice: string(raw["practice"]),
    country: string(raw["country"]),
    countryName: string(raw["countryName"] ?? raw["country_name"], string(raw["country"])),
    helplines: list(raw["helplines"]).map(readHelpline).filter((line) => line.number !== ""),
    urls: {
      today: string(urls["today"], "/today"),
      prepare: string(urls["prepare"], "/prepare"),
      away: string(urls["away"], "/away"),
      locked: string(urls["locked"], "/locked"),
      keep: string(urls["keep"]),
      record: string(urls["record"], "/own-record"),
    },
    language: string(raw["language"], "en"),
    zone: string(raw["zone"]),
    demo,
    startMuted: typeof raw["startMuted"] === "boolean" ? raw["startMuted"] : demo,
  };
}

function readYou(value: unknown): RoomConfig["you"] {
  const raw = object(value);
  const member = string(raw["member"]);
  if (member === "") return null;
  const role = raw["role"];
  return { member, alias: string(raw["alias"]), role: role === "facilitator" || role === "observer" ? role : "member" };
}

function readHelpline(value: unknown): Helpline {
  const raw = object(value);
  return {
    name: string(raw["name"]),
    number: string(raw["number"]),
    kind: raw["kind"] === "emergency" ? "emergency" : "helpline",
    note: string(raw["note"]),
  };
}

const object = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const string = (value: unknown, otherwise = ""): string => (typeof value === "string" ? value : otherwise);
