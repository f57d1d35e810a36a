//! The list of a person's own devices that are signed in.

use crate::{Context, Result};
use domain::SignInId;
use domain::sign_in::SignedInBy;
use jiff::Timestamp;
use policy::{AccountAction, Resource};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    pub sign_in: SignInId,
    pub label: String,
    pub by: SignedInBy,
    pub signed_in_at: Timestamp,
    pub last_seen_at: Timestamp,
    /// The one that asks.
    pub this_one: bool,
}

/// Newest first, only those that still hold.
pub async fn devices(cx: &Context) -> Result<Vec<Device>> {
    let person = cx.person()?.id;
    cx.authorise(AccountAction::SeeDevices, &Resource::Account { owner: person })?;
    let this = cx.signed_in().map(|signed_in| signed_in.sign_in);
    let all = cx.store().sign_ins().of_person(person).await?;
    let device = |one: store::SignIn| Device {
        sign_in: one.id,
        label: one.label,
        by: one.by,
        signed_in_at: one.created_at,
        last_seen_at: one.last_seen_at,
        this_one: Some(one.id) == this,
    };
    Ok(all
        .into_iter()
        .filter(|one| one.holds(cx.now()))
        .map(device)
        .collect())
}
