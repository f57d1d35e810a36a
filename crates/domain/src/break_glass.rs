//! Break-glass: somebody who works for the house sees a little about one person or one group when nobody who leads can be reached.
//! With a reason, a second person who says yes, an end, and a notice to those it is about (45 CFR 164.312(a)(2)(ii)).

use crate::id::BreakGlassId;
use crate::person::Standing;
use crate::{GroupId, PersonId, Private, SignInId};
use jiff::{SignedDuration, Timestamp};

pub const SHORTEST_REASON: usize = 20;
pub const LONGEST_REASON: usize = 1_000;
/// The second person says yes or no within this time, and what was agreed to is opened within the same.
pub const ANSWER_WITHIN: SignedDuration = SignedDuration::from_mins(60);
pub const OPEN_FOR: SignedDuration = SignedDuration::from_mins(60);
/// So many of one person wait or stand open at a time.
pub const MOST_AT_ONCE: usize = 3;

/// Why, in a word of ours: that word goes to those it is about, and into the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Somebody may be in danger.
    Danger,
    /// An evening is near or on, and nobody who leads it answers.
    NobodyLeads,
    /// Somebody else may be using an account.
    SignInMisused,
    /// A court or an authority obliges.
    Obliged,
    Other,
}

impl Class {
    pub const ALL: [Self; 5] = [
        Self::Danger,
        Self::NobodyLeads,
        Self::SignInMisused,
        Self::Obliged,
        Self::Other,
    ];

    /// The words never change once they are released: they stand in the audit log.
    pub fn word(self) -> &'static str {
        match self {
            Self::Danger => "danger",
            Self::NobodyLeads => "nobody-leads",
            Self::SignInMisused => "sign-in-misused",
            Self::Obliged => "obliged",
            Self::Other => "other",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// What the second person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Second {
    Coordinator,
    Operator,
    Leads,
}

impl Second {
    /// `None` for somebody who neither works for the house nor leads a group.
    pub fn of(standing: Standing, leads: bool) -> Option<Self> {
        match standing {
            Standing::Operator => Some(Self::Operator),
            Standing::Coordinator => Some(Self::Coordinator),
            Standing::Person => leads.then_some(Self::Leads),
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Operator => "operator",
            Self::Leads => "leads",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Coordinator, Self::Operator, Self::Leads]
            .into_iter()
            .find(|one| one.word() == word)
    }
}

/// Whom or what it is about. Whether there is such a one at all is told only once it stands open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    Person(Option<PersonId>),
    Group(Option<GroupId>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakGlass {
    pub id: BreakGlassId,
    pub about: About,
    pub class: Class,
    pub reason: Private<String>,
    pub asked_by: PersonId,
    pub asked_through: SignInId,
    pub asked_at: Timestamp,
    /// What the second person said, and when.
    pub answered: Option<Answered>,
    pub opened_at: Option<Timestamp>,
    /// Closed by who asked.
    pub closed_at: Option<Timestamp>,
    /// Whether the log has its end.
    pub end_is_written: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// `None` when they are here no more.
    pub by: Option<PersonId>,
    pub second: Second,
    pub at: Timestamp,
    pub yes: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// For a second person, until then.
    Waits(Timestamp),
    /// May be opened, until then.
    Agreed(Timestamp),
    Refused,
    /// Nobody answered, or nobody opened it, in time.
    Lapsed,
    Open(Timestamp),
    Ended(Timestamp),
}

impl BreakGlass {
    pub fn state(&self, now: Timestamp) -> State {
        let Some(answered) = self.answered else {
            let until = after(self.asked_at, ANSWER_WITHIN);
            return if now < until && self.closed_at.is_none() {
                State::Waits(until)
            } else {
                State::Lapsed
            };
        };
        if !answered.yes {
            return State::Refused;
        }
        let Some(opened_at) = self.opened_at else {
            let until = after(answered.at, ANSWER_WITHIN);
            return if now < until && self.closed_at.is_none() {
                State::Agreed(until)
            } else {
                State::Lapsed
            };
        };
        let end = after(opened_at, OPEN_FOR);
        let end = self.closed_at.map_or(end, |closed| closed.min(end));
        // A clock that was set back opens nothing.
        if now < end && now >= opened_at {
            State::Open(end)
        } else {
            State::Ended(end)
        }
    }
}

fn after(at: Timestamp, time: SignedDuration) -> Timestamp {
    at.saturating_add(time).unwrap_or(Timestamp::MAX)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAReason {
    TooShort,
    TooLong,
}

/// One paragraph of so many letters, digits and marks; what cannot be seen does not count.
pub fn reason(text: &str) -> Result<Private<String>, NotAReason> {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.chars().filter(|letter| !letter.is_control()).collect())
        .collect();
    let plain = words.join(" ").trim().to_owned();
    let count = plain.chars().count();
    if count < SHORTEST_REASON {
        return Err(NotAReason::TooShort);
    }
    if count > LONGEST_REASON {
        return Err(NotAReason::TooLong);
    }
    Ok(plain.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id as _;
    use uuid::Uuid;

    fn minutes(count: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(count)
    }

    fn asked() -> BreakGlass {
        BreakGlass {
            id: BreakGlassId::from_uuid(Uuid::from_u128(1)),
            about: About::Person(None),
            class: Class::Danger,
            reason: "somebody has to know".into(),
            asked_by: PersonId::from_uuid(Uuid::from_u128(2)),
            asked_through: SignInId::from_uuid(Uuid::from_u128(3)),
            asked_at: minutes(0),
            answered: None,
            opened_at: None,
            closed_at: None,
            end_is_written: false,
        }
    }

    fn answered(at: i64, yes: bool) -> BreakGlass {
        let answered = Answered {
            by: None,
            second: Second::Leads,
            at: minutes(at),
            yes,
        };
        BreakGlass {
            answered: Some(answered),
            ..asked()
        }
    }

    #[test]
    fn nothing_stands_open_before_a_second_person_said_yes_or_after_an_hour() {
        assert_eq!(asked().state(minutes(59)), State::Waits(minutes(60)));
        assert_eq!(asked().state(minutes(60)), State::Lapsed);
        assert_eq!(answered(5, false).state(minutes(6)), State::Refused);
        assert_eq!(answered(5, true).state(minutes(64)), State::Agreed(minutes(65)));
        assert_eq!(answered(5, true).state(minutes(65)), State::Lapsed);
        let open = BreakGlass {
            opened_at: Some(minutes(10)),
            ..answered(5, true)
        };
        assert_eq!(open.state(minutes(69)), State::Open(minutes(70)));
        assert_eq!(open.state(minutes(70)), State::Ended(minutes(70)));
        assert_eq!(
            open.state(minutes(9)),
            State::Ended(minutes(70)),
            "a clock set back"
        );
        let closed = BreakGlass {
            closed_at: Some(minutes(20)),
            ..open
        };
        assert_eq!(closed.state(minutes(21)), State::Ended(minutes(20)));
    }

    #[test]
    fn a_reason_has_letters_enough_and_an_end() {
        let said = |text: &str| reason(text).map(Private::into_inner);
        assert_eq!(said(""), Err(NotAReason::TooShort));
        assert_eq!(said(&" \n\u{0}".repeat(50)), Err(NotAReason::TooShort));
        assert_eq!(
            said("nobody  answers\nthe telephone"),
            Ok("nobody answers the telephone".into())
        );
        assert_eq!(said(&"x".repeat(10_000)), Err(NotAReason::TooLong));
        assert!(said(&"x".repeat(LONGEST_REASON)).is_ok());
    }
}
