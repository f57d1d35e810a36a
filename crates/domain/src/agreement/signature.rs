//! Who has signed which version, and what that means at the door. The agreement shuts no door: it says what to ask.

use super::clause::misleads;
use super::proof::Proof;
use super::version::{Agreement, HOUR_BEFORE, Version, binding_at};
use crate::session::Session;
use crate::{GroupId, MembershipId, Private, SignatureId};
use jiff::Timestamp;

pub const LONGEST_NAME: usize = 80;

/// The act by which somebody signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// They typed their name, or the name they use here.
    Typed(Private<String>),
    /// They pressed the button, and no more: for hands that cannot type.
    Tap,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAName {
    #[error("longer than a name")]
    TooLong,
    #[error("more than one line")]
    NotOneLine,
}

impl How {
    /// An empty name is a tap.
    pub fn parse(name: &str) -> Result<Self, NotAName> {
        let name = name.trim();
        if name.chars().count() > LONGEST_NAME {
            return Err(NotAName::TooLong);
        }
        if name.contains('\n') || name.chars().any(misleads) {
            return Err(NotAName::NotOneLine);
        }
        Ok(if name.is_empty() {
            Self::Tap
        } else {
            Self::Typed(name.into())
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub id: SignatureId,
    pub group: GroupId,
    pub member: MembershipId,
    /// The version's number.
    pub version: u32,
    pub how: How,
    pub signed_at: Timestamp,
    pub proof: Proof,
    pub withdrawn_at: Option<Timestamp>,
}

/// Where one person stands with their group's agreement. Those who lead see it; it says nothing of choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The newest words.
    Signed(Timestamp),
    /// Other words, and not yet the newest.
    Older {
        version: u32,
        at: Timestamp,
    },
    /// They took it back, and nothing of theirs holds.
    Withdrawn(Timestamp),
    Never,
}

/// `signatures` are one person's.
pub fn standing(agreement: Agreement<'_>, signatures: &[Signature]) -> Standing {
    let newest = agreement.newest().map_or(0, |one| one.number);
    if let Some(held) = newest_held(signatures) {
        return if held.version == newest {
            Standing::Signed(held.signed_at)
        } else {
            Standing::Older {
                version: held.version,
                at: held.signed_at,
            }
        };
    }
    signatures
        .iter()
        .filter_map(|one| one.withdrawn_at)
        .max()
        .map_or(Standing::Never, Standing::Withdrawn)
}

fn newest_held(signatures: &[Signature]) -> Option<&Signature> {
    signatures
        .iter()
        .filter(|one| one.withdrawn_at.is_none())
        .max_by_key(|one| one.version)
}

/// What this person is asked to sign: the newest words, and never older ones.
pub fn to_sign<'a>(agreement: Agreement<'a>, signatures: &[Signature]) -> Option<&'a Version> {
    let newest = agreement.newest()?;
    match standing(agreement, signatures) {
        Standing::Signed(_) => None,
        Standing::Older { .. } | Standing::Withdrawn(_) | Standing::Never => Some(newest),
    }
}

/// What the door says to this person. Each of them may come to it: whether somebody sits down is decided by those who let
/// people in, never by a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayIn {
    /// They signed the words that hold, or none hold yet.
    Clear,
    /// They signed earlier words, which still hold for them this evening: it began before the new ones bound, or within an hour of it.
    OldWords,
    /// They signed earlier words and the new ones bind: "read the new words, or talk with who leads first".
    ReadOrTalk,
    /// They have signed nothing that holds: "read and sign, or talk with who leads first".
    SignOrTalk,
}

pub fn way_in(
    agreement: Agreement<'_>,
    signatures: &[Signature],
    session: &Session,
    now: Timestamp,
) -> WayIn {
    let Some(binding) = binding_at(agreement, now) else {
        return WayIn::Clear;
    };
    let Some(held) = newest_held(signatures) else {
        return WayIn::SignOrTalk;
    };
    let binds = agreement.binds_at(binding);
    if held.version >= binding.number {
        WayIn::Clear
    } else if session.starts_at < binds.saturating_add(HOUR_BEFORE).unwrap_or(Timestamp::MAX) {
        WayIn::OldWords
    } else {
        WayIn::ReadOrTalk
    }
}

#[cfg(test)]
mod tests {
    use super::super::version::tests::{any_sessions, at, session, version};
    use super::*;
    use crate::id::Id as _;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn signed(version: u32, minute: i64) -> Signature {
        Signature {
            id: SignatureId::from_uuid(Uuid::from_u128(1)),
            group: GroupId::from_uuid(Uuid::from_u128(1)),
            member: MembershipId::from_uuid(Uuid::from_u128(1)),
            version,
            how: How::Tap,
            signed_at: at(minute),
            proof: Proof {
                sha256: String::new(),
                salt: None,
            },
            withdrawn_at: None,
        }
    }

