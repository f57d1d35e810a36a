//! Somebody under age: they sign themselves, and a guardian's consent is recorded beside it. Without both nothing is complete.

use super::clause::misleads;
use crate::{GroupId, MembershipId, Private};
use jiff::Timestamp;
use jiff::civil::Date;

pub const LONGEST_GUARDIAN_LINE: usize = 200;

/// That a guardian's consent is needed for this place, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guardian {
    pub group: GroupId,
    pub member: MembershipId,
    pub consent: Option<GuardianConsent>,
    /// `None` when whoever wrote it down was erased since.
    pub recorded_by: Option<MembershipId>,
    pub recorded_at: Timestamp,
}

/// Who consented, how that was checked, and on which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardianConsent {
    who: Private<String>,
    how: Private<String>,
    pub on: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAGuardian {
    #[error("nobody is named")]
    NoName,
    #[error("how it was checked is missing")]
    NoCheck,
    #[error("longer than a line, or more than one")]
    NotOneLine,
    #[error("a day that has not come")]
    InFuture,
}

impl GuardianConsent {
    /// `today` in the practice's zone.
    pub fn parse(who: &str, how: &str, on: Date, today: Date) -> Result<Self, NotAGuardian> {
        let (who, how) = (who.trim(), how.trim());
        if who.is_empty() {
            return Err(NotAGuardian::NoName);
        }
        if how.is_empty() {
            return Err(NotAGuardian::NoCheck);
        }
        let is_line = |text: &str| {
            text.chars().count() <= LONGEST_GUARDIAN_LINE
                && !text.chars().any(|one| one == '\n' || misleads(one))
        };
        if !is_line(who) || !is_line(how) {
            return Err(NotAGuardian::NotOneLine);
        }
        if on > today {
            return Err(NotAGuardian::InFuture);
        }
        Ok(Self {
            who: who.into(),
            how: how.into(),
            on,
        })
    }

    pub fn who(&self) -> &str {
        self.who.reveal()
    }

    pub fn how(&self) -> &str {
        self.how.reveal()
    }
}

impl Guardian {
    /// Whether what this place needs besides the person's own signature is there.
    pub fn is_complete(guardian: Option<&Self>) -> bool {
        guardian.is_none_or(|one| one.consent.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_guardians_consent_says_who_how_it_was_checked_and_when() {
        let today = date(2026, 1, 6);
        let parse = |who, how, on| GuardianConsent::parse(who, how, on, today).map(drop);
        assert_eq!(parse("Ruth Berger, mother", "saw her passport", today), Ok(()));
        assert_eq!(parse(" ", "saw her passport", today), Err(NotAGuardian::NoName));
        assert_eq!(parse("Ruth Berger", "", today), Err(NotAGuardian::NoCheck));
        assert_eq!(
            parse("Ruth\nBerger", "saw her passport", today),
            Err(NotAGuardian::NotOneLine)
        );
        assert_eq!(
            parse("Ruth Berger", "saw her passport", date(2026, 1, 7)),
            Err(NotAGuardian::InFuture)
        );
    }
}
