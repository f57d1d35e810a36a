//! A colleague says that they have spoken with whoever asked, and is shown a code to tell them. From then on a day passes before anything
//! opens.

use super::RecoveryFault;
use super::code::{Told, by_passkey};
use super::colleagues::{beside, people_beside, resource};
use crate::{Context, Error, Result, notices};
use domain::id::RecoveryId;
use domain::notice::Happened;
use domain::recovery::NotConfirmed;
use policy::{AccountAction, GroupAction, Resource};

/// By a passkey of the last fifteen minutes: whoever finds a device that lies open is no colleague. `spoken` is what the page asks
/// to be said aloud: in person, or by a number one knew before.
pub async fn confirm(cx: &Context, recovery: RecoveryId, spoken: bool) -> Result<Told> {
    let me = cx.person()?.id;
    let found = cx.store().recoveries().lookup(recovery).await?;
    let found = found.ok_or(Error::NotFound)?;
    if found.person == me {
        cx.authorise(AccountAction::SeeRecovery, &Resource::Account { owner: me })?;
        return Err(RecoveryFault::OwnWord.into());
    }
    let group = beside(cx.app(), cx.actor()).await?.remove(&found.person);
    let group = group.ok_or(Error::NotFound)?;
    let resource = resource(cx, group).await?.ok_or(Error::NotFound)?;
    cx.authorise(GroupAction::ConfirmRecovery, &resource)?;
    by_passkey(cx)?;
    if !spoken {
        return Err(RecoveryFault::NotSpoken.into());
    }
    let person = cx
        .store()
        .people()
        .lookup(found.person)
        .await?
        .ok_or(Error::NotFound)?;
    let others = people_beside(cx.app(), &person).await?;

    let mut work = cx.begin_in(group, GroupAction::ConfirmRecovery, recovery).await?;
    work.concerns(person.id);
    work.people().hold(person.id).await?;
    // Whatever happened since it was read: stopped, taken back, confirmed by another.
    let now_there = work.recoveries().lookup(recovery).await?.ok_or(Error::NotFound)?;
    let confirmed = now_there.confirm(me, cx.now()).map_err(|why| match why {
        NotConfirmed::OwnWord => RecoveryFault::OwnWord,
        NotConfirmed::Already => RecoveryFault::Already,
        NotConfirmed::Over => RecoveryFault::Over,
    })?;
    if !work.recoveries().confirm(recovery, confirmed).await? {
        return Err(RecoveryFault::Over.into());
    }
    notices::tell(cx.app(), &mut work, &person, Happened::RecoveryConfirmed, None).await?;
    for other in others.iter().filter(|one| one.id != me) {
        notices::tell(cx.app(), &mut work, other, Happened::ColleagueAsks, None).await?;
    }
    work.commit().await?;
    tracing::info!(%recovery, "a colleague confirmed that somebody lost their passkeys");
    Ok(Told {
        name: person.legal_name.into_inner(),
        code: cx.store().recoveries().code(recovery),
    })
}
