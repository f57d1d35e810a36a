//! My notes as they are kept, locked, with what my page needs to open them.

use super::{PAGE, is_treatment, mine};
use crate::audit::write_down;
use crate::{Context, Error, Result};
use domain::Private;
use domain::id::{NoteId, PasskeyId, VaultId};
use domain::vault::{Locked, Will};
use policy::VaultAction;
use store::{StoredNote, StoredVault, Wrap};
use webauthn_rs::prelude::Passkey as Credential;

#[derive(Debug, Clone)]
pub struct Mine {
    pub vault: Option<StoredVault>,
    pub wraps: Vec<Wrap>,
    pub passkeys: Vec<MyPasskey>,
    /// Notes that an older key locked, while they are being written anew.
    pub behind: u64,
    /// Whether there can be new notes: who leads no more reads, carries away and deletes.
    pub may_write: bool,
    /// The groups that I lead, and who sits there, by the names they use there. For choosing what a note is about.
    pub groups: Vec<MyGroup>,
    pub will: Option<MyWill>,
}

#[derive(Debug, Clone)]
pub struct MyPasskey {
    pub id: PasskeyId,
    pub name: Private<String>,
    /// The id by which a browser knows it.
    pub credential: Vec<u8>,
}

#[derive(Clone)]
pub struct MyGroup {
    pub name: String,
    pub members: Vec<String>,
}

/// Who sits where is in no log.
impl std::fmt::Debug for MyGroup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MyGroup")
    }
}

#[derive(Debug, Clone)]
pub struct MyWill {
    pub heir: VaultId,
    pub heir_name: String,
    /// Their key as it is now; the page compares it with the pin.
    pub heir_key: Locked,
    pub pin: Locked,
    pub state: Will,
    pub reason: Option<Private<String>>,
}

pub async fn open(cx: &Context) -> Result<Mine> {
    let (person, vault, facts) = mine(cx, VaultAction::Open).await?;
    let store = cx.store();
    let mut behind = 0;
    if let Some(vault) = &vault {
        let look = cx.entry(VaultAction::Open, vault.id).of(person);
        write_down(cx.app(), vec![look]).await;
        behind = store.notes().count_before(person, vault.generation).await?;
    }
    let mut passkeys = Vec::new();
    for stored in store.passkeys().of_person(person).await? {
        let credential: Credential =
            serde_json::from_str(stored.credential.reveal()).map_err(Error::broken)?;
        passkeys.push(MyPasskey {
            id: stored.passkey.id,
            name: Private::new(stored.passkey.name.reveal().as_str().to_owned()),
            credential: credential.cred_id().to_vec(),
        });
    }
    Ok(Mine {
        wraps: store.vaults().wraps(person).await?,
        passkeys,
        behind,
        may_write: facts.treats,
        groups: groups(cx).await?,
        will: match &vault {
            Some(_) => will(cx).await?,
            None => None,
        },
        vault,
    })
}

/// So many of my notes at a time, from behind this one.
pub async fn notes(cx: &Context, behind: Option<NoteId>) -> Result<Vec<StoredNote>> {
    let (person, _, _) = mine(cx, VaultAction::Open).await?;
    Ok(cx.store().notes().of_person(person, behind, PAGE).await?)
}

async fn groups(cx: &Context) -> Result<Vec<MyGroup>> {
    let mut mine = Vec::new();
    for place in cx.actor().memberships.iter().filter(|one| one.leads()) {
        let Some(group) = cx.store().groups().lookup(place.group).await? else {
            continue;
        };
        if !is_treatment(group.kind) {
            continue;
        }
        let members = cx.store().memberships().of_group(group.id).await?;
        mine.push(MyGroup {
            name: group.name,
            members: members
                .iter()
                .filter(|one| !one.role.leads())
                .map(|one| one.alias.as_str().to_owned())
                .collect(),
        });
    }
    Ok(mine)
}

async fn will(cx: &Context) -> Result<Option<MyWill>> {
    let person = cx.person()?.id;
    let Some(will) = cx.store().wills().of_person(person).await? else {
        return Ok(None);
    };
    let heir = cx.store().vaults().of_person(will.heir).await?;
    let name = cx.store().people().lookup(will.heir).await?;
    let (heir, name) = heir.zip(name).ok_or(Error::NotFound)?;
    Ok(Some(MyWill {
        heir: heir.id,
        heir_name: name.legal_name.into_inner(),
        heir_key: heir.public_key,
        pin: will.pin,
        state: will.state,
        reason: will.reason,
    }))
}
