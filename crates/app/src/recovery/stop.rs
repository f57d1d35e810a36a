//! Stops that somebody comes back in: by themselves on any device of theirs, or by whoever leads beside them.

use super::RecoveryFault;
use super::colleagues::{beside, resource};
use crate::{Context, Error, Result, notices};
use domain::id::RecoveryId;
use domain::notice::Happened;
use domain::person::Person;
use domain::recovery::Recovery;
use policy::{AccountAction, GroupAction, Resource};
use store::Work;

/// Any sign-in of theirs is enough: a no is never harder than a yes, and who stops wrongly loses a day.
pub async fn stop_mine(cx: &Context, recovery: RecoveryId) -> Result<()> {
    cx.person()?;
    let found = cx.store().recoveries().lookup(recovery).await?;
    let found = found.ok_or(Error::NotFound)?;
    cx.authorise(
        AccountAction::StopRecovery,
        &Resource::Account { owner: found.person },
    )?;
    let person = person_of(cx, &found).await?;
    let work = cx.begin(AccountAction::StopRecovery, recovery).await?;
    stop(cx, work, &found, &person).await
}

pub async fn stop_of_colleague(cx: &Context, recovery: RecoveryId) -> Result<()> {
    cx.person()?;
    let found = cx.store().recoveries().lookup(recovery).await?;
    let found = found.ok_or(Error::NotFound)?;
    let group = beside(cx.app(), cx.actor()).await?.remove(&found.person);
    let group = group.ok_or(Error::NotFound)?;
    let resource = resource(cx, group).await?.ok_or(Error::NotFound)?;
    cx.authorise(GroupAction::StopRecovery, &resource)?;
    let person = person_of(cx, &found).await?;
    let work = cx.begin_in(group, GroupAction::StopRecovery, recovery).await?;
    stop(cx, work, &found, &person).await
}

/// Before the work: who reads from the store beside one takes a second connection.
async fn person_of(cx: &Context, found: &Recovery) -> Result<Person> {
    let person = cx.store().people().lookup(found.person).await?;
    person.ok_or(Error::NotFound)
}

async fn stop(cx: &Context, mut work: Work, found: &Recovery, person: &Person) -> Result<()> {
    work.concerns(person.id);
    work.people().hold(person.id).await?;
    let alive = work
        .recoveries()
        .lookup(found.id)
        .await?
        .is_some_and(|one| one.is_alive(cx.now()));
    if !alive || !work.recoveries().stop(found.id, cx.now()).await? {
        return Err(RecoveryFault::Over.into());
    }
    notices::tell(cx.app(), &mut work, person, Happened::RecoveryStopped, None).await?;
    work.commit().await?;
    tracing::info!(recovery = %found.id, "coming back in without a passkey was stopped");
    Ok(())
}
