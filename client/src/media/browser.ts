// The real media: devices, voices and one peer connection at a time, as media/media.ts promises them.

import { signal } from "@preact/signals";
import type { Levels } from "../levels/listening.ts";
import { tellsLevels } from "../levels/description.ts";
import type { MediaSlot, Switch } from "../protocol/wire.ts";
import type { Device, LocalMedia } from "../state/state.ts";
import { Connection, type Sample } from "./connection.ts";
import { Devices, type Kind } from "./devices.ts";
import { Ears } from "./ears.ts";
import { LeakWatch } from "./leak.ts";
import { Level } from "./level.ts";
import type { Choice, Media, MediaEvents, Other, Seals } from "./media.ts";
import { isGone } from "./return.ts";
import { Voices } from "./voices.ts";
import { WakeLock } from "./wakeLock.ts";
import { Watchdog } from "./watchdog.ts";

const LOOK_MS = 500;
/** A new picture that takes longer than this to draw replaces the frozen one anyway. */
const LONGEST_FREEZE_MS = 4_000;

export class BrowserMedia implements Media {
  readonly own = signal<MediaStream | null>(null);
  readonly level = signal(0);
  readonly pictures = signal<ReadonlyMap<string, MediaStream>>(new Map());
  /** All that have arrived; those of people who may be seen are `pictures`. */
  #arrivedPictures: ReadonlyMap<string, MediaStream> = new Map();

  readonly #devices: Devices;
  readonly #voices: Voices;
  readonly #wakeLock = new WakeLock();
  readonly #watchdog = new Watchdog();
  #leakWatch = new LeakWatch();
  /** The connection whose worker has a question open. */
  #asking: Connection | null = null;
  readonly #level = new Level((value) => (this.level.value = value));
  #seals: Seals | null = null;
  #connection: Connection | null = null;
  #others: readonly Other[] = [];
  #watch = 0;
  #pictures = true;
  #speaker: string | null = null;
  /** What the person wants to let out; a device that is missing lets out nothing whatever is wanted. */
  #on: Record<Kind, boolean> = { microphone: false, camera: false };
  #trouble: LocalMedia["trouble"] = { microphone: null, camera: null };

