//! One clause: a heading, its words, and how it is asked. A set of clauses is an agreement.

use crate::ClauseId;
use serde::{Deserialize, Serialize};

pub const LONGEST_HEADING: usize = 80;
/// Longer than this nobody reads before an evening.
pub const LONGEST_TEXT: usize = 1_500;
pub const MOST_CLAUSES: usize = 40;

/// How a clause is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What people in the group promise one another. Signed with the whole.
    Promise,
    /// What a person should know before they say yes: nature, risks, limits. Signed with the whole.
    Consent,
    /// Asked apart from the agreement; the answer holds for this person alone.
    OwnChoice,
    /// Asked apart; it happens only while everybody says yes, so one no stops it for everybody.
    JointChoice,
}

impl Kind {
    /// Part of what is signed as a whole.
    pub fn is_signed(self) -> bool {
        matches!(self, Self::Promise | Self::Consent)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    pub id: ClauseId,
    pub kind: Kind,
    pub heading: String,
    /// A paragraph per line.
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAClause {
    #[error("a clause needs a heading")]
    NoHeading,
    #[error("a heading is one line of at most 80 characters")]
    Heading,
    #[error("a clause needs words")]
    NoText,
    #[error("longer than people read")]
    TooLong,
    #[error("marks that turn the writing around, or controls")]
    Marks,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAgreement {
    #[error("nothing in it is to be signed")]
    Empty,
    #[error("more clauses than people read")]
    TooMany,
    #[error("one clause stands in it twice")]
    Twice,
}

impl Clause {
    /// Line ends are made ours, because browsers send two characters for each.
    pub fn parse(id: ClauseId, kind: Kind, heading: &str, text: &str) -> Result<Self, NotAClause> {
        let heading = heading.trim();
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim();
        if heading.is_empty() {
            return Err(NotAClause::NoHeading);
        }
        if text.is_empty() {
            return Err(NotAClause::NoText);
        }
        if heading.chars().count() > LONGEST_HEADING || heading.contains('\n') {
            return Err(NotAClause::Heading);
        }
        if text.chars().count() > LONGEST_TEXT {
            return Err(NotAClause::TooLong);
        }
        // What is signed must read the same to everybody, in the order in which it is stored.
        if heading.chars().chain(text.chars()).any(misleads) {
            return Err(NotAClause::Marks);
        }
        Ok(Self {
            id,
            kind,
            heading: heading.to_owned(),
            text: text.to_owned(),
        })
    }
}

pub(super) fn misleads(one: char) -> bool {
    (one.is_control() && one != '\n') || matches!(one, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether these clauses together can be an agreement.
pub fn check_all(clauses: &[Clause]) -> Result<(), NotAnAgreement> {
    if clauses.len() > MOST_CLAUSES {
        return Err(NotAnAgreement::TooMany);
    }
    if !clauses.iter().any(|one| one.kind.is_signed()) {
        return Err(NotAnAgreement::Empty);
    }
    let twice = |(at, one): (usize, &Clause)| clauses[..at].iter().any(|earlier| earlier.id == one.id);
    if clauses.iter().enumerate().any(twice) {
        return Err(NotAnAgreement::Twice);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id as _;

    fn id(number: u128) -> ClauseId {
        ClauseId::from_uuid(uuid::Uuid::from_u128(number))
    }

    fn fault(heading: &str, text: &str) -> Option<NotAClause> {
        Clause::parse(id(1), Kind::Promise, heading, text).err()
    }

    #[test]
    fn a_clause_has_a_heading_and_words_that_read_as_they_stand() {
        assert_eq!(fault("Privacy", "What is said here stays here."), None);
        assert_eq!(fault(" ", "words"), Some(NotAClause::NoHeading));
        assert_eq!(fault("Privacy", " \n "), Some(NotAClause::NoText));
        assert_eq!(fault("Two\nlines", "words"), Some(NotAClause::Heading));
        assert_eq!(
            fault(&"ä".repeat(LONGEST_HEADING + 1), "words"),
            Some(NotAClause::Heading)
        );
        assert_eq!(
            fault("Privacy", &"ä".repeat(LONGEST_TEXT + 1)),
            Some(NotAClause::TooLong)
        );
        assert_eq!(
            fault("Privacy", "you may \u{202e}ton\u{202c} leave"),
            Some(NotAClause::Marks)
        );
    }

    #[test]
    fn a_browsers_line_ends_change_no_words() {
        let sent = Clause::parse(id(1), Kind::Promise, "Privacy", "one\r\ntwo\r\n").expect("a clause");
        assert_eq!(sent.text, "one\ntwo");
    }

    #[test]
    fn an_agreement_has_something_to_sign_and_nothing_twice() {
        let clause = |number, kind| Clause::parse(id(number), kind, "Privacy", "words").expect("a clause");
        assert_eq!(check_all(&[]), Err(NotAnAgreement::Empty));
        assert_eq!(
            check_all(&[clause(1, Kind::JointChoice)]),
            Err(NotAnAgreement::Empty)
        );
        assert_eq!(
            check_all(&[clause(1, Kind::Promise), clause(1, Kind::Consent)]),
            Err(NotAnAgreement::Twice)
        );
        let many: Vec<_> = (0..=MOST_CLAUSES as u128)
            .map(|number| clause(number, Kind::Promise))
            .collect();
        assert_eq!(check_all(&many), Err(NotAnAgreement::TooMany));
        assert_eq!(check_all(&many[1..]), Ok(()));
    }
}
