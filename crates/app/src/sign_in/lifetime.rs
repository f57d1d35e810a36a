//! How long a device stays signed in. A rule without I/O.

use jiff::{SignedDuration, Timestamp};
use policy::Actor;

/// Ends when unseen for `idle`, and in any case after `absolute`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lifetime {
    pub(crate) idle: SignedDuration,
    pub(crate) absolute: SignedDuration,
}

/// A member comes once a week, from a phone of their own: to sign in anew each time would keep people away.
const MEMBER: Lifetime = Lifetime {
    idle: days(30),
    absolute: days(90),
};
/// Whoever leads a group or runs the house sees more of others, so their device is trusted for less long.
const STAFF: Lifetime = Lifetime {
    idle: days(1),
    absolute: days(7),
};

/// A device seen again is stored again only after this long, so that reading pages does not write.
const NOTICE_AFTER: SignedDuration = SignedDuration::from_mins(10);

const fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

impl Lifetime {
    pub(crate) fn of(actor: &Actor) -> Self {
        if actor.is_staff() { STAFF } else { MEMBER }
    }

    pub(crate) fn idle_expires_at(self, seen_at: Timestamp) -> Timestamp {
        seen_at.saturating_add(self.idle).unwrap_or(Timestamp::MAX)
    }

    pub(crate) fn expires_at(self, created_at: Timestamp) -> Timestamp {
        created_at.saturating_add(self.absolute).unwrap_or(Timestamp::MAX)
    }
}

/// Whether being seen now is worth storing.
pub(crate) fn is_worth_noticing(last_seen_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(last_seen_at) >= NOTICE_AFTER
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::membership::{Role, Status};
    use domain::person::Standing;

    #[test]
    fn who_leads_or_works_here_is_trusted_for_less_long_than_a_member() {
        let mut actor = Actor::stranger();
        assert_eq!(Lifetime::of(&actor), MEMBER);
        actor.standing = Standing::Coordinator;
        assert_eq!(Lifetime::of(&actor), STAFF);
        actor.standing = Standing::Person;
        actor.memberships.push(policy::ActorMembership {
            group: domain::id::Id::from_uuid(uuid::Uuid::nil()),
            member: domain::id::Id::from_uuid(uuid::Uuid::nil()),
            role: Role::CoFacilitator,
            status: Status::Active,
        });
        assert_eq!(Lifetime::of(&actor), STAFF);
    }
}
