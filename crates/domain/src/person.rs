//! A human in this practice: how they sign in, and what they may do beyond their groups.

use crate::{PersonId, Private};

/// A person's own facts. The legal name is for clinicians who must send help, never for other members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub legal_name: Private<String>,
    pub email: Private<EmailAddress>,
    /// Language of pages and mail, a BCP 47 tag.
    pub language: String,
    /// IANA name, e.g. `Europe/Berlin`.
    pub time_zone: String,
    pub standing: Standing,
}

/// What somebody is to the practice, apart from their groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// Members and facilitators: everything they may do comes from their memberships.
    Person,
    /// The front desk: times and places, never topics.
    Coordinator,
    /// Runs the server.
    Operator,
}

/// An address that looks like one: `local@domain`, no spaces, at most 254 bytes (RFC 5321 4.5.3.1.3), lower-cased.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this does not look like an e-mail address")]
pub struct NotAnEmailAddress;

impl EmailAddress {
    pub fn parse(text: &str) -> Result<Self, NotAnEmailAddress> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(NotAnEmailAddress)?;
        let clean = text.len() <= 254
            && !local.is_empty()
            && local.len() <= 64
            && domain.len() >= 3
            && domain.contains('.')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
            && !text
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || "<>(),;:\"\\[]".contains(c));
        if clean {
            Ok(Self(text.to_lowercase()))
        } else {
            Err(NotAnEmailAddress)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EmailAddress")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_word_with_a_domain() {
        assert_eq!(
            EmailAddress::parse(" Anna@Example.ORG ").map(|a| a.as_str().to_owned()),
            Ok("anna@example.org".into())
        );
        for wrong in [
            "",
            "anna",
            "anna@",
            "@example.org",
            "a b@example.org",
            "anna@localhost",
            "a@b.c\r\nBcc: x@y.zz",
        ] {
            assert_eq!(EmailAddress::parse(wrong), Err(NotAnEmailAddress), "{wrong:?}");
        }
    }
}
