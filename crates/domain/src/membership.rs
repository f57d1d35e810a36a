//! One person's place in one group: the alias they use there, their role and their stable seat.

pub use crate::alias::Alias;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_facilitators_lead_and_nobody_else() {
        assert!(Role::Facilitator.leads() && Role::CoFacilitator.leads());
        assert!(!Role::Member.leads() && !Role::Observer.leads());
    }
}
