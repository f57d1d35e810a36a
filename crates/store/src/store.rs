//! The open database: boots it, lends its nouns for reading, begins works.

use crate::audit::{self, AuditEntry};
use crate::db::{Db, Wanted};
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::outbox::Outbox;
use crate::person_seal::refuse_without_keys;
use crate::reach::{Reach, Way};
use crate::statement::sql;
use crate::url::StoreUrl;
use crate::work::Work;
use domain::PersonId;
use domain::id::Id as _;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Notify;

/// 3.51.3 mends a bug that could reset the WAL and corrupt the file (sqlite.org/wal.html#walresetbug).
pub const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// Cheap to clone; all clones are one store.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) db: Db,
    pub(crate) keys: Keys,
    guard_was_down: bool,
    scrub_owed: AtomicBool,
    /// Rings when a commit enqueued a job in this process.
    pub(crate) jobs_arrived: Notify,
}

impl Store {
    /// Opens or creates the database, brings its tables up to date, and refuses what is not safe to run on.
    pub async fn open(url: &StoreUrl, keys: Keys) -> Result<Self> {
        Self::open_without(url, keys, &BTreeSet::new()).await
    }

    /// The same for a house that has erased these people: an old backup may have brought them back, and they alone may be in it
    /// without their keys.
    pub async fn open_without(url: &StoreUrl, keys: Keys, gone: &BTreeSet<PersonId>) -> Result<Self> {
        // Before the database, so that a second process changes nothing.
        if let Some(people) = keys.people() {
            people.own()?;
        }
        let db = Db::open(url, Wanted::ExistingOrNew).await?;
        if let Some(people) = keys.people() {
            refuse_without_keys(&db, &keys, people, gone).await?;
        }
        let store = Self::stand(url, keys, db).await?;
        store.seal_for_people(gone).await?;
        Ok(store)
    }

    /// The same, and refuses to begin a database where there is none: an empty one would answer for the one that was meant. Also
    /// beside a running house: whoever opens it like this reads the keys of people and gives nobody a new one.
    pub async fn open_existing(url: &StoreUrl, keys: Keys) -> Result<Self> {
        let db = Db::open(url, Wanted::Existing).await?;
        Self::stand(url, keys, db).await
    }

    async fn stand(url: &StoreUrl, keys: Keys, db: Db) -> Result<Self> {
        refuse_old_sqlite(&db).await?;
        db.migrate().await?;
        let guard_was_down = audit::stand(&db).await?;
        tracing::info!(store = ?url, "store is open");
        Ok(Self {
            inner: Arc::new(Inner {
                db,
                keys,
                guard_was_down,
                scrub_owed: AtomicBool::new(false),
                jobs_arrived: Notify::new(),
            }),
        })
    }

    /// Whether what has the database refuse changes to the audit log had been taken down when this was opened. It is up again.
    pub fn guard_was_down(&self) -> bool {
        self.inner.guard_was_down
    }

    /// Begins a change. Dropping the work without `commit` undoes it, audit row and jobs included.
    pub async fn begin(&self, entry: AuditEntry) -> Result<Work> {
        Work::begin(self.inner.clone(), vec![entry]).await
    }

    /// Writes rows of what changed nothing, in one transaction: things that were read.
    pub async fn write_down(&self, entries: Vec<AuditEntry>) -> Result<()> {
        Work::begin(self.inner.clone(), entries).await?.commit().await
    }

    /// The same with several rows, of which the first is the reason of the whole work.
    pub async fn begin_all(&self, entries: Vec<AuditEntry>) -> Result<Work> {
        Work::begin(self.inner.clone(), entries).await
    }

    /// Begins a change that is nobody's decision and leaves no audit row: a device seen again, seconds spoken,
    /// a round moved on. `why` is for the reader of the calling code.
    pub async fn begin_unaudited(&self, why: &'static str) -> Result<Work> {
        tracing::trace!(why, "unaudited work");
        Work::begin(self.inner.clone(), Vec::new()).await
    }

    /// The queue of jobs, for whoever runs them.
    pub fn outbox(&self) -> Outbox {
        Outbox::new(self.clone())
    }

    /// Throws away the keys of a person and of their places: nothing that was sealed with them opens again, in no copy and in no
    /// backup of the database. After the rows have gone; twice is no fault.
    pub fn shred(&self, person: PersonId) -> Result<()> {
        self.inner
            .keys
            .people()
            .map_or(Ok(()), |people| people.shred(person.uuid()))
    }

    /// After something was deleted for good: nothing of it shall be left in the files that we can reach.
    pub async fn scrub(&self) -> Result<()> {
        self.inner.scrub_owed.store(true, Ordering::SeqCst);
        self.inner.db.scrub().await?;
        self.inner.scrub_owed.store(false, Ordering::SeqCst);
        Ok(())
    }

    /// Whether the last try did not come to an end.
    pub fn scrub_is_owed(&self) -> bool {
        self.inner.scrub_owed.load(Ordering::SeqCst)
    }

    /// Answers when the database does: for a health page.
    pub async fn ping(&self) -> Result<()> {
        self.inner.db.all(sql("select 1")).await.map(drop)
    }

    /// Waits for running statements and closes every connection, and lets the keys of people go. Later calls answer `Unavailable`.
    pub async fn close(&self) {
        self.inner.db.close().await;
        if let Some(people) = self.inner.keys.people() {
            people.let_go();
        }
    }

    pub(crate) fn reading(&self) -> Reach<'_> {
        Reach {
            keys: &self.inner.keys,
            way: Way::Pool(&self.inner.db),
        }
    }
}

async fn refuse_old_sqlite(db: &Db) -> Result<()> {
    if !matches!(db, Db::Lite { .. }) {
        return Ok(());
    }
    let rows = db.all(sql("select sqlite_version() as version")).await?;
    let version = rows
        .first()
        .map(|row| row.text("version"))
        .transpose()?
        .unwrap_or_default();
    if is_new_enough(&version) {
        Ok(())
    } else {
        Err(Error::Setup(format!(
            "SQLite {version} is older than {OLDEST_SQLITE:?} and can corrupt its file"
        )))
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.inner.db {
            Db::Lite { .. } => "Store(SQLite)",
            Db::Pg(_) => "Store(PostgreSQL)",
        })
    }
}

fn is_new_enough(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next()) >= OLDEST_SQLITE
}

#[cfg(test)]
mod tests {
    use super::is_new_enough;

    #[test]
    fn an_sqlite_that_can_corrupt_its_file_is_refused() {
        for (version, accepted) in [
            ("3.51.2", false),
            ("3.51.3", true),
            ("3.9.99", false),
            ("4.0.0", true),
            ("", false),
        ] {
            assert_eq!(is_new_enough(version), accepted, "{version}");
        }
    }
}
