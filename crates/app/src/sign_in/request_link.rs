//! Sends a sign-in link, and answers the same whether or not the address is known.

use super::{add_link, key_hash};
use crate::jobs::deliver_mail;
use crate::{Context, Error, Fault, FieldFault, Refusal, Result, practice};
use domain::Private;
use domain::person::{EmailAddress, Person};
use jiff::{SignedDuration, Timestamp};
use mail::SignInLink;
use policy::{PageAction, Resource};
use std::sync::PoisonError;
use store::Work;

/// How long a link works. Long enough for a slow mail server, short enough for a forgotten open inbox.
pub const LINK_MINUTES: u16 = 15;

/// `Ok` says only: if this address is one of ours, a mail is on its way. Who is not known here must not
/// learn whether somebody else is: that a person comes to this practice is the first thing we keep.
pub async fn request_link(cx: &Context, email: &str) -> Result<()> {
    cx.authorise(PageAction::AskForLink, &Resource::Page)?;
    let email = EmailAddress::parse(email).map_err(|_| {
        Error::Malformed(vec![FieldFault {
            field: "email",
            fault: Fault::NotAnAddress,
        }])
    })?;
    let now = cx.now();
    if !cx
        .app()
        .doorman()
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .lets(key_hash(email.as_str()), cx.network(), now)
    {
        return Err(Refusal::TooOften.into());
    }

    let practice = practice::current(cx.app()).await?;
    let person = cx.store().people().by_email(&email).await?;
    // One work with its audit row and its flush to disk either way, so that the time it takes says little too.
    let mut work = cx.begin(PageAction::AskForLink, practice.id).await?;
    if let Some(person) = &person {
        work.note("person", person.id);
        work.concerns(person.id);
        send(cx, &mut work, person, now).await?;
    }
    work.commit().await?;
    tracing::info!(known = person.is_some(), "a sign-in link was asked for");
    Ok(())
}

async fn send(cx: &Context, work: &mut Work, person: &Person, now: Timestamp) -> Result<()> {
    let lives = SignedDuration::from_mins(i64::from(LINK_MINUTES));
    let token = add_link(work, person.id, now, lives).await?;
    let config = cx.app().config();
    // The demo's host of this person: the first part of their address.
    let host = person.email.reveal().as_str().split('@').next();
    let message = SignInLink {
        to: person.email.clone(),
        link: Private::new(config.address.link(host, &format!("/sign-in/{token}"))),
        minutes: LINK_MINUTES,
        from: config.sender.name.clone(),
    };
    let letter = message.letter(&person.language).map_err(Error::broken)?;
    deliver_mail::enqueue(work, &letter, now, now.checked_add(lives).ok()).await
}
