//! Writes down that somebody tried the emergency card of a seat and was refused: whoever sits here and does that is somebody to
//! know of.

use crate::audit::write_down;
use crate::{App, Result};
use domain::membership::Role;
use domain::{MembershipId, PersonId, SessionId, SignInId};
use policy::{Action, EmergencyAction};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use store::{Actor, AuditEntry};

/// Which tries stand in the log already. Once for each person, seat and session while this process lives: whoever tries again
/// and again must not flood it. No larger than the chairs of a group, times themselves, for each session.
#[derive(Debug, Default)]
pub(crate) struct RefusedCards(Mutex<BTreeSet<(PersonId, SessionId, MembershipId)>>);

impl RefusedCards {
    /// Whether this is the first time.
    fn add(&self, by: PersonId, session: SessionId, member: MembershipId) -> bool {
        let mut tried = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tried.insert((by, session, member))
    }
}

/// For whoever refuses it: the line of a page, the running room, or [`super::open_card`]. A seat that is not in this group is
/// nobody's card.
pub async fn card_was_refused(
    app: &App,
    session: SessionId,
    (by, through): (PersonId, Option<SignInId>),
    role: Option<Role>,
    member: MembershipId,
) -> Result<()> {
    let session = super::session_of(app, session).await?;
    let seat = app.store().memberships().lookup(member).await?;
    let Some(seat) = seat.filter(|seat| seat.group == session.group) else {
        return Ok(());
    };
    if !app.refused_cards().add(by, session.id, member) {
        return Ok(());
    }
    let action: Action = EmergencyAction::OpenCard.into();
    let row = AuditEntry::new(Actor::Person(by), action.name(), member, app.now())
        .maybe_through(through)
        .of(seat.person)
        .with("session", session.id)
        .refused();
    let row = match role {
        Some(role) => row.in_role(role),
        None => row,
    };
    write_down(app, vec![row]).await;
    Ok(())
}
