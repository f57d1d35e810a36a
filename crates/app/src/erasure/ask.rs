//! I want to be erased. Nothing is deleted yet: until the day it names, the same page takes it back.

use super::works_here;
use crate::{Context, Refusal, Result};
use jiff::Timestamp;
use policy::{AccountAction, Resource};
use store::Wish;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Asked twice, it keeps the day that was told first.
    Waits(Wish),
    /// Who leads a group or works here: not by a button.
    ThroughThePractice,
}

/// Also during a session: nothing ends tonight, and the wish outlives it.
pub async fn ask(cx: &Context) -> Result<Asked> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::AskForErasure, &Resource::Account { owner: person })?;
    if works_here(cx.actor()) {
        return Ok(Asked::ThroughThePractice);
    }
    if let Some(first) = cx.store().erasures().of_person(person).await? {
        return Ok(Asked::Waits(first));
    }
    if !cx.is_fresh() {
        return Err(Refusal::SignInAgain.into());
    }
    let wish = Wish {
        person,
        asked_at: cx.now(),
        due_at: cx
            .now()
            .saturating_add(cx.app().erasing().wait)
            .unwrap_or(Timestamp::MAX),
    };
    let mut work = cx.begin(AccountAction::AskForErasure, person).await?;
    work.concerns(person);
    if work.erasures().ask(wish).await? {
        work.commit().await?;
        return Ok(Asked::Waits(wish));
    }
    let first = work.erasures().of_person(person).await?;
    Ok(Asked::Waits(first.unwrap_or(wish)))
}
