//! A new key for the vault, after a passkey or the recovery code was lost or stolen. Notes follow one by one, from the browser.

use super::equip::{is_mine, is_still};
use super::{Proof, hash_of, mine_opened};
use crate::{Context, Refusal, Result};
use domain::vault::Locked;
use policy::VaultAction;
use store::{StoredVault, Wrap};

/// As the page made them.
#[derive(Debug)]
pub struct NewKeys<'a> {
    /// Of the key before.
    pub generation: u32,
    pub public_key: Locked,
    pub private_key: Locked,
    pub recovery: Locked,
    /// The key before, locked with the new one.
    pub previous: Locked,
    /// The passkeys that were at hand; the others open it again once they are added.
    pub wraps: Vec<Wrap>,
    /// Of the key before.
    pub proof: Proof<'a>,
    pub new_proof: Proof<'a>,
}

/// Every way in from before is gone, and so is every will: one's own names a key that is no more, and what colleagues left was locked to
/// one that somebody else may hold.
pub async fn renew(cx: &Context, new: NewKeys<'_>) -> Result<()> {
    let vault = mine_opened(cx, VaultAction::Renew, &new.proof).await?;
    for wrap in &new.wraps {
        is_mine(cx, wrap.passkey).await?;
    }
    let mut work = cx.begin(VaultAction::Renew, vault.id).await?;
    work.concerns(vault.person);
    is_still(&mut work, &vault, new.generation).await?;
    // One after the other: a key two generations back would open with nothing.
    if vault.previous.is_some() {
        return Err(Refusal::OtherwiseByNow.into());
    }
    let person = vault.person;
    let changed = StoredVault {
        generation: vault.generation.saturating_add(1),
        public_key: new.public_key,
        private_key: new.private_key,
        recovery: new.recovery,
        previous: Some(new.previous),
        proof_hash: hash_of(&new.new_proof)?,
        ..vault
    };
    work.vaults().replace(&changed).await?;
    work.vaults().unwrap_all(person).await?;
    for wrap in &new.wraps {
        work.vaults().wrap(person, wrap).await?;
    }
    work.wills().withdraw(person).await?;
    work.wills().withdraw_left_to(person).await?;
    work.commit().await?;
    Ok(())
}

/// The key before goes, once no note needs it.
pub async fn finish_renewing(cx: &Context, generation: u32, proof: &Proof<'_>) -> Result<()> {
    let vault = mine_opened(cx, VaultAction::Renew, proof).await?;
    let mut work = cx.begin(VaultAction::Renew, vault.id).await?;
    work.concerns(vault.person);
    is_still(&mut work, &vault, generation).await?;
    if work.notes().count_before(vault.person, generation).await? > 0 {
        return Err(Refusal::OtherwiseByNow.into());
    }
    if vault.previous.is_none() {
        return Ok(());
    }
    let changed = StoredVault {
        previous: None,
        ..vault
    };
    work.vaults().replace(&changed).await?;
    work.commit().await?;
    Ok(())
}
