//! Writes down that somebody looked: before what they looked at is shown, unless the store keeps them waiting.

use crate::App;
use crate::live::write_owed;
use std::time::Duration;
use store::AuditEntry;

/// Whoever looks at a card or at the door may have to help somebody: longer than this nobody waits for a row in a log.
const ROW_WITHIN: Duration = Duration::from_secs(2);

/// The rows are owed as soon as this is called, whatever becomes of the future, which writes them. What the store does not take
/// in time stays owed, and is written as soon as it does. The line in the log says the same in the meantime, with ids alone.
pub(crate) fn write_down(app: &App, rows: Vec<AuditEntry>) -> impl Future<Output = ()> + Send + use<> {
    let said = (!rows.is_empty()).then(|| format!("{rows:?}"));
    app.owed().add(rows);
    let app = app.clone();
    async move {
        let Some(rows) = said else { return };
        if !matches!(
            tokio::time::timeout(ROW_WITHIN, write_owed(&app)).await,
            Ok(Ok(_))
        ) {
            tracing::error!(
                rows,
                "somebody looked, and the audit rows could not be written: they are owed"
            );
        }
    }
}
