//! Forgets sign-in links some time after they expired.

use crate::{App, Result};
use jiff::SignedDuration;

/// Until then an old link is answered kindly: "it has been used", not "we do not know it".
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Says how many were forgotten.
pub async fn run(app: &App) -> Result<u64> {
    let before = app.now().saturating_sub(KEPT_FOR).unwrap_or_default();
    let mut work = app
        .store()
        .begin_unaudited("a link that no longer works is nobody's decision")
        .await?;
    let forgotten = work.sign_in_links().forget_expired(before).await?;
    work.commit().await?;
    Ok(forgotten)
}
