//! What a person sees of their own password: that there is one, since when, whether it rests, and whether they may set or remove it now.

use super::{MOST_FAILURES, MOST_WRONG_CODES};
use crate::{Context, Result};
use domain::sign_in::{ToShow, Ways, may_remove_password, may_set_password};
use jiff::Timestamp;
use policy::{AccountAction, Resource};
use store::StoredPassword;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mine {
    pub set_at: Timestamp,
    pub last_used_at: Option<Timestamp>,
    pub rests: Option<Rests>,
}

/// Why it signs nobody in just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rests {
    /// After too many wrong tries, until its person signs in another way.
    Tries,
    /// After too many wrong codes beside the right password, until another is set.
    Codes,
}

impl Rests {
    pub(super) fn of(stored: &StoredPassword) -> Option<Self> {
        if stored.wrong_codes >= MOST_WRONG_CODES {
            Some(Self::Codes)
        } else {
            (stored.failures >= MOST_FAILURES).then_some(Self::Tries)
        }
    }
}

pub async fn mine(cx: &Context) -> Result<Option<Mine>> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::SeePasskeys, &Resource::Account { owner: person })?;
    let stored = cx.store().passwords().of_person(person).await?;
    Ok(stored.map(|one| Mine {
        set_at: one.set_at,
        last_used_at: one.last_used_at,
        rests: Rests::of(&one),
    }))
}

/// What [`super::set`] would say, for the page that offers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaySet {
    Yes,
    /// This sign-in is too old, or shows less than what is there: this is to be shown anew.
    After(ToShow),
    /// Neither leads a group nor works here.
    Never,
}

pub fn may_set(cx: &Context, there: Ways) -> MaySet {
    let Some(one) = cx.signed_in().filter(|one| one.actor.is_staff()) else {
        return MaySet::Never;
    };
    let age = cx.now().duration_since(one.signed_in_at);
    if may_set_password(one.by, age, true, there) {
        MaySet::Yes
    } else {
        MaySet::After(there.to_show(true))
    }
}

/// What [`super::remove`] would say where there is one.
pub fn may_remove(cx: &Context, has_passkey: bool) -> bool {
    cx.signed_in().is_some_and(|one| {
        let age = cx.now().duration_since(one.signed_in_at);
        let staff = one.actor.is_staff();
        may_remove_password(one.by, age, staff) && (has_passkey || !staff)
    })
}
