//! What this person was told: all that is kept, a page at a time, and what still stands on the page of their day.

use crate::{Context, Result};
use domain::id::NoticeId;
use domain::notice::Notice;
use policy::{AccountAction, Resource};

const A_PAGE: usize = 50;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Newest first, those put away as well.
    pub notices: Vec<Notice>,
    /// There are earlier ones than this, which is the last of these.
    pub earlier_than: Option<NoticeId>,
}

/// A page of them: the newest, or those before this one. Nothing is left out, for whoever got in could bury what they did under many
/// sign-ins.
pub async fn list(cx: &Context, before: Option<NoticeId>) -> Result<Told> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::SeeDevices, &Resource::Account { owner: person })?;
    // One more than is shown says whether there are more.
    let limit = u32::try_from(A_PAGE + 1).unwrap_or(u32::MAX);
    let mut notices = match before {
        None => cx.store().notices().of_person(person, limit).await?,
        Some(before) => cx.store().notices().earlier(person, before, limit).await?,
    };
    let more = notices.len() > A_PAGE;
    notices.truncate(A_PAGE);
    Ok(Told {
        earlier_than: notices.last().filter(|_| more).map(|one| one.id),
        notices,
    })
}

/// Newest first, those not put away yet, at most so many.
pub async fn waiting(cx: &Context, limit: u32) -> Result<Vec<Notice>> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::SeeToday, &Resource::Account { owner: person })?;
    Ok(cx.store().notices().waiting(person, limit).await?)
}
