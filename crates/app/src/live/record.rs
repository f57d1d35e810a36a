//! Stores what happened in a room, so that it is true after a crash as well.

use super::audit::decided;
use crate::{App, Error, Result};
use domain::live::LiveFact;
use domain::membership::Membership;
use domain::{MembershipId, SessionId, SignInId};
use store::{Actor, AuditEntry};

/// Returns when the fact is on disk; only then may anyone be shown its effect. The reason of a removal goes sealed
/// into the store and into no log. `through` is the sign-in of whoever decided, where a device did.
pub async fn record(app: &App, session: SessionId, fact: &LiveFact, through: Option<SignInId>) -> Result<()> {
    let mut work = match decided(fact) {
        Some(decided) => {
            let entry = |by| AuditEntry::new(by, decided.action.name(), session, app.now());
            let mut entry = match decided.by {
                Some(member) => {
                    let by = seat_of(app, member).await?;
                    let entry = entry(Actor::Person(by.person)).in_role(by.role);
                    entry.maybe_through(through)
                }
                None => entry(Actor::House),
            };
            if let Some(member) = decided.about {
                entry = entry
                    .with("member", member)
                    .of(seat_of(app, member).await?.person);
            }
            app.store().begin(entry).await?
        }
        None => {
            app.store()
                .begin_unaudited("a session moving on is nobody's decision")
                .await?
        }
    };
    work.live().record(session, fact).await?;
    work.commit().await?;
    Ok(())
}

pub(super) async fn seat_of(app: &App, member: MembershipId) -> Result<Membership> {
    app.store()
        .memberships()
        .lookup(member)
        .await?
        .ok_or(Error::NotFound)
}
