//! What a group's page and a session's page say of the agreement: whether something is to be signed, and nothing of choices.

use super::load;
use crate::{App, Result};
use domain::agreement::{WayIn, to_sign, way_in};
use domain::group::Group;
use domain::membership::Membership;
use domain::session::Session;
use jiff::Timestamp;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// There are words to read.
    pub exists: bool,
    /// I have not signed the newest.
    pub to_sign: bool,
    /// When the newest words bind, while that is still to come.
    pub binds_at: Option<Timestamp>,
    /// What this session's door says to me.
    pub way_in: WayIn,
}

pub(crate) async fn note(
    app: &App,
    group: &Group,
    me: &Membership,
    session: Option<&Session>,
) -> Result<Note> {
    let loaded = load(app.store(), group.clone()).await?;
    let agreement = loaded.agreement();
    let signatures = app.store().agreement_signatures().of_member(me.id).await?;
    let binds_at = agreement.newest().map(|one| agreement.binds_at(one));
    Ok(Note {
        exists: agreement.newest().is_some(),
        to_sign: to_sign(agreement, &signatures).is_some(),
        binds_at: binds_at.filter(|at| *at > app.now()),
        way_in: session.map_or(WayIn::Clear, |session| {
            way_in(agreement, &signatures, session, app.now())
        }),
    })
}
