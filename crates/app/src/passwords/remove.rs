//! Takes the password away: from then on it signs nobody in, and whoever came in by it elsewhere is out.

use super::refused::{PasswordFault, refuse};
use crate::{Context, Error, Result, notices};
use domain::notice::Happened;
use domain::sign_in::{SignedInBy, may_remove_password};
use policy::{AccountAction, Resource};

pub async fn remove(cx: &Context) -> Result<()> {
    let person = cx.person()?.id;
    let action = AccountAction::RemovePassword;
    cx.authorise(action, &Resource::Account { owner: person })?;
    if !cx.signed_in().is_some_and(|one| {
        let age = cx.now().duration_since(one.signed_in_at);
        may_remove_password(one.by, age, one.actor.is_staff())
    }) {
        return refuse(cx, action, PasswordFault::NotFresh, person).await;
    }
    let mut work = cx.begin(action, person).await?;
    work.concerns(person);
    work.people().hold(person).await?;
    if cx.actor().is_staff() && work.passkeys().of_person(person).await?.is_empty() {
        drop(work);
        return refuse(cx, action, PasswordFault::Last, person).await;
    }
    if !work.passwords().remove(person).await? {
        return Err(Error::NotFound);
    }
    let signed_in = cx.signed_in_here()?;
    let ended = work
        .sign_ins()
        .end_those_by(person, SignedInBy::Password, Some(signed_in.sign_in), cx.now())
        .await?;
    notices::tell(
        cx.app(),
        &mut work,
        &signed_in.person,
        Happened::WayRemoved,
        Some(&signed_in.label),
    )
    .await?;
    work.note_count("ended", ended.len() as u64);
    work.commit().await?;
    for one in ended {
        cx.app().tell_sign_in_ended(one);
    }
    tracing::info!(%person, "a password was taken away");
    Ok(())
}
