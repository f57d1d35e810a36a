//! Sessions: what is coming for me, one session's page, and the desk of those who lead it.

mod for_facilitator;
mod mine;
mod show;
mod times;

pub use for_facilitator::{DeskSeat, SessionDesk, for_facilitator};
pub use mine::{MySession, mine};
pub use show::{SessionPage, show};
pub use times::{NeutralTimes, times};

use crate::{Context, Error, Result};
use domain::SessionId;
use domain::door::DoorAnswers;
use domain::group::Group;
use domain::membership::Membership;
use domain::session::Session;
use policy::{Resource, SessionAction};

/// Loads a session with its group, or says that there is none: to those outside, both sound the same.
pub(crate) async fn lookup(
    cx: &Context,
    session: SessionId,
    action: SessionAction,
) -> Result<(Session, Group)> {
    let session = cx
        .store()
        .sessions()
        .lookup(session)
        .await?
        .ok_or(Error::NotFound)?;
    cx.authorise(action, &Resource::Session { group: session.group })?;
    let group = cx
        .store()
        .groups()
        .lookup(session.group)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((session, group))
}

/// The asking person's own chair in the session's group, and what they said at its door.
pub(crate) async fn own_seat(cx: &Context, session: &Session) -> Result<(Membership, Option<DoorAnswers>)> {
    let person = cx.person()?.id;
    let membership = cx
        .store()
        .memberships()
        .of_person_in(person, session.group)
        .await?
        .ok_or(Error::NotFound)?;
    let answers = cx
        .store()
        .door_answers()
        .lookup(session.id, membership.id)
        .await?;
    Ok((membership, answers))
}
