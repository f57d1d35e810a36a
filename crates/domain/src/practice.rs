//! The organisation that runs this installation: one installation, one practice, one database.

use crate::id::PracticeId;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    pub id: PracticeId,
    /// "Linden House".
    pub name: String,
    /// ISO 3166-1 alpha-2; whose numbers *Help now* shows to someone who has not said where they are.
    pub country: String,
    /// Language of public pages, a BCP 47 tag.
    pub language: String,
    /// IANA name.
    pub time_zone: String,
}
