//! The two engines behind one enum, and the one macro that picks the arm.

use crate::error::{Error, Result};
use crate::migrations::Engine;
use crate::row::Row;
use crate::statement::{Statement, sql};
use crate::url::StoreUrl;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Postgres, Row as _, Sqlite, Transaction};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

/// SQLite: one connection writes and the others only read, because WAL has room for one writer and a read
/// snapshot that turns into a write fails at once, whatever the busy timeout.
pub(crate) enum Db {
    Lite { writer: SqlitePool, readers: SqlitePool },
    Pg(PgPool),
}

/// An open transaction; dropping it rolls back.
pub(crate) enum Tx {
    Lite(Transaction<'static, Sqlite>),
    Pg(Transaction<'static, Postgres>),
}

/// Longest wait for the one writer, or for a connection, before the caller hears `Unavailable`.
const PATIENCE: Duration = Duration::from_secs(15);
const READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;

/// Runs a statement on whichever engine this is: `on!(self, sqlite executor | postgres executor, statement.fetch_all)`.
macro_rules! on {
    ($statement:ident . $run:ident, $target:expr, { $lite:pat => $lite_executor:expr, $pg:pat => $pg_executor:expr $(,)? }) => {
        match $target {
            $lite => $statement.for_sqlite().$run($lite_executor).await?.into_rows(),
            $pg => $statement.for_postgres().$run($pg_executor).await?.into_rows(),
        }
    };
}

/// Whether a house that is not there yet may be begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Existing,
    ExistingOrNew,
}

impl Db {
    pub(crate) async fn open(url: &StoreUrl, wanted: Wanted) -> Result<Self> {
        match url {
            StoreUrl::Sqlite(file) => Self::open_sqlite(file, wanted).await,
            StoreUrl::Postgres(url) => Self::open_postgres(url, wanted).await,
        }
    }

    async fn open_sqlite(file: &Path, wanted: Wanted) -> Result<Self> {
        match wanted {
            Wanted::ExistingOrNew => create_for_owner_only(file)?,
            // A file of no bytes is a database that nobody has begun.
            Wanted::Existing if std::fs::metadata(file).is_ok_and(|file| file.len() > 0) => {}
            Wanted::Existing => {
                return Err(Error::Setup(format!(
                    "there is no database at {}",
                    file.display()
                )));
            }
        }
        let options = SqliteConnectOptions::new()
            .filename(file)
            .journal_mode(SqliteJournalMode::Wal)
            // NORMAL lost acknowledged commits in a power cut; see docs/adr/.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is deleted is overwritten, so that nobody finds it in the file afterwards.
            .pragma("secure_delete", "on")
            .busy_timeout(PATIENCE);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .connect_with(options.clone())
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(PATIENCE)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self::Lite { writer, readers })
    }

    async fn open_postgres(url: &str, wanted: Wanted) -> Result<Self> {
        // The parser's own error could quote the password.
        let options: PgConnectOptions = url
            .parse()
            .map_err(|_| Error::Setup("the PostgreSQL address does not parse".to_owned()))?;
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await?;
        if wanted == Wanted::Existing {
            let table = sql("select to_regclass('audit_heads')::text as name");
            let found = Self::Pg(pool.clone()).all(table).await?;
            if found
                .first()
                .map(|row| row.maybe_text("name"))
                .transpose()?
                .flatten()
                .is_none()
            {
                return Err(Error::Setup("there is no practice in this database".to_owned()));
            }
        }
        Ok(Self::Pg(pool))
    }

    /// Brings the tables up to date. Apart from opening, so that a start which has to be refused changes nothing.
    pub(crate) async fn migrate(&self) -> Result<()> {
        let done = match self {
            Self::Lite { writer, .. } => Engine::Sqlite.migrator().run(writer).await,
            Self::Pg(pool) => Engine::Postgres.migrator().run(pool).await,
        };
        done.map_err(cannot_migrate)
    }

    /// Whether somebody has lived here: a database that nobody has begun has no table of people.
    pub(crate) async fn has_people(&self) -> Result<bool> {
        let query = sql("select name from sqlite_master where type = 'table' and name = 'people'").on_postgres(
            "select tablename from pg_tables where tablename = 'people' and schemaname = any (current_schemas(false))",
        );
        Ok(!self.all(query).await?.is_empty())
    }

