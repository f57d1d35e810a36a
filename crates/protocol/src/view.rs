//! What a person sees of the room: the whole view, sent again whenever it changes.
//!
//! A full room of fifteen is about 4 kB, so the wire needs no patches and a lost socket needs no repair:
//! the newest view is the truth. Members and facilitators receive different views of the same room.

use crate::client::{MediaState, QuietSignal};
use serde::{Deserialize, Serialize};

/// The circle as one person may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RoomView {
    /// Grows by one with every change; an older view never replaces a newer one.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub revision: u64,
    /// In seat order, the same for everyone, empty chairs included.
    pub seats: Vec<Seat>,
    pub phases: Vec<Phase>,
    /// Index into `phases`.
    pub phase: u8,
    /// When this phase began, milliseconds since 1970 UTC.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub phase_started_at_ms: i64,
    /// The server's clock when it wrote this view, for browsers whose clock is wrong.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub now_ms: i64,
    pub round: Option<Round>,
    pub hold: Option<Card>,
    pub locked: bool,
    /// The facilitator who leads now.
    pub lead: Option<String>,
    /// Only in the view of a facilitator.
    pub desk: Option<Desk>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Seat {
    /// 0-based place in the circle.
    pub seat: u8,
    /// The membership id in this group, `mem_…`.
    pub member: String,
    /// The name this person uses in this group.
    pub alias: String,
    pub role: Role,
    pub presence: Presence,
    pub media: MediaState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Member,
    Facilitator,
    Observer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Not here yet: the chair stands empty.
    Absent,
    /// In the circle.
    Here,
    /// The line dropped a moment ago; the seat is kept.
    Reconnecting,
    /// Stepped out for tonight.
    SteppedOut,
    /// Facilitators only: the person has hidden the page. Others see `here`.
    PageHidden,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Phase {
    /// As the facilitator wrote it; shown as it is.
    pub title: String,
    /// The question in the middle of the circle, or empty.
    pub prompt: String,
    pub minutes: u16,
    pub kind: PhaseKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PhaseKind {
    /// Everyone speaks as they wish.
    Open,
    /// Everyone has the floor once, in seat order.
    Round,
    /// Nobody speaks.
    Quiet,
}

/// A round in seat order. `turns` lists everyone who was in the circle when it began, later arrivals at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Round {
    pub turns: Vec<Turn>,
    /// Who has the floor; `null` when the round is over.
    pub floor: Option<String>,
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub floor_since_ms: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Turn {
    pub member: String,
    pub state: TurnState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TurnState {
    ToCome,
    HasFloor,
    Spoke,
    Passed,
    Skipped,
}

/// The cards a facilitator can lay in the middle while the circle is on hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Card {
    /// "I need to look after one of us. I am back in a few minutes."
    BackSoon,
    /// "A quiet minute. You can close your eyes."
    QuietMinute,
    /// "A short break. Stay near, or fetch a glass of water."
    ShortBreak,
}

/// What only facilitators see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Desk {
    /// In order of arrival.
    pub waiting: Vec<Waiting>,
    pub quiet_notes: Vec<QuietNote>,
    pub airtime: Vec<Airtime>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Waiting {
    pub member: String,
    pub alias: String,
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub since_ms: i64,
    /// What this person said at the door: the place, as they wrote it.
    pub place: String,
    pub alone: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct QuietNote {
    pub note: u32,
    pub member: String,
    pub signal: QuietSignal,
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub at_ms: i64,
    /// The facilitator who has seen it.
    pub seen_by: Option<String>,
    /// Nobody has seen it for 60 seconds.
    pub grown: bool,
}

/// Seconds of speech so far, from RFC 6464 levels. For facilitators, never for all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Airtime {
    pub member: String,
    pub seconds: f64,
}
