//! At every start: whoever was erased and is in the database all the same came back with an old backup, and is erased again before
//! the first page is served.

use super::carry_out::{begin, erase};
use crate::{App, Result};

/// Says how many had come back.
pub async fn run(app: &App) -> Result<usize> {
    let Some(list) = app.erasing().list else {
        return Ok(0);
    };
    let mut again = 0;
    for person in list.all()? {
        app.store().shred(person)?;
        if !app.store().erasures().is_there(person).await? {
            continue;
        }
        let mut work = begin(app, "Erasure/Again", person).await?;
        erase(&mut work, person).await?;
        work.commit().await?;
        again += 1;
    }
    if again > 0 {
        app.store().scrub().await?;
        tracing::warn!(
            people = again,
            "an old backup had brought erased people back; they are erased again"
        );
    }
    Ok(again)
}
