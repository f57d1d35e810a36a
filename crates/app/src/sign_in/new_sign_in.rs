//! A device newly signed in, by whatever was shown, and what becomes of the sign-in that this browser had before.

use super::lifetime::Lifetime;
use crate::{Context, Result, chance};
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

/// Signs a device in inside this work.
pub(crate) async fn sign_in_as(
    work: &mut Work,
    person: &Person,
    actor: &Actor,
    label: &str,
    by: SignedInBy,
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
        by,
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

/// The new cookie takes the old one's place in this browser, so nobody could end that sign-in any more: it ends here.
pub(crate) async fn commit_in_place_of_earlier(cx: &Context, mut work: Work) -> Result<()> {
    let earlier = cx.signed_in().map(|signed_in| signed_in.sign_in);
    if let Some(earlier) = earlier {
        work.sign_ins().end(earlier, cx.now()).await?;
        work.note("ended", earlier);
    }
    work.commit().await?;
    if let Some(earlier) = earlier {
        cx.app().tell_sign_in_ended(earlier);
    }
    Ok(())
}
