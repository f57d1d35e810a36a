//! One occurrence of a group's meeting, and when its door is open.

use crate::plan::Plan;
use crate::{GroupId, SeriesId, SessionId};
use jiff::civil::Date;
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
    pub planned: Planned,
}

/// Where a session comes from, and what was changed about it since it was made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Planned {
    /// Its series and its day there, which it keeps when it is moved. `None`: it stands alone.
    pub of: Option<(SeriesId, Date)>,
    /// Somebody gave it a time of its own: its series moves it no more.
    pub moved: bool,
    pub cancelled: Option<Cancelled>,
    /// Grows with each change that a calendar must hear of (RFC 5545, 3.8.7.4).
    pub revision: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancelled {
    pub at: Timestamp,
    pub by: CancelledBy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CancelledBy {
    /// Somebody who leads said so. Nothing but such a hand brings it back.
    Hand,
    /// A break of the group took its day.
    Pause,
    /// The group meets by another series.
    Series,
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
        self.starts_at
            .saturating_add(SignedDuration::from_mins(i64::from(self.minutes)))
            .unwrap_or(Timestamp::MAX)
    }

    pub fn door_opens_at(&self) -> Timestamp {
        self.starts_at
            .saturating_sub(DOOR_OPENS_BEFORE)
            .unwrap_or(Timestamp::MIN)
    }

    pub fn door_closes_at(&self) -> Timestamp {
        self.ends_at()
            .saturating_add(DOOR_CLOSES_AFTER)
            .unwrap_or(Timestamp::MAX)
    }

    pub fn is_cancelled(&self) -> bool {
        self.planned.cancelled.is_some()
    }

    /// It takes place, and is not over: what pages and the front desk announce.
    pub fn is_coming(&self, now: Timestamp) -> bool {
        self.ended_at.is_none() && !self.is_cancelled() && self.ends_at() > now
    }

    /// People may be at its door, or were: nothing about its time changes any more.
    pub fn has_begun(&self, now: Timestamp) -> bool {
        self.ended_at.is_some() || now >= self.door_opens_at()
    }

    /// When it ended for all, or else when nobody can be in it any more.
    pub fn over_at(&self) -> Timestamp {
        self.ended_at.unwrap_or_else(|| self.door_closes_at())
    }

    pub fn door(&self, now: Timestamp) -> Door {
        if self.ended_at.is_some() || self.is_cancelled() || now >= self.door_closes_at() {
            Door::Over
        } else if now < self.door_opens_at() {
            Door::NotYet(self.door_opens_at())
        } else {
            Door::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;
    use proptest::prelude::*;

    fn evening() -> Session {
        Session {
            id: SessionId::from_uuid(uuid::Uuid::from_u128(1)),
            group: GroupId::from_uuid(uuid::Uuid::from_u128(2)),
            starts_at: "2026-01-06T17:00:00Z".parse().expect("a moment"),
            minutes: 90,
            number: 7,
            of: Some(12),
            plan: Plan { phases: Vec::new() },
            ended_at: None,
            planned: Planned::default(),
        }
    }

    #[test]
    fn the_door_opens_a_quarter_hour_before_and_closes_half_an_hour_after() {
        let session = evening();
        let at = |text: &str| session.door(text.parse().expect("a moment"));
        assert_eq!(at("2026-01-06T16:44:59Z"), Door::NotYet(session.door_opens_at()));
        assert_eq!(at("2026-01-06T16:45:00Z"), Door::Open);
        assert_eq!(at("2026-01-06T18:59:59Z"), Door::Open);
        assert_eq!(at("2026-01-06T19:00:00Z"), Door::Over);
    }

    #[test]
    fn a_session_that_is_cancelled_has_no_door() {
        let mut session = evening();
        let at = session.starts_at;
        session.planned.cancelled = Some(Cancelled {
            at,
            by: CancelledBy::Hand,
        });
        assert_eq!(session.door(at), Door::Over);
        assert!(!session.is_coming(at));
    }

    #[test]
    fn a_session_is_announced_until_it_ends() {
        let session = evening();
        assert!(session.is_coming(session.starts_at));
        assert!(!session.is_coming(session.ends_at()));
    }

    proptest! {
        #[test]
        fn an_ended_session_never_opens_again(seconds in any::<i32>()) {
            let mut session = evening();
            session.ended_at = Some(session.starts_at);
            let now = session.starts_at + SignedDuration::from_secs(i64::from(seconds));
            prop_assert_eq!(session.door(now), Door::Over);
        }

        #[test]
        fn once_over_the_door_stays_over(a in 0i64..20_000, b in 0i64..20_000) {
            let session = evening();
            let (early, late) = (a.min(b), a.max(b));
            let door = |seconds| session.door(session.door_opens_at() + SignedDuration::from_secs(seconds));
            if door(early) == Door::Over {
                prop_assert_eq!(door(late), Door::Over);
            }
        }
    }
}
