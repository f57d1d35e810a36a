//! A store of its own for each rule, on either engine, with ways to restart it and to tamper with it from outside.

use domain::id::{Id, JobId};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, Row as _, SqliteConnection};
use std::io::Write as _;
use std::sync::Once;
use store::{Actor, AuditEntry, Keys, Store, StoreUrl, Work};
use tempfile::TempDir;
use testkit::Cast::{self, *};
use uuid::Uuid;

pub(crate) struct House {
    pub(crate) store: Store,
    url: StoreUrl,
    /// The SQLite file's folder, or the PostgreSQL database to drop.
    site: Site,
}

enum Site {
    Folder(TempDir),
    Database { admin_url: String, name: String },
}

const ADDRESS: &str = "OPENCHAIR_TEST_POSTGRES";

pub(crate) fn keys() -> Keys {
    Keys::from_numbered([(1, [7; 32])], [9; 32]).expect("one key is enough")
}

impl House {
    pub(crate) async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = StoreUrl::sqlite(folder.path().join("house.db"));
        Self::open(url, Site::Folder(folder)).await
    }

    /// `None` without an address to test on; it says so past the test harness, so that nobody takes it for a pass.
    pub(crate) async fn on_postgres() -> Option<Self> {
        let Ok(admin_url) = std::env::var(ADDRESS) else {
            static SAID: Once = Once::new();
            SAID.call_once(|| {
                let _ = writeln!(
                    std::io::stderr(),
                    "\nNOT RUN: the rules on PostgreSQL, because {ADDRESS} is not set"
                );
            });
            assert!(
                std::env::var("CI").is_err(),
                "with CI set, {ADDRESS} must be set too"
            );
            return None;
        };
        let name = format!("openchair_{}", Uuid::now_v7().simple());
        run_on_postgres(&admin_url, &format!("create database {name}")).await;
        // Parameters may hold slashes (`?host=/run/postgresql`), so they are cut off first.
        let (address, parameters) = admin_url.split_once('?').unwrap_or((&admin_url, ""));
        let (server, _) = address.rsplit_once('/').expect("an address ends in /database");
        let url = StoreUrl::Postgres(format!("{server}/{name}?{parameters}"));
        Some(Self::open(url, Site::Database { admin_url, name }).await)
    }

    async fn open(url: StoreUrl, site: Site) -> Self {
        let store = Store::open(&url, keys()).await.expect("the store opens");
        Self { store, url, site }
    }

    /// The process ends and starts again.
    pub(crate) async fn restart(&mut self) {
        self.restart_with(keys()).await;
    }

    pub(crate) async fn restart_with(&mut self, keys: Keys) {
        self.store.close().await;
        self.store = Store::open(&self.url, keys).await.expect("the store opens again");
    }

    pub(crate) async fn leave(self) {
        self.store.close().await;
        match self.site {
            Site::Folder(folder) => folder.close().expect("the folder goes"),
            Site::Database { admin_url, name } => {
                run_on_postgres(&admin_url, &format!("drop database {name}")).await;
            }
        }
    }

    /// Runs SQL behind the store's back, as somebody with access to the database would.
    pub(crate) async fn tamper(&self, sql: &str) {
        self.try_to_tamper(sql).await.expect("the tampering works");
    }

    /// The same, where the database may refuse.
    pub(crate) async fn try_to_tamper(&self, sql: &str) -> Result<(), sqlx::Error> {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.url {
            StoreUrl::Sqlite(file) => {
                let mut connection = connect_sqlite(file).await;
                let done = connection.execute(sql).await.map(drop);
                connection.close().await.expect("closes");
                done
            }
            StoreUrl::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await.expect("PostgreSQL answers");
                let done = connection.execute(sql).await.map(drop);
                connection.close().await.expect("closes");
                done
            }
        }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self.url, StoreUrl::Sqlite(_))
    }

    /// Takes down what has the database refuse changes to the audit log.
    pub(crate) async fn unguard(&self) {
        self.tamper(if self.is_sqlite() {
            "drop trigger audit_rows_never_change; drop trigger audit_rows_never_go;
             drop trigger audit_rows_are_never_replaced; drop trigger audit_checkpoints_never_change"
        } else {
            "drop function audit_only_grows() cascade"
        })
        .await;
    }

    /// Every byte that whoever steals the disk reads: the files, or every row of every table.
    pub(crate) async fn stolen(&self) -> Vec<u8> {
        match &self.url {
            StoreUrl::Sqlite(file) => ["", "-wal", "-shm"]
                .iter()
                .flat_map(|end| std::fs::read(format!("{}{end}", file.display())).unwrap_or_default())
                .collect(),
            StoreUrl::Postgres(url) => dump_postgres(url).await,
        }
    }

    pub(crate) async fn work(&self) -> Work {
        self.store
            .begin(entry("test.change"))
            .await
            .expect("a work begins")
    }

    /// Linden House with its whole cast, both groups and their first sessions.
    pub(crate) async fn furnish(&self) {
        let mut work = self.work().await;
        work.practices()
            .put(&testkit::linden_house())
            .await
            .expect("the practice");
        for who in Cast::ALL {
            work.people().add(&who.person()).await.expect("a person");
            work.emergency_facts()
                .put(&who.emergency_facts())
                .await
                .expect("facts");
            if let Some(credential) = who.credential() {
                work.credentials().add(&credential).await.expect("a licence");
            }
        }
        for group in [testkit::tuesday_evening(), testkit::living_with_loss()] {
            work.groups().add(&group).await.expect("a group");
        }
        for membership in testkit::tuesday_circle().iter().chain(&testkit::loss_circle()) {
            work.memberships().add(membership).await.expect("a seat");
        }
        for session in [testkit::tuesday_session(), testkit::loss_session()] {
            work.sessions().add(&session).await.expect("a session");
        }
        work.commit().await.expect("the house is furnished");
    }
}

