// Everything the room needs of microphones, cameras, loudspeakers and the peer connection, behind one interface.
// The room tells it what to do and hears what happened; nobody else touches a media object. media/browser.ts is the
// real one; the gallery has one that draws.

import type { ReadonlySignal } from "@preact/signals";
import type { Sealing } from "../seal/attach.ts";
import type { Look } from "../levels/loudness.ts";
import type { MediaSlot } from "../protocol/wire.ts";
import type { Device, LocalMedia } from "../state/state.ts";

/** What a person wants to let out when they sit down. */
export interface Choice {
  microphone: boolean;
  camera: boolean;
  /** Begin with the microphone closed, though it is there. */
  muted: boolean;
  /** No pictures at all, own or others'. */
  voiceOnly: boolean;
  /** The microphone was opened for this person's turn alone; see state/turn.ts. Only after a reload. */
  openedForTurn?: boolean;
}

/** One other seat of the circle, in seat order. */
export interface Other {
  member: string;
  /** Whether sound or pictures should be arriving from there now. */
  sends: boolean;
  /** Whether they may be heard and seen: their keys are this circle's. Nothing of the others is played. */
  plays: boolean;
}

/** What is hung on every sender and receiver, so that nothing goes out as it is. */
export type Seals = Pick<Sealing, "by" | "out" | "in" | "seen">;

export interface MediaEvents {
  onChange(media: Partial<LocalMedia>): void;
  /** A fresh offer to send; it replaces whatever was before. False when it could not be sent. */
  onOffer(offer: { sdp: string; slots: MediaSlot[] }): boolean;
  /** This browser sends past the worker that seals: the connection is closed, and there will be no other. */
  onUnsealed(): void;
  /** How loud each was, where this device measures voices itself. */
  onLook(look: Look): void;
}

export interface Media {
  /** The own camera's picture, while it is on. */
  readonly own: ReadonlySignal<MediaStream | null>;
  /** Loudness of the own microphone, 0 to 1, while a preview is shown. */
  readonly level: ReadonlySignal<number>;
  /** Other members' pictures. A picture stays, frozen, until a newer one has arrived. */
  readonly pictures: ReadonlySignal<ReadonlyMap<string, MediaStream>>;

  /** Whether a preview may be shown without the browser asking anything. */
  allowedAlready(): Promise<boolean>;
  /** Opens the devices to try them, before anyone else can see or hear. */
  preview(choice: Choice): Promise<void>;
  /** Must be called inside the click: opens devices and lets every media element begin. */
  takeSeat(choice: Choice): Promise<void>;
  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  setVoiceOnly(on: boolean): void;
  choose(device: Device): Promise<void>;
  chosen(kind: Device["kind"]): string | null;
  /** After a tap: lets every element that was held back play. */
  allowSound(): void;
  /** While the page is hidden nothing may be heard. */
  silence(silent: boolean): void;

  /** Before the first seats: without it nothing connects. */
  sealWith(seals: Seals): void;
  /** The frames are sealed by another worker from now on: what hung on the last one is connected anew. */
  renew(): void;
  /** Who sits in the circle now. Connects when the seats are new. */
  seats(others: readonly Other[]): void;
  /** The socket is open again: make sure the media are as well. */
  lineIsBack(): void;
  answered(sdp: string): void;
  refused(): void;
  /** Closes the connection and every device. */
  leave(): void;
}
