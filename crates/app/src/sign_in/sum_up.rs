//! One row of the log for all wrong tries that were too many for rows of their own: a flood leaves a trace, and does not fill the log.

use crate::{App, Result, practice};
use std::sync::PoisonError;
use store::{Actor, AuditEntry};

/// Says how many tries the row stands for. Tries that came since the last row are lost when the program is killed; each refusal is
/// a line in its own log as well.
pub async fn sum_up(app: &App) -> Result<u64> {
    let now = app.now();
    let unwritten = app
        .guesses()
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .sum_up(now);
    let Some(unwritten) = unwritten else { return Ok(0) };
    let house = practice::current(app).await?.id;
    let entry = AuditEntry::new(Actor::House, "Page/TriesNotWritten", house, now)
        .refused()
        .with_count("tries", unwritten.tries)
        .with_moment("since", unwritten.since);
    // Owed, not lost, while the store takes no rows.
    app.owed().add(vec![entry]);
    Ok(unwritten.tries)
}
