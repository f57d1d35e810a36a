//! Everything a running room needs to know, as it is stored at this moment.

use crate::{App, Error, Result};
use domain::SessionId;
use domain::live::{LiveSetup, SeatHolder};

pub async fn setup(app: &App, session: SessionId) -> Result<LiveSetup> {
    let session = super::session_of(app, session).await?;
    let group = app
        .store()
        .groups()
        .lookup(session.group)
        .await?
        .ok_or(Error::NotFound)?;
    let memberships = app.store().memberships().of_group(session.group).await?;
    let answers = app.store().door_answers().of_session(session.id).await?;
    let seats = memberships
        .into_iter()
        .map(|one| SeatHolder {
            answers: answers.iter().find(|said| said.member == one.id).cloned(),
            is_paused: !one.is_active(),
            member: one.id,
            person: one.person,
            alias: one.alias,
            role: one.role,
            seat: one.seat,
        })
        .collect();
    let chain = app.store().facilitator_links().of_group(session.group).await?;
    let mut restored = app.store().live().restored(session.id).await?;
    // The session itself may have been ended where no room heard of it: nobody comes in then either.
    restored.state.ended_at = restored.state.ended_at.or(session.ended_at);
    Ok(LiveSetup {
        session: session.id,
        group: session.group,
        chain,
        seats,
        starts_at: session.starts_at,
        door_opens_at: session.door_opens_at(),
        door_closes_at: session.door_closes_at(),
        restored,
        plan: session.plan,
        levels: group.levels,
    })
}
