//! Takes what was told off the page of the day. The list beside the devices keeps it.

use crate::{Context, Result};
use domain::id::NoticeId;
use policy::{AccountAction, Resource};

/// Up to the newest that the page showed: what came meanwhile stays. Twice, or of somebody else's notice, nothing happens.
pub async fn put_away(cx: &Context, up_to: NoticeId) -> Result<()> {
    let person = cx.person()?.id;
    cx.authorise(
        AccountAction::PutAwayNotices,
        &Resource::Account { owner: person },
    )?;
    let mut work = cx.begin(AccountAction::PutAwayNotices, up_to).await?;
    work.concerns(person);
    if work.notices().put_away(person, up_to, cx.now()).await? > 0 {
        work.commit().await?;
    }
    Ok(())
}
