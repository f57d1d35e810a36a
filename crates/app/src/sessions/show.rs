//! One session's page, for everyone who sits in its group.

use super::{lookup, own_seat};
use crate::agreement::{Note, note};
use crate::groups::{Leader, leaders_of};
use crate::{Context, Result};
use domain::SessionId;
use domain::door::DoorAnswers;
use domain::group::Group;
use domain::membership::Membership;
use domain::session::{Door, Session};
use policy::SessionAction;

#[derive(Debug, Clone)]
pub struct SessionPage {
    pub session: Session,
    pub group: Group,
    /// My place in the circle.
    pub membership: Membership,
    pub leaders: Vec<Leader>,
    pub door: Door,
    /// What my group agrees, and what tonight's door says to me of it.
    pub agreement: Note,
    /// What I said at today's door.
    pub answers: Option<DoorAnswers>,
    /// I was removed from this session: there is no way in for me tonight, and my place in the group stays.
    pub removed: bool,
}

pub async fn show(cx: &Context, session: SessionId) -> Result<SessionPage> {
    page(cx, session, SessionAction::See).await
}

pub(super) async fn page(cx: &Context, session: SessionId, action: SessionAction) -> Result<SessionPage> {
    let (session, group) = lookup(cx, session, action).await?;
    let memberships = cx.store().memberships().of_group(group.id).await?;
    let leaders = leaders_of(cx.app(), &memberships).await?;
    let (membership, answers) = own_seat(cx, &session).await?;
    let agreement = note(cx.app(), &group, &membership, Some(&session)).await?;
    Ok(SessionPage {
        agreement,
        door: session.door(cx.now()),
        answers,
        removed: cx
            .store()
            .removals()
            .of_session(session.id)
            .await?
            .contains(&membership.id),
        session,
        group,
        membership,
        leaders,
    })
}
