//! Adds a passkey: asks the browser to make one, and keeps the half that checks.

use super::ceremonies::Asked;
use super::refused::{PasskeyFault, refuse};
use super::relying_party::relying_party;
use super::{Begun, json, keep, take};
use crate::{Context, Error, Fault, FieldFault, Result, SignedIn, chance, notices, recovery};
use domain::Private;
use domain::id::{Id as _, PasskeyId};
use domain::notice::Happened;
use domain::passkey::{MOST_PASSKEYS, Passkey, PasskeyName};
use domain::sign_in::{Ways, may_add_passkey};
use jiff::SignedDuration;
use policy::{AccountAction, Resource};
use store::StoredPasskey;
use webauthn_rs::prelude::{CredentialID, Passkey as Credential, RegisterPublicKeyCredential};

pub async fn begin_adding(cx: &Context, host: &str) -> Result<Begun> {
    let person = cx.person()?;
    cx.authorise(AccountAction::AddPasskey, &Resource::Account { owner: person.id })?;
    let Some(party) = relying_party(cx.app(), host) else {
        return refuse(
            cx,
            AccountAction::AddPasskey,
            PasskeyFault::NotHere,
            person.id,
            Some(person.id),
        )
        .await;
    };
    let mine = cx.store().passkeys().of_person(person.id).await?;
    // Who comes back in begins anew: what they had goes when the new one is there.
    let there = match recovery::open(cx).await? {
        Some(_) => Ways::default(),
        None => Ways {
            passkey: !mine.is_empty(),
            password: cx.store().passwords().of_person(person.id).await?.is_some(),
        },
    };
    if there.passkey && mine.len() >= MOST_PASSKEYS {
        return refuse(
            cx,
            AccountAction::AddPasskey,
            PasskeyFault::TooMany,
            person.id,
            Some(person.id),
        )
        .await;
    }
    if !may_add(cx, there, |one| cx.now().duration_since(one.signed_in_at)) {
        return refuse(
            cx,
            AccountAction::AddPasskey,
            PasskeyFault::NotFresh,
            person.id,
            Some(person.id),
        )
        .await;
    }
    // A device that has one already says so, instead of making a second.
    let known = mine.iter().map(credential_id).collect::<Result<Vec<_>>>()?;
    // A person may have two accounts here: their address tells them apart on their own device, and no name is written there.
    let email = person.email.reveal().as_str();
    let (options, state) = party
        .start_passkey_registration(person.id.uuid(), email, email, Some(known))
        .map_err(Error::broken)?;
    let mut options = serde_json::to_value(options).map_err(Error::broken)?;
    // Kept on the device under our name, so that signing in asks for no address.
    let choice = &mut options["publicKey"]["authenticatorSelection"];
    choice["residentKey"] = "required".into();
    choice["requireResidentKey"] = true.into();
    let asked = Asked::ToAdd {
        person: person.id,
        state,
    };
    keep(cx, asked, options.to_string())
}

/// `answer` is the JSON of what the browser made. Whatever is wrong with it, it was the one answer to that question.
pub async fn finish_adding(
    cx: &Context,
    host: &str,
    token: Option<&str>,
    answer: &str,
    name: &str,
) -> Result<PasskeyId> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::AddPasskey, &Resource::Account { owner: person })?;
    let fault = |fault| refuse(cx, AccountAction::AddPasskey, fault, person, Some(person));
    let asked = take(cx, token);
    let name = parse(name)?;
    let Some(party) = relying_party(cx.app(), host) else {
        return fault(PasskeyFault::NotHere).await;
    };
    let state = match asked {
        Some(Asked::ToAdd { person: asked, state }) if asked == person => state,
        _ => return fault(PasskeyFault::NotAsked).await,
    };
    let Ok(answer) = serde_json::from_str::<RegisterPublicKeyCredential>(answer) else {
        return fault(PasskeyFault::Unreadable).await;
    };
    let made = match party.finish_passkey_registration(&answer, &state) {
        Ok(made) => made,
        Err(error) => return fault(error.into()).await,
    };
    if answer
        .extensions
        .cred_props
        .is_some_and(|one| one.rk == Some(false))
    {
        return fault(PasskeyFault::NotKept).await;
    }

    let stored = StoredPasskey {
        passkey: Passkey {
            id: chance::id(cx.now())?,
            person,
            name: Private::new(name),
            made_at: cx.now(),
            last_used_at: None,
        },
        credential: json(&made)?.into(),
    };
    let mut work = cx.begin(AccountAction::AddPasskey, stored.passkey.id).await?;
    // Asked again where no other answer can come between; the wait for a finger was no fault. Who was signed out meanwhile, by
    // somebody who saw a stranger's device in their list, adds nothing.
    work.people().hold(person).await?;
    let here = work.sign_ins().lookup(cx.signed_in_here()?.sign_in).await?;
    if !here.is_some_and(|one| one.holds(cx.now())) {
        drop(work);
        return fault(PasskeyFault::NotFresh).await;
    }
    let recovered = match recovery::open_within(cx, &mut work).await? {
        Some(recovery) => recovery::use_up(cx, &mut work, person, recovery).await?,
        None => None,
    };
    let mine = work.passkeys().of_person(person).await?.len();
    let there = Ways {
        passkey: mine > 0,
        password: work.passwords().of_person(person).await?.is_some(),
    };
    if mine >= MOST_PASSKEYS || !may_add(cx, there, |_| SignedDuration::ZERO) {
        drop(work);
        return fault(if mine >= MOST_PASSKEYS {
            PasskeyFault::TooMany
        } else {
            PasskeyFault::NotFresh
        })
        .await;
    }
    match work.passkeys().add(made.cred_id(), &stored).await {
        Ok(()) => {}
        Err(store::Error::Conflict { .. }) => {
            drop(work);
            return fault(PasskeyFault::AlreadyThere).await;
        }
        Err(error) => return Err(error.into()),
    }
    let happened = match recovered {
        Some(_) => Happened::RecoveryDone,
        None => Happened::PasskeyAdded,
    };
    work.concerns(person);
    // Whoever could add one needs no colleague's word, and whoever asked in their name gets nowhere.
    recovery::end(cx.app(), &mut work, cx.person()?).await?;
    notices::tell(
        cx.app(),
        &mut work,
        cx.person()?,
        happened,
        Some(&cx.signed_in_here()?.label),
    )
    .await?;
    work.commit().await?;
    for one in recovered.into_iter().flatten() {
        cx.app().tell_sign_in_ended(one);
    }
    tracing::info!(passkey = %stored.passkey.id, "a passkey was added");
    Ok(stored.passkey.id)
}

pub(super) fn may_add(cx: &Context, there: Ways, age: impl Fn(&SignedIn) -> SignedDuration) -> bool {
    cx.signed_in()
        .is_some_and(|one| may_add_passkey(one.by, age(one), one.actor.is_staff(), there))
}

pub(super) fn parse(name: &str) -> Result<PasskeyName> {
    PasskeyName::parse(name).map_err(|_| {
        let fault = if name.trim().is_empty() {
            Fault::Missing
        } else {
            Fault::TooLong(PasskeyName::LONGEST)
        };
        Error::Malformed(vec![FieldFault { field: "name", fault }])
    })
}

fn credential_id(stored: &StoredPasskey) -> Result<CredentialID> {
    let credential: Credential = serde_json::from_str(stored.credential.reveal()).map_err(Error::broken)?;
    Ok(credential.cred_id().clone())
}
