//! Keeps a link of the chain that says whose devices speak for a group. The devices sign it; the house only keeps it.

use crate::{App, Result};
use domain::{MembershipId, SessionId, SignInId};
use policy::{Action, RoomAction};
use store::{Actor, AuditEntry};

/// Behind the link named, or as the first of the chain; where that is not the end of what is kept, nothing is kept.
pub async fn keep_link(
    app: &App,
    session: SessionId,
    by: MembershipId,
    through: Option<SignInId>,
    behind: Option<&[u8]>,
    link: &[u8],
) -> Result<()> {
    let session = super::session_of(app, session).await?;
    let seat = super::record::seat_of(app, by).await?;
    let action: Action = match behind {
        None => RoomAction::FoundCircle.into(),
        Some(_) => RoomAction::VouchForDevice.into(),
    };
    let entry = AuditEntry::new(
        Actor::Person(seat.person),
        action.name(),
        session.group,
        app.now(),
    );
    let entry = entry.in_role(seat.role).maybe_through(through).with("member", by);
    let mut work = app.store().begin(entry).await?;
    let is_new = work
        .facilitator_links()
        .add(session.group, behind, link, app.now())
        .await?;
    // What an earlier try kept has its row in the log already.
    if is_new {
        work.commit().await?;
    }
    Ok(())
}
