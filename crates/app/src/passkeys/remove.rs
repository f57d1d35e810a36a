//! Takes a passkey out of a person's list: from then on it signs nobody in.

use super::refused::{PasskeyFault, refuse};
use crate::{Context, Error, Refusal, Result, notices};
use domain::id::PasskeyId;
use domain::notice::Happened;
use domain::sign_in::may_remove_passkey;
use policy::{AccountAction, Resource};

/// Within minutes of signing in. Whoever leads a group or works for the house keeps at least one, because their mail alone should not
/// be enough. Sign-ins that came by it end with it, this one too if it did: a passkey is taken off because it is in wrong hands as
/// often as because it is old.
pub async fn remove(cx: &Context, passkey: PasskeyId) -> Result<()> {
    cx.person()?;
    let found = cx
        .store()
        .passkeys()
        .lookup(passkey)
        .await?
        .ok_or(Error::NotFound)?;
    let owner = found.passkey.person;
    cx.authorise(AccountAction::RemovePasskey, &Resource::Account { owner })?;
    if !may_remove(cx) {
        return refuse(
            cx,
            AccountAction::RemovePasskey,
            PasskeyFault::NotFresh,
            passkey,
            Some(owner),
        )
        .await;
    }
    let mut work = cx.begin(AccountAction::RemovePasskey, passkey).await?;
    work.concerns(owner);
    work.people().hold(owner).await?;
    if cx.actor().is_staff() && work.passkeys().of_person(owner).await?.len() < 2 {
        return Err(Refusal::LastPasskeyOfLeader.into());
    }
    work.passkeys().remove(passkey).await?;
    let ended = work.sign_ins().end_all_by(passkey, owner, cx.now()).await?;
    work.note_count("ended", ended.len() as u64);
    let here = cx.signed_in_here()?;
    notices::tell(
        cx.app(),
        &mut work,
        &here.person,
        Happened::PasskeyRemoved,
        Some(&here.label),
    )
    .await?;
    work.commit().await?;
    for one in &ended {
        cx.app().tell_sign_in_ended(*one);
    }
    tracing::info!(%passkey, "a passkey was removed");
    Ok(())
}

pub(super) fn may_remove(cx: &Context) -> bool {
    cx.signed_in().is_some_and(|one| {
        let age = cx.now().duration_since(one.signed_in_at);
        may_remove_passkey(one.by, age, one.actor.is_staff())
    })
}
