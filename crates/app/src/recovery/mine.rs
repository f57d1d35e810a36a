//! Where this person's own coming back in stands.

use super::RecoveryFault;
use super::colleagues::people_beside;
use crate::{Context, Result};
use domain::recovery::Recovery;
use policy::{AccountAction, Resource};

#[derive(Debug, Clone)]
pub struct Mine {
    /// The last time they asked, over or not.
    pub latest: Option<Recovery>,
    /// Whether they may ask now, and otherwise why not. `Ok(false)`: it is under way.
    pub may_ask: std::result::Result<bool, RecoveryFault>,
    /// Who can confirm it, by the names under which they lead.
    pub colleagues: Vec<String>,
}

pub async fn mine(cx: &Context) -> Result<Mine> {
    let person = cx.person()?;
    cx.authorise(
        AccountAction::SeeRecovery,
        &Resource::Account { owner: person.id },
    )?;
    let latest = cx.store().recoveries().latest_of(person.id).await?;
    let colleagues: Vec<String> = people_beside(cx.app(), person)
        .await?
        .into_iter()
        .map(|one| one.legal_name.into_inner())
        .collect();
    // Where either is there, a link adds no passkey.
    let is_locked = !cx.store().passkeys().of_person(person.id).await?.is_empty()
        || cx.store().passwords().of_person(person.id).await?.is_some();
    let by_more = cx.signed_in().is_some_and(|one| one.by.is_more_than_mail());
    let now = cx.now();
    let may_ask = if latest.as_ref().is_some_and(|one| one.is_alive(now)) {
        Ok(false)
    } else if !cx.actor().is_staff() || !is_locked || by_more {
        Err(RecoveryFault::NothingLost)
    } else if colleagues.is_empty() {
        Err(RecoveryFault::NobodyToAsk)
    } else if latest.as_ref().is_some_and(|one| !one.lets_ask_again(now)) {
        Err(RecoveryFault::StoppedLately)
    } else {
        Ok(true)
    };
    Ok(Mine {
        latest,
        may_ask,
        colleagues,
    })
}
