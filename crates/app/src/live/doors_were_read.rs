//! Writes down that the desk of somebody who leads showed what people at the door had said.

use crate::App;
use crate::audit::write_down;
use domain::membership::Role;
use domain::{MembershipId, PersonId, SessionId, SignInId};
use policy::{Action, SessionAction};
use store::{Actor, AuditEntry};

/// Asks the store for nothing, so that no look is lost while it does not answer: the rows are owed when this returns, and the
/// future writes them.
pub fn doors_were_read(
    app: &App,
    session: SessionId,
    (by, through): (PersonId, Option<SignInId>),
    role: Role,
    of: &[(MembershipId, PersonId)],
) -> impl Future<Output = ()> + Send + use<> {
    let action: Action = SessionAction::SeeDesk.into();
    let row = |(member, person): &(MembershipId, PersonId)| {
        AuditEntry::new(Actor::Person(by), action.name(), *member, app.now())
            .in_role(role)
            .maybe_through(through)
            .of(*person)
            .with("session", session)
    };
    write_down(app, of.iter().map(row).collect())
}
