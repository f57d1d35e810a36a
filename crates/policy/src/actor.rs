//! Who wants to act: a signed-in person with their standing and memberships, or a stranger.

use domain::membership::{Role, Status};
use domain::person::Standing;
use domain::{GroupId, MembershipId, PersonId};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// `None` for a stranger: nobody is signed in.
    pub person: Option<PersonId>,
    pub standing: Standing,
    pub memberships: Vec<ActorMembership>,
    /// Came in by more than a mail: by a passkey, or a password and a code. True of everybody where the house does not ask for it.
    pub proven: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActorMembership {
    pub group: GroupId,
    pub member: MembershipId,
    pub role: Role,
    pub status: Status,
}

impl ActorMembership {
    /// Leads this group now: whoever is paused or gone does not.
    pub fn leads(&self) -> bool {
        self.status == Status::Active && self.role.leads()
    }
}

impl Actor {
    /// Nobody is signed in.
    pub fn stranger() -> Self {
        Self {
            person: None,
            standing: Standing::Person,
            memberships: Vec::new(),
            proven: false,
        }
    }

    pub fn is_signed_in(&self) -> bool {
        self.person.is_some()
    }

    /// This person's place in this group while it is active: what every right in the group hangs on.
    pub fn membership_in(&self, group: GroupId) -> Option<&ActorMembership> {
        self.place_in(group, Status::Active)
    }

    /// Their role while their place is active. Whoever is paused or gone has none.
    pub fn role_in(&self, group: GroupId) -> Option<Role> {
        self.membership_in(group).map(|membership| membership.role)
    }

    /// Their seat is kept, and its rights rest.
    pub fn is_paused_in(&self, group: GroupId) -> bool {
        self.place_in(group, Status::Paused).is_some()
    }

    fn place_in(&self, group: GroupId, status: Status) -> Option<&ActorMembership> {
        // Memberships mean something only while somebody is signed in.
        self.person?;
        self.memberships
            .iter()
            .find(|membership| membership.group == group && membership.status == status)
    }

    /// A pause does not make somebody less careful a target: they lead again tomorrow.
    pub fn leads_anything(&self) -> bool {
        self.memberships
            .iter()
            .any(|membership| membership.role.leads() && membership.status != Status::Ended)
    }

    /// Whoever leads a group or works for the house: they see more of others than a member does.
    pub fn is_staff(&self) -> bool {
        self.standing != Standing::Person || self.leads_anything()
    }

    /// The front desk or whoever runs the server, signed in.
    pub(crate) fn works_for_the_house(&self) -> bool {
        self.is_signed_in() && self.standing != Standing::Person
    }

    /// The front desk, signed in.
    pub(crate) fn coordinates(&self) -> bool {
        self.is_signed_in() && self.standing == Standing::Coordinator
    }

    pub(crate) fn operates(&self) -> bool {
        self.is_signed_in() && self.standing == Standing::Operator
    }
}
