//! Versions of a group's agreement, and the moment from which each binds: never sooner than 48 hours after it was shown,
//! and never in an evening or in the hour before one.

use super::Clause;
use crate::group::MembershipRule;
use crate::session::Session;
use crate::{GroupId, MembershipId};
use jiff::{SignedDuration, Timestamp};

/// A change is shown this long before it binds (C3).
pub const SHOWN_FOR: SignedDuration = SignedDuration::from_hours(48);
/// In the hour before a session people are on their way. Nothing they agreed to changes under them.
pub const HOUR_BEFORE: SignedDuration = SignedDuration::from_hours(1);

/// Why a version was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Its words are others.
    Words,
    /// The same words, asked anew because somebody came or left.
    Circle,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub group: GroupId,
    /// From 1, without gaps, within the group.
    pub number: u32,
    pub clauses: Vec<Clause>,
    pub reason: Reason,
    /// `None` where the house made it.
    pub made_by: Option<MembershipId>,
    pub made_at: Timestamp,
}

impl Version {
    /// What is signed as a whole, in order.
    pub fn signed(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(|one| one.kind.is_signed())
    }

    /// What is asked apart, in order.
    pub fn choices(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(|one| !one.kind.is_signed())
    }
}

/// From when a version made at this moment binds, with these sessions of its group. Asked anew each time, so that a
/// session that was planned later moves it too.
pub fn binds_at(made_at: Timestamp, sessions: &[Session]) -> Timestamp {
    let mut at = made_at.saturating_add(SHOWN_FOR).unwrap_or(Timestamp::MAX);
    // Each round moves it behind a session that it was in, so it ends.
    while let Some(end) = sessions.iter().filter_map(|one| moved_behind(one, at)).max() {
        at = end;
    }
    at
}

/// The end of this session, if `at` falls into it or into the hour before it.
fn moved_behind(session: &Session, at: Timestamp) -> Option<Timestamp> {
    let from = session
        .starts_at
        .saturating_sub(HOUR_BEFORE)
        .unwrap_or(Timestamp::MIN);
    // An evening that ended early does not make a change bind before the moment that was shown.
    let end = session.ended_at.map_or(session.door_closes_at(), |ended| {
        ended.max(session.door_closes_at())
    });
    (at >= from && at < end).then_some(end)
}

/// All versions of one group in order of their numbers, with its sessions: what the rules look at.
#[derive(Debug, Clone, Copy)]
pub struct Agreement<'a> {
    pub versions: &'a [Version],
    pub sessions: &'a [Session],
}

impl<'a> Agreement<'a> {
    pub fn newest(self) -> Option<&'a Version> {
        self.versions.last()
    }

    pub fn of_number(self, number: u32) -> Option<&'a Version> {
        self.versions.iter().find(|one| one.number == number)
    }

    pub fn binds_at(self, version: &Version) -> Timestamp {
        binds_at(version.made_at, self.sessions)
    }
}

/// The words that hold at this moment: the newest of those that bind. `None` while a group's first words are still only shown.
pub fn binding_at(agreement: Agreement<'_>, now: Timestamp) -> Option<&Version> {
    agreement
        .versions
        .iter()
        .rev()
        .find(|one| agreement.binds_at(one) <= now)
}

/// Whether everybody is asked anew when somebody comes or leaves. Where people come and go as they like they sign once.
pub fn reopened_by_circle(rule: MembershipRule) -> bool {
    match rule {
        MembershipRule::Closed => true,
        MembershipRule::Open | MembershipRule::Revolving => false,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::id::Id as _;
    use crate::plan::Plan;
    use crate::{ClauseId, SessionId};
    use proptest::prelude::*;
    use uuid::Uuid;

    pub(in crate::agreement) fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_767_600_000 + minutes * 60).expect("a moment")
    }

    pub(in crate::agreement) fn session(starts: i64, minutes: u16) -> Session {
        Session {
            id: SessionId::from_uuid(Uuid::from_u128(1)),
            group: GroupId::from_uuid(Uuid::from_u128(1)),
            starts_at: at(starts),
            minutes,
            number: 1,
            of: None,
            plan: Plan::of_ninety_minutes(),
            ended_at: None,
            planned: crate::session::Planned::default(),
        }
    }

    pub(in crate::agreement) fn version(number: u32, made: i64, text: &str) -> Version {
        let id = ClauseId::from_uuid(Uuid::from_u128(1));
        Version {
            group: GroupId::from_uuid(Uuid::from_u128(1)),
            number,
            clauses: vec![Clause::parse(id, super::super::Kind::Promise, "Privacy", text).expect("a clause")],
            reason: Reason::Words,
            made_by: None,
            made_at: at(made),
        }
    }

    pub(in crate::agreement) fn any_sessions() -> impl Strategy<Value = Vec<Session>> {
        let one = (0i64..20_000, 15u16..240).prop_map(|(starts, minutes)| session(starts, minutes));
        proptest::collection::vec(one, 0..12)
    }

    const TWO_DAYS: i64 = 48 * 60;

    #[test]
    fn a_change_binds_two_days_after_it_was_shown() {
        assert_eq!(binds_at(at(0), &[]), at(TWO_DAYS));
    }

    #[test]
    fn a_change_that_would_bind_at_ten_to_six_waits_until_the_evening_is_over() {
        let six = session(TWO_DAYS + 10, 90);
        assert_eq!(binds_at(at(0), std::slice::from_ref(&six)), six.door_closes_at());
        // A later evening whose hour before begins as the first ends moves it once more.
        let late = session(TWO_DAYS + 10 + 90 + 30 + 60, 60);
        assert_eq!(
            binds_at(at(0), &[late.clone(), six.clone()]),
            late.door_closes_at()
        );
        let ended = Session {
            ended_at: Some(at(TWO_DAYS + 40)),
            ..six.clone()
        };
        assert_eq!(
            binds_at(at(0), &[ended]),
            six.door_closes_at(),
            "an early end brings nothing forward"
        );
    }

    #[test]
    fn only_a_closed_circle_is_asked_anew_when_somebody_comes_or_leaves() {
        assert!(reopened_by_circle(MembershipRule::Closed));
        assert!(!reopened_by_circle(MembershipRule::Open));
        assert!(!reopened_by_circle(MembershipRule::Revolving));
    }

    proptest! {
        #[test]
        fn no_change_binds_before_it_was_shown_for_two_days_nor_in_an_evening_nor_in_the_hour_before(
            made in 0i64..20_000, sessions in any_sessions(),
        ) {
            let binds = binds_at(at(made), &sessions);
            prop_assert!(binds >= at(made) + SHOWN_FOR);
            for one in &sessions {
                let before = one.starts_at - HOUR_BEFORE;
                prop_assert!(binds < before || binds >= one.door_closes_at());
            }
        }

        #[test]
        fn the_words_that_hold_are_the_newest_that_bind_and_never_go_back(
            made in proptest::collection::vec(0i64..20_000, 1..5), sessions in any_sessions(), look in 0i64..40_000,
        ) {
            let mut made = made;
            made.sort_unstable();
            let versions: Vec<_> = (1..).zip(&made).map(|(number, made)| version(number, *made, "words")).collect();
            let agreement = Agreement { versions: &versions, sessions: &sessions };
            let now = binding_at(agreement, at(look)).map(|one| one.number);
            let later = binding_at(agreement, at(look + 100)).map(|one| one.number);
            prop_assert!(later >= now);
            for one in &versions {
                prop_assert_eq!(Some(one.number) <= now, agreement.binds_at(one) <= at(look));
            }
        }
    }
}
