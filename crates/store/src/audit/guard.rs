//! Has the database itself refuse to change or delete audit rows. A mistake of ours, or a hand on the database, must take the
//! guard down first, and the next start says that it was down.
//!
//! Deleting is let through up to the newest checkpoint: that is how a retention job will cut the log (docs/audit.md). The two
//! databases have no trigger in common, so these are not in the migrations.

use crate::db::{Db, Tx};
use crate::error::Result;
use crate::statement::sql;

struct Trigger {
    name: &'static str,
    /// What the database gives back as its text.
    text: &'static str,
    takes_down: &'static str,
    puts_up: &'static str,
}

macro_rules! sqlite {
    ($name:literal, $text:literal) => {
        Trigger {
            name: $name,
            text: concat!("CREATE TRIGGER ", $name, " ", $text),
            takes_down: concat!("drop trigger if exists ", $name),
            puts_up: concat!("CREATE TRIGGER ", $name, " ", $text),
        }
    };
}

const SQLITE: &[Trigger] = &[
    sqlite!(
        "audit_rows_never_change",
        "before update on audit_rows begin select raise(abort, 'audit rows never change'); end"
    ),
    sqlite!(
        "audit_rows_never_go",
        "before delete on audit_rows
         when old.position > coalesce((select max(position) from audit_checkpoints), 0)
         begin select raise(abort, 'audit rows never go'); end"
    ),
    // `insert or replace` deletes without firing what guards deletion, also by the rowid that these tables have beside their
    // keys. Where an insert names none, SQLite says -1 here.
    sqlite!(
        "audit_rows_are_never_replaced",
        "before insert on audit_rows
         when exists (select 1 from audit_rows where position = new.position or id = new.id or rowid = new.rowid)
         begin select raise(abort, 'audit rows are never replaced'); end"
    ),
    sqlite!(
        "audit_checkpoints_never_change",
        "before update on audit_checkpoints begin select raise(abort, 'checkpoints never change'); end"
    ),
    sqlite!(
        "audit_checkpoints_never_go",
        "before delete on audit_checkpoints begin select raise(abort, 'checkpoints never go'); end"
    ),
    sqlite!(
        "audit_checkpoints_are_never_replaced",
        "before insert on audit_checkpoints
         when exists (select 1 from audit_checkpoints where position >= new.position or rowid = new.rowid)
         begin select raise(abort, 'checkpoints are never replaced'); end"
    ),
];

macro_rules! body {
    () => {
        "
declare
  newest bigint;
begin
  if tg_op = 'DELETE' and tg_table_name = 'audit_rows' then
    execute format('select max(position) from %I.audit_checkpoints', tg_table_schema) into newest;
    if old.position <= coalesce(newest, 0) then
      return old;
    end if;
  end if;
  raise exception '% only grows', tg_table_name;
end
"
    };
}

macro_rules! postgres {
    ($name:literal, $when:literal) => {
        Trigger {
            name: $name,
            text: concat!(
                "CREATE TRIGGER ",
                $name,
                " ",
                $when,
                " EXECUTE FUNCTION audit_only_grows() search_path=pg_catalog, pg_temp",
                body!()
            ),
            takes_down: "select 1",
            puts_up: concat!(
                "create or replace trigger ",
                $name,
                " ",
                $when,
                " execute function audit_only_grows()"
            ),
        }
    };
}

// With a search path of its own: nobody brings a table or a function of the same name along for the length of a session.
const POSTGRES_FUNCTION: &str = concat!(
    "create or replace function audit_only_grows() returns trigger language plpgsql
         set search_path = pg_catalog, pg_temp as $$",
    body!(),
    "$$"
);

const POSTGRES: &[Trigger] = &[
    postgres!(
        "audit_rows_only_grow",
        "BEFORE DELETE OR UPDATE ON audit_rows FOR EACH ROW"
    ),
    postgres!(
        "audit_rows_are_not_emptied",
        "BEFORE TRUNCATE ON audit_rows FOR EACH STATEMENT"
    ),
    postgres!(
        "audit_checkpoints_only_grow",
        "BEFORE DELETE OR UPDATE ON audit_checkpoints FOR EACH ROW"
    ),
    postgres!(
        "audit_checkpoints_are_not_emptied",
        "BEFORE TRUNCATE ON audit_checkpoints FOR EACH STATEMENT"
    ),
];

/// Puts the guard up where it does not stand as it should. Says whether it had stood before, in the log as well.
pub(crate) async fn stand(db: &Db) -> Result<bool> {
    let (triggers, prepare) = match db {
        Db::Lite { .. } => (SQLITE, None),
        Db::Pg(_) => (POSTGRES, Some(POSTGRES_FUNCTION)),
    };
    let mut tx = db.begin().await?;
    if let Db::Pg(_) = db {
        // Two nodes that start at once must not both define the same function. The number means nothing elsewhere.
        tx.run(sql("select pg_advisory_xact_lock(704316288)")).await?;
    }
    let down = missing(&mut tx, triggers).await?;
    if down.is_empty() {
        return Ok(false);
    }
    // A log that holds no row of today's format has never been guarded.
    let guarded_before = !tx
        .all(sql("select 1 as one from audit_rows where format > 1 limit 1"))
        .await?
        .is_empty();
    if let Some(prepare) = prepare {
        tx.run(sql(prepare)).await?;
    }
    for trigger in &down {
        tx.run(sql(trigger.takes_down)).await?;
        tx.run(sql(trigger.puts_up)).await?;
    }
    tx.commit().await?;
    if guarded_before {
        let names: Vec<_> = down.iter().map(|trigger| trigger.name).collect();
        tracing::warn!(
            ?names,
            "the guard of the audit log had been taken down, and is up again: run `openchair audit verify`"
        );
    }
    Ok(guarded_before)
}

async fn missing(tx: &mut Tx, triggers: &'static [Trigger]) -> Result<Vec<&'static Trigger>> {
    let query = sql("select name, sql as text from sqlite_master where type = 'trigger'").on_postgres(
        "select tgname::text as name,
             pg_get_triggerdef(pg_trigger.oid, true) || ' ' || coalesce(array_to_string(proconfig, ' '), '') || prosrc as text
         from pg_trigger join pg_proc on pg_proc.oid = tgfoid
         where tgrelid in ('audit_rows'::regclass, 'audit_checkpoints'::regclass) and tgenabled in ('O', 'A')",
    );
    let mut standing = Vec::new();
    for row in tx.all(query).await? {
        standing.push((row.text("name")?, row.text("text")?));
    }
    let stands = |trigger: &Trigger| {
        standing
            .iter()
            .any(|(name, text)| name == trigger.name && text == trigger.text)
    };
    Ok(triggers.iter().filter(|trigger| !stands(trigger)).collect())
}
