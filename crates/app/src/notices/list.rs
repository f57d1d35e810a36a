//! What this person was told: all that is kept, and what still stands on the page of their day.

use crate::{Context, Result};
use domain::notice::Notice;
use policy::{AccountAction, Resource};

/// A page's worth. The rest is in the person's export.
const MOST: u32 = 50;

/// Newest first, those put away as well.
pub async fn list(cx: &Context) -> Result<Vec<Notice>> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::SeeDevices, &Resource::Account { owner: person })?;
    Ok(cx.store().notices().of_person(person, MOST).await?)
}

/// Newest first, those not put away yet.
pub async fn waiting(cx: &Context) -> Result<Vec<Notice>> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::SeeToday, &Resource::Account { owner: person })?;
    let all = cx.store().notices().of_person(person, MOST).await?;
    Ok(all.into_iter().filter(|one| one.put_away_at.is_none()).collect())
}
