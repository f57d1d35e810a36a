//! What is coming for me, with the state of each door.

use crate::{Context, Result};
use domain::membership::Membership;
use domain::session::{DOOR_CLOSES_AFTER, Door, Session};
use jiff::SignedDuration;
use policy::{AccountAction, Resource};

#[derive(Debug, Clone)]
pub struct MySession {
    pub session: Session,
    pub group_name: String,
    pub neutral_name: String,
    pub membership: Membership,
    pub door: Door,
    /// I have answered today's door.
    pub answered: bool,
}

/// No session is longer than this, so one that began earlier is over.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// Those whose door is not yet closed for good, earliest first. Whoever was removed from one is not shown its way in.
pub async fn mine(cx: &Context) -> Result<Vec<MySession>> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::SeeToday, &Resource::Account { owner: person })?;
    let now = cx.now();
    let from = now.saturating_sub(LONGEST + DOOR_CLOSES_AFTER).unwrap_or(now);
    let mut mine = Vec::new();
    for session in cx.store().sessions().of_person_from(person, from).await? {
        let door = session.door(now);
        if door == Door::Over {
            continue;
        }
        let Some(group) = cx.store().groups().lookup(session.group).await? else {
            continue;
        };
        let Some(membership) = cx.store().memberships().of_person_in(person, group.id).await? else {
            continue;
        };
        // Whoever is paused finds the times on the group's page, and here no door that does not open.
        if !membership.is_active() {
            continue;
        }
        let removed = cx.store().removals().of_session(session.id).await?;
        if removed.contains(&membership.id) {
            continue;
        }
        let answered = cx
            .store()
            .door_answers()
            .lookup(session.id, membership.id)
            .await?
            .is_some();
        mine.push(MySession {
            session,
            group_name: group.name,
            neutral_name: group.neutral_name,
            membership,
            door,
            answered,
        });
    }
    Ok(mine)
}
