//! The migrations as each engine runs them. Nearly all are one text for both. Where the engines differ, a migration says so
//! in lines of their own: `-- on sqlite:`, `-- on postgres:`, `-- on both:`; what stands before the first is for both.

use sqlx::migrate::{Migration, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr as _};

static WRITTEN: Migrator = sqlx::migrate!("./migrations");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub(crate) fn migrator(self) -> Migrator {
        Migrator::with_migrations(WRITTEN.iter().map(|one| self.of(one)).collect())
    }

    /// The checksum stays that of the whole file: it is the same history on both.
    fn of(self, written: &Migration) -> Migration {
        Migration {
            sql: AssertSqlSafe(self.part(written.sql.as_str())).into_sql_str(),
            ..written.clone()
        }
    }

    fn part(self, text: &str) -> String {
        let mut is_ours = true;
        let mut part = String::with_capacity(text.len());
        for line in text.lines() {
            match line {
                "-- on sqlite:" => is_ours = self == Self::Sqlite,
                "-- on postgres:" => is_ours = self == Self::Postgres,
                "-- on both:" => is_ours = true,
                line if is_ours => {
                    part.push_str(line);
                    part.push('\n');
                }
                _ => {}
            }
        }
        part
    }
}

/// The text of every migration, for tests that hold something true of every table.
#[cfg(test)]
pub(crate) fn migrated_tables() -> String {
    WRITTEN
        .iter()
        .map(|one| Engine::Postgres.part(one.sql.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Keys, Store, StoreUrl};
    use sqlx::sqlite::SqliteConnectOptions;
    use sqlx::{Connection as _, Executor as _, SqliteConnection};
    use std::path::Path;

    #[test]
    fn each_engine_is_given_its_own_lines_and_those_of_both() {
        let text = "a;\n-- on sqlite:\nb;\n-- on postgres:\nc;\n-- on both:\nd;\n";
        assert_eq!(Engine::Sqlite.part(text), "a;\nb;\nd;\n");
        assert_eq!(Engine::Postgres.part(text), "a;\nc;\nd;\n");
        assert_eq!(
            Engine::Sqlite.part("a;\n"),
            "a;\n",
            "a text for both stays what it is"
        );
    }

    async fn connect(file: &Path) -> SqliteConnection {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .foreign_keys(true);
        SqliteConnection::connect_with(&options).await.expect("opens")
    }

    #[tokio::test]
    async fn a_house_whose_keys_of_people_are_missing_is_refused_before_its_tables_are_touched() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("house.db");
        let mut before = connect(&file).await;
        let older = Engine::Sqlite.migrator();
        older.run_to(16, &mut before).await.expect("the older house");
        before
            .execute(
                "insert into people (id, legal_name_sealed, email_sealed, email_hash, language, time_zone, standing)
                 values (x'000102030405060708090a0b0c0d0e0f', 'v2.x', 'v2.x', '', 'en', 'UTC', 'person');",
            )
            .await
            .expect("lives in it");
        before.close().await.expect("closes");

        let keys = Keys::load_or_generate(&folder.path().join("keys")).expect("keys");
        let refused = Store::open(&StoreUrl::sqlite(&file), keys).await.map(drop);
        assert!(
            matches!(&refused, Err(crate::Error::Setup(text)) if text.contains("keys.people is missing")),
            "{refused:?}"
        );
        let mut after = connect(&file).await;
        let newest: i64 = sqlx::query_scalar("select max(version) from _sqlx_migrations")
            .fetch_one(&mut after)
            .await
            .expect("is there");
        assert!(newest <= 16, "{newest}");
    }

    #[tokio::test]
    async fn a_house_from_before_keeps_its_places_and_all_that_hangs_on_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("house.db");
        let mut before = connect(&file).await;
        Engine::Sqlite
            .migrator()
            .run_to(14, &mut before)
            .await
            .expect("the older house");
        before
            .execute(
                "insert into groups (id, name, neutral_name, kind, focus, approach, membership_rule, summary, evening, seats, time_zone, language, listed)
                 values (x'01', '', '', 'therapy', '', '', 'closed', '', '', 8, 'UTC', 'en', 'private');
                 insert into people (id, legal_name_sealed, email_sealed, email_hash, language, time_zone, standing)
                 values (x'02', '', '', '', 'en', 'UTC', 'person');
                 insert into memberships (id, group_id, person_id, alias_sealed, role, seat) values (x'03', x'01', x'02', 'sealed', 'member', 4);
                 insert into sessions (id, group_id, starts_at, minutes, number, plan) values (x'04', x'01', 0, 90, 1, '{}');
                 insert into airtimes (session_id, membership_id, spoken_ms) values (x'04', x'03', 7);
                 insert into guardians (membership_id, group_id, who_sealed, how_sealed, recorded_by, recorded_at) values (x'03', x'01', '', '', x'03', 1);",
            )
            .await
            .expect("lives in it");
        before.close().await.expect("closes");

        let keys = Keys::generate().expect("keys");
        let store = Store::open(&StoreUrl::sqlite(&file), keys).await.expect("opens");
        store.close().await;

        let mut after = connect(&file).await;
        let kept: (Vec<u8>, i64, Option<i64>, i64) = sqlx::query_as(
            "select memberships.person_id, memberships.seat, memberships.ended_at, airtimes.spoken_ms from memberships
             join airtimes on airtimes.membership_id = memberships.id
             join guardians on guardians.recorded_by = memberships.id",
        )
        .fetch_one(&mut after)
        .await
        .expect("is there");
        assert_eq!(kept, (vec![2], 4, None, 7));
        let torn = after
            .fetch_all("pragma foreign_key_check")
            .await
            .expect("is checked");
        assert!(torn.is_empty());
        // What hangs on a place still holds it.
        assert!(after.execute("delete from memberships").await.is_err());
    }
}
