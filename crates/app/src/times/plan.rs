//! Gives a group its series, in place of the one it had. Sessions that are to come follow it; what has begun does not.

use super::keep_ahead::bring_in_step;
use super::{SeriesWish, lookup};
use crate::{Context, Error, Result, chance};
use domain::GroupId;
use policy::GroupAction;

pub async fn plan(cx: &Context, group: GroupId, wish: &SeriesWish<'_>) -> Result<()> {
    let group = lookup(cx, group).await?;
    let now = cx.now();
    let today = domain::series::day_in(&group.time_zone, now);
    let series = wish
        .read(chance::id(now)?, &group, today)
        .map_err(Error::Malformed)?;
    let mut work = cx.begin_in(group.id, GroupAction::ChangeTimes, group.id).await?;
    work.groups().hold(group.id).await?;
    work.series().put(&series, now).await?;
    bring_in_step(&mut work, &series, now).await?;
    work.commit().await?;
    Ok(())
}
