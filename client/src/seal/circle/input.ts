// What a circle hears, and what it is given to work with.

import type { Bytes } from "../bytes.ts";
import type { Keep } from "../keep.ts";
import type { Authenticate, MlsEngine } from "../mls/engine.ts";
import type { Told } from "../wire.ts";
import type { Waited } from "./agreement.ts";
import type { DeskRow, Output } from "./view.ts";

export interface CircleConfig {
  group: string;
  session: string;
  member: string;
  leads: boolean;
}

export interface Clock {
  /** The server's clock as this page believes it. */
  nowMs(): number;
  /** Calls back once; the answer takes it back. */
  after(ms: number, act: () => void): () => void;
}

export interface Parts {
  config: CircleConfig;
  keep: Keep;
  engine: (authenticate: Authenticate) => MlsEngine;
  clock: Clock;
  out(output: Output): void;
}

export type Input =
  /** A socket is open and its hello was said. */
  | { hear: "line" }
  | { hear: "told"; told: Told }
  | { hear: "content"; seq: number; from: string; atMs: number; body: Bytes }
  /** Every member the server's roster knows tonight, present or not. */
  | { hear: "roster"; members: readonly string[] }
  | { hear: "say"; content: Bytes }
  | { hear: "whisper"; to: string; content: Bytes }
  /** They have taken back what they said there. */
  | { hear: "forget"; seq: number; from: string }
  /** A facilitator's hand: this colleague's device speaks for the group as well. */
  | { hear: "vouch"; shown: DeskRow }
  /** The short code shown was compared by voice, or the new device is accepted without. */
  | { hear: "accept"; member: string; code: readonly string[]; verified: boolean }
  /** The person takes the new founding device, whose code they were shown, for the group's. */
  | { hear: "accept_founder"; told: readonly string[] }
  /** The frames' worker broke: its counters are gone, so this device needs new keys. */
  | { hear: "renew" }
  /** And it breaks again and again: there is nothing to seal with on this page. */
  | { hear: "broken" }
  /** Something came that does not read. */
  | { hear: "malformed" }
  /** The conversation is over for this page, or for now: it is in no circle any more. */
  | { hear: "over" }
  | { hear: "waited"; epoch: number; circle: string; how: Waited }
  | { hear: "unanswered"; asked: string }
  | { hear: "sign_more" }
  /** Some time after a key package was presented. */
  | { hear: "presented"; times: number };
