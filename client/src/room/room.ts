// The conductor of the room's page: hears the person, the socket and the media, changes the state by reduce(), and
// tells the others what must be told. Draws nothing; view/ reads `state` and calls the verbs below.

import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { encode, type Content } from "../content/content.ts";
import type { RoomConfig } from "../entry/config.ts";
import type { Choice, Media, MediaEvents } from "../media/media.ts";
import type { Card, ClientMessage, EndReason, QuietSignal, ServerMessage } from "../protocol/wire.ts";
import { RoomSocket, socketAddress } from "../signalling/socket.ts";
import { reduce } from "../state/reduce.ts";
import { handUp } from "../state/select.ts";
import type { Event } from "../state/events.ts";
import { INITIAL, type Device, type Dialog, type Panel, type State } from "../state/state.ts";
import type { Words } from "../words/words.ts";
import { mayComeBackLate } from "../state/turn.ts";
import { forgetSeat, keptSeat, rememberSeat } from "./memory.ts";

export interface Parts {
  config: RoomConfig;
  words: Words;
  media: (events: MediaEvents) => Media;
  openSocket?: (address: string) => WebSocket;
}

/** After these a reload asks anew; after the others it goes straight back to the seat. */
const OVER_FOR_TONIGHT: ReadonlySet<EndReason> = new Set(["session_over", "removed", "stepped_out", "signed_out"]);
const LONGEST_WAIT_FOR_DEVICES_MS = 1_500;
const LONGEST_GOODBYE_MS = 3_000;

/** Called with the state before and after each change. */
export type Watcher = (before: State, after: State) => void;

export class Room {
  readonly config: RoomConfig;
  readonly words: Words;
  readonly media: Media;
  readonly #state: Signal<State> = signal(INITIAL);
  readonly #socket: RoomSocket;
  readonly #watchers: Watcher[] = [];
  /** Whether this socket has been told how this person sits here. At the door nobody wants to know. */
  #told = false;

