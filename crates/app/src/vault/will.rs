//! The author's side of a professional will: naming a colleague, taking it back, and saying no when they ask.

use super::equip::is_still;
use super::{Proof, mine, mine_opened};
use crate::{Context, Error, Refusal, Result};
use domain::id::VaultId;
use domain::vault::{Locked, Will};
use policy::VaultAction;
use store::StoredWill;

/// As the page made it, after both had compared the code of the colleague's key by voice.
#[derive(Debug)]
pub struct NewWill<'a> {
    pub heir: VaultId,
    /// The key that it was locked to.
    pub heir_key: Locked,
    pub generation: u32,
    /// The key of my vault, locked to the colleague's.
    pub key: Locked,
    /// The colleague's key, locked with mine.
    pub pin: Locked,
    pub proof: Proof<'a>,
}

/// In place of the one before.
pub async fn name_heir(cx: &Context, new: NewWill<'_>) -> Result<()> {
    let vault = mine_opened(cx, VaultAction::NameHeir, &new.proof).await?;
    let heir = cx.store().vaults().lookup(new.heir).await?;
    let heir = heir
        .filter(|heir| heir.person != vault.person)
        .ok_or(Error::NotFound)?;
    let mut work = cx.begin(VaultAction::NameHeir, vault.id).await?;
    work.concerns(vault.person);
    work.note("heir", heir.id);
    is_still(&mut work, &vault, new.generation).await?;
    // Renewed since the two compared it: what would be kept opens with nothing.
    let now = work.vaults().of_person(heir.person).await?;
    if now.is_none_or(|now| now.public_key != new.heir_key) {
        return Err(Refusal::OtherwiseByNow.into());
    }
    let will = StoredWill {
        person: vault.person,
        heir: heir.person,
        generation: vault.generation,
        key: new.key,
        pin: new.pin,
        named_at: cx.now(),
        state: Will::Resting { stopped_at: None },
        reason: None,
    };
    work.wills().name(&will).await?;
    work.commit().await?;
    Ok(())
}

/// At any moment, and from any device of mine: no key is needed to take trust back.
pub async fn withdraw_will(cx: &Context) -> Result<()> {
    let (person, vault, _) = mine(cx, VaultAction::WithdrawWill).await?;
    let vault = vault.ok_or(Error::NotFound)?;
    let mut work = cx.begin(VaultAction::WithdrawWill, vault.id).await?;
    work.concerns(person);
    if work.wills().withdraw(person).await? {
        work.commit().await?;
    }
    Ok(())
}

/// Whether a colleague waits for them: for the page of the day, which leads to where one says no.
pub async fn is_asked_for(cx: &Context) -> Result<bool> {
    let person = cx.person()?.id;
    let will = cx.store().wills().of_person(person).await?;
    Ok(will.is_some_and(|will| matches!(will.state, Will::Asked { .. })))
}

/// One tap, without a key.
pub async fn stop_will(cx: &Context) -> Result<()> {
    let (person, vault, _) = mine(cx, VaultAction::StopWill).await?;
    let vault = vault.ok_or(Error::NotFound)?;
    let will = cx
        .store()
        .wills()
        .of_person(person)
        .await?
        .ok_or(Error::NotFound)?;
    let stopped = will
        .state
        .stop(cx.now())
        .map_err(|_| Error::from(Refusal::OtherwiseByNow))?;
    let mut work = cx.begin(VaultAction::StopWill, vault.id).await?;
    work.concerns(person);
    if !work.wills().step(&will, stopped, None).await? {
        return Err(Refusal::OtherwiseByNow.into());
    }
    work.commit().await?;
    Ok(())
}
