//! The groups a person sits in.

use crate::agreement::{Note, note};
use crate::{Context, Result};
use domain::group::Group;
use domain::membership::Membership;
use domain::session::Session;
use policy::{AccountAction, Resource};

#[derive(Debug, Clone)]
pub struct MyGroup {
    pub group: Group,
    /// My place there: alias, role, seat.
    pub membership: Membership,
    /// The next session that is not over.
    pub next: Option<Session>,
    /// Whether something of the group is to be signed.
    pub agreement: Note,
    /// Somebody who leads has asked for another name.
    pub name_is_asked: bool,
}

/// By name.
pub async fn mine(cx: &Context) -> Result<Vec<MyGroup>> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::SeeToday, &Resource::Account { owner: person })?;
    let mut mine = Vec::new();
    for group in cx.store().groups().of_person(person).await? {
        let Some(membership) = cx.store().memberships().of_person_in(person, group.id).await? else {
            continue;
        };
        let sessions = cx.store().sessions().of_group(group.id).await?;
        let next = sessions.into_iter().find(|one| one.is_coming(cx.now()));
        mine.push(MyGroup {
            agreement: note(cx.app(), &group, &membership, None).await?,
            name_is_asked: cx
                .store()
                .memberships()
                .name_asked_at(membership.id)
                .await?
                .is_some(),
            group,
            membership,
            next,
        });
    }
    Ok(mine)
}
