//! What a person in the circle sees: the whole room, sent again at each change.

use crate::media::MediaState;
use domain::door::Alone;
use domain::live::{Airtime, Card, QuietSignal, RoundPosition};
use domain::membership::{Alias, Role};
use domain::plan::Phase;
use domain::{MembershipId, Private};
use jiff::Timestamp;
use std::sync::Arc;

/// The circle as one person may see it. Members and facilitators receive different views of the same room.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Grows with every change, also across a restart of the room; an older view never replaces a newer one.
    pub revision: u64,
    /// In seat order, the same for everyone, empty chairs included.
    pub seats: Vec<Seat>,
    pub phases: Arc<[Phase]>,
    /// Index into `phases`.
    pub phase: u8,
    pub phase_started_at: Timestamp,
    pub now: Timestamp,
    pub round: Option<RoundPosition>,
    pub hold: Option<Card>,
    pub locked: bool,
    pub lead: Option<MembershipId>,
    /// Only in the view of those who lead.
    pub desk: Option<Desk>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    pub seat: u8,
    pub member: MembershipId,
    pub alias: Alias,
    pub role: Role,
    pub presence: Presence,
    pub media: MediaState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Presence {
    /// The chair stands empty: not here yet, or gone without a word.
    Absent,
    Here,
    /// The line dropped a moment ago; the seat is kept.
    Reconnecting,
    SteppedOut,
    /// Only in the view of those who lead; others see what the line says (`Here`, while it is open).
    PageHidden,
}

/// What only those who lead see.
#[derive(Debug, Clone, PartialEq)]
pub struct Desk {
    /// In order of arrival.
    pub waiting: Vec<WaitingPerson>,
    pub quiet_notes: Vec<QuietNote>,
    pub airtime: Vec<Airtime>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingPerson {
    pub member: MembershipId,
    pub alias: Alias,
    pub since: Timestamp,
    /// As they wrote it at the door.
    pub place: Private<String>,
    pub alone: Alone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietNote {
    pub note: u32,
    pub member: MembershipId,
    pub signal: QuietSignal,
    pub at: Timestamp,
    pub seen_by: Option<MembershipId>,
    /// Nobody has seen it for [`crate::GROWS_AFTER`].
    pub grown: bool,
}
