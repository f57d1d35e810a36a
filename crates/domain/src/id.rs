//! Every id of the house in one place: typed, time-ordered (UUID v7), prefixed in text.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// Text that is not an id of the expected kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of this kind")]
pub struct NotAnId;

/// What all ids share, for code that makes, stores or reads any of them.
pub trait Id: Copy + Eq + fmt::Display + FromStr<Err = NotAnId> {
    /// The letters before the underscore.
    const PREFIX: &'static str;
    fn from_uuid(uuid: Uuid) -> Self;
    fn uuid(self) -> Uuid;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Uuid);

        impl Id for $name {
            const PREFIX: &'static str = $prefix;
            fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            fn uuid(self) -> Uuid { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.simple())
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
        }
        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let digits = text.strip_prefix(concat!($prefix, "_")).ok_or(NotAnId)?;
                // Only the one spelling we print, so that an id in an address has one form.
                let plain = digits.len() == 32
                    && digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
                if !plain { return Err(NotAnId); }
                Uuid::try_parse(digits).map(Self).map_err(|_| NotAnId)
            }
        }
        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> { text.parse() }
        }
        impl From<$name> for String {
            fn from(id: $name) -> String { id.to_string() }
        }
    )*};
}

ids! {
    /// The organisation that runs this installation.
    PracticeId = "pra";
    /// A human, in this practice. Never shown to other members.
    PersonId = "per";
    /// A group: the lasting thing.
    GroupId = "grp";
    /// One person's place in one group. The only id of a person that others in the group learn.
    MembershipId = "mem";
    /// One name that somebody bore in a group before.
    FormerNameId = "fnm";
    /// When a group meets again and again.
    SeriesId = "srs";
    /// One break of a group: days on which it does not meet.
    PauseId = "pau";
    /// One occurrence of a group's meeting.
    SessionId = "ses";
    /// One check-in in a person's own record. The page makes it, so it is unique for one person and not ordered by time.
    CheckinId = "chk";
    /// One clause of a group's agreement. It keeps its id while its words change.
    ClauseId = "cla";
    /// One signature under one version of an agreement.
    SignatureId = "sig";
    /// One person's permission to tell somebody outside something about them.
    ReleaseId = "rel";
    /// One licence of a facilitator.
    CredentialId = "cre";
    /// One device signed in.
    SignInId = "sgn";
    /// One passkey of a person.
    PasskeyId = "pky";
    /// One thing that a person was told about their account.
    NoticeId = "not";
    /// One time that somebody asked to come back in without a passkey.
    RecoveryId = "rec";
    /// One row of the audit log.
    AuditId = "aud";
    /// One incident: the number under which the practice keeps its story.
    IncidentId = "inc";
    /// One job of the outbox.
    JobId = "job";
    /// One mail in the outbox or the demo mailbox.
    MailId = "mai";
    /// One hold on a person's data.
    HoldId = "hol";
    /// One clinician's vault of notes. Other clinicians learn this id of it, and never a person's.
    VaultId = "vlt";
    /// One note in a vault. The page makes it, by chance alone: an id must not tell when something was written.
    NoteId = "nte";
    /// One complaint.
    ComplaintId = "cmp";
    /// One asking to look where nobody looks otherwise.
    BreakGlassId = "brk";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_own_text_and_from_no_other() {
        let id = GroupId::from_uuid(Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0001));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().to_uppercase().parse::<GroupId>(), Err(NotAnId));
        assert_eq!(
            id.to_string().replace("grp", "ses").parse::<GroupId>(),
            Err(NotAnId)
        );
        assert_eq!("grp_".parse::<GroupId>(), Err(NotAnId));
    }
}
