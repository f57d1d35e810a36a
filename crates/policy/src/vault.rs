//! A clinician's own notes, and what their will hands on. Others do not learn that there is a vault: not the co-facilitator, not the
//! front desk, not whoever runs the server.

use crate::action::actions;
use crate::{Actor, Decision, Reason};
use domain::PersonId;

actions! {
    VaultAction as Vault {
        /// My notes as they are kept: locked. Also carrying them away, which the page does by itself.
        Open,
        /// Making the vault, and more ways to open it.
        Equip,
        Write,
        Delete,
        /// A new key, after one was lost or stolen.
        Renew,
        /// Throwing all of it away, also where nothing opens it any more.
        Forget,
        /// Whom I leave my notes to.
        NameHeir,
        WithdrawWill,
        /// My no to a colleague who asks for them.
        StopWill,
        /// Asking for notes that a colleague left to me.
        AskForLeft,
        /// Having them handed over, once the wait is over.
        ReadLeft,
    }
}

/// Whose vault, with what a decision needs to know of its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct VaultOf {
    pub owner: PersonId,
    /// Leads a group that is treatment. A group led by peers has no clinical notes.
    pub treats: bool,
    /// Has a vault already. Who leads no more still reads, carries away and deletes what they wrote.
    pub has_one: bool,
    /// Whom it was left to.
    pub heir: Option<PersonId>,
}

pub(crate) fn decide(actor: &Actor, action: VaultAction, vault: VaultOf) -> Decision {
    let Some(person) = actor.person else {
        return Decision::Deny(Reason::SignInFirst);
    };
    if actor.operates() {
        return Decision::Conceal;
    }
    let allowed = match action {
        VaultAction::Open
        | VaultAction::Delete
        | VaultAction::Renew
        | VaultAction::Forget
        | VaultAction::WithdrawWill
        | VaultAction::StopWill => person == vault.owner && (vault.treats || vault.has_one),
        VaultAction::Equip | VaultAction::Write | VaultAction::NameHeir => {
            person == vault.owner && vault.treats
        }
        VaultAction::AskForLeft | VaultAction::ReadLeft => {
            person != vault.owner && vault.heir == Some(person) && vault.has_one
        }
    };
    if allowed {
        Decision::Allow
    } else {
        Decision::Conceal
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::Id as _;
    use domain::person::Standing;
    use uuid::Uuid;

    #[test]
    fn who_led_once_and_came_in_by_a_mail_is_asked_for_a_passkey_and_not_for_less() {
        let person = PersonId::from_uuid(Uuid::from_u128(7));
        let actor = Actor {
            person: Some(person),
            standing: Standing::Person,
            memberships: Vec::new(),
            proven: false,
        };
        let before = VaultOf {
            owner: person,
            treats: false,
            has_one: true,
            heir: None,
        };
        for action in [VaultAction::Open, VaultAction::Delete, VaultAction::Forget] {
            let resource = crate::Resource::Vault(before);
            let decision = crate::decide(&actor, action.into(), &resource);
            assert_eq!(decision, Decision::Deny(Reason::PasskeyFirst), "{action:?}");
            let proven = Actor {
                proven: true,
                ..actor.clone()
            };
            assert_eq!(
                crate::decide(&proven, action.into(), &resource),
                Decision::Allow,
                "{action:?}"
            );
        }
    }

    #[test]
    fn a_no_to_who_asks_for_the_notes_takes_no_passkey_from_who_leads_or_led() {
        let person = PersonId::from_uuid(Uuid::from_u128(7));
        let leads = crate::ActorMembership {
            group: domain::GroupId::from_uuid(Uuid::from_u128(8)),
            member: domain::MembershipId::from_uuid(Uuid::from_u128(9)),
            role: domain::membership::Role::Facilitator,
            status: domain::membership::Status::Active,
        };
        for memberships in [vec![], vec![leads]] {
            let by_link = Actor {
                person: Some(person),
                standing: Standing::Person,
                memberships,
                proven: false,
            };
            let mine = crate::Resource::Vault(VaultOf {
                owner: person,
                treats: !by_link.memberships.is_empty(),
                has_one: true,
                heir: None,
            });
            for action in [VaultAction::WithdrawWill, VaultAction::StopWill] {
                assert_eq!(
                    crate::decide(&by_link, action.into(), &mine),
                    Decision::Allow,
                    "{action:?}"
                );
            }
            let open = crate::decide(&by_link, VaultAction::Open.into(), &mine);
            assert_eq!(open, Decision::Deny(Reason::PasskeyFirst));
        }
    }
}
