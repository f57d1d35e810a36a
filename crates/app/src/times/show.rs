//! What the page about a group's times shows.

use super::lookup;
use crate::{Context, Result};
use domain::GroupId;
use domain::group::Group;
use domain::id::PauseId;
use domain::series::{Pause, Series};
use domain::session::Session;

#[derive(Debug, Clone)]
pub struct Times {
    pub group: Group,
    /// `None`: each session stands alone.
    pub series: Option<Series>,
    /// Those that are not over, earliest first.
    pub pauses: Vec<(PauseId, Pause)>,
    /// Sessions that are not over, those that were cancelled among them, earliest first.
    pub coming: Vec<Session>,
}

pub async fn show(cx: &Context, group: GroupId) -> Result<Times> {
    let group = lookup(cx, group).await?;
    let now = cx.now();
    let series = cx.store().series().of_group(group.id).await?;
    let pauses = cx.store().series().pauses(group.id).await?;
    let sessions = cx.store().sessions().of_group(group.id).await?;
    let today = domain::series::day_in(&group.time_zone, now);
    Ok(Times {
        series,
        pauses: pauses
            .into_iter()
            .filter(|(_, pause)| pause.until() >= today)
            .collect(),
        coming: sessions
            .into_iter()
            .filter(|one| one.ended_at.is_none() && one.ends_at() > now)
            .collect(),
        group,
    })
}
