//! Writes down that somebody looked: before what they looked at is shown, unless the store keeps them waiting.

use crate::App;
use crate::live::write_owed;
use std::time::Duration;
use store::AuditEntry;

/// Whoever looks at a card or at the door may have to help somebody: longer than this nobody waits for a row in a log.
const ROW_WITHIN: Duration = Duration::from_secs(2);

/// What the store does not take in time is owed, and written as soon as it does. The line in the log says the same in the
/// meantime, with ids alone.
pub(crate) async fn write_down(app: &App, rows: Vec<AuditEntry>) {
    if rows.is_empty() {
        return;
    }
    let said = format!("{rows:?}");
    app.owed().add(rows);
    if !matches!(tokio::time::timeout(ROW_WITHIN, write_owed(app)).await, Ok(Ok(_))) {
        tracing::error!(
            rows = said,
            "somebody looked, and the audit rows could not be written: they are owed"
        );
    }
}
