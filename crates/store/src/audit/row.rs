//! One row as stored, the encoding its hash is made of, and the head of the chain as a person writes it down.

use super::entry::{AuditEntry, RECORD, kind_of};
use crate::error::{Error, Result};
use crate::row::Row;
use crate::word::Word as _;
use aws_lc_rs::digest;
use domain::id::{AuditId, Id as _};
use domain::membership::Role;
use domain::person::Standing;
use jiff::Timestamp;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// The format of the rows written today. Rows of the first format are from before there were roles and subjects.
pub(super) const FORMAT: u64 = 2;
const FIRST_FORMAT: u64 = 1;

/// Begins every encoding, so that a hash made for another purpose is never one of ours.
const DOMAIN: &str = "openchair audit row";

/// Which program writes: a later reader may have to know how it understood things.
const SOURCE: &str = concat!("openchair/", env!("CARGO_PKG_VERSION"));

pub(super) const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// From 1, without gaps.
    pub position: u64,
    pub format: u64,
    pub id: AuditId,
    pub at: Timestamp,
    /// A DICOM code; see `entry::kind_of`.
    pub kind: String,
    /// C, R, U, D or E.
    pub verb: String,
    /// 0 done, 4 refused.
    pub outcome: i64,
    /// A person's id, `visitor` or `house`.
    pub actor: String,
    /// What the actor was: a role in the group concerned, a standing, `visitor` or `house`.
    pub role: String,
    /// A sign-in's id, or empty.
    pub sign_in: String,
    pub action: String,
    /// An id.
    pub resource: String,
    /// The id of the person whose record it is about, or empty.
    pub subject: String,
    /// `name=value`, separated by spaces: ids, counts, moments, words of ours.
    pub detail: String,
    /// The program that wrote the row, and its version.
    pub source: String,
    pub previous_hash: String,
    pub hash: String,
}

/// A place in the chain: what the row behind it must follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub position: u64,
    pub hash: String,
}

/// A head that somebody has kept elsewhere. Without the number it is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenHead {
    pub(super) position: Option<u64>,
    pub(super) hash: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a head reads NUMBER:HASH or HASH, and a hash has 64 digits from 0 to f")]
pub struct NotAHead;

impl AuditRow {
    /// This entry in the place behind `head`.
    pub(super) fn behind(head: &Head, entry: &AuditEntry) -> Self {
        let (kind, verb) = kind_of(entry.action);
        let mut row = Self {
            position: head.position.saturating_add(1),
            format: FORMAT,
            id: AuditId::from_uuid(Uuid::now_v7()),
            at: entry.at,
            kind: kind.to_owned(),
            verb: verb.to_owned(),
            outcome: entry.outcome as i64,
            actor: entry.actor.to_string(),
            role: entry.role.to_owned(),
            sign_in: entry.sign_in.map(|id| id.to_string()).unwrap_or_default(),
            action: entry.action.to_owned(),
            resource: entry.resource.clone(),
            subject: entry.subject.map(|id| id.to_string()).unwrap_or_default(),
            detail: entry.detail.clone(),
            source: SOURCE.to_owned(),
            previous_hash: head.hash.clone(),
            hash: String::new(),
        };
        row.hash = row.hash_at(row.position);
        row
    }

    pub(super) fn head(&self) -> Head {
        Head {
            position: self.position,
            hash: self.hash.clone(),
        }
    }

    /// The id that `detail` gives under this name.
    pub fn detail_of(&self, name: &str) -> Option<&str> {
        self.details().find(|(one, _)| *one == name).map(|(_, id)| id)
    }

    /// Whether something of a person's record was read, or was to be.
    /// What the actor was in the group concerned; nothing where no group was, or in rows from before that was written.
    pub fn group_role(&self) -> Option<Role> {
        Role::from_word(&self.role)
    }

    /// What the actor was to the practice, where no group was concerned.
    pub fn standing(&self) -> Option<Standing> {
        Standing::from_word(&self.role)
    }

    pub fn is_look(&self) -> bool {
        self.kind == RECORD && self.verb == "R"
    }

    /// Name and value of everything in `detail`.
    pub fn details(&self) -> impl Iterator<Item = (&str, &str)> {
        self.detail.split(' ').filter_map(|pair| pair.split_once('='))
    }

