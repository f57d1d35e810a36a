// The conductor of the room's page: hears the person, the socket and the media, changes the state by reduce(), and
// tells the others what must be told. Draws nothing; view/ reads `state` and calls the verbs below.

import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { decode, encode, encodeForFew, type Checkin, type Content } from "../content/content.ts";
import type { RoomConfig } from "../entry/config.ts";
import { Listening } from "../levels/listening.ts";
import type { Choice, Media, MediaEvents } from "../media/media.ts";
import type { Card, ClientMessage, EndReason, QuietSignal, ServerMessage } from "../protocol/wire.ts";
import { toText, type Bytes } from "../seal/bytes.ts";
import { isAsShown, rowOf, type CircleView, type DeskRow, type Output } from "../seal/circle/view.ts";
import { writeSaid } from "../seal/wire.ts";
import { RoomSocket, socketAddress } from "../signalling/socket.ts";
import { isTakenBack } from "../state/fromContent.ts";
import { reduce } from "../state/reduce.ts";
import { handUp, isAgreed, leadersToTell, mayPlay, maySpeak, mayTakeBack } from "../state/select.ts";
import type { Event } from "../state/events.ts";
import { INITIAL, type ChatLine, type Device, type Dialog, type OwnRefusal, type Panel, type State } from "../state/state.ts";
import type { Words } from "../words/words.ts";
import { mayComeBackLate } from "../state/turn.ts";
import { Keyring, UNOPENED, type SealDoor } from "./keyring.ts";
import { keep, newCheckinId } from "./record.ts";
import { forgetSeat, keptSeat, rememberSeat } from "./memory.ts";

export interface Parts {
  config: RoomConfig;
  words: Words;
  media: (events: MediaEvents) => Media;
  seal: SealDoor;
  openSocket?: (address: string) => WebSocket;
  ask?: typeof fetch;
}

/** After these a reload asks anew; after the others it goes straight back to the seat. */
const OVER_FOR_TONIGHT: ReadonlySet<EndReason> = new Set(["session_over", "removed", "stepped_out", "signed_out", "erased", "place_paused", "place_ended"]);
const LONGEST_WAIT_FOR_DEVICES_MS = 1_500;
const LONGEST_GOODBYE_MS = 3_000;
/** A facilitator's own device may still be on its way into the circle, and cannot sign before. */
const LONGEST_WAIT_FOR_KEYS_MS = 4_000;

/** Somebody at the door as they were drawn, with the device that was on screen, if there was one. */
export interface AtDoor {
  member: string;
  shown: DeskRow | undefined;
}

const unmarked = (row: DeskRow | undefined): DeskRow | undefined => (row?.standing === "changed" ? undefined : row);

/** Called with the state before and after each change. */
export type Watcher = (before: State, after: State) => void;

export class Room {
  readonly config: RoomConfig;
  readonly words: Words;
  readonly media: Media;
  readonly #state: Signal<State> = signal(INITIAL);
  readonly #socket: RoomSocket;
  readonly #keys: Keyring;
  readonly #listening: Listening;
  readonly #watchers: Watcher[] = [];
  readonly #ask: typeof fetch;
  /** Whether this socket has been told how this person sits here. At the door nobody wants to know. */
  #told = false;

