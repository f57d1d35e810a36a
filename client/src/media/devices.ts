// This browser's microphone and camera: asks for them, says plainly why one could not be had, and brings back one that
// was lost to a phone call, an unplugged headset or a sleeping tab.

import type { Device, Trouble } from "../state/state.ts";
import { afterChange, nextTryMs } from "./return.ts";

export type Kind = "microphone" | "camera";

export interface DeviceEvents {
  /** The track to send now; null when there is none. */
  onTrack(kind: Kind, track: MediaStreamTrack | null): void;
  onTrouble(kind: Kind, trouble: Trouble | null): void;
  onDevices(devices: readonly Device[]): void;
}

/** 360 lines at 20 pictures a second: enough for a face in a circle, and little enough for a bus. */
const CAMERA: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: 20, max: 30 },
  facingMode: "user",
};
const MICROPHONE: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
/** The system mutes a track for a moment when it switches devices; longer than this, something else has it. */
const TAKEN_AFTER_MS = 1_000;
/** A track that stays silent this long after the tab is shown again was taken by something else. */
const STILL_TAKEN_MS = 1_500;

export class Devices {
  readonly #tracks: Record<Kind, MediaStreamTrack | null> = { microphone: null, camera: null };
  readonly #wanted: Record<Kind, boolean> = { microphone: false, camera: false };
  readonly #chosen: Record<Kind, string | null> = { microphone: null, camera: null };
  readonly #coming: Record<Kind, boolean> = { microphone: false, camera: false };
  #known = "";
  #listed: readonly Device[] = [];

