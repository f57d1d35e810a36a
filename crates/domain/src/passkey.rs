//! What a person sees of a passkey of theirs: the name they gave it, and when it was made and used.

use crate::id::PasskeyId;
use crate::{PersonId, Private};
use jiff::Timestamp;

/// A key that stays on a person's own device or in their password manager. We hold the half that only checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    pub id: PasskeyId,
    pub person: PersonId,
    pub name: Private<PasskeyName>,
    pub made_at: Timestamp,
    /// `None` until somebody signs in with it.
    pub last_used_at: Option<Timestamp>,
}

/// As many as there are devices in a life. A list that grows without end is nobody's list.
pub const MOST_PASSKEYS: usize = 20;

/// "My phone": 1 to 40 characters, no controls, no surrounding space.
#[derive(Clone, PartialEq, Eq)]
pub struct PasskeyName(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a passkey's name has 1 to 40 characters")]
pub struct NotAPasskeyName;

impl PasskeyName {
    pub const LONGEST: usize = 40;

    pub fn parse(text: &str) -> Result<Self, NotAPasskeyName> {
        let text = text.trim();
        let length = text.chars().count();
        if (1..=Self::LONGEST).contains(&length) && !text.chars().any(char::is_control) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAPasskeyName)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// "Ben's old phone" says who lives with whom.
impl std::fmt::Debug for PasskeyName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasskeyName")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkeys_name_is_short_and_printable() {
        assert_eq!(
            PasskeyName::parse("  My phone ").map(|name| name.as_str().to_owned()),
            Ok("My phone".to_owned())
        );
        for wrong in ["", "   ", "a\u{7}b", &"ä".repeat(41)] {
            assert_eq!(PasskeyName::parse(wrong), Err(NotAPasskeyName), "{wrong:?}");
        }
        assert!(PasskeyName::parse(&"ä".repeat(40)).is_ok());
    }
}
