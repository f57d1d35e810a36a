//! Throws a vault away, for whoever lost every way into it and wants to begin anew. Nothing brings it back.

use super::mine;
use crate::{Context, Error, Refusal, Result};
use policy::VaultAction;

/// Right after signing in: no key is asked for, and a device that lies open must not be enough.
pub async fn forget(cx: &Context) -> Result<()> {
    let (person, vault, _) = mine(cx, VaultAction::Forget).await?;
    let vault = vault.ok_or(Error::NotFound)?;
    if !cx.is_fresh() {
        return Err(Refusal::SignInAgain.into());
    }
    let mut work = cx.begin(VaultAction::Forget, vault.id).await?;
    work.concerns(person);
    if work.vaults().forget(person).await? {
        work.commit().await?;
    }
    Ok(())
}
