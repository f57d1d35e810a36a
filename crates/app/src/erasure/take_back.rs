//! I stay. Works until the very moment the erasing begins; twice is no fault.

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
        work.commit().await?;
    }
    Ok(())
}
