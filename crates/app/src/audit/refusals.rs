//! Writes down what was refused to somebody who is signed in: whoever tries what is not theirs is somebody to know of. Strangers
//! are not written down: nobody is known, and a machine that tries addresses would fill the log.

use crate::{App, Context};
use domain::id::Id as _;
use domain::{GroupId, PersonId, SignInId};
use policy::{Action, Actor, Resource};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use store::AuditEntry;
use uuid::Uuid;

/// Which tries stand in the log already. Once for each sign-in, action and thing while this process lives, for whoever tries
/// again and again must not flood it; another device of the same person may be in other hands. Only things that exist come here.
#[derive(Debug, Default)]
pub(crate) struct Refusals(Mutex<BTreeSet<Try>>);

/// Whose, through which sign-in, of which action, at what.
type Try = (PersonId, Option<SignInId>, &'static str, Uuid);

impl Refusals {
    /// Whether this is the first time.
    fn add(&self, person: PersonId, through: Option<SignInId>, action: Action, thing: Uuid) -> bool {
        let mut tried = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tried.insert((person, through, action.name(), thing))
    }
}

/// For whoever refuses without a context: the line of a page of the room.
pub fn was_refused(app: &App, actor: &Actor, sign_in: SignInId, action: Action, resource: &Resource) {
    note(app, actor, Some(sign_in), action, resource);
}

pub(crate) fn was_refused_to(cx: &Context, action: Action, resource: &Resource) {
    let sign_in = cx.signed_in().map(|signed_in| signed_in.sign_in);
    note(cx.app(), cx.actor(), sign_in, action, resource);
}

/// The row is owed: nobody waits for the answer "no" until it is written.
fn note(app: &App, actor: &Actor, sign_in: Option<SignInId>, action: Action, resource: &Resource) {
    let Some(person) = actor.person else {
        return;
    };
    let entry = |id| AuditEntry::new(store::Actor::Person(person), action.name(), id, app.now());
    let entry_of = |owner| AuditEntry::new(store::Actor::Person(person), action.name(), owner, app.now());
    let (thing, entry) = match *resource {
        // The same for everybody, or nobody's.
        Resource::Page | Resource::Mailbox { .. } => return,
        // Which one it was is not told to the log either: who tried, and what.
        Resource::House | Resource::Complaint(_) | Resource::BreakGlass { .. } => {
            (person.uuid(), entry_of(person))
        }
        Resource::Account { owner } => {
            let row = entry_of(owner);
            (owner.uuid(), row.of(owner))
        }
        Resource::Vault(vault) => {
            let row = entry_of(vault.owner);
            (vault.owner.uuid(), row.of(vault.owner))
        }
        Resource::Group { group, .. }
        | Resource::Session { group }
        | Resource::Room { group }
        | Resource::Agreement { group, .. }
        | Resource::EmergencyCard { group } => (group.uuid(), in_group(actor, group, entry(group))),
    };
    if !app.refusals().add(person, sign_in, action, thing) {
        return;
    }
    let entry = entry.standing(actor.standing).refused();
    let entry = match sign_in {
        Some(sign_in) => entry.through(sign_in),
        None => entry,
    };
    app.owed().add(vec![entry]);
}

fn in_group(actor: &Actor, group: GroupId, entry: AuditEntry) -> AuditEntry {
    match actor.role_in(group) {
        Some(role) => entry.in_role(role),
        None => entry,
    }
}
