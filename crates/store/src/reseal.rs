//! After a new numbered key: re-wraps every sealed value under it, a few at a time, while the house is open.

use crate::error::Result;
use crate::seal::{Place, rewrap};
use crate::statement::sql;
use crate::store::Store;
use uuid::Uuid;

/// A sealed column, how its rows are named, and the two statements that walk it.
pub(crate) struct Column {
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
    /// One or two parts of the primary key.
    pub(crate) key: &'static [&'static str],
    /// Those that begin with neither of two words.
    pub(crate) select: &'static str,
    pub(crate) update: &'static str,
}

macro_rules! columns {
    ($($table:literal [$($key:literal)+]: $($column:literal)+;)*) => {
        &[$(columns!(@each $table [$($key)+] $($column)+)),*]
    };
    (@each $table:literal [$key:literal] $($column:literal)+) => {
        &[$(Column {
            table: $table, column: $column, key: &[$key],
            select: concat!("select * from ", $table, " where ", $column, " not like $1 and ", $column, " not like $2 limit 200"),
            update: concat!("update ", $table, " set ", $column, " = $1 where ", $column, " = $2 and ", $key, " = $3"),
        }),+] as &[Column]
    };
    (@each $table:literal [$key:literal $second:literal] $($column:literal)+) => {
        &[$(Column {
            table: $table, column: $column, key: &[$key, $second],
            select: concat!("select * from ", $table, " where ", $column, " not like $1 and ", $column, " not like $2 limit 200"),
            update: concat!("update ", $table, " set ", $column, " = $1 where ", $column, " = $2 and ", $key, " = $3 and ", $second, " = $4"),
        }),+] as &[Column]
    };
}

/// Every column whose name ends in `_sealed`; a test compares it with the tables.
pub(crate) const SEALED: &[&[Column]] = columns! {
    "people" ["id"]: "legal_name_sealed" "email_sealed";
    "passkeys" ["id"]: "name_sealed" "credential_sealed";
    "passwords" ["person_id"]: "hash_sealed" "secret_sealed";
    "memberships" ["id"]: "alias_sealed" "why_sealed";
    "former_names" ["membership_id" "id"]: "name_sealed";
    "door_answers" ["session_id" "membership_id"]: "place_sealed" "country_sealed" "alone_sealed" "safe_channel_sealed";
    "emergency_facts" ["person_id"]: "phone_sealed" "safe_to_ring_sealed" "contact_name_sealed" "contact_phone_sealed" "contact_relation_sealed";
    "kept_checkins" ["person_id" "id"]: "number_sealed" "line_sealed";
    "agreement_signatures" ["id"]: "name_sealed" "proof_sealed";
    "agreement_choices" ["membership_id" "clause_id"]: "answer_sealed";
    "agreement_joints" ["group_id" "clause_id"]: "since_sealed";
    "guardians" ["membership_id"]: "who_sealed" "how_sealed";
    "releases" ["id"]: "recipient_sealed" "matters_sealed";
    "vaults" ["person_id"]: "private_key_sealed" "recovery_sealed" "previous_sealed";
    "vault_wraps" ["person_id" "passkey_id"]: "wrap_sealed";
    "notes" ["person_id" "id"]: "body_sealed";
    "wills" ["person_id"]: "key_sealed" "pin_sealed" "reason_sealed";
    "removals" ["session_id" "membership_id"]: "reason_sealed";
    "room_states" ["session_id"]: "quiet_sealed";
    "complaints" ["holder_id" "id"]: "about_sealed" "words_sealed" "reach_sealed" "answer_sealed";
    "break_glasses" ["holder_id" "id"]: "reason_sealed";
    "holds" ["id"]: "reason_sealed" "placed_by_sealed";
    "jobs" ["id"]: "payload_sealed";
    "mails" ["id"]: "recipient_sealed" "subject_sealed" "body_sealed";
};

impl Store {
    /// Brings every sealed value under the key that seals now; says how many changed. Afterwards older keys can be
    /// forgotten. Safe to stop and to run again.
    pub async fn reseal(&self) -> Result<u64> {
        let mut changed = 0;
        for column in SEALED.iter().copied().flatten() {
            loop {
                let moved = self.reseal_some(column).await?;
                if moved == 0 {
                    break;
                }
                changed += moved;
            }
        }
        tracing::info!(changed, "sealed values are under the current key");
        Ok(changed)
    }

    async fn reseal_some(&self, column: &Column) -> Result<u64> {
        let current = |version| format!("{version}.{}.%", self.inner.keys.current());
        let mut work = self
            .begin_unaudited("the words stay the same, only their envelope is new")
            .await?;
        let mut reach = work.writing();
        let mut changed = 0;
        for row in reach
            .all(sql(column.select).text(current("v1")).text(current("v2")))
            .await?
        {
            let key = column
                .key
                .iter()
                .map(|part| row.uuid(part))
                .collect::<Result<Vec<Uuid>>>()?;
            let sealed = row.text(column.column)?;
            let place = Place::of_row(column.table, column.key, column.column, &row)?;
            if let Some(again) = rewrap(reach.keys, &place, &sealed)? {
                let update = sql(column.update).text(again).text(sealed);
                changed += reach
                    .run(key.into_iter().fold(update, |update, part| update.uuid(part)))
                    .await?;
            }
        }
        work.commit().await?;
        Ok(changed)
    }
}

#[cfg(test)]
mod tests {
    use super::SEALED;

    #[test]
    fn every_sealed_column_of_the_tables_can_be_resealed() {
        let tables = crate::migrations::migrated_tables();
        let mut table = "";
        let mut in_tables = Vec::new();
        for line in tables.lines() {
            if let Some(rest) = line.strip_prefix("create table ") {
                table = rest.trim_end_matches(" (");
            } else if let Some((altered, column)) = line
                .strip_prefix("alter table ")
                .and_then(|rest| rest.split_once(" add column "))
                && let Some(column) = column
                    .split_whitespace()
                    .next()
                    .filter(|word| word.ends_with("_sealed"))
            {
                in_tables.push((altered, column));
            } else if let Some(column) = line
                .split_whitespace()
                .next()
                .filter(|word| word.ends_with("_sealed"))
            {
                in_tables.push((table, column));
            }
        }
        let mut listed: Vec<_> = SEALED
            .iter()
            .copied()
            .flatten()
            .map(|column| (column.table, column.column))
            .collect();
        listed.sort_unstable();
        in_tables.sort_unstable();
        assert_eq!(listed, in_tables);
    }
}
