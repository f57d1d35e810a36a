//! Forgets what was told quietly when nobody ended the session: it was for that evening.

use crate::{App, Result};
use jiff::SignedDuration;

/// From the session's beginning: every evening is long over by then.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);

/// Says in how many sessions something was forgotten.
pub async fn run(app: &App) -> Result<u64> {
    let before = app.now().saturating_sub(KEPT_FOR).unwrap_or_default();
    let mut work = app
        .store()
        .begin_unaudited("what was for one evening goes by itself")
        .await?;
    let forgotten = work.room_states().forget_quiet(before).await?;
    work.commit().await?;
    Ok(forgotten)
}
