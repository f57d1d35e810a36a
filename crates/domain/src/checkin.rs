//! What a person says of themselves at a check-in: a number from 0 to 10, one line, or both. Kept only in their own record, and only when they ask for it.

use crate::{CheckinId, PersonId, Private, SessionId};
use jiff::{SignedDuration, Timestamp};

/// The words at both ends stand with the words of the pages: 0 is very hard, 10 is very good.
pub const HIGHEST_NUMBER: u8 = 10;
/// One line that is read at a glance, in characters.
pub const LONGEST_LINE: usize = 140;
/// Words can be kept until this long after their session ended: for a line that was down when it did.
pub const KEPT_UNTIL_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// A number, a line, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckinWords {
    number: Private<Option<u8>>,
    line: Private<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotACheckin {
    #[error("neither a number nor a line")]
    Empty,
    #[error("a number is a whole one from 0 to 10")]
    Number,
    #[error("longer than a line")]
    TooLong,
    #[error("more than one line")]
    NotOneLine,
}

impl CheckinWords {
    /// `number` in digits; empty when there is none.
    pub fn parse(number: &str, line: &str) -> Result<Self, NotACheckin> {
        let number = match number.trim() {
            "" => None,
            digits => Some(read_number(digits).ok_or(NotACheckin::Number)?),
        };
        let line = line.trim();
        if line.chars().count() > LONGEST_LINE {
            return Err(NotACheckin::TooLong);
        }
        if line.chars().any(breaks_a_line) {
            return Err(NotACheckin::NotOneLine);
        }
        if number.is_none() && line.is_empty() {
            return Err(NotACheckin::Empty);
        }
        Ok(Self {
            number: Private::new(number),
            line: line.into(),
        })
    }

    pub fn number(&self) -> Option<u8> {
        *self.number.reveal()
    }

    /// Empty when there is none.
    pub fn line(&self) -> &str {
        self.line.reveal()
    }
}

/// Only the one spelling that we write: no sign, no zero in front.
fn read_number(digits: &str) -> Option<u8> {
    let number: u8 = digits.parse().ok()?;
    (number <= HIGHEST_NUMBER && number.to_string() == digits).then_some(number)
}

/// Controls, and marks that turn the writing around: they could make a line read as another.
fn breaks_a_line(one: char) -> bool {
    one.is_control() || matches!(one, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// One check-in in the record of the person who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCheckin {
    /// Made by the page that asked, so that asking twice keeps once. Unique for one person only.
    pub id: CheckinId,
    pub person: PersonId,
    pub session: SessionId,
    pub words: CheckinWords,
    pub kept_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fault(number: &str, line: &str) -> Option<NotACheckin> {
        CheckinWords::parse(number, line).err()
    }

    #[test]
    fn a_check_in_is_a_number_from_0_to_10_or_a_line_or_both() {
        let both = CheckinWords::parse("10", " glad to be here ").expect("both");
        assert_eq!((both.number(), both.line()), (Some(10), "glad to be here"));
        assert_eq!(
            CheckinWords::parse("0", "").map(|words| words.number()),
            Ok(Some(0))
        );
        assert_eq!(
            CheckinWords::parse("", "rain").map(|words| words.number()),
            Ok(None)
        );
        assert_eq!(fault("", "  "), Some(NotACheckin::Empty));
        for number in ["11", "-1", "+1", "07", "7.5", "seven", "256", "٣"] {
            assert_eq!(fault(number, "a line"), Some(NotACheckin::Number), "{number}");
        }
    }

    #[test]
    fn a_line_is_one_and_has_an_end() {
        assert_eq!(fault("", &"ä".repeat(LONGEST_LINE)), None);
        assert_eq!(
            fault("5", &"ä".repeat(LONGEST_LINE + 1)),
            Some(NotACheckin::TooLong)
        );
        for line in [
            "two\nlines",
            "a bell \u{7}",
            "turned \u{202e} around",
            "split\u{2028}here",
        ] {
            assert_eq!(fault("5", line), Some(NotACheckin::NotOneLine), "{line:?}");
        }
    }

    proptest! {
        #[test]
        fn debug_prints_nothing_of_what_was_said(number in 0u8..=10, line in "[a-z]{3,20}") {
            let words = CheckinWords::parse(&number.to_string(), &line).expect("words");
            let printed = format!("{words:?}");
            prop_assert!(!printed.contains(&line) || "CheckinWords number line Private".contains(&line));
            prop_assert!(!printed.contains(char::is_numeric));
        }
    }
}
