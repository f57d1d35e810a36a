//! Who measures how loud each voice is: chosen by those who lead, for the rooms that start from then on.

use crate::{Context, Error, Refusal, Result};
use domain::GroupId;
use domain::group::{Group, Levels};
use policy::{GroupAction, Resource};

pub async fn choose_levels(cx: &Context, group: GroupId, levels: Levels) -> Result<()> {
    let group = cx.store().groups().lookup(group).await?.ok_or(Error::NotFound)?;
    cx.authorise(
        GroupAction::ChooseLevels,
        &Resource::Group {
            group: group.id,
            listing: group.listed,
        },
    )?;
    if !cx.is_fresh() {
        return Err(Refusal::SignInAgain.into());
    }
    // What is chosen already is no change. So each row of the audit is a change to the other of the two.
    if group.levels == levels {
        return Ok(());
    }
    let mut work = cx.begin_in(group.id, GroupAction::ChooseLevels, group.id).await?;
    work.groups().update(&Group { levels, ..group }).await?;
    work.commit().await?;
    Ok(())
}
