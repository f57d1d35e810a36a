//! A person's own passkeys, and whether they can add another now.

use super::add::may_add as is_enough;
use super::can_be_kept;
use crate::{Context, Result, recovery};
use domain::passkey::{MOST_PASSKEYS, Passkey};
use policy::{AccountAction, Resource};

/// Oldest first.
pub async fn list(cx: &Context) -> Result<Vec<Passkey>> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::SeePasskeys, &Resource::Account { owner: person })?;
    let all = cx.store().passkeys().of_person(person).await?;
    Ok(all.into_iter().map(|one| one.passkey).collect())
}

/// What [`super::begin_adding`] would say, for the page that offers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayAdd {
    Yes,
    /// This address has only numbers.
    NotHere,
    Full,
    /// The sign-in is too old.
    AfterSignIn,
    /// This sign-in was by a link, and there is a passkey already, or a password with codes.
    AfterPasskey,
}

/// `password`: there is one.
pub async fn may_add(cx: &Context, host: &str, mine: &[Passkey], password: bool) -> Result<MayAdd> {
    let has = (password || !mine.is_empty()) && recovery::open(cx).await?.is_none();
    Ok(if !can_be_kept(cx.app(), host) {
        MayAdd::NotHere
    } else if has && mine.len() >= MOST_PASSKEYS {
        MayAdd::Full
    } else if is_enough(cx, has, |one| cx.now().duration_since(one.signed_in_at)) {
        MayAdd::Yes
    } else if has && cx.actor().is_staff() {
        MayAdd::AfterPasskey
    } else {
        MayAdd::AfterSignIn
    })
}
