// This browser's microphone and camera: asks for them, says plainly why one could not be had, and brings back one that
// was lost to a phone call, an unplugged headset or a sleeping tab.

import type { Device, Trouble } from "../state/state.ts";

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
/** After a phone call or an unplugged headset the system needs a moment; a few tries, then the person is told. */
const RETRIES_MS = [300, 1_000, 3_000];
/** A track that stays silent this long after the tab is shown again was taken by something else. */
const STILL_TAKEN_MS = 1_500;

export class Devices {
  readonly #tracks: Record<Kind, MediaStreamTrack | null> = { microphone: null, camera: null };
  readonly #wanted: Record<Kind, boolean> = { microphone: false, camera: false };
  readonly #chosen: Record<Kind, string | null> = { microphone: null, camera: null };
  #known = "";

  constructor(readonly events: DeviceEvents) {
    navigator.mediaDevices?.addEventListener?.("devicechange", () => void this.#devicesChanged());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") setTimeout(() => this.#bringBackSilent(), STILL_TAKEN_MS);
    });
  }

  track(kind: Kind): MediaStreamTrack | null {
    return this.#tracks[kind];
  }

  chosen(kind: Kind): string | null {
    return this.#chosen[kind] ?? this.#tracks[kind]?.getSettings().deviceId ?? null;
  }

  /** Opens both in one question where possible; when that fails, each alone, so that one missing does not cost the other. */
  async open(want: Record<Kind, boolean>): Promise<void> {
    const kinds = (["microphone", "camera"] as const).filter((kind) => want[kind] && !live(this.#tracks[kind]));
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

  async #openOne(kind: Kind): Promise<boolean> {
    try {
      const constraints = this.#constraints(kind);
      const stream = await ask(kind === "microphone" ? { audio: constraints } : { video: constraints });
      if (!this.#wanted[kind]) return stop(stream);
      this.#take(stream);
      return true;
    } catch (error) {
      // A chosen device that is gone gives way to any other.
      if (this.#chosen[kind] !== null && troubleOf(error) === "missing") {
        this.#chosen[kind] = null;
        return this.#openOne(kind);
      }
      this.#drop(kind);
      this.events.onTrouble(kind, troubleOf(error));
      this.events.onTrack(kind, null);
      return false;
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
    for (const wait of RETRIES_MS) {
      await new Promise((done) => setTimeout(done, wait));
      if (!this.#wanted[kind] || live(this.#tracks[kind])) return;
      if (await this.#openOne(kind)) return;
    }
  }

  #bringBackSilent(): void {
    for (const kind of ["microphone", "camera"] as const) {
      const track = this.#tracks[kind];
      if (this.#wanted[kind] && (track === null || track.readyState === "ended" || track.muted)) void this.#openOne(kind);
    }
  }

  async #devicesChanged(): Promise<void> {
    const before = this.#known;
    await this.#list();
    if (before === this.#known) return;
    // A headset was plugged in or out. Who never chose a microphone follows the system's choice.
    if (this.#wanted.microphone && this.#chosen.microphone === null) await this.#openOne("microphone");
    if (this.#wanted.camera && !live(this.#tracks.camera)) await this.#openOne("camera");
  }

  async #list(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
    const devices = all
      .filter((device) => device.deviceId !== "" && device.label !== "")
      .map((device) => ({ id: device.deviceId, kind: KINDS[device.kind], label: device.label }));
    this.#known = devices.map((device) => device.kind + device.id + device.label).join("\n");
    this.events.onDevices(devices);
  }

  #constraints(kind: Kind): MediaTrackConstraints {
    const id = this.#chosen[kind];
    return { ...(kind === "microphone" ? MICROPHONE : CAMERA), ...(id !== null && { deviceId: { exact: id } }) };
  }
}

const KINDS = { audioinput: "microphone", videoinput: "camera", audiooutput: "speaker" } as const;

const live = (track: MediaStreamTrack | null) => track?.readyState === "live";

function ask(constraints: MediaStreamConstraints): Promise<MediaStream> {
  // Missing altogether on a page that is not secure.
  if (!navigator.mediaDevices?.getUserMedia) return Promise.reject(new DOMException("no devices here", "NotFoundError"));
  return navigator.mediaDevices.getUserMedia(constraints);
}

function stop(stream: MediaStream): false {
  for (const track of stream.getTracks()) track.stop();
  return false;
}

export function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "missing";
}