  /** Who measures how loud each voice is. */
  #levels: Levels;
  readonly #ears = new Ears(
    () => (this.#on.microphone ? this.#devices.track("microphone") : null),
    (look) => this.events.onLook({ ...look, others: look.others.filter(({ member }) => this.#plays(member)) }),
  );

  constructor(readonly events: MediaEvents, levels: Levels) {
    this.#levels = levels;
    this.#voices = new Voices((soundBlocked) => events.onChange({ soundBlocked }));
    this.#devices = new Devices({
      onTrack: (kind, track) => this.#trackChanged(kind, track),
      onTrouble: (kind, trouble) => {
        this.#trouble = { ...this.#trouble, [kind]: trouble };
        this.#say();
      },
      onDevices: (devices) => {
        // Who spoke into an unplugged headset also listened to it: their loudspeaker is the system's again.
        if (this.#speaker !== null && isGone("speaker", this.#speaker, devices)) {
          this.#speaker = null;
          void this.#voices.speaker("");
        }
        events.onChange({ devices });
      },
    });
  }

  async allowedAlready(): Promise<boolean> {
    const states = ["microphone", "camera"].map(async (name) => {
      const answer = await navigator.permissions?.query({ name: name as PermissionName });
      return answer?.state === "granted";
    });
    return (await Promise.all(states).catch(() => [false])).every(Boolean);
  }

  async preview(choice: Choice): Promise<void> {
    this.#on = { microphone: choice.microphone, camera: choice.camera };
    if (!choice.camera) this.#devices.close("camera");
    if (!choice.microphone) this.#devices.close("microphone");
    await this.#devices.open({ microphone: choice.microphone, camera: choice.camera });
    this.#level.listen(this.#devices.track("microphone"));
  }

  async takeSeat(choice: Choice): Promise<void> {
    // First of all, and before anything is awaited: only now does the browser count this as the person's click.
    this.#voices.begin();
    this.#level.end();
    this.#wakeLock.hold();
    this.#pictures = !choice.voiceOnly;
    this.#on = { microphone: choice.microphone && !choice.muted, camera: choice.camera };
    this.events.onChange({ voiceOnly: choice.voiceOnly, startedMuted: choice.microphone && choice.muted });
    if (!choice.camera) this.#devices.close("camera");
    if (!choice.microphone) this.#devices.close("microphone");
    await this.#devices.open({ microphone: choice.microphone, camera: choice.camera });
    this.#letOut("microphone");
    this.#say();
  }

  async setMicrophone(on: boolean): Promise<void> {
    this.#on.microphone = on;
    if (on && !this.#devices.works("microphone")) await this.#devices.open({ microphone: true, camera: false });
    this.#letOut("microphone");
    this.#say();
  }

  async setCamera(on: boolean): Promise<void> {
    this.#on.camera = on;
    if (on) await this.#devices.open({ microphone: false, camera: true });
    else this.#devices.close("camera");
    this.#say();
  }

  setVoiceOnly(on: boolean): void {
    this.#pictures = !on;
    this.events.onChange({ voiceOnly: on });
    if (on) {
      this.#show(new Map());
      void this.setCamera(false);
    }
    // The server answers an offer once; fewer pictures need a new one.
    if (this.#connection !== null) void this.#connect();
  }

  async choose(device: Device): Promise<void> {
    if (device.kind === "speaker") {
      this.#speaker = device.id;
      await this.#voices.speaker(device.id);
    } else {
      await this.#devices.choose(device.kind, device.id);
    }
    this.#say();
  }

  chosen(kind: Device["kind"]): string | null {
    return kind === "speaker" ? this.#speaker : this.#devices.chosen(kind);
  }

  allowSound(): void {
    this.#voices.again();
  }

  silence(silent: boolean): void {
    this.#voices.silence(silent);
  }

  sealWith(seals: Seals): void {
    this.#seals = seals;
  }

  renew(): void {
    if (this.#connection !== null) void this.#connect();
  }

  seats(others: readonly Other[]): void {
    const same = others.length === this.#others.length && others.every((other, i) => other.member === this.#others[i]?.member);
    this.#others = others;
    if (others.length === 0) return this.#disconnect();
    this.#voices.only(new Set(others.filter((other) => other.plays).map((other) => other.member)));
    this.#show(this.#arrivedPictures);
    if (!same || this.#connection === null) void this.#connect();
  }

  lineIsBack(): void {
    // An offer that could not be sent, or was never answered, is made again; a connection that lives is left alone.
    if (this.#others.length > 0 && this.#connection?.answeredAlready !== true) void this.#connect();
  }

  answered(sdp: string): void {
    const connection = this.#connection;
    if (connection === null) return;
    connection.answer(sdp).catch(() => this.#connection === connection && this.refused());
    // The room may have started anew since this page was loaded, and the group have chosen otherwise before that.
    if (!tellsLevels(sdp)) this.#levels = "devices";
    if (this.#levels === "devices") this.#ears.begin(() => connection.look());
  }

  refused(): void {
    // The watchdog's patience decides when to try again.
    this.events.onChange({ link: "lost" });
  }

  leave(): void {
    this.#others = [];
    this.#disconnect();
    this.#level.end();
    this.#devices.close("microphone");
    this.#devices.close("camera");
    this.#wakeLock.release();
  }

  #disconnect(): void {
    clearInterval(this.#watch);
    this.#ears.end();
    this.#connection?.close();
    this.#connection = null;
    this.#show(new Map());
    this.#voices.end();
    this.events.onChange({ link: "none", soundBlocked: false });
  }

  /** Whoever may not be seen keeps an empty picture, whatever arrives. */
  #show(arrived: ReadonlyMap<string, MediaStream>): void {
    this.#arrivedPictures = arrived;
    const shown = new Map([...arrived].filter(([member]) => this.#plays(member)));
    const same = shown.size === this.pictures.value.size && [...shown].every(([member, stream]) => this.pictures.value.get(member) === stream);
    if (!same) this.pictures.value = shown;
  }

  #plays(member: string): boolean {
    return this.#others.some((other) => other.member === member && other.plays);
  }

  async #connect(): Promise<void> {
    const seals = this.#seals;
    if (seals === null) return;
    const again = this.#connection !== null;
    this.#connection?.close();
    clearInterval(this.#watch);
    const members = this.#others.map((other) => other.member);
    const out = { microphone: this.#on.microphone ? this.#devices.track("microphone") : null, camera: this.#devices.track("camera") };
    let connection: Connection;
    try {
      connection = new Connection(seals, members, out, { pictures: this.#pictures, silent: this.#levels === "devices" }, {
        onTrack: (member, kind, track) => this.#connection === connection && this.#arrived(member, kind, track),
        onIce: (state) => {
          if (this.#connection === connection && (state === "connected" || state === "completed")) this.events.onChange({ link: "up" });
        },
      });
    } catch (trouble) {
      // What cannot be sealed is not sent.
      console.error("seal", trouble);
      this.#connection = null;
      return this.refused();
    }
    this.#connection = connection;
    this.#watchdog.begin(performance.now());
    this.#leakWatch = new LeakWatch();
    this.#watch = window.setInterval(() => void this.#look(connection), LOOK_MS);
    this.events.onChange({ link: again ? "lost" : "joining" });
    const offer: { sdp: string; slots: MediaSlot[] } = await connection.offer();
    if (this.#connection === connection) this.events.onOffer(offer);
  }

  async #look(connection: Connection): Promise<void> {
    const sample = await connection.sample().catch(() => null);
    if (sample === null || this.#connection !== connection) return;
    void this.#lookForLeaks(connection, sample);
    const expected = this.#others.some((other) => other.sends);
    if (this.#watchdog.isDead({ ...sample, expected }, performance.now())) void this.#connect();
  }

  async #lookForLeaks(connection: Connection, sample: Sample): Promise<void> {
    if (this.#asking === connection) {
      if (this.#leakWatch.leaksUnanswered(sample.sent.audio + sample.sent.video)) this.#unsealed();
      return;
    }
    this.#asking = connection;
    const out = await connection.out(sample);
    if (this.#asking === connection) this.#asking = null;
    if (out !== null && this.#connection === connection && this.#leakWatch.leaks(out)) this.#unsealed();
  }

  #unsealed(): void {
    console.error("seal", "this browser sends past the worker that seals");
    this.#seals = null;
    this.#disconnect();
    this.events.onUnsealed();
  }

  #arrived(member: string, kind: MediaSlot["kind"], track: MediaStreamTrack): void {
    if (kind === "audio") return this.#voices.hear(member, track);
    const stream = new MediaStream([track]);
    const connection = this.#connection;
    const show = () => {
      if (this.#connection === connection) this.#show(new Map(this.#arrivedPictures).set(member, stream));
    };
    // A frozen face is kinder than a black field: the old picture goes when the new one can be drawn.
    if (this.pictures.value.has(member)) void firstPicture(stream).then(show);
    else show();
  }

  #trackChanged(kind: Kind, track: MediaStreamTrack | null): void {
    if (kind === "camera") this.own.value = track ? new MediaStream([track]) : null;
    this.#letOut(kind);
    this.#say();
  }

  #letOut(kind: Kind): void {
    const track = this.#devices.track(kind);
    const on = this.#on[kind];
    if (track) track.enabled = on;
    void this.#connection?.send(kind, on ? track : null).catch(() => undefined);
  }

  #say(): void {
    this.events.onChange({ microphone: this.#state("microphone"), camera: this.#state("camera"), trouble: this.#trouble });
  }

  #state(kind: Kind): Switch {
    if (this.#trouble[kind] !== null) return "absent";
    const track = this.#devices.track(kind);
    // A camera that is off has no track, and can be had again; a microphone without a track was never asked for.
    if (track === null) return kind === "camera" ? "off" : "absent";
    return this.#on[kind] ? "on" : "off";
  }
}

/** Resolves when the stream has a picture to draw. */
function firstPicture(stream: MediaStream): Promise<void> {
  return new Promise((done) => {
    const video = document.createElement("video");
    video.muted = true;
    video.playsInline = true;
    const finish = () => {
      video.srcObject = null;
      done();
    };
    video.addEventListener("loadeddata", finish, { once: true });
    setTimeout(finish, LONGEST_FREEZE_MS);
    video.srcObject = stream;
    video.play().catch(() => undefined);
  });
}
