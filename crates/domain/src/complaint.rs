//! A complaint: what somebody says happened, about which group, and how they may be answered. It goes past whoever leads that group.

use crate::id::{ComplaintId, IncidentId};
use crate::{GroupId, PersonId, Private};
use jiff::Timestamp;

/// About five pages.
pub const LONGEST_WORDS: usize = 10_000;
pub const LONGEST_LINE: usize = 200;

/// How somebody wants to be answered. Nobody rings, texts or mails on a way that they did not name here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answering {
    /// On the complaint's own page, and nowhere else.
    Here,
    Ring,
    Text,
    Email,
    /// Not at all: it shall be known, and that is enough.
    No,
}

impl Answering {
    pub const ALL: [Self; 5] = [Self::Here, Self::Email, Self::Ring, Self::Text, Self::No];

    /// Whether it needs a number or an address.
    pub fn needs_reach(self) -> bool {
        matches!(self, Self::Ring | Self::Text | Self::Email)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    pub id: ComplaintId,
    /// `None` for somebody without an account.
    pub by: Option<PersonId>,
    /// Whether who reads it learns who that is.
    pub named: bool,
    pub about_group: Option<GroupId>,
    /// Whom or what it is about, in the words of who complains; may be empty.
    pub about: Private<String>,
    pub words: Private<String>,
    pub answering: Answering,
    /// The number or address that is safe; empty where none is needed.
    pub reach: Private<String>,
    pub received_at: Timestamp,
    pub read_at: Option<Timestamp>,
    pub answered_at: Option<Timestamp>,
    pub answer: Private<String>,
    pub closed_at: Option<Timestamp>,
    /// Under this number it was written down as an incident.
    pub incident: Option<IncidentId>,
}

/// How far it has come. None goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    Received,
    Read,
    Answered,
    Closed,
}

impl Complaint {
    pub fn state(&self) -> State {
        if self.closed_at.is_some() {
            State::Closed
        } else if self.answered_at.is_some() {
            State::Answered
        } else if self.read_at.is_some() {
            State::Read
        } else {
            State::Received
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotWords {
    Missing,
    TooLong,
}

/// A story as it was typed: its breaks stay, what no keyboard writes goes. Counted in characters.
pub fn story(text: &str, longest: usize) -> Result<Private<String>, NotWords> {
    let plain: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        .collect();
    let plain = plain.trim();
    if plain.is_empty() {
        return Err(NotWords::Missing);
    }
    if plain.chars().count() > longest {
        return Err(NotWords::TooLong);
    }
    Ok(plain.into())
}

/// One line, which may be empty.
pub fn line(text: &str) -> Result<Private<String>, NotWords> {
    let plain: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let plain = plain.trim();
    if plain.chars().count() > LONGEST_LINE {
        return Err(NotWords::TooLong);
    }
    Ok(plain.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Result<String, NotWords> {
        story(text, LONGEST_WORDS).map(Private::into_inner)
    }

    #[test]
    fn a_story_keeps_its_breaks_and_loses_what_no_keyboard_writes() {
        assert_eq!(
            told(" One.\r\n\r\nTwo\u{0}\u{7}. "),
            Ok("One.\n\nTwo.".to_owned())
        );
        assert_eq!(told(" \r\n\u{0}"), Err(NotWords::Missing));
    }

    #[test]
    fn a_story_is_counted_in_characters_and_not_in_bytes() {
        assert!(told(&"ß".repeat(LONGEST_WORDS)).is_ok());
        assert_eq!(told(&"ß".repeat(LONGEST_WORDS + 1)), Err(NotWords::TooLong));
    }

    #[test]
    fn a_line_is_one_line_and_may_be_empty() {
        assert_eq!(line(" a\r\nb ").map(Private::into_inner), Ok("a  b".to_owned()));
        assert_eq!(line("").map(Private::into_inner), Ok(String::new()));
        assert_eq!(line(&"x".repeat(LONGEST_LINE + 1)), Err(NotWords::TooLong));
    }
}
