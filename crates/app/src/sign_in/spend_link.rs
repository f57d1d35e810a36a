//! Signs a person in with their link, once.

use super::look_at_link::{LinkState, look_at_link};
use super::new_sign_in::{NewSignIn, sign_in_here};
use crate::context::actor_of;
use crate::{Context, Error, Refusal, Result, practice};
use domain::PersonId;
use domain::id::Id;
use domain::sign_in::SignedInBy;
use policy::{PageAction, Resource};

/// `label` is what the person will see in their list of devices: "Firefox on Linux".
pub async fn spend_link(cx: &Context, token: &str, label: &str) -> Result<NewSignIn> {
    cx.authorise(PageAction::SpendLink, &Resource::Page)?;
    // Looked up first, so that the audit row names the person.
    let Some(link) = cx.store().sign_in_links().look(token).await? else {
        let house = practice::current(cx.app()).await?.id;
        return refuse(cx, Refusal::LinkUnknown, house, None).await;
    };
    let person = cx
        .store()
        .people()
        .lookup(link.person)
        .await?
        .ok_or(Error::NotFound)?;
    let actor = actor_of(cx.app(), &person).await?;

    let mut work = cx.begin(PageAction::SpendLink, person.id).await?;
    work.concerns(person.id);
    // The store decides in one statement: of two spending at the same moment, one is refused.
    if work.sign_in_links().spend(token, cx.now()).await? != Some(person.id) {
        drop(work);
        let why = match look_at_link(cx, token).await? {
            LinkState::Spent => Refusal::LinkSpent,
            LinkState::Expired => Refusal::LinkExpired,
            LinkState::Good { .. } | LinkState::Unknown => Refusal::LinkUnknown,
        };
        return refuse(cx, why, person.id, Some(person.id)).await;
    }
    let new = sign_in_here(cx, work, &person, &actor, label, SignedInBy::Link.into()).await?;
    tracing::info!(sign_in = %new.sign_in, "a device was signed in");
    Ok(new)
}

/// A used, late or guessed link: somebody may have forwarded it. Written down, of a flood the first ones.
async fn refuse(cx: &Context, why: Refusal, resource: impl Id, about: Option<PersonId>) -> Result<NewSignIn> {
    if !cx.counts_as_guess(about) {
        return Err(Refusal::TooOften.into());
    }
    let word = match why {
        Refusal::LinkSpent => "spent",
        Refusal::LinkExpired => "expired",
        _ => "unknown",
    };
    let entry = cx
        .entry(PageAction::SpendLink, resource)
        .refused()
        .with_word("why", word);
    let entry = match about {
        Some(person) => entry.of(person),
        None => entry,
    };
    cx.store().begin(entry).await?.commit().await?;
    Err(why.into())
}
