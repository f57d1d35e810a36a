// Media without devices: painted people, and whatever trouble a scene asks for.

import { signal } from "@preact/signals";
import type { Choice, Media, MediaEvents, Other } from "../src/media/media.ts";
import type { Device, Trouble } from "../src/state/state.ts";
import { figure } from "./figures.ts";

export class FakeMedia implements Media {
  readonly own = signal<MediaStream | null>(null);
  readonly level = signal(0);
  readonly pictures = signal<ReadonlyMap<string, MediaStream>>(new Map());
  #on = { microphone: false, camera: false };

  constructor(readonly events: MediaEvents, readonly trouble: Trouble | null, readonly seatNumber: number) {}

  allowedAlready = async () => this.trouble === null;

  async preview(choice: Choice): Promise<void> {
    if (this.trouble !== null) return this.#troubled();
    this.own.value = choice.camera ? (this.own.value ?? figure(this.seatNumber)) : null;
    this.level.value = 0.45;
  }

  async takeSeat(choice: Choice): Promise<void> {
    if (this.trouble !== null) return this.#troubled();
    this.#on = { microphone: choice.microphone && !choice.muted, camera: choice.camera };
    this.events.onChange({ voiceOnly: choice.voiceOnly, startedMuted: choice.muted, devices: DEVICES });
    this.#say();
  }

  async setMicrophone(on: boolean): Promise<void> {
    this.#on.microphone = on;
    this.#say();
  }

  async setCamera(on: boolean): Promise<void> {
    this.#on.camera = on;
    this.#say();
  }

  setVoiceOnly(on: boolean): void {
    this.events.onChange({ voiceOnly: on });
    void this.setCamera(!on);
  }

  choose = async (_: Device) => undefined;
  chosen = (kind: Device["kind"]) => DEVICES.find((device) => device.kind === kind)?.id ?? null;
  allowSound = () => this.events.onChange({ soundBlocked: false });
  silence = () => undefined;

  sealWith = () => undefined;
  renew = () => undefined;

  seats(others: readonly Other[]): void {
    const now = new Map(this.pictures.value);
    for (const [i, other] of others.entries()) {
      if (other.plays && !now.has(other.member)) now.set(other.member, figure(i < this.seatNumber ? i : i + 1));
    }
    // Whoever is not in the circle's keys is not seen.
    for (const other of others) if (!other.plays) now.delete(other.member);
    this.pictures.value = now;
    this.events.onChange({ link: "up" });
  }

  lineIsBack = () => undefined;
  answered = () => undefined;
  refused = () => undefined;
  leave = () => undefined;

  #troubled(): void {
    this.events.onChange({ microphone: "absent", camera: "absent", trouble: { microphone: this.trouble, camera: this.trouble } });
  }

  #say(): void {
    if (this.trouble !== null) return this.#troubled();
    this.own.value = this.#on.camera ? (this.own.value ?? figure(this.seatNumber)) : null;
    this.events.onChange({ microphone: this.#on.microphone ? "on" : "off", camera: this.#on.camera ? "on" : "off" });
  }
}

const DEVICES: Device[] = [
  { id: "m1", kind: "microphone", label: "Built-in microphone" },
  { id: "m2", kind: "microphone", label: "Headset" },
  { id: "c1", kind: "camera", label: "Built-in camera" },
  { id: "s1", kind: "speaker", label: "Speakers" },
];