/// Mara does something to her own practice.
pub(crate) fn entry(action: &'static str) -> AuditEntry {
    let actor = Actor::Person(Mara.id());
    AuditEntry::new(
        actor,
        action,
        testkit::linden_house().id,
        testkit::first_evening(),
    )
}

pub(crate) fn new_id<I: Id>() -> I {
    I::from_uuid(Uuid::now_v7())
}

pub(crate) fn job(kind: &'static str) -> store::NewJob {
    store::NewJob {
        kind,
        payload: "canary-payload".into(),
        due_at: testkit::first_evening(),
    }
}

pub(crate) fn ids(jobs: &[store::Job]) -> Vec<JobId> {
    jobs.iter().map(|job| job.id).collect()
}

async fn connect_sqlite(file: &std::path::Path) -> SqliteConnection {
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(file)
        .foreign_keys(false);
    SqliteConnection::connect_with(&options)
        .await
        .expect("the file opens")
}

async fn run_on_postgres(url: &str, sql: &str) {
    let mut connection = PgConnection::connect(url).await.expect("PostgreSQL answers");
    connection
        .execute(AssertSqlSafe(sql.to_owned()))
        .await
        .expect("PostgreSQL does it");
    connection.close().await.expect("closes");
}

async fn dump_postgres(url: &str) -> Vec<u8> {
    let mut connection = PgConnection::connect(url).await.expect("PostgreSQL answers");
    let tables = connection
        .fetch_all("select tablename::text as name from pg_tables where schemaname = 'public'")
        .await
        .expect("the tables");
    let mut stolen = Vec::new();
    for table in tables {
        let name: String = table.get("name");
        let rows = connection
            .fetch_all(AssertSqlSafe(format!("select t::text as line from {name} t")))
            .await
            .expect("its rows");
        stolen.extend(
            rows.iter()
                .flat_map(|row| row.get::<String, _>("line").into_bytes()),
        );
    }
    connection.close().await.expect("closes");
    stolen
}
