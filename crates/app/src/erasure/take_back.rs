//! I stay. Works until the very moment the erasing begins; twice is no fault.

use super::carry_out::kept_after_all;
use crate::{Context, Result};
use policy::{AccountAction, Resource};

pub async fn take_back(cx: &Context) -> Result<()> {
    let person = cx.person()?.id;
    cx.authorise(
        AccountAction::TakeBackErasure,
        &Resource::Account { owner: person },
    )?;
    let mut work = cx.begin(AccountAction::TakeBackErasure, person).await?;
    work.concerns(person);
    if work.erasures().take_back(person).await? {
        // Before it is true: whoever changed their mind is not erased at the next start because a try had begun.
        kept_after_all(cx.app(), cx.app().erasing().list.as_ref(), person)?;
        work.commit().await?;
    }
    Ok(())
}
