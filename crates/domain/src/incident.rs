//! Something that went wrong and that the practice must answer for: what kind, when, how many people it concerns. Never who, and
//! no words of its own: the story belongs into the practice's file, under the incident's id.

use jiff::Timestamp;
use std::fmt;
use std::str::FromStr;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A device on which somebody was signed in.
    LostDevice,
    WrongRecipient,
    /// Somebody opened what they had no reason to open.
    Look,
    /// Somebody acted as another.
    SignInMisused,
    BreakIn,
    DataLost,
    Outage,
    Complaint,
    Other,
}

/// The words never change once they are released: they stand in the audit log.
const WORDS: [(Kind, &str); 9] = [
    (Kind::LostDevice, "lost-device"),
    (Kind::WrongRecipient, "wrong-recipient"),
    (Kind::Look, "look"),
    (Kind::SignInMisused, "sign-in-misused"),
    (Kind::BreakIn, "break-in"),
    (Kind::DataLost, "data-lost"),
    (Kind::Outage, "outage"),
    (Kind::Complaint, "complaint"),
    (Kind::Other, "other"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incident {
    pub kind: Kind,
    pub happened: Timestamp,
    /// From here the 72 hours of GDPR article 33 run.
    pub noticed: Timestamp,
    /// How many people it concerns, as far as is known.
    pub people: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAnIncident {
    /// Noticed before it happened.
    NoticedTooEarly,
    /// Noticed after now.
    NotYet,
}

impl Incident {
    pub fn new(
        kind: Kind,
        happened: Timestamp,
        noticed: Timestamp,
        people: u32,
        now: Timestamp,
    ) -> Result<Self, NotAnIncident> {
        if noticed < happened {
            return Err(NotAnIncident::NoticedTooEarly);
        }
        if noticed > now {
            return Err(NotAnIncident::NotYet);
        }
        Ok(Self {
            kind,
            happened,
            noticed,
            people,
        })
    }
}

impl Kind {
    pub fn word(self) -> &'static str {
        WORDS
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("other", |(_, word)| word)
    }

    /// Every word there is, for whoever has to choose one.
    pub fn words() -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|(_, word)| *word)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAKind;

impl FromStr for Kind {
    type Err = NotAKind;

    fn from_str(text: &str) -> Result<Self, NotAKind> {
        let known = WORDS.iter().find(|(_, word)| *word == text);
        known.map(|(kind, _)| *kind).ok_or(NotAKind)
    }
}

impl fmt::Display for NotAKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<_> = Kind::words().collect();
        write!(f, "one of: {}", words.join(", "))
    }
}

impl std::error::Error for NotAKind {}

impl fmt::Display for NotAnIncident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoticedTooEarly => "it cannot have been noticed before it happened",
            Self::NotYet => "it cannot be noticed later than now",
        })
    }
}

impl std::error::Error for NotAnIncident {}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(hours)
    }

    #[test]
    fn it_happens_then_it_is_noticed_then_it_is_written_down() {
        let incident = |happened, noticed| Incident::new(Kind::Look, at(happened), at(noticed), 1, at(3));
        assert!(incident(1, 1).is_ok() && incident(1, 3).is_ok());
        assert_eq!(incident(2, 1), Err(NotAnIncident::NoticedTooEarly));
        assert_eq!(incident(1, 4), Err(NotAnIncident::NotYet));
    }

    #[test]
    fn every_kind_reads_back_from_its_word_and_from_no_other() {
        for word in Kind::words() {
            assert_eq!(word.parse::<Kind>().map(Kind::word), Ok(word));
        }
        assert_eq!("Lost-Device".parse::<Kind>(), Err(NotAKind));
    }
}
