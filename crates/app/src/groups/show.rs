//! A group's page.

use super::list_public::places_free;
use super::{Leader, leaders_of};
use crate::agreement::{Note, note};
use crate::{Context, Error, Result};
use domain::GroupId;
use domain::group::Group;
use domain::membership::Membership;
use domain::session::Session;
use policy::{GroupAction, Resource};

#[derive(Debug, Clone)]
pub struct GroupPage {
    pub group: Group,
    pub places_free: u8,
    pub leaders: Vec<Leader>,
    /// Sessions that are not over, earliest first. Their ids are for the group's own people only.
    pub coming: Vec<Session>,
    /// The place of whoever asks; `None` for everybody else.
    pub mine: Option<Membership>,
    /// What the group agrees, for its own people.
    pub agreement: Option<Note>,
    /// Whether whoever asks may say who measures voices.
    pub may_choose_levels: bool,
    /// Whether whoever asks may see who sits here and where each place stands.
    pub may_see_people: bool,
    /// Whether whoever asks may say when it meets.
    pub may_change_times: bool,
}

/// A private group does not exist for those outside it.
pub async fn show(cx: &Context, group: GroupId) -> Result<GroupPage> {
    let group = cx.store().groups().lookup(group).await?.ok_or(Error::NotFound)?;
    let resource = Resource::Group {
        group: group.id,
        listing: group.listed,
    };
    cx.authorise(GroupAction::See, &resource)?;

    let memberships = cx.store().memberships().of_group(group.id).await?;
    let sessions = cx.store().sessions().of_group(group.id).await?;
    let now = cx.now();
    let leaders = leaders_of(cx.app(), &memberships).await?;
    let free = places_free(&group, memberships.len());
    let mine = memberships
        .into_iter()
        .find(|one| Some(one.person) == cx.actor().person);
    let agreement = match &mine {
        Some(mine) => Some(note(cx.app(), &group, mine, None).await?),
        None => None,
    };
    Ok(GroupPage {
        places_free: free,
        leaders,
        agreement,
        coming: sessions.into_iter().filter(|one| one.is_coming(now)).collect(),
        mine,
        may_choose_levels: cx.may(GroupAction::ChooseLevels, &resource),
        may_see_people: cx.may(GroupAction::SeePeople, &resource),
        may_change_times: cx.may(GroupAction::ChangeTimes, &resource),
        group,
    })
}
