//! What a facilitator is licensed to do, where, and who checked it when (F3).

use crate::PersonId;
use crate::id::CredentialId;
use jiff::civil::Date;

/// One licence as a group's page shows it: public, and worth nothing without the check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    pub id: CredentialId,
    pub person: PersonId,
    /// "Psychological psychotherapist".
    pub title: String,
    /// Where it holds: "Berlin, Germany".
    pub jurisdiction: String,
    pub checked_on: Date,
    /// The register or the colleague who confirmed it.
    pub checked_by: String,
}
