//! The colleague's side of a professional will: asking with a reason, waiting while the author may say no, and having it handed over.

use super::{PAGE, malformed};
use crate::notices::tell;
use crate::{Context, Error, Fault, FieldFault, Refusal, Result};
use domain::id::{NoteId, VaultId};
use domain::notice::Happened;
use domain::vault::{LONGEST_REASON, Locked, NotNow, Will};
use policy::{Resource, VaultAction, VaultOf};
use store::{StoredNote, StoredVault, StoredWill};

#[derive(Debug, Clone)]
pub struct Left {
    pub vault: VaultId,
    pub name: String,
    pub state: Will,
}

/// What opens the notes of a colleague, once it is handed over.
#[derive(Debug, Clone)]
pub struct LeftKey {
    pub vault: VaultId,
    pub generation: u32,
    pub key: Locked,
    /// The key before, where notes were still being written anew.
    pub previous: Option<Locked>,
}

/// That colleagues left their notes to me, without a note.
pub async fn left_to_me(cx: &Context) -> Result<Vec<Left>> {
    let person = cx.person()?.id;
    let mut left = Vec::new();
    for will in cx.store().wills().left_to(person).await? {
        let vault = cx.store().vaults().of_person(will.person).await?;
        let author = cx.store().people().lookup(will.person).await?;
        if let Some((vault, author)) = vault.zip(author) {
            left.push(Left {
                vault: vault.id,
                name: author.legal_name.into_inner(),
                state: will.state,
            });
        }
    }
    Ok(left)
}

/// The author is told at once, and has the wait to say no.
pub async fn ask_for_left(cx: &Context, vault: VaultId, reason: &str) -> Result<()> {
    let (vault, will) = to_me(cx, vault, VaultAction::AskForLeft).await?;
    let reason = reason.trim();
    let fault = |fault| {
        Error::Malformed(vec![FieldFault {
            field: "reason",
            fault,
        }])
    };
    if reason.is_empty() {
        return Err(fault(Fault::Missing));
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(fault(Fault::TooLong(LONGEST_REASON)));
    }
    if reason
        .chars()
        .any(|letter| letter.is_control() && letter != '\n' && letter != '\r')
    {
        return Err(malformed("reason"));
    }
    let asked = will.state.ask(cx.now()).map_err(not_now)?;
    let author = cx
        .store()
        .people()
        .lookup(will.person)
        .await?
        .ok_or(Error::NotFound)?;
    let mut work = cx.begin(VaultAction::AskForLeft, vault.id).await?;
    work.concerns(will.person);
    step(&mut work, &will, asked, Some(reason)).await?;
    tell(cx.app(), &mut work, &author, Happened::WillAsked, None).await?;
    work.commit().await?;
    Ok(())
}

/// Not a moment before the wait is over. Each reading leaves a row that the author can see.
pub async fn read_left(cx: &Context, vault: VaultId) -> Result<LeftKey> {
    let (vault, will) = to_me(cx, vault, VaultAction::ReadLeft).await?;
    let released = will.state.release(cx.now()).map_err(not_now)?;
    let author = cx.store().people().lookup(will.person).await?;
    let mut work = cx.begin(VaultAction::ReadLeft, vault.id).await?;
    work.concerns(will.person);
    if released != will.state {
        step(&mut work, &will, released, None).await?;
        if let Some(author) = author {
            tell(cx.app(), &mut work, &author, Happened::WillHandedOver, None).await?;
        }
    }
    work.commit().await?;
    Ok(LeftKey {
        vault: vault.id,
        generation: will.generation,
        key: will.key,
        previous: vault.previous,
    })
}

/// So many at a time, from behind this one, of what was handed over.
pub async fn read_left_notes(
    cx: &Context,
    vault: VaultId,
    behind: Option<NoteId>,
) -> Result<Vec<StoredNote>> {
    let (_, will) = to_me(cx, vault, VaultAction::ReadLeft).await?;
    match will.state {
        Will::Released { .. } => Ok(cx.store().notes().of_person(will.person, behind, PAGE).await?),
        Will::Resting { .. } | Will::Asked { .. } => Err(Error::NotFound),
    }
}

/// Somebody else's vault and one that never was get one answer.
async fn to_me(cx: &Context, id: VaultId, action: VaultAction) -> Result<(StoredVault, StoredWill)> {
    cx.person()?;
    let vault = cx.store().vaults().lookup(id).await?.ok_or(Error::NotFound)?;
    let will = cx.store().wills().of_person(vault.person).await?;
    cx.authorise(
        action,
        &Resource::Vault(VaultOf {
            owner: vault.person,
            treats: false,
            has_one: true,
            heir: will.as_ref().map(|will| will.heir),
        }),
    )?;
    Ok((vault, will.ok_or(Error::NotFound)?))
}

async fn step(work: &mut store::Work, will: &StoredWill, to: Will, reason: Option<&str>) -> Result<()> {
    if work.wills().step(will, to, reason).await? {
        Ok(())
    } else {
        Err(Refusal::OtherwiseByNow.into())
    }
}

fn not_now(why: NotNow) -> Error {
    match why {
        NotNow::Wait(until) => Refusal::NotBefore(until).into(),
        NotNow::Already | NotNow::NotAsked => Refusal::OtherwiseByNow.into(),
    }
}
