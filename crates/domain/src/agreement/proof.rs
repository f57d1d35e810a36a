//! The words a proof is made of: one encoding of what was signed, by whom and when, in which no two things read alike.
//!
//! Each field stands as its length in bytes (eight bytes, big-endian) followed by its UTF-8 text, as in the audit chain.
//! The proof is the SHA-256 of it; docs/agreement.md says how to make it without us.

use super::{Clause, How, Kind, Version};
use crate::MembershipId;
use jiff::Timestamp;

/// Begins every encoding, so that a hash made for another purpose is never a proof.
const SIGNATURE: &str = "openchair agreement signature";
const VERSION: &str = "openchair agreement version";
const CLAUSE: &str = "openchair agreement clause";
const FORMAT: &str = "1";

/// The whole of a version, choices included: what was on the page.
pub fn version_words(version: &Version) -> Vec<u8> {
    let mut words = Words::begin(VERSION);
    words.version(version);
    words.0
}

/// One clause alone: what a yes or a no was said to.
pub fn clause_words(clause: &Clause) -> Vec<u8> {
    let mut words = Words::begin(CLAUSE);
    words.clause(clause);
    words.0
}

pub fn signature_words(version: &Version, member: MembershipId, how: &How, at: Timestamp) -> Vec<u8> {
    let mut words = Words::begin(SIGNATURE);
    words.version(version);
    words.field(&member.to_string());
    words.field(&at.as_millisecond().to_string());
    match how {
        How::Typed(name) => {
            words.field("typed");
            words.field(name.reveal());
        }
        How::Tap => {
            words.field("tap");
            words.field("");
        }
    }
    words.0
}

struct Words(Vec<u8>);

impl Words {
    fn begin(purpose: &str) -> Self {
        let mut words = Self(Vec::new());
        words.field(purpose);
        words.field(FORMAT);
        words
    }

    fn field(&mut self, text: &str) {
        self.0.extend((text.len() as u64).to_be_bytes());
        self.0.extend(text.as_bytes());
    }

    fn version(&mut self, version: &Version) {
        self.field(&version.group.to_string());
        self.field(&version.number.to_string());
        self.field(&version.clauses.len().to_string());
        for clause in &version.clauses {
            self.clause(clause);
        }
    }

    fn clause(&mut self, clause: &Clause) {
        self.field(&clause.id.to_string());
        self.field(match clause.kind {
            Kind::Promise => "promise",
            Kind::Consent => "consent",
            Kind::OwnChoice => "own choice",
            Kind::JointChoice => "joint choice",
        });
        self.field(&clause.heading);
        self.field(&clause.text);
    }
}

#[cfg(test)]
mod tests {
    use super::super::version::tests::{at, version};
    use super::*;
    use crate::id::Id as _;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn member(number: u128) -> MembershipId {
        MembershipId::from_uuid(Uuid::from_u128(number))
    }

    proptest! {
        #[test]
        fn what_was_signed_by_whom_when_and_how_each_change_the_words_of_the_proof(
            text in "[a-z ]{1,30}x", other in "[a-z ]{1,30}y", minute in 0i64..1_000, name in "[a-z]{1,10}",
        ) {
            let how = How::Typed(name.as_str().into());
            let signed = signature_words(&version(1, 0, &text), member(1), &how, at(minute));
            let same = signature_words(&version(1, 500, &text), member(1), &how, at(minute));
            prop_assert_eq!(&signed, &same, "when a version was made is no part of its words");
            for changed in [
                signature_words(&version(1, 0, &other), member(1), &how, at(minute)),
                signature_words(&version(2, 0, &text), member(1), &how, at(minute)),
                signature_words(&version(1, 0, &text), member(2), &how, at(minute)),
                signature_words(&version(1, 0, &text), member(1), &how, at(minute + 1)),
                signature_words(&version(1, 0, &text), member(1), &How::Tap, at(minute)),
            ] {
                prop_assert_ne!(&signed, &changed);
            }
        }

        #[test]
        fn words_that_move_from_a_heading_into_the_text_are_other_words(heading in "[a-z]{2,10}", text in "[a-z]{2,10}") {
            let mut one = version(1, 0, "x");
            one.clauses[0].heading = heading.clone();
            one.clauses[0].text = text.clone();
            let mut moved = one.clone();
            moved.clauses[0].heading = heading[..1].to_owned();
            moved.clauses[0].text = format!("{}{text}", &heading[1..]);
            prop_assert_ne!(version_words(&one), version_words(&moved));
        }
    }
}
