//! Who may: `decide(actor, action, resource)` says allow, deny with a reason, or conceal.
//!
//! Pure: values in, a value out; no I/O, no clock, no randomness. Each kind of resource has a file of its own
//! with its actions and one exhaustive match. The table of every role, action and resource is a committed
//! snapshot (`src/snapshots`), so a change of permission is a change a reviewer reads.

mod account;
mod action;
mod actor;
mod agreement;
mod break_glass;
mod complaint;
mod emergency;
mod group;
mod house;
mod mailbox;
mod page;
mod room;
mod session;
mod vault;

#[cfg(test)]
mod matrix;

pub use account::AccountAction;
pub use action::{Action, ComplaintAbout, OfComplaint, Resource};
pub use actor::{Actor, ActorMembership};
pub use agreement::AgreementAction;
pub use break_glass::BreakGlassAction;
pub use complaint::ComplaintAction;
pub use emergency::EmergencyAction;
pub use group::GroupAction;
pub use house::HouseAction;
pub use mailbox::MailboxAction;
pub use page::PageAction;
pub use room::RoomAction;
pub use session::SessionAction;
pub use vault::{VaultAction, VaultOf};

/// What becomes of a wish to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[must_use]
pub enum Decision {
    Allow,
    /// No, and the person may know why: they already know that the thing exists.
    Deny(Reason),
    /// No, and not even that the thing exists: the answer is "not found".
    Conceal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Nobody is signed in.
    SignInFirst,
    /// Only those who lead this group.
    FacilitatorsOnly,
    /// Whoever runs the server cannot enter rooms, whatever else they are. Members were told so.
    OperatorsStayOutside,
    /// Whoever leads a group opens one only after showing more than a mail.
    PasskeyFirst,
    /// Their place rests: seat and chair are kept.
    WhilePaused,
    /// Nobody says yes to their own wish.
    NotOneself,
}

/// The one place that decides: by what somebody is, and then whether they have shown enough of it.
pub fn decide(actor: &Actor, action: Action, resource: &Resource) -> Decision {
    match by_role(actor, action, resource) {
        Decision::Allow if asks_for_passkey(actor, action, resource) && !actor.proven => {
            Decision::Deny(Reason::PasskeyFirst)
        }
        // The desk of the house stands behind the same door, whoever sits at it.
        Decision::Allow if !actor.proven && is_of_the_house(action) => Decision::Deny(Reason::PasskeyFirst),
        decision => decision,
    }
}

fn asks_for_passkey(actor: &Actor, action: Action, resource: &Resource) -> bool {
    opens_a_vault(action)
        || actor.leads_anything() && (opens_a_group(action) || speaks_for_who_leads(actor, action, resource))
}

/// Of everybody, also of who leads no more: notes outlast leading, and so does what they ask for. Taking a will back and saying no to
/// who asks for it stay open: a no must never be harder than a yes, and in those days the passkey may be what was lost.
fn opens_a_vault(action: Action) -> bool {
    match action {
        Action::Vault(VaultAction::WithdrawWill | VaultAction::StopWill) => false,
        Action::Vault(_) => true,
        _ => false,
    }
}

/// What somebody who leads this group says in it, others take for the word of who leads: the name on the tile, a name under the
/// agreement, a yes, a permission. So whoever reads their mail does not say it. Taking back and reading one's own stay open,
/// because a no must never be harder than a yes; and where they are a member like others, they do what members do.
fn speaks_for_who_leads(actor: &Actor, action: Action, resource: &Resource) -> bool {
    let group = match (action, resource) {
        (Action::Group(GroupAction::ChooseAlias), Resource::Group { group, .. })
        | (
            Action::Agreement(
                AgreementAction::Sign | AgreementAction::AnswerChoice | AgreementAction::Release,
            ),
            Resource::Agreement { group },
        ) => *group,
        _ => return false,
    };
    actor.role_in(group).is_some_and(domain::membership::Role::leads)
}

/// A room, a desk, a card: where somebody who read a mail of a facilitator would meet the people of a group.
fn opens_a_group(action: Action) -> bool {
    match action {
        Action::Room(_) | Action::Emergency(_) => true,
        Action::Session(action) => matches!(action, SessionAction::OpenRoomPage | SessionAction::SeeDesk),
        Action::Group(action) => matches!(
            action,
            GroupAction::SeeDesk
                | GroupAction::ChooseLevels
                | GroupAction::ConfirmRecovery
                | GroupAction::SeeRecoveryCode
                | GroupAction::StopRecovery
                | GroupAction::SeePeople
                | GroupAction::ChangePlace
                | GroupAction::ChangeRole
                | GroupAction::FollowNames
                | GroupAction::ChangeTimes
        ),
        Action::Agreement(action) => matches!(
            action,
            AgreementAction::Edit | AgreementAction::SeeWhoSigned | AgreementAction::RecordGuardian
        ),
        Action::Page(_)
        | Action::Account(_)
        | Action::Mailbox(_)
        | Action::Vault(_)
        | Action::House(_)
        | Action::Complaint(_)
        | Action::BreakGlass(_) => false,
    }
}

/// What others wrote to the house, and what the house may learn of others.
fn is_of_the_house(action: Action) -> bool {
    matches!(
        action,
        Action::House(_) | Action::Complaint(_) | Action::BreakGlass(_)
    )
}

/// Which action belongs to which kind of resource is part of the table:
/// an action asked of another kind of thing is a mistake of ours, and nothing is told.
fn by_role(actor: &Actor, action: Action, resource: &Resource) -> Decision {
    match (action, resource) {
        (Action::Page(action), Resource::Page) => page::decide(actor, action),
        (Action::Account(action), Resource::Account { owner }) => account::decide(actor, action, *owner),
        (Action::Group(action), Resource::Group { group, listing }) => {
            group::decide(actor, action, *group, *listing)
        }
        (Action::Session(action), Resource::Session { group }) => session::decide(actor, action, *group),
        (Action::Room(action), Resource::Room { group }) => room::decide(actor, action, *group),
        (Action::Agreement(action), Resource::Agreement { group }) => {
            agreement::decide(actor, action, *group)
        }
        (Action::Emergency(action), Resource::EmergencyCard { group }) => {
            emergency::decide(actor, action, *group)
        }
        (Action::Mailbox(action), Resource::Mailbox { demo }) => mailbox::decide(actor, action, *demo),
        (Action::Vault(action), Resource::Vault(vault)) => vault::decide(actor, action, *vault),
        (Action::House(action), Resource::House) => house::decide(actor, action),
        (Action::Complaint(action), Resource::Complaint(of)) => complaint::decide(actor, action, of),
        (Action::BreakGlass(action), Resource::BreakGlass { asked_by }) => {
            break_glass::decide(actor, action, *asked_by)
        }
        (
            Action::Page(_)
            | Action::Account(_)
            | Action::Group(_)
            | Action::Session(_)
            | Action::Room(_)
            | Action::Agreement(_)
            | Action::Emergency(_)
            | Action::Mailbox(_)
            | Action::Vault(_)
            | Action::House(_)
            | Action::Complaint(_)
            | Action::BreakGlass(_),
            _,
        ) => Decision::Conceal,
    }
}
