// The wire between the room in the browser and the server.
// Generated from crates/protocol by `cargo xtask generate`; do not edit by hand.

export const PROTOCOL_VERSION = 2;
export const MAX_FRAME_BYTES = 131072;
export const MAX_CONTENT_BYTES = 8192;

export type ClientFrame = { 
/**
 * Chosen by the browser; echoed as `re` in a refusal. 0 when no answer is awaited.
 */
id: number, message: ClientMessage, };
export type ClientMessage = { "type": "hello", protocol: number, page: string, } | { "type": "media_offer", sdp: string, slots: Array<MediaSlot>, } | { "type": "media_state" } & MediaState | { "type": "content", body: Opaque, } | { "type": "tell_quietly", signal: QuietSignal, } | { "type": "pass_floor" } | { "type": "pass_turn" } | { "type": "hide_page", hidden: boolean, } | { "type": "step_out", leave: Opaque, } | { "type": "seal", said: SealSaid, } | { "type": "need_key_frame", member: string, } | { "type": "ping" } | { "type": "admit", admission: AdmissionGrant, } | { "type": "admit_all", admissions: Array<AdmissionGrant>, } | { "type": "move_to_phase", index: number, } | { "type": "start_round" } | { "type": "end_round" } | { "type": "skip_turn", member: string, } | { "type": "ask_to_mute", member: string, } | { "type": "remove", member: string, reason: string, order: Opaque, } | { "type": "lock", locked: boolean, } | { "type": "hold", card: Card | null, } | { "type": "seen_quietly", note: number, } | { "type": "open_card", member: string, } | { "type": "end_for_all" };
export type ServerMessage = { "type": "welcome", protocol: number, you: string, alias: string, role: Role, now_ms: number, } | { "type": "waiting", facilitator_is_here: boolean, locked: boolean, } | { "type": "admitted", token: Opaque, } | { "type": "room" } & RoomView | { "type": "speaking", members: Array<string>, } | { "type": "media_answer", sdp: string, } | { "type": "content", seq: number, from: string, at_ms: number, body: Opaque, } | { "type": "asked_to_mute", by: string, } | { "type": "quiet_heard", signal: QuietSignal, seen_by: string | null, } | { "type": "card" } & EmergencyCard | { "type": "end", reason: EndReason, } | { "type": "seal", told: SealTold, } | { "type": "refused", re: number, code: RefusalCode, } | { "type": "pong" };
export type RoomView = { 
/**
 * Grows by one with every change; an older view never replaces a newer one.
 */
revision: number, 
/**
 * In seat order, the same for everyone, empty chairs included.
 */
seats: Array<Seat>, phases: Array<Phase>, 
/**
 * Index into `phases`.
 */
phase: number, 
/**
 * When this phase began, milliseconds since 1970 UTC.
 */
phase_started_at_ms: number, 
/**
 * The server's clock when it wrote this view, for browsers whose clock is wrong.
 */
now_ms: number, round: Round | null, hold: Card | null, locked: boolean, 
/**
 * The facilitator who leads now.
 */
lead: string | null, 
/**
 * Only in the view of a facilitator.
 */
desk: Desk | null, };
export type Seat = { 
/**
 * 0-based place in the circle.
 */
seat: number, 
/**
 * The membership id in this group, `mem_…`.
 */
member: string, 
/**
 * The name this person uses in this group.
 */
alias: string, role: Role, presence: Presence, media: MediaState, };
export type Role = "member" | "facilitator" | "observer";
export type Presence = "absent" | "here" | "reconnecting" | "stepped_out" | "page_hidden";
export type Phase = { 
/**
 * As the facilitator wrote it; shown as it is.
 */
title: string, 
/**
 * The question in the middle of the circle, or empty.
 */
prompt: string, minutes: number, kind: PhaseKind, };
export type PhaseKind = "open" | "round" | "quiet";
export type Round = { turns: Array<Turn>, 
/**
 * Who has the floor; `null` when the round is over.
 */
floor: string | null, floor_since_ms: number, };
export type Turn = { member: string, state: TurnState, };
export type TurnState = "to_come" | "has_floor" | "spoke" | "passed" | "skipped";
export type Card = "back_soon" | "quiet_minute" | "short_break";
export type Desk = { 
/**
 * In order of arrival.
 */
waiting: Array<Waiting>, quiet_notes: Array<QuietNote>, airtime: Array<Airtime>, };
export type Waiting = { member: string, alias: string, since_ms: number, 
/**
 * What this person said at the door: the place, as they wrote it.
 */
place: string, alone: boolean, };
export type QuietNote = { note: number, member: string, signal: QuietSignal, at_ms: number, 
/**
 * The facilitator who has seen it.
 */
seen_by: string | null, 
/**
 * Nobody has seen it for 60 seconds.
 */
grown: boolean, };
export type Airtime = { member: string, seconds: number, };
export type EmergencyCard = { member: string, alias: string, legal_name: string, 
/**
 * Where they said they are now.
 */
place: string, 
/**
 * ISO 3166-1 alpha-2 country of that place.
 */
country: string, alone: boolean, phone: string, safe_to_ring: boolean, 
/**
 * The channel they marked as safe, in their words ("text", "ring", "e-mail", "none").
 */
safe_channel: string, contact_name: string, contact_phone: string, contact_relation: string, 
/**
 * Emergency number of that country.
 */
emergency_number: string, };
export type EndReason = "session_over" | "removed" | "taken_over" | "stepped_out" | "signed_out" | "erased" | "old_page" | "too_much" | "place_paused" | "place_ended";
export type RefusalCode = "malformed" | "too_large" | "hello_first" | "not_allowed" | "not_found" | "not_in_the_circle" | "too_late" | "bad_offer" | "too_fast";
export type AdmissionGrant = { member: string, token: Opaque, };
export type MediaSlot = { 
/**
 * The `a=mid` value of the m-line.
 */
mid: string, member: string, kind: MediaKind, };
export type MediaKind = "audio" | "video";
export type MediaState = { microphone: Switch, camera: Switch, };
export type Switch = "on" | "off" | "absent";
export type QuietSignal = "not_ok" | "come_back_to_me" | "need_a_break";
export type Opaque = string;
export type SealSaid = { "about": "here", key_package: Opaque, circle: Opaque, epoch: number, } | { "about": "found", link: Opaque, group_info: Opaque, } | { "about": "vouch", link: Opaque, } | { "about": "commit", epoch: number, commit: Opaque, welcome: Opaque, } | { "about": "agreed", statement: Opaque, } | { "about": "grant", admission: AdmissionGrant, } | { "about": "whisper", to: string, body: Opaque, };
export type SealTold = { "about": "state", chain: Array<Opaque>, circle: Opaque, epoch: number, server_key: Opaque, may_found: boolean, } | { "about": "work", epoch: number, adds: Array<SealAdd>, reasons: Array<Opaque>, } | { "about": "commit", epoch: number, commit: Opaque, } | { "about": "welcome", epoch: number, welcome: Opaque, } | { "about": "agreed", member: string, statement: Opaque, } | { "about": "desk", waiting: Array<SealDevice>, unlocked: Array<SealDevice>, unvouched: Array<SealDevice>, } | { "about": "coming_back", members: Array<string>, } | { "about": "whispered", from: string, body: Opaque, };
export type SealAdd = { member: string, key_package: Opaque, token: Opaque, };
export type SealDevice = { member: string, device: Opaque, token: Opaque, };
