//! Signs a person in with their passkey. The passkey says who it is: nobody types an address.

use super::ceremonies::Asked;
use super::refused::{PasskeyFault, refuse};
use super::relying_party::relying_party;
use super::{Begun, json, keep, take};
use crate::context::actor_of;
use crate::sign_in::{NewSignIn, Shown, sign_in_here};
use crate::{Context, Error, Result, practice};
use domain::id::Id as _;
use domain::sign_in::SignedInBy;
use policy::{PageAction, Resource};
use serde::Deserialize;
use webauthn_rs::prelude::{Passkey as Credential, PublicKeyCredential};

pub async fn begin_sign_in(cx: &Context, host: &str) -> Result<Begun> {
    cx.authorise(PageAction::UsePasskey, &Resource::Page)?;
    let Some(party) = relying_party(cx.app(), host) else {
        let house = practice::current(cx.app()).await?.id;
        return refuse(cx, PageAction::UsePasskey, PasskeyFault::NotHere, house, None).await;
    };
    let (mut options, state) = party.start_discoverable_authentication().map_err(Error::broken)?;
    // Asked by a button, not offered inside a field.
    options.mediation = None;
    keep(cx, Asked::ToSignIn(state), json(&options)?)
}

/// `answer` is the JSON of what the browser answered; `label` is what the list of devices will say.
pub async fn finish_sign_in(
    cx: &Context,
    host: &str,
    token: Option<&str>,
    answer: &str,
    label: &str,
) -> Result<NewSignIn> {
    cx.authorise(PageAction::UsePasskey, &Resource::Page)?;
    let house = practice::current(cx.app()).await?.id;
    let asked = take(cx, token);
    let Some(party) = relying_party(cx.app(), host) else {
        return refuse(cx, PageAction::UsePasskey, PasskeyFault::NotHere, house, None).await;
    };
    let Some(Asked::ToSignIn(state)) = asked else {
        return refuse(cx, PageAction::UsePasskey, PasskeyFault::NotAsked, house, None).await;
    };
    let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else {
        return refuse(cx, PageAction::UsePasskey, PasskeyFault::Unreadable, house, None).await;
    };
    let known = cx
        .store()
        .passkeys()
        .by_credential(answer.get_credential_id())
        .await?;
    let Some(stored) = known else {
        return refuse(cx, PageAction::UsePasskey, PasskeyFault::Unknown, house, None).await;
    };
    let (passkey, owner) = (stored.passkey.id, stored.passkey.person);
    let fault = |fault| refuse(cx, PageAction::UsePasskey, fault, passkey, Some(owner));
    if is_embedded(&answer) {
        return fault(PasskeyFault::Foreign).await;
    }
    match party.identify_discoverable_authentication(&answer) {
        Ok((person, _)) if person == owner.uuid() => {}
        _ => return fault(PasskeyFault::Unknown).await,
    }
    let mut credential: Credential =
        serde_json::from_str(stored.credential.reveal()).map_err(Error::broken)?;
    match party.finish_discoverable_authentication_v2(&answer, state, &credential) {
        Ok(result) => credential.update_credential(&result),
        Err(error) => return fault(error.into()).await,
    };

    let person = cx.store().people().lookup(owner).await?.ok_or(Error::NotFound)?;
    let actor = actor_of(cx.app(), &person).await?;
    let mut work = cx.begin(PageAction::UsePasskey, passkey).await?;
    work.note("person", owner);
    work.concerns(owner);
    if !work
        .passkeys()
        .used(&stored, &json(&credential)?, cx.now())
        .await?
    {
        drop(work);
        return fault(PasskeyFault::NotAsked).await;
    }
    let shown = Shown {
        by: SignedInBy::Passkey,
        passkey: Some(passkey),
    };
    let new = sign_in_here(cx, work, &person, &actor, label, shown).await?;
    tracing::info!(sign_in = %new.sign_in, "a device was signed in with a passkey");
    Ok(new)
}

/// The library asks this of a new passkey and not of an answer. We stand in nobody's frame, so whoever asked there was
/// somebody else.
fn is_embedded(answer: &PublicKeyCredential) -> bool {
    #[derive(Deserialize)]
    struct Said {
        #[serde(default, rename = "crossOrigin")]
        cross_origin: bool,
    }
    serde_json::from_slice::<Said>(&answer.response.client_data_json).is_ok_and(|said| said.cross_origin)
}
