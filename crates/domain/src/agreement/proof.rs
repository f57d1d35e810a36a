//! The words a proof is made of: one encoding of what was signed, by whom and when, in which no two things read alike.
//!
//! Each field stands as its length in bytes (eight bytes, big-endian) followed by its UTF-8 text, as in the audit chain.
//! The proof is the SHA-256 of it; docs/agreement.md says how to make it without us. Since format 2 there is chance among the
//! words, kept sealed beside the signature: the proof stands in the log, and whoever has that and the words of the version could
//! otherwise try names against it.

use super::{Clause, How, Kind, Version};
use crate::{MembershipId, Private};
use jiff::Timestamp;

/// Begins every encoding, so that a hash made for another purpose is never a proof.
const SIGNATURE: &str = "openchair agreement signature";
const VERSION: &str = "openchair agreement version";
const CLAUSE: &str = "openchair agreement clause";
/// Of everything but signatures with chance in them.
const FORMAT: &str = "1";
const WITH_CHANCE: &str = "2";
const SALT_BYTES: usize = 32;

/// Chance among the words of one signature.
pub type Salt = Private<[u8; SALT_BYTES]>;

/// What proves a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// SHA-256 of [`signature_words`], in lower-case hexadecimal.
    pub sha256: String,
    /// `None` in format 1, which was given until November 2026 and holds for good.
    pub salt: Option<Salt>,
}

impl Proof {
    /// As it is kept: the hash alone, or `2`, the hash and the chance, both in lower-case hexadecimal.
    pub fn text(&self) -> Private<String> {
        Private::new(match self.chance() {
            Some(chance) => format!("{WITH_CHANCE} {} {chance}", self.sha256),
            None => self.sha256.clone(),
        })
    }

    /// In lower-case hexadecimal, for the copy of whoever signed: without it nobody can make the proof again.
    pub fn chance(&self) -> Option<String> {
        self.salt.as_ref().map(|salt| hex(salt.reveal()))
    }

    /// `None` for what is no proof.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let (sha256, salt) = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(sha256), None, ..) => (sha256, None),
            (Some(WITH_CHANCE), Some(sha256), Some(salt), None) => {
                (sha256, Some(Private::new(from_hex(salt)?)))
            }
            _ => return None,
        };
        from_hex(sha256)?;
        Some(Self {
            sha256: sha256.to_owned(),
            salt,
        })
    }
}

/// The whole of a version, choices included: what was on the page.
pub fn version_words(version: &Version) -> Vec<u8> {
    let mut words = Words::begin(VERSION, FORMAT);
    words.version(version);
    words.0
}

/// One clause alone: what a yes or a no was said to.
pub fn clause_words(clause: &Clause) -> Vec<u8> {
    let mut words = Words::begin(CLAUSE, FORMAT);
    words.clause(clause);
    words.0
}

/// With chance in them of format 2, and without of format 1.
pub fn signature_words(
    version: &Version,
    member: MembershipId,
    how: &How,
    at: Timestamp,
    salt: Option<&Salt>,
) -> Vec<u8> {
    let mut words = Words::begin(SIGNATURE, salt.map_or(FORMAT, |_| WITH_CHANCE));
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
    if let Some(salt) = salt {
        words.field(&hex(salt.reveal()));
    }
    words.0
}

struct Words(Vec<u8>);

impl Words {
    fn begin(purpose: &str, format: &str) -> Self {
        let mut words = Self(Vec::new());
        words.field(purpose);
        words.field(format);
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

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<[u8; SALT_BYTES]> {
    let digits: Vec<u8> = text
        .bytes()
        .map(|byte| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        })
        .collect::<Option<_>>()?;
    if digits.len() != 2 * SALT_BYTES {
        return None;
    }
    let bytes: Vec<u8> = digits
        .chunks_exact(2)
        .map(|pair| pair[0] * 16 + pair[1])
        .collect();
    bytes.try_into().ok()
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
            text in "[a-z ]{1,30}x", other in "[a-z ]{1,30}y", minute in 0i64..1_000, name in "[a-z]{1,10}", salted: bool,
        ) {
            let how = How::Typed(name.as_str().into());
            let salt = Private::new([7; 32]);
            let salt = salted.then_some(&salt);
            let signed = signature_words(&version(1, 0, &text), member(1), &how, at(minute), salt);
            let same = signature_words(&version(1, 500, &text), member(1), &how, at(minute), salt);
            prop_assert_eq!(&signed, &same, "when a version was made is no part of its words");
            for changed in [
                signature_words(&version(1, 0, &other), member(1), &how, at(minute), salt),
                signature_words(&version(2, 0, &text), member(1), &how, at(minute), salt),
                signature_words(&version(1, 0, &text), member(2), &how, at(minute), salt),
                signature_words(&version(1, 0, &text), member(1), &how, at(minute + 1), salt),
                signature_words(&version(1, 0, &text), member(1), &How::Tap, at(minute), salt),
                signature_words(&version(1, 0, &text), member(1), &how, at(minute), Some(&Private::new([8; 32]))),
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

    #[test]
    fn a_proof_reads_back_as_it_is_kept_and_nothing_else_is_one() {
        let hash = "0a".repeat(32);
        for salt in [None, Some(Private::new([0xc4; 32]))] {
            let proof = Proof {
                sha256: hash.clone(),
                salt,
            };
            assert_eq!(Proof::parse(proof.text().reveal()), Some(proof));
        }
        let short = "0a".repeat(31);
        for wrong in [
            String::new(),
            short.clone(),
            hash.to_uppercase(),
            format!("2 {hash}"),
            format!("3 {hash} {hash}"),
            format!("2 {hash} {short}"),
            format!("2 {hash} {hash} {hash}"),
        ] {
            assert_eq!(Proof::parse(&wrong), None, "{wrong}");
        }
    }

    /// A proof that was given in format 1 is in logs and on people's copies: its words never change.
    #[test]
    fn the_words_of_a_tap_in_format_one_are_what_they_always_were() {
        let words = signature_words(&version(1, 0, "words"), member(1), &How::Tap, at(0), None);
        assert!(words.starts_with(b"\0\0\0\0\0\0\0\x1dopenchair agreement signature\0\0\0\0\0\0\0\x011"));
        assert!(words.ends_with(b"\0\0\0\0\0\0\0\x03tap\0\0\0\0\0\0\0\0"));
    }
}
