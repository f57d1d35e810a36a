//! Audit rows of what could not wait for the store: a card or a desk is shown at once, and its rows are owed until the
//! store takes them. While this process lives no owed row is lost; its line in the log says the same, should it end before.

use crate::{App, Result};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use store::AuditEntry;

/// How many rows one transaction takes.
const AT_ONCE: usize = 100;

#[derive(Debug, Default)]
pub(crate) struct Owed {
    /// Oldest first.
    rows: Mutex<VecDeque<AuditEntry>>,
    /// Held while rows are written, so that no two write the same one.
    writing: tokio::sync::Mutex<()>,
}

impl Owed {
    pub(crate) fn add(&self, entries: Vec<AuditEntry>) {
        self.rows().extend(entries);
    }

    fn oldest(&self) -> Vec<AuditEntry> {
        self.rows().iter().take(AT_ONCE).cloned().collect()
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
    loop {
        let entries = owed.oldest();
        let count = entries.len();
        if count == 0 {
            return Ok(written);
        }
        app.store().write_down(entries).await?;
        owed.rows().drain(..count);
        written += count;
    }
}
