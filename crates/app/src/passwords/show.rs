//! What a person sees of their own password: that there is one, since when, and whether it rests.

use super::MOST_FAILURES;
use crate::{Context, Result};
use domain::sign_in::may_set_password;
use jiff::Timestamp;
use policy::{AccountAction, Resource};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mine {
    pub set_at: Timestamp,
    pub last_used_at: Option<Timestamp>,
    /// After too many wrong tries, until its person signs in another way.
    pub rests: bool,
}

pub async fn mine(cx: &Context) -> Result<Option<Mine>> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::SeePasskeys, &Resource::Account { owner: person })?;
    let stored = cx.store().passwords().of_person(person).await?;
    Ok(stored.map(|one| Mine {
        set_at: one.set_at,
        last_used_at: one.last_used_at,
        rests: one.failures >= MOST_FAILURES,
    }))
}

/// What [`super::set`] would say, for the page that offers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaySet {
    Yes,
    /// The sign-in is too old.
    AfterSignIn,
    /// This sign-in was by a link, and there is more than that already.
    AfterMore,
    /// Neither leads a group nor works here.
    Never,
}

/// `more`: there is a passkey or a password already.
pub fn may_set(cx: &Context, more: bool) -> MaySet {
    let Some(one) = cx.signed_in().filter(|one| one.actor.is_staff()) else {
        return MaySet::Never;
    };
    let age = cx.now().duration_since(one.signed_in_at);
    if may_set_password(one.by, age, true, more) {
        MaySet::Yes
    } else if more {
        MaySet::AfterMore
    } else {
        MaySet::AfterSignIn
    }
}
