//! Signs a person in with their password and a code. Whatever does not fit, the answer is the same, and takes as long.

use super::MOST_WRONG_CODES;
use super::codes::Codes;
use super::failed::{CODE, failed};
use super::hash;
use super::rule::Password;
use super::show::Rests;
use crate::context::actor_of;
use crate::sign_in::{NewSignIn, sign_in_here};
use crate::{Context, Refusal, Result};
use domain::Private;
use domain::person::{EmailAddress, Person};
use domain::sign_in::SignedInBy;
use policy::{PageAction, Resource};
use store::StoredPassword;

/// As it was typed. There is no printing of it.
#[derive(Debug, Clone, Default)]
pub struct TypedPassword {
    pub email: Private<String>,
    pub password: Private<String>,
    pub code: String,
}

/// `label` is what the list of devices will say.
pub async fn sign_in(cx: &Context, typed: &TypedPassword, label: &str) -> Result<NewSignIn> {
    cx.authorise(PageAction::UsePassword, &Resource::Page)?;
    // Here there is something to guess, and each try costs us a core for a moment: a network that was wrong thirty times waits.
    if !cx.may_guess() {
        return Err(Refusal::TooOften.into());
    }
    let email = EmailAddress::parse(typed.email.reveal()).ok();
    let known = match &email {
        Some(email) => cx.store().people().by_email(email).await?,
        None => None,
    };
    let stored = match &known {
        Some(person) => cx.store().passwords().of_person(person.id).await?,
        None => None,
    };
    let hash = stored.as_ref().map(|one| one.hash.clone());
    let fits = hash::fits(Password::typed(typed.password.reveal()), hash).await?;
    let (why, about) = match (known, stored) {
        (Some(person), Some(stored)) => {
            let actor = actor_of(cx.app(), &person).await?;
            match judge(cx, &person, &stored, fits, &typed.code)? {
                Ok(_) if !actor.is_staff() => ("not-staff", Some(person)),
                Ok(step) => {
                    let mut work = cx.begin(PageAction::UsePassword, person.id).await?;
                    work.concerns(person.id);
                    let now = cx.now();
                    if work
                        .passwords()
                        .used(&stored, step, MOST_WRONG_CODES, now)
                        .await?
                    {
                        let shown = SignedInBy::Password.into();
                        let new = sign_in_here(cx, work, &person, &actor, label, shown).await?;
                        tracing::info!(sign_in = %new.sign_in, "a device was signed in with a password and a code");
                        return Ok(new);
                    }
                    ("code-used", Some(person))
                }
                Err(why) => (why, Some(person)),
            }
        }
        (Some(person), None) => ("none", Some(person)),
        (None, _) => ("unknown", None),
    };
    failed(cx, email.as_ref(), why, about.as_ref()).await
}

/// The step of the code, or the word for what does not fit. Both are looked at, whatever the other says.
fn judge(
    cx: &Context,
    person: &Person,
    stored: &StoredPassword,
    fits: bool,
    code: &str,
) -> Result<std::result::Result<i64, &'static str>> {
    let codes = Codes::of(&stored.secret, "", person.email.reveal().as_str())?;
    let step = codes.step_of(code, cx.now());
    Ok(match (fits, step) {
        _ if Rests::of(stored).is_some() => Err("resting"),
        (true, Some(step)) if step > stored.used_step => Ok(step),
        (true, Some(_)) => Err("code-used"),
        // Worth a look of whoever reads the log: somebody knows the password.
        (true, None) => Err(CODE),
        (false, _) => Err("password"),
    })
}
