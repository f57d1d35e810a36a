//! One occurrence of a group's meeting, and when its door is open.

use crate::plan::Plan;
use crate::{GroupId, SessionId};
use jiff::{SignedDuration, Timestamp};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub group: GroupId,
    pub starts_at: Timestamp,
    /// Planned length.
    pub minutes: u16,
    /// "session 7 of 12": this one's number, and how many there are when the group is closed.
    pub number: u16,
    pub of: Option<u16>,
    pub plan: Plan,
    /// Set when a facilitator ended it for all.
    pub ended_at: Option<Timestamp>,
}

/// The door opens this long before the start, so that people arrive in peace.
pub const DOOR_OPENS_BEFORE: SignedDuration = SignedDuration::from_mins(15);
/// The door stays open this long after the planned end, for an evening that runs over.
pub const DOOR_CLOSES_AFTER: SignedDuration = SignedDuration::from_mins(30);

/// Whether one may come to the door now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Opens at this moment.
    NotYet(Timestamp),
    Open,
    Over,
}

impl Session {
    pub fn ends_at(&self) -> Timestamp {
        self.starts_at.saturating_add(SignedDuration::from_mins(i64::from(self.minutes))).unwrap_or(Timestamp::MAX)
    }

    pub fn door_opens_at(&self) -> Timestamp {
        self.starts_at.saturating_sub(DOOR_OPENS_BEFORE).unwrap_or(Timestamp::MIN)
    }

    pub fn door_closes_at(&self) -> Timestamp {
        self.ends_at().saturating_add(DOOR_CLOSES_AFTER).unwrap_or(Timestamp::MAX)
    }

    pub fn door(&self, now: Timestamp) -> Door {
        if self.ended_at.is_some() || now >= self.door_closes_at() {
            Door::Over
        } else if now < self.door_opens_at() {
            Door::NotYet(self.door_opens_at())
        } else {
            Door::Open
        }
    }
}
