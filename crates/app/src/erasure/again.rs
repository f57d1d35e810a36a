//! At every start: whoever was erased and is in the database all the same came back with an old backup, and is erased again before
//! the first page is served.

use super::carry_out::erase;
use crate::{App, Result};
use store::{Actor, AuditEntry};

/// Says how many had come back.
pub async fn run(app: &App) -> Result<usize> {
    let Some(list) = app.erasing().list else {
        return Ok(0);
    };
    let gone = list.all()?;
    let mut back = Vec::new();
    for person in &gone {
        if app.store().erasures().is_there(*person).await? {
            back.push(*person);
        }
    }
    if !back.is_empty() {
        let entries = back
            .iter()
            .map(|person| AuditEntry::new(Actor::House, "Erasure/Again", *person, app.now()).of(*person));
        let mut work = app.store().begin_all(entries.collect()).await?;
        erase(&mut work, &back, app.now()).await?;
        work.commit().await?;
        if let Err(error) = app.store().scrub().await {
            // A command that only looks may be reading: no reason to keep everybody out, and the next look at erasures tries again.
            tracing::warn!(%error, "what was erased again still lies in the write-ahead log");
        }
        tracing::warn!(
            people = back.len(),
            "an old backup had brought erased people back; they are erased again"
        );
    }
    // Last, and for everybody: a start that stopped half-way, or an erasure before it, may have left keys of people who are gone.
    for person in gone {
        app.store().shred(person)?;
    }
    Ok(back.len())
}
