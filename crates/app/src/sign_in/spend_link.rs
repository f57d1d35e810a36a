//! Signs a person in with their link, once.

use super::lifetime::Lifetime;
use super::look_at_link::{LinkState, look_at_link};
use crate::context::actor_of;
use crate::{Context, Error, Refusal, Result, chance};
use domain::person::Person;
use domain::{PersonId, Private, SignInId};
use jiff::Timestamp;
use policy::{Actor, PageAction, Resource};
use store::{SignIn, Work};

/// A device just signed in. The token goes into its cookie and nowhere else.
#[derive(Debug, Clone)]
pub struct NewSignIn {
    pub sign_in: SignInId,
    pub person: PersonId,
    pub token: Private<String>,
    /// The cookie need not outlive this.
    pub expires_at: Timestamp,
}

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
    let new = sign_in_as(&mut work, &person, &actor, label, cx.now()).await?;
    // The new cookie takes the old one's place in this browser, so nobody could end that sign-in any more.
    let earlier = cx.signed_in().map(|signed_in| signed_in.sign_in);
    if let Some(earlier) = earlier {
        work.sign_ins().end(earlier, cx.now()).await?;
        work.note("ended", earlier);
    }
    work.commit().await?;
    if let Some(earlier) = earlier {
        cx.app().tell_sign_in_ended(earlier);
    }
    tracing::info!(sign_in = %new.sign_in, "a device was signed in");
    Ok(new)
}

/// Signs a device in inside this work.
pub(crate) async fn sign_in_as(
    work: &mut Work,
    person: &Person,
    actor: &Actor,
    label: &str,
    now: Timestamp,
) -> Result<NewSignIn> {
    let lifetime = Lifetime::of(actor);
    let token = chance::token()?;
    let sign_in = SignIn {
        id: chance::id(now)?,
        person: person.id,
        label: label
            .chars()
            .filter(|letter| !letter.is_control())
            .take(80)
            .collect(),
        created_at: now,
        last_seen_at: now,
        idle_expires_at: lifetime.idle_expires_at(now),
        expires_at: lifetime.expires_at(now),
        ended_at: None,
    };
    work.sign_ins().add(&token, &sign_in).await?;
    work.note("sign_in", sign_in.id);
    Ok(NewSignIn {
        sign_in: sign_in.id,
        person: person.id,
        token: token.into(),
        expires_at: sign_in.expires_at,
    })
}
