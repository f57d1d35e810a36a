//! A device newly signed in, by whatever was shown, and what becomes of the sign-in that this browser had before.

use super::lifetime::Lifetime;
use crate::{Context, Result, chance, notices, recovery};
use domain::id::PasskeyId;
use domain::notice::Happened;
use domain::person::Person;
use domain::sign_in::SignedInBy;
use domain::{PersonId, Private, SignInId};
use jiff::Timestamp;
use policy::Actor;
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

/// What somebody showed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown {
    pub(crate) by: SignedInBy,
    /// Which one, if it was a passkey.
    pub(crate) passkey: Option<PasskeyId>,
}

impl From<SignedInBy> for Shown {
    fn from(by: SignedInBy) -> Self {
        Self { by, passkey: None }
    }
}

/// Signs a device in inside this work.
pub(crate) async fn sign_in_as(
    work: &mut Work,
    person: &Person,
    actor: &Actor,
    label: &str,
    shown: Shown,
    now: Timestamp,
) -> Result<NewSignIn> {
    let lifetime = Lifetime::of(actor);
    let token = chance::token()?;
    let sign_in = SignIn {
        id: chance::id(now)?,
        person: person.id,
        label: short(label),
        by: shown.by,
        passkey: shown.passkey,
        created_at: now,
        last_seen_at: now,
        idle_expires_at: lifetime.idle_expires_at(now),
        expires_at: lifetime.expires_at(now),
        ended_at: None,
    };
    work.sign_ins().add(&token, &sign_in).await?;
    if shown.by != SignedInBy::House {
        // This person is here: wrong tries at their password count no more.
        work.passwords().rested(person.id).await?;
    }
    work.note("sign_in", sign_in.id);
    Ok(NewSignIn {
        sign_in: sign_in.id,
        person: person.id,
        token: token.into(),
        expires_at: sign_in.expires_at,
    })
}

/// The whole of what follows when a person has shown who they are, inside the work that says so: this device is signed in, its
/// person is told if it is new to us, and what this browser had before ends. The new cookie takes the old one's place, so nobody
/// could end that earlier sign-in any more.
pub(crate) async fn sign_in_here(
    cx: &Context,
    mut work: Work,
    person: &Person,
    actor: &Actor,
    label: &str,
    shown: Shown,
) -> Result<NewSignIn> {
    if !is_known(cx, &mut work, person.id).await? {
        let label = short(label);
        notices::tell(cx.app(), &mut work, person, Happened::SignedIn, Some(&label)).await?;
    }
    if shown.by.is_more_than_mail() {
        recovery::end(cx.app(), &mut work, person).await?;
    }
    let new = sign_in_as(&mut work, person, actor, label, shown, cx.now()).await?;
    let earlier = cx.signed_in().map(|signed_in| signed_in.sign_in);
    if let Some(earlier) = earlier {
        work.sign_ins().end(earlier, cx.now()).await?;
        work.note("ended", earlier);
    }
    work.commit().await?;
    if let Some(earlier) = earlier {
        cx.app().tell_sign_in_ended(earlier);
    }
    Ok(new)
}

/// Whether this person was here before with this browser: it still holds the cookie of a sign-in of theirs that nobody ended,
/// run out or not. Whoever was signed in nowhere lately is not told either, for there is nothing that it could be new beside.
async fn is_known(cx: &Context, work: &mut Work, person: PersonId) -> Result<bool> {
    let before = work.sign_ins().of_person(person).await?;
    let before: Vec<_> = before.iter().filter(|one| one.by != SignedInBy::House).collect();
    let Some(cookie) = cx.cookie() else {
        return Ok(before.is_empty());
    };
    let here = work.sign_ins().by_token(cookie).await?;
    Ok(before.is_empty() || here.is_some_and(|one| one.person == person && one.ended_at.is_none()))
}

fn short(label: &str) -> String {
    label
        .chars()
        .filter(|letter| !letter.is_control())
        .take(80)
        .collect()
}
