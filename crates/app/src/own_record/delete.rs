//! Deletes from my own record: one check-in, or all of it. For good; the log says that it was done, and not what it was.

use crate::{Context, Result};
use domain::{CheckinId, PersonId};
use policy::{AccountAction, Resource};

/// Another person's and one that never was are the same here: there is none of mine, and nothing happens.
pub async fn delete(cx: &Context, id: CheckinId) -> Result<()> {
    let person = owner(cx)?;
    let mut work = cx.begin(AccountAction::DeleteOwnWords, person).await?;
    work.concerns(person);
    if work.kept_checkins().delete(person, id).await? {
        work.commit().await?;
    }
    Ok(())
}

pub async fn delete_all(cx: &Context) -> Result<()> {
    let person = owner(cx)?;
    let mut work = cx.begin(AccountAction::DeleteOwnWords, person).await?;
    work.concerns(person);
    if work.kept_checkins().delete_all(person).await? > 0 {
        work.commit().await?;
    }
    Ok(())
}

fn owner(cx: &Context) -> Result<PersonId> {
    let person = cx.person()?.id;
    cx.authorise(
        AccountAction::DeleteOwnWords,
        &Resource::Account { owner: person },
    )?;
    Ok(person)
}