  constructor(parts: Parts) {
    this.config = parts.config;
    this.words = parts.words;
    this.#ask = parts.ask ?? ((...asked) => fetch(...asked));
    const leads = parts.config.you?.role === "facilitator";
    this.#listening = new Listening(parts.config.session, leads, (voices) => this.#apply({ from: "voices", voices }));
    this.media = parts.media({
      onChange: (media) => this.#apply({ from: "media", media }),
      onOffer: ({ sdp, slots }) => this.#send({ type: "media_offer", sdp, slots }),
      onUnsealed: () => this.#cannotSeal(),
      onLook: ({ own, others }) => this.#listening.hear(own === null ? others : [...others, { member: this.#state.value.you?.member ?? "", dbov: own }], performance.now()),
    });
    this.#socket = new RoomSocket(
      socketAddress(parts.config.socket, location.href),
      {
        onLine: (line) => this.#apply({ from: "line", line }),
        onMessage: (message, doing) => this.#heard(message, doing),
      },
      parts.openSocket,
    );
    const { groupId, session, you } = parts.config;
    const circle = { group: groupId, session, member: you?.member ?? "", leads };
    this.#keys = new Keyring(parts.seal, circle, {
      nowMs: () => this.now(),
      out: (output) => this.#circleSays(output),
      onNeedsKeyFrame: (member) => this.#send({ type: "need_key_frame", member }),
      onRenewed: () => this.media.renew(),
    });
    this.#apply({ from: "seal", seal: { by: parts.seal.by } });
    if (parts.config.levels === "devices") this.#listening.begin();
    void this.#keys.open().then((opened) => {
      if (opened !== null) this.#apply({ from: "seal", seal: { device: opened.device } });
    });
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
    // Where nothing can be sealed, nothing is opened.
    if (this.#state.value.seal.by === "none") return;
    const opened = this.media.takeSeat(choice);
    this.#apply({ from: "person", does: "take_seat", you: this.config.you, startedMuted: choice.microphone && choice.muted, openedForTurn: choice.openedForTurn === true });
    rememberSeat(this.config.session, choice);
    // Usually the devices are there at once and the first offer carries them; a question of the browser that nobody
    // answers must not keep anyone out.
    await Promise.race([opened.catch(() => undefined), new Promise((done) => setTimeout(done, LONGEST_WAIT_FOR_DEVICES_MS))]);
    const sealed = await this.#keys.open();
    if (sealed === null) return this.#apply({ from: "seal", seal: { view: UNOPENED } });
    this.media.sealWith(sealed.sealing);
    // Whoever stepped out in the meantime is out.
    if (this.#state.value.end === null) this.#socket.start();
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

  /** Whether it was said: words that cannot be sealed now are not sent, and stay with the person. */
  chat(text: string): Promise<boolean> {
    return this.#say({ t: "chat", text });
  }

  /** Whether it was said. Then, and only on this page, its person is asked whether to keep it. */
  async checkIn(words: Checkin): Promise<boolean> {
    const said = await this.#say(words);
    if (said) this.#apply({ from: "person", does: "checked_in", id: newCheckinId(), words, toldOnly: [] });
    return said;
  }

  /** What this person wrote in the round that runs is shown no more, on every page that keeps to it. Whether that was said. */
  async takeBack(): Promise<boolean> {
    const mine = mayTakeBack(this.#state.value);
    for (const seq of mine) if (!(await this.#say({ t: "take_back", seq }))) return false;
    return mine.length > 0;
  }

  /** Only to the devices of those who lead, are here, and were named on screen; nothing of it goes to the circle. Whether anybody was told. */
  async checkInWithLeaders(words: Checkin, named: readonly string[]): Promise<boolean> {
    const toldOnly: string[] = [];
    if (this.#state.value.line !== "open" || !maySpeak(this.#state.value.seal)) return false;
    for (const { member } of leadersToTell(this.#state.value)) {
      if (!named.includes(member)) continue;
      if (await this.#keys.whisper(member, encodeForFew(words))) toldOnly.push(member);
    }
    if (toldOnly.length > 0) this.#apply({ from: "person", does: "checked_in", id: newCheckinId(), words, toldOnly });
    return toldOnly.length > 0;
  }

  /** The yes: a request of its own, and nothing was sent for the record before it. */
  async keepCheckin(): Promise<void> {
    const { keeping } = this.#state.value;
    if (keeping === null || (keeping.stage !== "asked" && keeping.stage !== "failed")) return;
    const { id, words } = keeping;
    this.#apply({ from: "person", does: "keeps", id, stage: "sending" });
    this.#apply({ from: "person", does: "keeps", id, stage: await keep(this.config.urls.keep, id, words, this.#ask) });
  }

  putAwayKeeping(): void {
    this.#apply({ from: "person", does: "put_away_keeping" });
  }

  toggleHand(): void {
    const { hands, you, line } = this.#state.value;
    void this.#say({ t: "hand", up: !handUp(hands, you?.member) }).then((said) => {
      if (!said && line === "open") this.#cannot("not_locked_in", "content");
    });
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
    const { line } = this.#state.value;
    // Leaving is as easy as joining: it works on a lost line as well, and waits for nothing.
    const leave = line === "open" ? this.#keys.leave() : Promise.resolve("");
    this.#heard({ type: "end", reason: "stepped_out" }, "");
    void leave.then((leave) => {
      const told = this.#send({ type: "step_out", leave });
      // The server closes the socket when it has heard; if it does not, it is closed from here.
      setTimeout(() => this.#socket.stop(), told ? LONGEST_GOODBYE_MS : 0);
    });
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

  /** `shown` is their row on screen, if there was one: no other device is let in by this click. */
  async admit(member: string, shown?: DeskRow): Promise<void> {
    const token = await this.#tokenFor(member, shown);
    if (token === "") this.#cannotAdmit("admit", [{ member, shown }]);
    else this.#send({ type: "admit", admission: { member, token } });
  }

  /**
   * Those on the list that was drawn who still wait, and nobody who came since; but for those whose device is another than
   * before, who are let in alone, and those whose device was not on screen yet.
   */
  async admitAll(drawn: readonly AtDoor[]): Promise<void> {
    const waits = new Set(this.#state.value.room?.desk?.waiting.map(({ member }) => member));
    const waiting = drawn.filter(({ member }) => waits.has(member)).map(({ member, shown }) => ({ member, shown: unmarked(shown) }));
    const signed = await Promise.all(waiting.map(async (one) => ({ ...one, token: await this.#tokenFor(one.member, one.shown) })));
    const admissions = signed.filter(({ token }) => token !== "").map(({ member, token }) => ({ member, token }));
    if (admissions.length > 0) this.#send({ type: "admit_all", admissions });
    if (admissions.length < signed.length) this.#cannotAdmit("admit_all", signed.filter(({ token }) => token === ""));
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

  async remove(member: string, reason: string): Promise<void> {
    this.#send({ type: "remove", member, reason, order: await this.#keys.order(member) });
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
  async vouch(shown: DeskRow): Promise<void> {
    await this.#keys.vouch(shown);
    const row = this.#desk()?.unvouched.find(({ member }) => member === shown.member);
    if (row !== undefined && !isAsShown(row, shown)) this.#cannot("device_changed", "vouch");
  }

  /** The device with this code is theirs: compared by voice, or taken without. */
  acceptDevice(member: string, code: readonly string[], verified: boolean): Promise<void> {
    return this.#keys.accept(member, code, verified);
  }

  /** The group's chain begins with another device than before, and this person takes the one with the code shown. */
  acceptFounder(told: readonly string[]): Promise<void> {
    return this.#keys.acceptFounder(told);
  }

  /** The code to compare with this person by voice; `null` while their device is not known. */
  codeWith(member: string, device?: Bytes): Promise<string | null> {
    return this.#keys.codeWith(member, device);
  }

  /** Signs an admission for somebody who is in the room and whose device is not in the circle. */
  async letInAgain(shown: DeskRow): Promise<void> {
    const { member } = shown;
    const token = await this.#tokenFor(member, shown);
    if (token === "") this.#cannotAdmit("admit", [{ member, shown }]);
    else this.#send({ type: "seal", said: { about: "grant", admission: { member, token } } });
  }

  // What comes in, and what follows from it.

  #heard(message: ServerMessage, doing: string): void {
    if (message.type === "media_answer") return this.media.answered(message.sdp);
    if (message.type === "refused" && doing === "media_offer") return this.media.refused();
    if (message.type === "seal") return this.#keys.told(message.told);
    if (message.type === "content") return this.#keys.content(message);
    const before = this.#state.value;
    this.#apply({ from: "server", message, atMs: Date.now(), doing });
    const after = this.#state.value;
    if (message.type === "welcome") {
      this.#told = false;
      this.#keys.line();
    }
    if (message.type === "room") {
      this.#keys.roster(message.seats.map((seat) => seat.member));
      this.#comeIn(after);
      this.#connectMedia(after);
    }
    // Back at the door: nobody may be heard from there.
    if (message.type === "waiting" && before.room !== null) this.media.seats([]);
    if (message.type === "end") {
      if (OVER_FOR_TONIGHT.has(message.reason)) {
        forgetSeat(this.config.session);
        this.#listening.over();
      }
      this.media.leave();
      this.#keys.over();
    }
  }

  #circleSays(output: Output): void {
    switch (output.do) {
      case "send": {
        const sent = this.#send({ type: "seal", said: writeSaid(output.said) });
        if (output.whispers !== undefined) this.#keys.whisperWentOut(output.whispers, sent);
        return;
      }
      case "content":
        return this.#keys.wentOut(this.#send({ type: "content", body: toText(output.body) }));
      case "heard": {
        const { seq, from, atMs, content: bytes } = output.said;
        const content = decode(bytes);
        if (content === null) return;
        const { chat } = this.#state.value;
        this.#apply({ from: "circle", content, said: { seq, from, atMs, recalled: output.recalled } });
        return this.#handOnNothingTakenBack(chat, content, from, seq);
      }
      case "whispered": {
        const words = decode(output.content);
        if (words?.t === "checkin") this.#apply({ from: "whisper", member: output.from, words, atMs: this.now() });
        return;
      }
      case "show":
        this.#apply({ from: "seal", seal: { view: output.view } });
        return this.#connectMedia(this.#state.value);
    }
  }

  /** Check-ins alone: whatever else somebody said stays said, whichever number they name. `before`: the chat as it was. */
  #handOnNothingTakenBack(before: readonly ChatLine[], content: Content, from: string, seq: number): void {
    const named = content.t === "take_back" ? content.seq : seq;
    const isCheckin = content.t === "checkin" || (content.t === "take_back" && before.some((line) => line.seq === named && line.checkin !== undefined));
    if (isCheckin && isTakenBack(this.#state.value, { member: from, seq: named })) this.#keys.forget(named, from);
  }

  /** Once on every new socket that reached the circle: tell it what this person lets out and whether the page is hidden. */
  #comeIn(state: State): void {
    if (this.#told) return;
    this.#told = true;
    this.#tellMedia(state);
    if (state.hidden) this.#send({ type: "hide_page", hidden: true });
    this.media.lineIsBack();
  }

  #connectMedia({ room, you, seal, end }: State): void {
    if (room === null || end !== null) return;
    const others = room.seats
      .filter((seat) => seat.member !== you?.member)
      .map((seat) => ({
        member: seat.member,
        sends: isAgreed(seal, seat.member) && seat.presence === "here" && (seat.media.microphone === "on" || seat.media.camera === "on"),
        plays: mayPlay(seal, seat.member),
      }));
    this.media.seats(others);
  }

  /** As if the browser had said from the beginning that it cannot: nothing more is sent, and the person is told what to use. */
  #cannotSeal(): void {
    this.#send({ type: "step_out", leave: "" });
    this.#apply({ from: "seal", seal: { by: "none" } });
    this.media.leave();
    this.#keys.over();
    this.#socket.stop();
    // Last: what the devices said while they were closed is not what this person chose.
    forgetSeat(this.config.session);
  }

  #showTrouble(kind: "microphone" | "camera", on: boolean): void {
    if (on && this.#state.value.media.trouble[kind] !== null) this.open({ kind: "devices" });
  }

  async #say(content: Content): Promise<boolean> {
    const { line, seal } = this.#state.value;
    return line === "open" && maySpeak(seal) && (await this.#keys.say(encode(content)));
  }

  /** Their admission with the device that was on screen; empty when there was none, it is another now, or this one cannot sign. */
  async #tokenFor(member: string, shown: DeskRow | undefined): Promise<string> {
    if (shown === undefined) return "";
    const token = await this.#keys.token(member, shown);
    if (token !== "") return token;
    const isThere = ({ seal: { view } }: State) => rowOf(view?.desk ?? null, member) !== undefined;
    const came = await this.#becomes((state) => maySpeak(state.seal) && isThere(state), LONGEST_WAIT_FOR_KEYS_MS);
    return came ? this.#keys.token(member, shown) : "";
  }

  #desk(): CircleView["desk"] {
    return this.#state.value.seal.view?.desk ?? null;
  }

  #cannotAdmit(doing: string, left: readonly AtDoor[]): void {
    const isAnother = left.some(({ member, shown }) => {
      const row = rowOf(this.#desk(), member);
      return row !== undefined && (row.standing === "changed" || shown !== undefined) && !isAsShown(row, shown);
    });
    if (isAnother) this.#cannot("device_changed", doing);
    else this.#cannot(maySpeak(this.#state.value.seal) ? "device_not_here" : "not_locked_in", doing);
  }

  #cannot(code: OwnRefusal, doing: string): void {
    this.#apply({ from: "person", does: "cannot", code, doing });
  }

  /** Waits until it is so; false when it takes too long. */
  #becomes(test: (state: State) => boolean, ms: number): Promise<boolean> {
    return new Promise((done) => {
      const tooLate = setTimeout(() => finish(false), ms);
      const stop = this.#state.subscribe((state) => test(state) && queueMicrotask(() => finish(true)));
      const finish = (so: boolean) => {
        clearTimeout(tooLate);
        stop();
        done(so);
      };
    });
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