  constructor(parts: Parts) {
    this.config = parts.config;
    this.words = parts.words;
    this.media = parts.media({
      onChange: (media) => this.#apply({ from: "media", media }),
      onOffer: ({ sdp, slots }) => this.#send({ type: "media_offer", sdp, slots }),
    });
    this.#socket = new RoomSocket(
      socketAddress(parts.config.socket, location.href),
      {
        onLine: (line) => this.#apply({ from: "line", line }),
        onMessage: (message, doing) => this.#heard(message, doing),
      },
      parts.openSocket,
    );
  }

  get state(): ReadonlySignal<State> {
    return this.#state;
  }

  /** The server's clock. */
  now(): number {
    return Date.now() + this.#state.value.clockAheadMs;
  }

  watch(watcher: Watcher): void {
    this.#watchers.push(watcher);
  }

  // The person at this screen.

  async takeSeat(choice: Choice): Promise<void> {
    const opened = this.media.takeSeat(choice);
    this.#apply({ from: "person", does: "take_seat", you: this.config.you, startedMuted: choice.microphone && choice.muted, openedForTurn: choice.openedForTurn === true });
    rememberSeat(this.config.session, choice);
    // Usually the devices are there at once and the first offer carries them; a question of the browser that nobody
    // answers must not keep anyone out.
    await Promise.race([opened.catch(() => undefined), new Promise((done) => setTimeout(done, LONGEST_WAIT_FOR_DEVICES_MS))]);
    this.#socket.start();
  }

  /** After a newer page took the seat: ask for it again, here. Called inside a click. */
  async sitHereAgain(): Promise<void> {
    this.#apply({ from: "person", does: "come_back" });
    await this.takeSeat(keptSeat(this.config.session) ?? { microphone: true, camera: false, muted: true, voiceOnly: false });
  }

  async setMicrophone(on: boolean): Promise<void> {
    const askedInTurn = this.#state.value.turnMicrophone === "closed_before";
    await this.media.setMicrophone(on);
    if (on) this.#apply({ from: "person", does: "opened_microphone", askedInTurn });
    this.#showTrouble("microphone", on);
  }

  async setCamera(on: boolean): Promise<void> {
    if (on && this.#state.value.media.voiceOnly) this.media.setVoiceOnly(false);
    await this.media.setCamera(on);
    this.#showTrouble("camera", on);
  }

  /** Asks for whatever could not be had; in one question when both are missing. */
  async tryDevicesAgain(): Promise<void> {
    const { trouble } = this.#state.value.media;
    if (trouble.microphone !== null) await this.media.setMicrophone(true);
    if (trouble.camera !== null) await this.media.setCamera(true);
  }

  setVoiceOnly(on: boolean): void {
    this.media.setVoiceOnly(on);
  }

  async chooseDevice(device: Device): Promise<void> {
    await this.media.choose(device);
    this.#apply({ from: "media", media: {} });
  }

  showSelf(shown: boolean): void {
    this.#apply({ from: "person", does: "show_self", shown });
  }

  open(dialog: Dialog): void {
    this.#apply({ from: "person", does: "open", dialog });
    if (dialog.kind === "card") this.#send({ type: "open_card", member: dialog.member });
  }

  closeDialog(): void {
    this.#apply({ from: "person", does: "close_dialog" });
  }

  showPanel(panel: Panel): void {
    this.#apply({ from: "person", does: "show_panel", panel });
  }

  answerMute(mute: boolean): void {
    this.#apply({ from: "person", does: "answer_mute" });
    if (mute) void this.setMicrophone(false);
  }

  putAwayTurn(): void {
    this.#apply({ from: "person", does: "put_away_turn" });
  }

  dismissRefusal(): void {
    this.#apply({ from: "person", does: "dismiss_refusal" });
  }

  chat(text: string): boolean {
    return this.#content({ t: "chat", text });
  }

  toggleHand(): void {
    const { hands, you } = this.#state.value;
    this.#content({ t: "hand", up: !handUp(hands, you?.member) });
  }

  tellQuietly(signalled: QuietSignal): void {
    if (this.#send({ type: "tell_quietly", signal: signalled })) {
      this.#apply({ from: "person", does: "tell_quietly", signal: signalled });
    }
  }

  passFloor(): void {
    this.#send({ type: "pass_floor" });
  }

  passTurn(): void {
    this.#send({ type: "pass_turn" });
  }

  stepOut(): void {
    // Leaving is as easy as joining: it works on a lost line as well.
    const told = this.#send({ type: "step_out", leave: "" });
    this.#heard({ type: "end", reason: "stepped_out" }, "");
    // The server closes the socket when it has heard; if it does not, it is closed from here.
    setTimeout(() => this.#socket.stop(), told ? LONGEST_GOODBYE_MS : 0);
  }

  /** Somebody came in. Sound, microphone and camera stop first; everything else may take its time. */
  hide(hidden: boolean): void {
    const { seated, room, end } = this.#state.value;
    this.media.silence(hidden);
    if (hidden && seated) {
      void this.media.setMicrophone(false);
      void this.media.setCamera(false);
    }
    this.#apply({ from: "person", does: "hide", hidden });
    // Who loads this page again while somebody stands beside them must not be heard.
    if (hidden) forgetSeat(this.config.session);
    else if (seated && end === null) this.#remember(this.#state.value);
    if (room !== null && end === null) this.#send({ type: "hide_page", hidden });
  }

  // The facilitator's desk.

  admit(member: string): void {
    this.#send({ type: "admit", admission: { member, token: "" } });
  }

  admitAll(): void {
    const waiting = this.#state.value.room?.desk?.waiting ?? [];
    this.#send({ type: "admit_all", admissions: waiting.map(({ member }) => ({ member, token: "" })) });
  }

  moveToPhase(index: number): void {
    this.#send({ type: "move_to_phase", index });
  }

  startRound(): void {
    this.#send({ type: "start_round" });
  }

  endRound(): void {
    this.#send({ type: "end_round" });
  }

  skipTurn(member: string): void {
    this.#send({ type: "skip_turn", member });
  }

  askToMute(member: string): void {
    this.#send({ type: "ask_to_mute", member });
  }

  remove(member: string, reason: string): void {
    this.#send({ type: "remove", member, reason, order: "" });
  }

  lock(locked: boolean): void {
    this.#send({ type: "lock", locked });
  }

  hold(card: Card | null): void {
    this.#send({ type: "hold", card });
  }

  seenQuietly(note: number): void {
    this.#send({ type: "seen_quietly", note });
  }

  endForAll(): void {
    this.#send({ type: "end_for_all" });
  }

  // The keys of the circle.

  /** This colleague's device speaks for the group as well. */
  vouch(_member: string): void {}

  /** This is their device: compared by voice, or taken without. */
  acceptDevice(_member: string, _verified: boolean): void {}

  /** The group's chain begins with another device than before, and this person takes it. */
  acceptFounder(): void {}

  /** The code to compare with this person by voice; `null` while their device is not known. */
  async codeWith(_member: string): Promise<string | null> {
    return null;
  }

  /** Signs an admission for somebody who is in the room and whose device is not in the circle. */
  letInAgain(_member: string): void {}

  // What comes in, and what follows from it.

  #heard(message: ServerMessage, doing: string): void {
    if (message.type === "media_answer") return this.media.answered(message.sdp);
    if (message.type === "refused" && doing === "media_offer") return this.media.refused();
    const before = this.#state.value;
    this.#apply({ from: "server", message, atMs: Date.now(), doing });
    const after = this.#state.value;
    if (message.type === "welcome") this.#told = false;
    if (message.type === "room") {
      this.#comeIn(after);
      this.#connectMedia(after);
    }
    // Back at the door: nobody may be heard from there.
    if (message.type === "waiting" && before.room !== null) this.media.seats([]);
    if (message.type === "end") {
      if (OVER_FOR_TONIGHT.has(message.reason)) forgetSeat(this.config.session);
      this.media.leave();
    }
  }

  /** Once on every new socket that reached the circle: tell it what this person lets out and whether the page is hidden. */
  #comeIn(state: State): void {
    if (this.#told) return;
    this.#told = true;
    this.#tellMedia(state);
    if (state.hidden) this.#send({ type: "hide_page", hidden: true });
    this.media.lineIsBack();
  }

  #connectMedia({ room, you }: State): void {
    if (room === null) return;
    const others = room.seats
      .filter((seat) => seat.member !== you?.member)
      .map((seat) => ({
        member: seat.member,
        sends: seat.presence === "here" && (seat.media.microphone === "on" || seat.media.camera === "on"),
      }));
    this.media.seats(others);
  }

  #showTrouble(kind: "microphone" | "camera", on: boolean): void {
    if (on && this.#state.value.media.trouble[kind] !== null) this.open({ kind: "devices" });
  }

  #content(content: Content): boolean {
    return this.#send({ type: "content", body: encode(content) });
  }

  #send(message: ClientMessage): boolean {
    return this.#socket.send(message);
  }

  #tellMedia({ media, room }: State): void {
    if (room === null) return;
    this.#send({ type: "media_state", microphone: media.microphone, camera: media.camera });
  }

  /** So that a reload comes back as this person was. */
  #remember({ media, turnMicrophone }: State): void {
    rememberSeat(this.config.session, {
      microphone: media.microphone !== "absent",
      camera: media.camera === "on",
      muted: media.microphone !== "on",
      voiceOnly: media.voiceOnly,
      openedForTurn: turnMicrophone === "closed_before" && media.microphone === "on",
    });
  }

  #apply(event: Event): void {
    const before = this.#state.value;
    const after = reduce(before, event);
    if (after === before) return;
    this.#state.value = after;
    const { microphone, camera } = after.media;
    if (microphone !== before.media.microphone || camera !== before.media.camera) {
      this.#tellMedia(after);
      if (after.seated && after.end === null && !after.hidden) this.#remember(after);
    }
    for (const watcher of this.#watchers) watcher(before, after);
    const closesAgain = after.turnMicrophone === "close_again" && before.turnMicrophone !== "close_again";
    if (closesAgain || mayComeBackLate(before, after)) void this.media.setMicrophone(false);
  }
}