    pub(crate) async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Self::Lite { writer, .. } => Tx::Lite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Pg(pool) => Tx::Pg(pool.begin().await?),
        })
    }

    pub(crate) async fn all(&self, statement: Statement) -> Result<Vec<Row>> {
        Ok(on!(statement.fetch_all, self, { Self::Lite { readers, .. } => readers, Self::Pg(pool) => pool }))
    }

    /// SQLite: empties the write-ahead log, in which rows stand that are gone. PostgreSQL does its own, later.
    pub(crate) async fn scrub(&self) -> Result<()> {
        let Self::Lite { writer, .. } = self else {
            return Ok(());
        };
        // One row: whether somebody was in the way, how long the log is, how much of it is in the file.
        let row = sqlx::query("pragma wal_checkpoint(truncate)")
            .fetch_one(writer)
            .await?;
        if row.try_get::<i64, _>(0)? == 0 {
            Ok(())
        } else {
            Err(Error::Busy)
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Lite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Pg(pool) => pool.close().await,
        }
    }
}

impl Tx {
    pub(crate) async fn all(&mut self, statement: Statement) -> Result<Vec<Row>> {
        Ok(on!(statement.fetch_all, self, { Self::Lite(tx) => &mut **tx, Self::Pg(tx) => &mut **tx }))
    }

    /// How many rows it changed.
    pub(crate) async fn run(&mut self, statement: Statement) -> Result<u64> {
        Ok(on!(statement.execute, self, { Self::Lite(tx) => &mut **tx, Self::Pg(tx) => &mut **tx }))
    }

    pub(crate) async fn commit(self) -> Result<()> {
        match self {
            Self::Lite(tx) => tx.commit().await?,
            Self::Pg(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// What a run gives, in our words: rows, or a count of rows.
trait IntoRows {
    type Rows;
    fn into_rows(self) -> Self::Rows;
}

impl IntoRows for Vec<sqlx::sqlite::SqliteRow> {
    type Rows = Vec<Row>;
    fn into_rows(self) -> Vec<Row> {
        self.into_iter().map(Row::Lite).collect()
    }
}

impl IntoRows for Vec<sqlx::postgres::PgRow> {
    type Rows = Vec<Row>;
    fn into_rows(self) -> Vec<Row> {
        self.into_iter().map(Row::Pg).collect()
    }
}

impl IntoRows for sqlx::sqlite::SqliteQueryResult {
    type Rows = u64;
    fn into_rows(self) -> u64 {
        self.rows_affected()
    }
}

impl IntoRows for sqlx::postgres::PgQueryResult {
    type Rows = u64;
    fn into_rows(self) -> u64 {
        self.rows_affected()
    }
}

/// SQLite gives its `-wal` and `-shm` the mode of the database file, so this one mode protects all three.
fn create_for_owner_only(file: &Path) -> Result<()> {
    let failed = |error| Error::Setup(format!("{} cannot be opened: {error}", file.display()));
    if file.exists() {
        return Ok(());
    }
    std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .map(drop)
        .map_err(failed)
}

fn cannot_migrate(error: sqlx::migrate::MigrateError) -> Error {
    Error::Setup(format!("a migration failed: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_log_that_somebody_reads_is_not_said_to_be_empty() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("house.db");
        let options = SqliteConnectOptions::new()
            .filename(&file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // Nobody is waited for here.
            .busy_timeout(Duration::ZERO);
        let pool = |many| SqlitePoolOptions::new().max_connections(many);
        let writer = pool(1).connect_with(options.clone()).await.expect("opens");
        let readers = pool(1).connect_with(options).await.expect("opens");
        let run = async |text: &'static str| sqlx::query(text).execute(&writer).await.expect(text);
        run("create table words (word text)").await;
        run("insert into words values ('Grauwacke')").await;
        let mut reading = readers.begin().await.expect("begins");
        let read = sqlx::query("select * from words").fetch_all(&mut *reading).await;
        assert_eq!(read.expect("reads").len(), 1);
        run("delete from words").await;
        let db = Db::Lite {
            writer: writer.clone(),
            readers: readers.clone(),
        };
        assert!(matches!(db.scrub().await, Err(Error::Busy)));
        reading.rollback().await.expect("ends");
        db.scrub().await.expect("nobody is in the way");
        let log = std::fs::metadata(folder.path().join("house.db-wal")).expect("the log");
        assert_eq!(log.len(), 0);
    }
}
