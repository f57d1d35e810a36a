//! Keeps a link of the chain that says whose devices speak for a group. The devices sign it; the house only keeps it.

use crate::{App, Result};
use domain::{MembershipId, SessionId};
use policy::{Action, RoomAction};
use store::{Actor, AuditEntry};

/// `position` counts from 0; a place that is taken is a refusal, and nothing is kept.
pub async fn keep_link(
    app: &App,
    session: SessionId,
    by: MembershipId,
    position: u32,
    link: &[u8],
) -> Result<()> {
    let session = super::session_of(app, session).await?;
    let person = super::record::person_of(app, by).await?;
    let action: Action = match position {
        0 => RoomAction::FoundCircle.into(),
        _ => RoomAction::VouchForDevice.into(),
    };
    let entry = AuditEntry::new(Actor::Person(person), action.name(), session.group, app.now());
    let mut work = app.store().begin(entry.with("member", by)).await?;
    work.facilitator_links()
        .add(session.group, position, link, app.now())
        .await?;
    work.commit().await?;
    Ok(())
}
