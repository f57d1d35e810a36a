//! A person's own passkeys, and whether they can add another now, or take one off.

use super::add::may_add as is_enough;
use super::can_be_kept;
use crate::{Context, Result, recovery};
use domain::passkey::{MOST_PASSKEYS, Passkey};
use domain::sign_in::{ToShow, Ways};
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
    /// This sign-in is too old, or shows less than what is there: this is to be shown anew.
    After(ToShow),
}

/// `password`: there is one.
pub async fn may_add(cx: &Context, host: &str, mine: &[Passkey], password: bool) -> Result<MayAdd> {
    let there = match recovery::open(cx).await? {
        Some(_) => Ways::default(),
        None => Ways {
            passkey: !mine.is_empty(),
            password,
        },
    };
    Ok(if !can_be_kept(cx.app(), host) {
        MayAdd::NotHere
    } else if there.passkey && mine.len() >= MOST_PASSKEYS {
        MayAdd::Full
    } else if is_enough(cx, there, |one| cx.now().duration_since(one.signed_in_at)) {
        MayAdd::Yes
    } else {
        MayAdd::After(there.to_show(cx.actor().is_staff()))
    })
}

/// What [`super::remove`] would say to each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayRemove {
    Yes,
    /// Whoever leads or works here keeps one.
    Last,
    After(ToShow),
}

pub fn may_remove(cx: &Context, mine: &[Passkey]) -> MayRemove {
    let staff = cx.actor().is_staff();
    if !super::remove::may_remove(cx) {
        let there = Ways {
            passkey: !mine.is_empty(),
            password: false,
        };
        MayRemove::After(there.to_show(staff))
    } else if staff && mine.len() < 2 {
        MayRemove::Last
    } else {
        MayRemove::Yes
    }
}
