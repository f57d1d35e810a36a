//! Audit rows of what could not wait for the store: an emergency card is shown at once, and its row is owed until the
//! store takes it. While this process lives no owed row is lost; its line in the log says the same, should it end before.

use crate::{App, Result};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use store::AuditEntry;

#[derive(Debug, Default)]
pub(crate) struct Owed {
    /// Oldest first.
    rows: Mutex<VecDeque<AuditEntry>>,
    /// Held while rows are written, so that no two write the same one.
    writing: tokio::sync::Mutex<()>,
}

impl Owed {
    pub(super) fn add(&self, entry: AuditEntry) {
        self.rows().push_back(entry);
    }

    fn oldest(&self) -> Option<AuditEntry> {
        self.rows().front().cloned()
    }

    fn rows(&self) -> std::sync::MutexGuard<'_, VecDeque<AuditEntry>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes what is owed, oldest first; says how many rows that were. What fails stays owed. Whoever stops waiting for it
/// stops nothing: cut off in the middle of a commit, a row could be written and still be owed.
pub async fn write_owed(app: &App) -> Result<usize> {
    let app = app.clone();
    tokio::spawn(async move { write(&app).await })
        .await
        .map_err(crate::Error::broken)?
}

async fn write(app: &App) -> Result<usize> {
    let owed = app.owed();
    let _alone = owed.writing.lock().await;
    let mut written = 0;
    while let Some(entry) = owed.oldest() {
        app.store().begin(entry).await?.commit().await?;
        owed.rows().pop_front();
        written += 1;
    }
    Ok(written)
}
