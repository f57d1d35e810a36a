//! A person's permission to tell somebody outside something about them: to whom, what, until when. Whatever reads
//! for the outside asks [`may_release`] first, each time (C5).

use crate::{GroupId, MembershipId, Private, ReleaseId};
use jiff::{SignedDuration, Timestamp};

/// A permission that nobody thinks of any more is none.
pub const LONGEST_RELEASE: SignedDuration = SignedDuration::from_hours(366 * 24);
pub const LONGEST_RECIPIENT: usize = 120;

/// What can be told. Never words of a session: nothing keeps them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Matter {
    /// That this person has a place in the group, and on which evenings they were there.
    Attendance,
    /// Results of questionnaires.
    Measures,
    /// What those who lead write about this person's way in the group.
    Summary,
}

impl Matter {
    pub const ALL: [Self; 3] = [Self::Attendance, Self::Measures, Self::Summary];
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    pub id: ReleaseId,
    pub group: GroupId,
    pub member: MembershipId,
    recipient: Private<String>,
    /// In order, each once, at least one.
    matters: Private<Vec<Matter>>,
    pub made_at: Timestamp,
    /// It holds up to this moment and not at it.
    pub until: Timestamp,
    pub revoked_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotARelease {
    #[error("nobody is named")]
    NoRecipient,
    #[error("longer than a line, or more than one")]
    NotOneLine,
    #[error("nothing is to be told")]
    Nothing,
    #[error("over before it began")]
    Past,
    #[error("longer than a year")]
    TooLong,
}

/// Why nothing may be told. For the log and the reader; the outside learns only that there is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    Revoked,
    Over,
    NotThis,
}

impl Release {
    pub fn parse(
        id: ReleaseId,
        (group, member): (GroupId, MembershipId),
        recipient: &str,
        matters: &[Matter],
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Self, NotARelease> {
        let recipient = recipient.trim();
        if recipient.is_empty() {
            return Err(NotARelease::NoRecipient);
        }
        let breaks =
            |one: char| one.is_control() || matches!(one, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if recipient.chars().count() > LONGEST_RECIPIENT || recipient.chars().any(breaks) {
            return Err(NotARelease::NotOneLine);
        }
        let mut matters = matters.to_vec();
        matters.sort_unstable();
        matters.dedup();
        if matters.is_empty() {
            return Err(NotARelease::Nothing);
        }
        if until <= now {
            return Err(NotARelease::Past);
        }
        if until.duration_since(now) > LONGEST_RELEASE {
            return Err(NotARelease::TooLong);
        }
        Ok(Self {
            id,
            group,
            member,
            recipient: recipient.into(),
            matters: Private::new(matters),
            made_at: now,
            until,
            revoked_at: None,
        })
    }

    pub fn recipient(&self) -> &str {
        self.recipient.reveal()
    }

    pub fn matters(&self) -> &[Matter] {
        self.matters.reveal()
    }

    pub fn holds(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.until
    }
}

/// The one question before anything is read for the outside, asked for each matter at the moment of reading.
pub fn may_release(release: &Release, matter: Matter, now: Timestamp) -> Result<(), Closed> {
    if release.revoked_at.is_some() {
        Err(Closed::Revoked)
    } else if now >= release.until {
        Err(Closed::Over)
    } else if !release.matters().contains(&matter) {
        Err(Closed::NotThis)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id as _;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_767_571_200 + hours * 3_600).expect("a moment")
    }

    fn parse(recipient: &str, matters: &[Matter], until: Timestamp) -> Result<Release, NotARelease> {
        let id = Uuid::from_u128(1);
        let place = (GroupId::from_uuid(id), MembershipId::from_uuid(id));
        Release::parse(ReleaseId::from_uuid(id), place, recipient, matters, until, at(0))
    }

    #[test]
    fn a_release_names_somebody_something_and_an_end_within_a_year() {
        let all = &Matter::ALL;
        assert!(parse("Dr Roth, Berlin", all, at(24)).is_ok());
        assert_eq!(parse(" ", all, at(24)).err(), Some(NotARelease::NoRecipient));
        assert_eq!(
            parse("Dr\nRoth", all, at(24)).err(),
            Some(NotARelease::NotOneLine)
        );
        assert_eq!(parse("Dr Roth", &[], at(24)).err(), Some(NotARelease::Nothing));
        assert_eq!(parse("Dr Roth", all, at(0)).err(), Some(NotARelease::Past));
        assert_eq!(
            parse("Dr Roth", all, at(367 * 24)).err(),
            Some(NotARelease::TooLong)
        );
    }

    #[test]
    fn a_release_holds_up_to_its_end_and_not_at_it() {
        let release = parse("Dr Roth", &Matter::ALL, at(24)).expect("a release");
        let last = at(24) - SignedDuration::from_millis(1);
        assert_eq!(may_release(&release, Matter::Measures, last), Ok(()));
        assert_eq!(may_release(&release, Matter::Measures, at(24)), Err(Closed::Over));
        assert!(release.holds(last) && !release.holds(at(24)));
    }

    proptest! {
        #[test]
        fn nothing_is_told_beyond_its_matters_after_its_end_or_once_it_is_taken_back(
            length in 1i64..2_000, look in 0i64..4_000, revoked in proptest::option::of(0i64..4_000), chosen in 0usize..3,
        ) {
            let mut release = parse("Dr Roth", &[Matter::ALL[chosen]], at(length)).expect("a release");
            release.revoked_at = revoked.map(at);
            for matter in Matter::ALL {
                let told = may_release(&release, matter, at(look)).is_ok();
                prop_assert_eq!(told, matter == Matter::ALL[chosen] && look < length && revoked.is_none());
            }
        }
    }
}