    /// Whether the content is what the hash was made of, in this place.
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole_at(self.position)
    }

    pub(super) fn is_whole_at(&self, position: u64) -> bool {
        let known = match self.format {
            FORMAT => true,
            // The hash of the first format does not cover what came later: nothing may stand there.
            FIRST_FORMAT => {
                self.outcome == 0
                    && [
                        &self.kind,
                        &self.verb,
                        &self.role,
                        &self.sign_in,
                        &self.subject,
                        &self.source,
                    ]
                    .iter()
                    .all(|column| column.is_empty())
            }
            _ => false,
        };
        known && self.hash == self.hash_at(position)
    }

    /// SHA-256 of the canonical encoding (docs/audit.md): each field with its length in front, so that no two rows read alike.
    fn hash_at(&self, position: u64) -> String {
        let mut context = digest::Context::new(&digest::SHA256);
        for field in self.encoded(position) {
            context.update(&u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
            context.update(field.as_bytes());
        }
        context
            .finish()
            .as_ref()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    fn encoded(&self, position: u64) -> Vec<String> {
        let text = |column: &str| column.to_owned();
        let (position, id) = (position.to_string(), self.id.to_string());
        let at = self.at.as_millisecond().to_string();
        if self.format == FIRST_FORMAT {
            return vec![
                text(&self.previous_hash),
                position,
                id,
                at,
                text(&self.actor),
                text(&self.action),
                text(&self.resource),
                text(&self.detail),
            ];
        }
        vec![
            text(DOMAIN),
            self.format.to_string(),
            text(&self.previous_hash),
            position,
            id,
            at,
            text(&self.kind),
            text(&self.verb),
            self.outcome.to_string(),
            text(&self.actor),
            text(&self.role),
            text(&self.sign_in),
            text(&self.action),
            text(&self.resource),
            text(&self.subject),
            text(&self.detail),
            text(&self.source),
        ]
    }
}

pub(super) fn read(row: &Row) -> Result<AuditRow> {
    Ok(AuditRow {
        position: row.number("position")?,
        format: row.number("format")?,
        id: row.id("id")?,
        at: row.moment("at")?,
        kind: row.text("kind")?,
        verb: row.text("verb")?,
        outcome: row.number("outcome")?,
        actor: row.text("actor")?,
        role: row.text("role")?,
        sign_in: row.text("sign_in")?,
        action: row.text("action")?,
        resource: row.text("resource")?,
        subject: row.text("subject")?,
        detail: row.text("detail")?,
        source: row.text("source")?,
        previous_hash: row.text("previous_hash")?,
        hash: row.text("hash")?,
    })
}

pub(super) fn as_number(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(|_| Error::corrupt("audit position"))
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.position, self.hash)
    }
}

impl FromStr for WrittenHead {
    type Err = NotAHead;

    fn from_str(text: &str) -> std::result::Result<Self, NotAHead> {
        let text = text.trim();
        let (position, hash) = match text.split_once(':') {
            Some((position, hash)) => (Some(position.parse().map_err(|_| NotAHead)?), hash),
            None => (None, text),
        };
        let hash = hash.to_ascii_lowercase();
        if hash.len() == NO_HASH.len() && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            Ok(Self { position, hash })
        } else {
            Err(NotAHead)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Actor;
    use domain::{PersonId, SignInId};

    fn row() -> AuditRow {
        let person = PersonId::from_uuid(Uuid::from_u128(7));
        let at = Timestamp::from_millisecond(1_767_718_800_000).expect("a moment");
        let entry = AuditEntry::new(Actor::Person(person), "Session/AnswerDoor", person, at)
            .in_role(domain::membership::Role::Member)
            .through(SignInId::from_uuid(Uuid::from_u128(8)))
            .of(person);
        let mut row = AuditRow::behind(
            &Head {
                position: 0,
                hash: NO_HASH.to_owned(),
            },
            &entry,
        );
        row.id = AuditId::from_uuid(Uuid::from_u128(9));
        row.source = "openchair/0.1.0".to_owned();
        row.hash = row.hash_at(1);
        row
    }

    /// Another program must come to the same hash from docs/audit.md alone. It never changes for this format.
    #[test]
    fn the_encoding_is_the_one_that_was_promised() {
        assert_eq!(
            row().hash,
            "4495aeee99df267c78872548a6e3a571784f2660d2a4d95e04f94a6696b4bb5c"
        );
    }

    #[test]
    fn a_row_of_the_first_format_holds_nothing_its_hash_does_not_cover() {
        let mut old = AuditRow {
            format: FIRST_FORMAT,
            kind: String::new(),
            verb: String::new(),
            role: String::new(),
            sign_in: String::new(),
            subject: String::new(),
            source: String::new(),
            ..row()
        };
        old.hash = old.hash_at(1);
        assert!(old.is_whole());
        old.subject = "per_1".to_owned();
        assert!(!old.is_whole());
    }

    #[test]
    fn a_head_is_read_with_and_without_its_number_and_nothing_else_is_one() {
        let head = Head {
            position: 12,
            hash: "a".repeat(64),
        };
        let written: WrittenHead = head.to_string().parse().expect("as it was printed");
        assert_eq!((written.position, &written.hash), (Some(12), &head.hash));
        let bare: WrittenHead = "A".repeat(64).parse().expect("a hash alone");
        assert_eq!((bare.position, bare.hash), (None, head.hash));
        for wrong in ["", "12", "12:", "x:aa", &"g".repeat(64), &"a".repeat(63)] {
            assert_eq!(wrong.parse::<WrittenHead>(), Err(NotAHead), "{wrong}");
        }
    }
}
