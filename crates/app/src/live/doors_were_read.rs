//! Writes down that the desk of somebody who leads showed what people at the door had said.

use crate::audit::write_down;
use crate::{App, Error, Result};
use domain::{MembershipId, SessionId};
use policy::{Action, SessionAction};
use store::{Actor, AuditEntry};

pub async fn doors_were_read(
    app: &App,
    session: SessionId,
    by: MembershipId,
    of: &[MembershipId],
) -> Result<()> {
    let action: Action = SessionAction::SeeDesk.into();
    let by = app
        .store()
        .memberships()
        .lookup(by)
        .await?
        .ok_or(Error::NotFound)?;
    let mut rows = Vec::with_capacity(of.len());
    for member in of {
        let seat = app
            .store()
            .memberships()
            .lookup(*member)
            .await?
            .ok_or(Error::NotFound)?;
        let row = AuditEntry::new(Actor::Person(by.person), action.name(), *member, app.now())
            .in_role(by.role)
            .of(seat.person)
            .with("session", session);
        rows.push(row);
    }
    write_down(app, rows).await;
    Ok(())
}