  constructor(readonly events: DeviceEvents) {
    navigator.mediaDevices?.addEventListener?.("devicechange", () => void this.#devicesChanged());
    // "resume" is a page that was frozen while it stayed in front.
    for (const shown of ["visibilitychange", "resume"]) {
      document.addEventListener(shown, () => {
        if (document.visibilityState === "visible") setTimeout(() => this.#bringBackSilent(), STILL_TAKEN_MS);
      });
    }
  }

  track(kind: Kind): MediaStreamTrack | null {
    return this.#tracks[kind];
  }

  /** Whether the track carries something now: not ended, and not silenced by the system. */
  works(kind: Kind): boolean {
    const track = this.#tracks[kind];
    return track?.readyState === "live" && !track.muted;
  }

  chosen(kind: Kind): string | null {
    return this.#chosen[kind] ?? this.#tracks[kind]?.getSettings().deviceId ?? null;
  }

  /** Opens both in one question where possible; when that fails, each alone, so that one missing does not cost the other. */
  async open(want: Record<Kind, boolean>): Promise<void> {
    const kinds = KINDS_HERE.filter((kind) => want[kind] && !this.works(kind));
    for (const kind of kinds) this.#wanted[kind] = true;
    if (kinds.length === 2) {
      try {
        this.#take(await ask({ audio: this.#constraints("microphone"), video: this.#constraints("camera") }));
        kinds.length = 0;
      } catch {
        // Which of the two it was is found out below.
      }
    }
    for (const kind of kinds) await this.#openOne(kind);
    await this.#list();
  }

  async choose(kind: Kind, id: string): Promise<void> {
    this.#chosen[kind] = id;
    if (this.#wanted[kind]) await this.#openOne(kind);
  }

  /** Stops the device itself: its light goes out. */
  close(kind: Kind): void {
    this.#wanted[kind] = false;
    this.#drop(kind);
    this.events.onTrack(kind, null);
  }

  /** Says why not; null when it is open, or no longer wanted. */
  async #openOne(kind: Kind): Promise<Trouble | null> {
    try {
      const constraints = this.#constraints(kind);
      const stream = await ask(kind === "microphone" ? { audio: constraints } : { video: constraints });
      if (this.#wanted[kind]) this.#take(stream);
      else stop(stream);
      return null;
    } catch (error) {
      // A chosen device that is gone gives way to any other.
      const trouble = troubleOf(error);
      if (this.#chosen[kind] !== null && trouble === "missing") {
        this.#chosen[kind] = null;
        return this.#openOne(kind);
      }
      this.#drop(kind);
      this.events.onTrouble(kind, trouble);
      this.events.onTrack(kind, null);
      // What is busy passes by itself, whoever asked for it: a headset may change while a call has the microphone.
      if (trouble === "busy") void this.#bringBack(kind);
      return trouble;
    }
  }

  #take(stream: MediaStream): void {
    for (const track of stream.getTracks()) {
      const kind: Kind = track.kind === "audio" ? "microphone" : "camera";
      this.#drop(kind);
      this.#tracks[kind] = track;
      track.contentHint = kind === "microphone" ? "speech" : "motion";
      track.addEventListener("ended", () => {
        if (this.#tracks[kind] === track) void this.#bringBack(kind);
      });
      track.addEventListener("mute", () => setTimeout(() => this.#tellWhetherTaken(kind, track), TAKEN_AFTER_MS));
      track.addEventListener("unmute", () => this.#tellWhetherTaken(kind, track));
      this.events.onTrouble(kind, null);
      this.events.onTrack(kind, track);
    }
  }

  #drop(kind: Kind): void {
    const track = this.#tracks[kind];
    this.#tracks[kind] = null;
    track?.stop();
  }

  async #bringBack(kind: Kind): Promise<void> {
    if (this.#coming[kind]) return;
    this.#coming[kind] = true;
    let trouble: Trouble | null = null;
    for (let tried = 0; ; tried += 1) {
      const wait = nextTryMs(tried, trouble);
      if (wait === null) break;
      await new Promise((done) => setTimeout(done, wait));
      if (!this.#wanted[kind] || this.works(kind)) break;
      trouble = await this.#openOne(kind);
      if (trouble === null) break;
    }
    this.#coming[kind] = false;
  }

  /** A phone call silences the track and gives it back itself. Meanwhile nobody hears this person, and they should know. */
  #tellWhetherTaken(kind: Kind, track: MediaStreamTrack): void {
    if (this.#tracks[kind] !== track || track.readyState === "ended") return;
    this.events.onTrouble(kind, track.muted ? "busy" : null);
  }

  #bringBackSilent(): void {
    for (const kind of KINDS_HERE) if (this.#wanted[kind] && !this.works(kind)) void this.#bringBack(kind);
  }

  async #devicesChanged(): Promise<void> {
    const before = this.#known;
    await this.#list();
    if (before === this.#known) return;
    for (const kind of KINDS_HERE) {
      const held = { wanted: this.#wanted[kind], chosen: this.#chosen[kind], works: this.works(kind) };
      const what = afterChange(kind, held, this.#listed);
      if (what === "open_default") this.#chosen[kind] = null;
      if (what !== "keep") await this.#openOne(kind);
    }
  }

  async #list(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
    const devices = all
      .filter((device) => device.deviceId !== "" && device.label !== "")
      .map((device) => ({ id: device.deviceId, kind: KINDS[device.kind], label: device.label }));
    this.#known = devices.map((device) => device.kind + device.id + device.label).join("\n");
    this.#listed = devices;
    this.events.onDevices(devices);
  }

  #constraints(kind: Kind): MediaTrackConstraints {
    const id = this.#chosen[kind];
    return { ...(kind === "microphone" ? MICROPHONE : CAMERA), ...(id !== null && { deviceId: { exact: id } }) };
  }
}

const KINDS = { audioinput: "microphone", videoinput: "camera", audiooutput: "speaker" } as const;

const KINDS_HERE = ["microphone", "camera"] as const;

function ask(constraints: MediaStreamConstraints): Promise<MediaStream> {
  // Missing altogether on a page that is not secure.
  if (!navigator.mediaDevices?.getUserMedia) return Promise.reject(new DOMException("no devices here", "NotFoundError"));
  return navigator.mediaDevices.getUserMedia(constraints);
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

export function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "missing";
}
