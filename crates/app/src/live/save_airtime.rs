//! Stores how long each person has spoken so far, for those who lead.

use crate::{App, Result};
use domain::SessionId;
use domain::live::Airtime;

/// Each replaces what was stored: whole seconds since the session began, not since the last call.
pub async fn save_airtime(app: &App, session: SessionId, airtimes: &[Airtime]) -> Result<()> {
    if airtimes.is_empty() {
        return Ok(());
    }
    let mut work = app
        .store()
        .begin_unaudited("seconds spoken are nobody's decision")
        .await?;
    for airtime in airtimes {
        work.airtimes().put(session, *airtime).await?;
    }
    work.commit().await?;
    Ok(())
}
