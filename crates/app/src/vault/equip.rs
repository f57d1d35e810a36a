//! Makes a vault, and more ways to open it. Every key comes wrapped by the browser.

use super::{Proof, day, hash_of, malformed, mine, mine_opened};
use crate::{Context, Refusal, Result};
use domain::id::{PasskeyId, VaultId};
use domain::vault::Locked;
use policy::VaultAction;
use store::{StoredVault, Wrap};

/// As the page made it.
#[derive(Debug)]
pub struct NewVault<'a> {
    pub id: VaultId,
    pub public_key: Locked,
    pub private_key: Locked,
    pub recovery: Locked,
    pub wrap: Option<Wrap>,
    pub proof: Proof<'a>,
}

/// Where another device was faster, its vault stays.
pub async fn begin(cx: &Context, new: NewVault<'_>) -> Result<()> {
    let (person, there, _) = mine(cx, VaultAction::Equip).await?;
    if there.is_some() {
        return Err(Refusal::OtherwiseByNow.into());
    }
    let vault = StoredVault {
        person,
        id: new.id,
        generation: 1,
        public_key: new.public_key,
        private_key: new.private_key,
        recovery: new.recovery,
        previous: None,
        proof_hash: hash_of(&new.proof)?,
        made_on: day(cx),
    };
    if let Some(wrap) = &new.wrap {
        is_mine(cx, wrap.passkey).await?;
    }
    let mut work = cx.begin(VaultAction::Equip, vault.id).await?;
    work.concerns(person);
    match work.vaults().add(&vault).await {
        Ok(()) => {}
        Err(store::Error::Conflict { .. }) => return Err(Refusal::OtherwiseByNow.into()),
        Err(error) => return Err(error.into()),
    }
    if let Some(wrap) = &new.wrap {
        work.vaults().wrap(person, wrap).await?;
    }
    work.commit().await?;
    Ok(())
}

/// One more passkey opens it, with the key of this generation.
pub async fn wrap(cx: &Context, generation: u32, wrap: &Wrap, proof: &Proof<'_>) -> Result<()> {
    let vault = mine_opened(cx, VaultAction::Open, proof).await?;
    is_mine(cx, wrap.passkey).await?;
    let mut work = cx.begin(VaultAction::Equip, vault.id).await?;
    work.concerns(vault.person);
    work.note("passkey", wrap.passkey);
    is_still(&mut work, &vault, generation).await?;
    work.vaults().wrap(vault.person, wrap).await?;
    work.commit().await?;
    Ok(())
}

/// Another recovery code; the one before opens nothing from then on.
pub async fn replace_recovery(
    cx: &Context,
    generation: u32,
    recovery: Locked,
    proof: &Proof<'_>,
) -> Result<()> {
    let vault = mine_opened(cx, VaultAction::Open, proof).await?;
    let mut work = cx.begin(VaultAction::Equip, vault.id).await?;
    work.concerns(vault.person);
    is_still(&mut work, &vault, generation).await?;
    let changed = StoredVault { recovery, ..vault };
    work.vaults().replace(&changed).await?;
    work.commit().await?;
    Ok(())
}

/// Held until the work is over, and under the key that the page believes to be the newest.
pub(super) async fn is_still(work: &mut store::Work, vault: &StoredVault, generation: u32) -> Result<()> {
    work.vaults().hold(vault.person).await?;
    let now = work.vaults().of_person(vault.person).await?;
    if now.as_ref() == Some(vault) && vault.generation == generation {
        Ok(())
    } else {
        Err(Refusal::OtherwiseByNow.into())
    }
}

pub(super) async fn is_mine(cx: &Context, passkey: PasskeyId) -> Result<()> {
    let found = cx.store().passkeys().lookup(passkey).await?;
    let person = cx.person()?.id;
    match found {
        Some(found) if found.passkey.person == person => Ok(()),
        // Nobody's, or somebody else's: one answer.
        _ => Err(malformed("passkey")),
    }
}
