//! One person's place in one group: the alias they use there, their role and their stable seat.

use crate::{GroupId, MembershipId, PersonId};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub id: MembershipId,
    pub group: GroupId,
    pub person: PersonId,
    pub alias: Alias,
    pub role: Role,
    /// 0-based place in the circle; the same on every screen, every week.
    pub seat: u8,
}

/// What a person is in this group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    Member,
    Facilitator,
    /// Leads beside the facilitator and takes over when the leader drops.
    CoFacilitator,
    /// Sits in the circle like everyone else: nobody joins unseen.
    Observer,
}

impl Role {
    /// Both facilitators hold the same rights in the room.
    pub fn leads(self) -> bool {
        matches!(self, Role::Facilitator | Role::CoFacilitator)
    }
}

/// The name a person bears inside one group: 1 to 40 characters, no controls, no surrounding space.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Alias(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a name here has 1 to 40 characters")]
pub struct NotAnAlias;

impl Alias {
    pub fn parse(text: &str) -> Result<Self, NotAnAlias> {
        let text = text.trim();
        let length = text.chars().count();
        if (1..=40).contains(&length) && !text.chars().any(char::is_control) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAnAlias)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name in a log would tell who was there.
impl std::fmt::Debug for Alias {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Alias")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_here_is_short_and_printable() {
        assert_eq!(
            Alias::parse("  Anna ").map(|a| a.as_str().to_owned()),
            Ok("Anna".to_owned())
        );
        assert!(Alias::parse("ليلى").is_ok());
        assert_eq!(Alias::parse("   "), Err(NotAnAlias));
        assert_eq!(Alias::parse("A\u{7}nna"), Err(NotAnAlias));
        assert_eq!(Alias::parse(&"ä".repeat(41)), Err(NotAnAlias));
        assert!(Alias::parse(&"ä".repeat(40)).is_ok());
    }

    #[test]
    fn a_name_shows_in_no_debug_print() {
        assert_eq!(
            Alias::parse("Anna").map(|alias| format!("{alias:?}")),
            Ok("Alias".to_owned())
        );
    }

    #[test]
    fn both_facilitators_lead_and_nobody_else() {
        assert!(Role::Facilitator.leads() && Role::CoFacilitator.leads());
        assert!(!Role::Member.leads() && !Role::Observer.leads());
    }
}
