// A server in the page, just clever enough that every control of the gallery answers.

import type { FakeSfu } from "./fakeSfu.ts";
import type { ClientFrame, ClientMessage, RoomView, ServerMessage } from "../src/protocol/wire.ts";

export class FakeSocket {
  readyState: number = WebSocket.CONNECTING;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  #seq = 0;
  /** Answers offers where a scene wants real media. */
  sfu: FakeSfu | null = null;

  constructor(readonly you: string, readonly view: RoomView | null, readonly waiting: { here: boolean; locked: boolean }) {
    setTimeout(() => {
      this.readyState = WebSocket.OPEN;
      this.onopen?.();
    });
  }

  say(message: ServerMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  send(text: string): void {
    const { message } = JSON.parse(text) as ClientFrame;
    setTimeout(() => this.#answer(message));
  }

  close(): void {
    this.readyState = WebSocket.CLOSED;
    setTimeout(() => this.onclose?.());
  }

  change(change: (view: RoomView) => void): void {
    if (this.view === null) return;
    change(this.view);
    this.view.revision += 1;
    this.view.now_ms = Date.now();
    this.say({ type: "room", ...this.view });
  }

  #answer(message: ClientMessage): void {
    const seat = this.view?.seats.find((one) => one.member === this.you);
    switch (message.type) {
      case "hello": {
        this.say({ type: "welcome", protocol: 1, you: this.you, alias: seat?.alias ?? "Anna", role: seat?.role ?? "member", now_ms: Date.now() });
        if (this.view) this.say({ type: "room", ...this.view });
        else this.say({ type: "waiting", facilitator_is_here: this.waiting.here, locked: this.waiting.locked });
        return;
      }
      case "media_offer":
        void this.sfu?.answer(message).then((sdp) => this.say({ type: "media_answer", sdp }));
        return;
      case "ping":
        return this.say({ type: "pong" });
      case "media_state":
        return this.change(() => {
          const { type: _, ...media } = message;
          if (seat) seat.media = media;
        });
      case "content":
        return this.say({ type: "content", seq: (this.#seq += 1), from: this.you, at_ms: Date.now(), body: message.body });
      case "tell_quietly":
        setTimeout(() => this.say({ type: "quiet_heard", signal: message.signal, seen_by: this.view?.lead ?? null }), 2_000);
        return;
      case "pass_floor":
      case "pass_turn":
        return this.change((view) => pass(view, this.you, message.type === "pass_floor" ? "spoke" : "passed"));
      case "skip_turn":
        return this.change((view) => pass(view, message.member, "skipped"));
      case "end_round":
        return this.change((view) => void (view.round && (view.round.floor = null)));
      case "start_round":
        return this.change((view) => {
          const here = view.seats.filter((one) => one.presence === "here");
          view.round = {
            turns: here.map((one, i) => ({ member: one.member, state: i === 0 ? "has_floor" : "to_come" })),
            floor: here[0]?.member ?? null,
            floor_since_ms: Date.now(),
          };
        });
      case "move_to_phase":
        return this.change((view) => {
          view.phase = message.index;
          view.phase_started_at_ms = Date.now();
          view.round = null;
        });
      case "hold":
        return this.change((view) => void (view.hold = message.card));
      case "lock":
        return this.change((view) => void (view.locked = message.locked));
      case "admit":
        return this.change((view) => admit(view, [message.admission.member]));
      case "admit_all":
        return this.change((view) => admit(view, message.admissions.map((one) => one.member)));
      case "seen_quietly":
        return this.change((view) => {
          const note = view.desk?.quiet_notes.find((one) => one.note === message.note);
          if (note) note.seen_by = this.you;
        });
      case "open_card": {
        const of = this.view?.seats.find((one) => one.member === message.member);
        return this.say({
          type: "card", member: message.member, alias: of?.alias ?? "", legal_name: "Benjamin Adeyemi", place: "Görlitzer Straße 12, Berlin", country: "DE", alone: true,
          phone: "+49 30 555 0142", safe_to_ring: false, safe_channel: "text", contact_name: "Ruth Adeyemi", contact_phone: "+49 30 555 0177", contact_relation: "sister", emergency_number: "112",
        });
      }
      case "remove":
        return this.change((view) => {
          const gone = view.seats.find((one) => one.member === message.member);
          if (gone) gone.presence = "absent";
        });
      case "step_out":
        return this.say({ type: "end", reason: "stepped_out" });
      case "end_for_all":
        return this.say({ type: "end", reason: "session_over" });
    }
  }
}

function pass(view: RoomView, member: string, state: "spoke" | "passed" | "skipped"): void {
  const { round } = view;
  const turn = round?.turns.find((one) => one.member === member);
  if (!round || !turn) return;
  turn.state = state;
  if (round.floor !== member) return;
  const next = round.turns.find((one) => one.state === "to_come");
  if (next) next.state = "has_floor";
  round.floor = next?.member ?? null;
  round.floor_since_ms = Date.now();
}

function admit(view: RoomView, members: readonly string[]): void {
  for (const seat of view.seats) if (members.includes(seat.member)) seat.presence = "here";
  if (view.desk) view.desk.waiting = view.desk.waiting.filter((one) => !members.includes(one.member));
}
