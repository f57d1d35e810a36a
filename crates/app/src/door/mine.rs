//! What the door of one session asks me, and what I have said so far. Reading that is written down: who finds a look that was not
//! theirs knows that somebody else holds one of their devices.

use crate::audit::write_down;
use crate::sessions::{lookup, own_seat};
use crate::{Context, Result};
use domain::Private;
use domain::SessionId;
use domain::door::DoorAnswers;
use domain::group::Group;
use domain::membership::Membership;
use domain::session::{Door, Session};
use policy::{AccountAction, Resource, SessionAction};

#[derive(Debug, Clone)]
pub struct DoorPage {
    pub session: Session,
    pub group: Group,
    pub membership: Membership,
    pub door: Door,
    /// Today's answers. Last week's are not offered: a place that fills itself in is a place nobody checks.
    pub answers: Option<DoorAnswers>,
    /// The end of my own number, so that I know which telephone would ring.
    pub phone_end: Option<Private<String>>,
}

pub async fn mine(cx: &Context, session: SessionId) -> Result<DoorPage> {
    let (session, group) = lookup(cx, session, SessionAction::SeeOwnAnswers).await?;
    let (membership, answers) = own_seat(cx, &session).await?;
    if answers.is_some() {
        let look = cx
            .entry_in(group.id, SessionAction::SeeOwnAnswers, membership.id)
            .of(membership.person)
            .with("session", session.id);
        write_down(cx.app(), vec![look]).await;
    }
    let facts = cx.store().emergency_facts().of_person(membership.person).await?;
    Ok(DoorPage {
        phone_end: facts.and_then(|facts| facts.phone_end()),
        door: session.door(cx.now()),
        answers,
        session,
        group,
        membership,
    })
}

/// The country this person confirmed last, at any door: whose numbers *Help now* shows. `None` before the first door.
pub async fn last_country(cx: &Context) -> Result<Option<String>> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::SeeToday, &Resource::Account { owner: person })?;
    let answers = cx.store().door_answers().latest_of_person(person).await?;
    Ok(answers.map(|answers| answers.country))
}
