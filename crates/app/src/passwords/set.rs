//! Sets a password with codes, or another in its place: shows what the app on the phone takes, and keeps both once a code fits.

use super::codes::{Codes, new_secret};
use super::hash;
use super::refused::{PasswordFault, refuse};
use super::rule::{LONGEST, NotAPassword, Password, SHORTEST};
use crate::{Context, Error, Fault, FieldFault, Result, SignedIn, notices, practice};
use domain::Private;
use domain::notice::Happened;
use domain::sign_in::{SignedInBy, Ways, may_set_password};
use policy::{AccountAction, Resource};
use std::sync::PoisonError;
use store::StoredPassword;

/// What the page shows, to take to an app.
#[derive(Debug, Clone)]
pub struct Setting {
    /// `otpauth://totp/…`, for a picture that the app reads.
    pub address: Private<String>,
    /// The same to be typed: base32.
    pub secret: Private<String>,
}

/// There is no printing of it.
#[derive(Debug, Clone, Default)]
pub struct NewPassword {
    pub password: Private<String>,
    /// The same once more: nobody sees what they type.
    pub again: Private<String>,
    pub code: String,
}

pub async fn prepare(cx: &Context) -> Result<Setting> {
    let signed_in = allowed(cx).await?;
    let mut prepared = cx.app().prepared().lock().unwrap_or_else(PoisonError::into_inner);
    let secret = match prepared.shown(signed_in.sign_in, cx.now()) {
        Some(secret) => secret,
        None => {
            let secret = new_secret()?;
            prepared.keep(signed_in.sign_in, secret.clone(), cx.now());
            secret
        }
    };
    drop(prepared);
    Ok(Setting {
        address: codes(cx, signed_in, &secret)?.address()?,
        secret,
    })
}

pub async fn set(cx: &Context, new: &NewPassword) -> Result<()> {
    let signed_in = allowed(cx).await?;
    let person = signed_in.person.id;
    let action = AccountAction::SetPassword;
    let shown = cx
        .app()
        .prepared()
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .shown(signed_in.sign_in, cx.now());
    let Some(secret) = shown else {
        return refuse(cx, action, PasswordFault::NotPrepared, person).await;
    };
    let (password, step) = parse(cx, signed_in, new, &secret).await?;
    let stored = StoredPassword {
        person,
        hash: hash::make(password).await?,
        secret,
        // Whoever looked over a shoulder at this code does not sign in with it.
        used_step: step,
        failures: 0,
        wrong_codes: 0,
        set_at: cx.now(),
        last_used_at: None,
    };
    let mut work = cx.begin(action, person).await?;
    work.concerns(person);
    // Asked again where no other answer can come between; who was signed out meanwhile sets nothing.
    work.people().hold(person).await?;
    let here = work.sign_ins().lookup(signed_in.sign_in).await?;
    if !here.is_some_and(|one| one.holds(cx.now())) {
        drop(work);
        return refuse(cx, action, PasswordFault::NotFresh, person).await;
    }
    let there = Ways {
        passkey: !work.passkeys().of_person(person).await?.is_empty(),
        password: work.passwords().of_person(person).await?.is_some(),
    };
    if !may(cx, signed_in, there) {
        drop(work);
        return refuse(cx, action, PasswordFault::NotFresh, person).await;
    }
    work.passwords().set(&stored).await?;
    let ended = work
        .sign_ins()
        .end_those_by(person, SignedInBy::Password, Some(signed_in.sign_in), cx.now())
        .await?;
    notices::tell(
        cx.app(),
        &mut work,
        &signed_in.person,
        Happened::WayAdded,
        Some(&signed_in.label),
    )
    .await?;
    work.note_count("ended", ended.len() as u64);
    work.commit().await?;
    cx.app()
        .prepared()
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .forget(signed_in.sign_in);
    for one in ended {
        cx.app().tell_sign_in_ended(one);
    }
    tracing::info!(%person, "a password with codes was set");
    Ok(())
}

/// Everything that is wrong with the form, at once.
async fn parse(
    cx: &Context,
    signed_in: &SignedIn,
    new: &NewPassword,
    secret: &Private<String>,
) -> Result<(Password, i64)> {
    let house = practice::current(cx.app()).await?;
    let person = &signed_in.person;
    let own = [
        person.legal_name.reveal().as_str(),
        person.email.reveal().as_str(),
        house.name.as_str(),
        cx.app().config().sender.name.as_str(),
    ];
    let mut faults = Vec::new();
    let mut fault = |field, fault| faults.push(FieldFault { field, fault });
    let password = Password::parse(new.password.reveal(), &own);
    match &password {
        Ok(password) if *password != Password::typed(new.again.reveal()) => fault("again", Fault::Different),
        Ok(_) => {}
        Err(NotAPassword::TooShort) => fault("password", Fault::TooShort(SHORTEST)),
        Err(NotAPassword::TooLong) => fault("password", Fault::TooLong(LONGEST)),
        Err(NotAPassword::EasilyGuessed) => fault("password", Fault::EasilyGuessed),
    }
    let step = codes(cx, signed_in, secret)?.step_of(&new.code, cx.now());
    if step.is_none() {
        fault("code", Fault::WrongCode);
    }
    match (password, step) {
        (Ok(password), Some(step)) if faults.is_empty() => Ok((password, step)),
        _ => Err(Error::Malformed(faults)),
    }
}

async fn allowed(cx: &Context) -> Result<&SignedIn> {
    let person = cx.person()?.id;
    let action = AccountAction::SetPassword;
    cx.authorise(action, &Resource::Account { owner: person })?;
    let there = Ways {
        passkey: !cx.store().passkeys().of_person(person).await?.is_empty(),
        password: cx.store().passwords().of_person(person).await?.is_some(),
    };
    match cx.signed_in().filter(|one| may(cx, one, there)) {
        Some(signed_in) => Ok(signed_in),
        None => refuse(cx, action, PasswordFault::NotFresh, person).await,
    }
}

fn may(cx: &Context, one: &SignedIn, there: Ways) -> bool {
    let age = cx.now().duration_since(one.signed_in_at);
    may_set_password(one.by, age, one.actor.is_staff(), there)
}

fn codes(cx: &Context, signed_in: &SignedIn, secret: &Private<String>) -> Result<Codes> {
    // The neutral name of the sender: the list of an app is seen by whoever looks at the phone.
    let house = &cx.app().config().sender.name;
    Codes::of(secret, house, signed_in.person.email.reveal().as_str())
}
