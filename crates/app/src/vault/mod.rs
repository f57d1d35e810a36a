//! Psychotherapy notes: kept apart for the one who writes them, locked in their browser (docs/notes.md). The house keeps bytes, days
//! and whose they are, and hands the key of a vault to a colleague only as its author's will says.

mod colleagues;
mod equip;
mod forget;
mod left;
mod open;
mod renew;
mod will;
mod write;

pub use colleagues::{Colleague, colleagues};
pub use equip::{NewVault, begin, replace_recovery, wrap};
pub use forget::forget;
pub use left::{Left, LeftKey, ask_for_left, left_to_me, read_left, read_left_notes};
pub use open::{Mine, MyGroup, MyPasskey, MyWill, notes, open};
pub use renew::{NewKeys, finish_renewing, renew};
pub use will::{NewWill, is_asked_for, name_heir, stop_will, withdraw_will};
pub use write::{NoteWritten, Written, delete, write};

use crate::{App, Context, Error, FieldFault, Result};
use aws_lc_rs::{constant_time, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::PersonId;
use domain::group::Kind;
use policy::{ActorMembership, Resource, VaultAction, VaultOf};
pub use store::{StoredNote, StoredVault, Wrap};

/// Notes that one answer carries.
pub const PAGE: u32 = 40;

/// What only the key of a vault makes: base64url of 32 bytes. Shown with every change, so that a cookie alone changes nothing.
pub struct Proof<'a>(pub &'a str);

impl std::fmt::Debug for Proof<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Proof")
    }
}

/// Lower case hexadecimal digits of SHA-256.
fn hash_of(proof: &Proof<'_>) -> Result<String> {
    let bytes = URL_SAFE_NO_PAD
        .decode(proof.0)
        .ok()
        .filter(|bytes| bytes.len() == 32)
        .ok_or_else(|| malformed("proof"))?;
    let hash = digest::digest(&digest::SHA256, &bytes);
    Ok(hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// My vault, if there is one, once policy has said that I may.
async fn mine(cx: &Context, action: VaultAction) -> Result<(PersonId, Option<StoredVault>, VaultOf)> {
    let owner = cx.person()?.id;
    let vault = cx.store().vaults().of_person(owner).await?;
    let facts = VaultOf {
        owner,
        treats: treats(cx.app(), &cx.actor().memberships).await?,
        has_one: vault.is_some(),
        heir: None,
    };
    cx.authorise(action, &Resource::Vault(facts))?;
    Ok((owner, vault, facts))
}

/// The same where there must be one, and whoever asks holds its key.
async fn mine_opened(cx: &Context, action: VaultAction, proof: &Proof<'_>) -> Result<StoredVault> {
    let (_, vault, _) = mine(cx, action).await?;
    let vault = vault.ok_or(Error::NotFound)?;
    check(&vault, proof)?;
    Ok(vault)
}

fn check(vault: &StoredVault, proof: &Proof<'_>) -> Result<()> {
    constant_time::verify_slices_are_equal(hash_of(proof)?.as_bytes(), vault.proof_hash.as_bytes())
        .map_err(|_| malformed("proof"))
}

/// Leads a group that is treatment, now.
async fn treats(app: &App, memberships: &[ActorMembership]) -> Result<bool> {
    for one in memberships.iter().filter(|one| one.leads()) {
        let group = app.store().groups().lookup(one.group).await?;
        if group.is_some_and(|group| is_treatment(group.kind)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A support group is led by peers: there are no clinical notes of it.
fn is_treatment(kind: Kind) -> bool {
    match kind {
        Kind::Therapy | Kind::Psychoeducation | Kind::Skills => true,
        Kind::Support => false,
    }
}

/// Whether the page of notes is this person's to open; to everybody else it does not exist.
pub async fn visit(cx: &Context) -> Result<()> {
    mine(cx, VaultAction::Open).await.map(drop)
}

/// Whether to show the way there: those who lead a group that is treatment.
pub async fn is_offered(cx: &Context) -> bool {
    cx.actor().leads_anything() && treats(cx.app(), &cx.actor().memberships).await.unwrap_or(false)
}

fn malformed(field: &'static str) -> Error {
    let fault = crate::Fault::NotAChoice;
    Error::Malformed(vec![FieldFault { field, fault }])
}

/// A day in UTC, and nothing finer.
fn day(cx: &Context) -> String {
    cx.now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}
