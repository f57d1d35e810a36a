//! What obliges a practice to keep a person's data although its time is over: said in words that this person will read.

use jiff::{SignedDuration, Timestamp};
use std::fmt;

pub const LONGEST_REASON: usize = 400;
pub const LONGEST_NAME: usize = 100;
/// Longer than this no hold is placed at once: somebody has to look again.
pub const LONGEST_HOLD: SignedDuration = SignedDuration::from_hours(24 * 366 * 3);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAHold {
    NoReason,
    NobodyAnswersForIt,
    TooLong,
    EndsBeforeItBegins,
    EndsTooLate,
}

/// Whether these words and this end can be a hold.
pub fn check(reason: &str, placed_by: &str, now: Timestamp, ends_at: Timestamp) -> Result<(), NotAHold> {
    if reason.trim().is_empty() {
        return Err(NotAHold::NoReason);
    }
    if placed_by.trim().is_empty() {
        return Err(NotAHold::NobodyAnswersForIt);
    }
    if reason.chars().count() > LONGEST_REASON || placed_by.chars().count() > LONGEST_NAME {
        return Err(NotAHold::TooLong);
    }
    if ends_at <= now {
        return Err(NotAHold::EndsBeforeItBegins);
    }
    if ends_at.duration_since(now) > LONGEST_HOLD {
        return Err(NotAHold::EndsTooLate);
    }
    Ok(())
}

impl fmt::Display for NotAHold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoReason => f.write_str("a hold has a reason, which its person will read"),
            Self::NobodyAnswersForIt => {
                f.write_str("a hold has somebody who answers for it, whom its person will read")
            }
            Self::TooLong => write!(
                f,
                "a reason has at most {LONGEST_REASON} characters, and a name {LONGEST_NAME}"
            ),
            Self::EndsBeforeItBegins => f.write_str("a hold ends later than now"),
            Self::EndsTooLate => {
                f.write_str("a hold ends within three years; place it again then, if it is still needed")
            }
        }
    }
}

impl std::error::Error for NotAHold {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_has_a_reason_a_name_and_an_end_within_three_years() {
        let now = Timestamp::UNIX_EPOCH;
        let days = |days: i64| now + SignedDuration::from_hours(24 * days);
        let long = "x".repeat(LONGEST_REASON + 1);
        for (reason, by, ends_at, said) in [
            ("a court asked", "the practice", days(1), Ok(())),
            ("a court asked", "the practice", days(1_000), Ok(())),
            (" ", "the practice", days(1), Err(NotAHold::NoReason)),
            ("a court asked", "", days(1), Err(NotAHold::NobodyAnswersForIt)),
            (&long, "the practice", days(1), Err(NotAHold::TooLong)),
            ("a court asked", &long, days(1), Err(NotAHold::TooLong)),
            (
                "a court asked",
                "the practice",
                now,
                Err(NotAHold::EndsBeforeItBegins),
            ),
            (
                "a court asked",
                "the practice",
                days(1_100),
                Err(NotAHold::EndsTooLate),
            ),
        ] {
            assert_eq!(check(reason, by, now, ends_at), said, "{reason:.20} {by:.20}");
        }
    }
}
