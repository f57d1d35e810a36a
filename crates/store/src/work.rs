//! One change to the database: what it changes, its audit row and its jobs commit together or not at all.

use crate::audit::{self, AuditEntry};
use crate::db::Tx;
use crate::error::Result;
use crate::reach::{Reach, Way};
use crate::store::Inner;
use domain::PersonId;
use domain::id::Id;
use std::fmt;
use std::sync::Arc;

/// An open unit of work. On SQLite it holds the only writer: keep it short, and never wait for a person inside.
#[must_use = "a work that is not committed is undone"]
pub struct Work {
    inner: Arc<Inner>,
    tx: Tx,
    /// In the order in which they will be written; the first is the reason of the whole work.
    entries: Vec<AuditEntry>,
    jobs_enqueued: bool,
}

impl Work {
    pub(crate) async fn begin(inner: Arc<Inner>, entries: Vec<AuditEntry>) -> Result<Self> {
        let tx = inner.db.begin().await?;
        Ok(Self {
            inner,
            tx,
            entries,
            jobs_enqueued: false,
        })
    }

    /// Adds an id that became known only now to the audit row.
    pub fn note(&mut self, name: &'static str, id: impl Id) {
        if let Some(entry) = self.entries.first_mut() {
            entry.add(name, id);
        }
    }

    /// The same with a count.
    pub fn note_count(&mut self, name: &'static str, count: u64) {
        if let Some(entry) = self.entries.first_mut() {
            entry.add_count(name, count);
        }
    }

    /// Says whose record this is about, where that became known only now.
    pub fn concerns(&mut self, person: PersonId) {
        if let Some(entry) = self.entries.first_mut() {
            entry.concerns(person);
        }
    }

    /// Adds a row of its own for something that became known only now.
    pub(crate) fn also(&mut self, entry: AuditEntry) {
        self.entries.push(entry);
    }

    /// Writes the audit rows and makes everything true at once.
    pub async fn commit(mut self) -> Result<()> {
        // Last, because it takes the one place at the end of the chain: writers on PostgreSQL queue for it.
        audit::append(&mut self.tx, &self.entries).await?;
        self.tx.commit().await?;
        if self.jobs_enqueued {
            self.inner.jobs_arrived.notify_one();
        }
        Ok(())
    }

    pub(crate) fn writing(&mut self) -> Reach<'_> {
        Reach {
            keys: &self.inner.keys,
            way: Way::Work(&mut self.tx, &mut self.jobs_enqueued),
        }
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Work")
            .field("entries", &self.entries)
            .finish_non_exhaustive()
    }
}
