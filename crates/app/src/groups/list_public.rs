//! The groups that strangers may know of.

use super::{Leader, leaders_of};
use crate::{Context, Result};
use domain::group::Group;
use domain::session::Session;
use policy::{PageAction, Resource};

/// One group as the list shows it.
#[derive(Debug, Clone)]
pub struct GroupCard {
    pub group: Group,
    pub places_free: u8,
    /// The next session that is not over, for "Thursdays, 18:00 to 19:30".
    pub next: Option<Session>,
    pub leaders: Vec<Leader>,
}

/// By name.
pub async fn list_public(cx: &Context) -> Result<Vec<GroupCard>> {
    cx.authorise(PageAction::ListGroups, &Resource::Page)?;
    let mut cards = Vec::new();
    for group in cx.store().groups().public().await? {
        let memberships = cx.store().memberships().of_group(group.id).await?;
        let sessions = cx.store().sessions().of_group(group.id).await?;
        cards.push(GroupCard {
            places_free: places_free(&group, memberships.len()),
            next: sessions.into_iter().find(|one| one.is_coming(cx.now())),
            leaders: leaders_of(cx.app(), &memberships).await?,
            group,
        });
    }
    Ok(cards)
}

pub(super) fn places_free(group: &Group, taken: usize) -> u8 {
    group.seats.saturating_sub(u8::try_from(taken).unwrap_or(u8::MAX))
}
