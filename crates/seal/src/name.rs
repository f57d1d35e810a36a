//! The wire's names of groups, sessions and members, as the seal sees them: texts it compares and signs, nothing more.

use crate::Malformed;

/// A `grp_…`, `ses_…` or `mem_…`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    pub const MOST_BYTES: usize = 64;

    /// Refuses an empty text and one of more than 64 bytes.
    pub fn new(text: impl Into<String>) -> Result<Self, Malformed> {
        let text = text.into();
        if text.is_empty() {
            return Err(Malformed("an empty name"));
        }
        if text.len() > Self::MOST_BYTES {
            return Err(Malformed("a name is too long"));
        }
        Ok(Self(text))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