    const TWO_DAYS: i64 = 48 * 60;

    #[test]
    fn a_name_is_one_line_and_an_empty_one_a_tap() {
        assert_eq!(How::parse(" Anna Berger "), Ok(How::Typed("Anna Berger".into())));
        assert_eq!(How::parse("  "), Ok(How::Tap));
        assert_eq!(How::parse("Anna\nBen"), Err(NotAName::NotOneLine));
        assert_eq!(How::parse(&"ä".repeat(LONGEST_NAME + 1)), Err(NotAName::TooLong));
        assert!(!format!("{:?}", How::parse("Anna")).contains("Anna"));
    }

    #[test]
    fn only_the_newest_words_are_asked_for() {
        let versions = [version(1, 0, "old"), version(2, 10, "new")];
        let agreement = Agreement {
            versions: &versions,
            sessions: &[],
        };
        assert_eq!(to_sign(agreement, &[]).map(|one| one.number), Some(2));
        assert_eq!(to_sign(agreement, &[signed(1, 5)]).map(|one| one.number), Some(2));
        assert_eq!(to_sign(agreement, &[signed(1, 5), signed(2, 20)]), None);
        assert_eq!(
            standing(agreement, &[signed(1, 5)]),
            Standing::Older {
                version: 1,
                at: at(5)
            }
        );
    }

    #[test]
    fn a_signature_taken_back_holds_no_more_and_can_be_given_again() {
        let versions = [version(1, 0, "words")];
        let agreement = Agreement {
            versions: &versions,
            sessions: &[],
        };
        let back = Signature {
            withdrawn_at: Some(at(30)),
            ..signed(1, 5)
        };
        assert_eq!(
            standing(agreement, std::slice::from_ref(&back)),
            Standing::Withdrawn(at(30))
        );
        assert_eq!(
            standing(agreement, &[back, signed(1, 40)]),
            Standing::Signed(at(40))
        );
    }

    #[test]
    fn old_words_hold_until_the_new_ones_bind_and_then_the_door_asks() {
        let versions = [version(1, -9_000, "old"), version(2, 0, "new")];
        let evening = session(TWO_DAYS + 10, 90);
        let next_week = session(TWO_DAYS + 10 + 7 * 24 * 60, 90);
        let sessions = [evening.clone(), next_week.clone()];
        let agreement = Agreement {
            versions: &versions,
            sessions: &sessions,
        };
        let old = [signed(1, -8_000)];
        let ten_to_six = at(TWO_DAYS);
        assert_eq!(way_in(agreement, &old, &evening, ten_to_six), WayIn::Clear);
        assert_eq!(way_in(agreement, &old, &evening, evening.ends_at()), WayIn::Clear);
        assert_eq!(
            way_in(agreement, &old, &next_week, next_week.starts_at),
            WayIn::ReadOrTalk
        );
        let both = [signed(1, -8_000), signed(2, 100)];
        assert_eq!(
            way_in(agreement, &both, &next_week, next_week.starts_at),
            WayIn::Clear
        );
        assert_eq!(way_in(agreement, &[], &evening, ten_to_six), WayIn::SignOrTalk);
    }

    proptest! {
        #[test]
        fn whoever_signed_earlier_words_is_never_asked_at_a_session_that_begins_within_an_hour_of_a_change(
            made in 0i64..20_000, sessions in any_sessions(), starts in 0i64..40_000, minutes in 15u16..240, look in 0i64..40_000,
        ) {
            let versions = [version(1, -9_000, "old"), version(2, made, "new")];
            let agreement = Agreement { versions: &versions, sessions: &sessions };
            // One that the rule of binding did not know of, too: it was planned a moment ago.
            let late = session(starts, minutes);
            let binds = agreement.binds_at(&versions[1]);
            for one in sessions.iter().chain([&late]) {
                let way = way_in(agreement, &[signed(1, -8_000)], one, at(look));
                if one.starts_at < binds + HOUR_BEFORE || at(look) < binds {
                    prop_assert!(matches!(way, WayIn::Clear | WayIn::OldWords));
                }
            }
        }

        #[test]
        fn whoever_signed_the_newest_words_is_asked_nothing(
            made in proptest::collection::vec(0i64..20_000, 1..5), sessions in any_sessions(), look in 0i64..40_000,
        ) {
            let mut made = made;
            made.sort_unstable();
            let versions: Vec<_> = (1..).zip(&made).map(|(number, made)| version(number, *made, "words")).collect();
            let agreement = Agreement { versions: &versions, sessions: &sessions };
            let newest = versions.last().expect("one").number;
            prop_assert_eq!(to_sign(agreement, &[signed(newest, 0)]), None);
            for one in &sessions {
                prop_assert_eq!(way_in(agreement, &[signed(newest, 0)], one, at(look)), WayIn::Clear);
            }
        }
    }
}
