//! Writes a note and deletes one. Two devices do not write over each other: whoever comes second is given what is there.

use super::{Proof, day, mine_opened};
use crate::{Context, Error, Refusal, Result};
use domain::id::NoteId;
use domain::vault::{Locked, MOST_NOTES};
use policy::VaultAction;
use store::StoredNote;

/// As the page locked it.
#[derive(Debug)]
pub struct NoteWritten<'a> {
    pub id: NoteId,
    /// 1 for a new one, one more than what was read for a change.
    pub version: u32,
    pub generation: u32,
    pub body: Locked,
    pub proof: Proof<'a>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    Done,
    /// Another device was faster. Nothing was changed.
    Otherwise(Box<StoredNote>),
    /// It was deleted elsewhere. Nothing was changed.
    Gone,
}

/// Who leads no more writes no new notes, but brings the old ones under a new key.
pub async fn write(cx: &Context, note: NoteWritten<'_>) -> Result<Written> {
    let action = match note.version {
        1 => VaultAction::Write,
        _ => VaultAction::Open,
    };
    let vault = mine_opened(cx, action, &note.proof).await?;
    if note.version == 0 {
        return Err(super::malformed("version"));
    }
    // The row of a look is exact; when somebody wrote is kept as a day alone, for it would tell when they saw whom.
    let mut work = cx
        .store()
        .begin_unaudited("the day stands at the note, and the moment nowhere")
        .await?;
    work.vaults().hold(vault.person).await?;
    let now = work.vaults().of_person(vault.person).await?;
    if now.is_none_or(|now| now.generation != note.generation) {
        return Err(Refusal::OtherwiseByNow.into());
    }
    let before = work.notes().lookup(vault.person, note.id).await?;
    let stored = StoredNote {
        person: vault.person,
        id: note.id,
        generation: note.generation,
        version: note.version,
        body: note.body,
        written_on: match &before {
            // A new key is no new word.
            Some(before) if before.generation < note.generation => before.written_on.clone(),
            _ => day(cx),
        },
    };
    let mut notes = work.notes();
    let done = match note.version {
        1 if notes.count(vault.person).await? >= MOST_NOTES => return Err(Refusal::TooOften.into()),
        1 => notes.add(&stored).await?,
        _ => notes.change(&stored).await?,
    };
    if !done {
        // Sent again because the answer was lost: it is there.
        return Ok(match before {
            Some(before) if before.version == stored.version && before.body == stored.body => Written::Done,
            Some(before) => Written::Otherwise(Box::new(before)),
            None => Written::Gone,
        });
    }
    work.commit().await?;
    Ok(Written::Done)
}

/// In the version that was read. For good; the log says that a note of this vault went, and not which.
pub async fn delete(cx: &Context, id: NoteId, version: u32, proof: &Proof<'_>) -> Result<()> {
    let vault = mine_opened(cx, VaultAction::Delete, proof).await?;
    let mut work = cx.begin(VaultAction::Delete, vault.id).await?;
    work.concerns(vault.person);
    if work.notes().delete(vault.person, id, version).await? {
        work.commit().await?;
        return Ok(());
    }
    match work.notes().lookup(vault.person, id).await? {
        Some(_) => Err(Refusal::OtherwiseByNow.into()),
        None => Err(Error::NotFound),
    }
}
