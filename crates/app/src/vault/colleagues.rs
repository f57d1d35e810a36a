//! To whom notes can be left: those who treat in this practice and have a vault of their own.

use super::{mine, treats};
use crate::context::actor_of;
use crate::{Context, Result};
use domain::id::VaultId;
use domain::vault::Locked;
use policy::VaultAction;

#[derive(Debug, Clone)]
pub struct Colleague {
    pub vault: VaultId,
    /// Those who lead stand by their own names.
    pub name: String,
    pub public_key: Locked,
}

pub async fn colleagues(cx: &Context) -> Result<Vec<Colleague>> {
    let (me, vault, facts) = mine(cx, VaultAction::Open).await?;
    // Whoever has no vault yet has nothing to leave to anybody.
    if vault.is_none() || !facts.treats {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for vault in cx.store().vaults().all().await? {
        if vault.person == me {
            continue;
        }
        let Some(person) = cx.store().people().lookup(vault.person).await? else {
            continue;
        };
        if treats(cx.app(), &actor_of(cx.app(), &person).await?.memberships).await? {
            found.push(Colleague {
                vault: vault.id,
                name: person.legal_name.into_inner(),
                public_key: vault.public_key,
            });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}
