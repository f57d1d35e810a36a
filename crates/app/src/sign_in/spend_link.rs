//! Signs a person in with their link, once.

use super::look_at_link::{LinkState, look_at_link};
use super::new_sign_in::{NewSignIn, commit_in_place_of_earlier, sign_in_as};
use crate::context::actor_of;
use crate::{Context, Error, Refusal, Result};
use domain::sign_in::SignedInBy;
use policy::{PageAction, Resource};

/// `label` is what the person will see in their list of devices: "Firefox on Linux".
pub async fn spend_link(cx: &Context, token: &str, label: &str) -> Result<NewSignIn> {
    cx.authorise(PageAction::SpendLink, &Resource::Page)?;
    let refused = |state| match state {
        LinkState::Spent => Refusal::LinkSpent,
        LinkState::Expired => Refusal::LinkExpired,
        LinkState::Good { .. } | LinkState::Unknown => Refusal::LinkUnknown,
    };
    // Looked up first, so that the audit row names the person and a refused link writes nothing.
    let Some(link) = cx.store().sign_in_links().look(token).await? else {
        return Err(Refusal::LinkUnknown.into());
    };
    let person = cx
        .store()
        .people()
        .lookup(link.person)
        .await?
        .ok_or(Error::NotFound)?;
    let actor = actor_of(cx.app(), &person).await?;

    let mut work = cx.begin(PageAction::SpendLink, person.id).await?;
    // The store decides in one statement: of two spending at the same moment, one is refused.
    if work.sign_in_links().spend(token, cx.now()).await? != Some(person.id) {
        drop(work);
        return Err(refused(look_at_link(cx, token).await?).into());
    }
    let new = sign_in_as(&mut work, &person, &actor, label, SignedInBy::Link, cx.now()).await?;
    commit_in_place_of_earlier(cx, work).await?;
    tracing::info!(sign_in = %new.sign_in, "a device was signed in");
    Ok(new)
}
