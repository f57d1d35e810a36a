//! Every way to bend one thing in a small log is tried, and each is named at its row: any column changed, with and without a
//! hash to match; any row taken out or put in, with and without moving the others; any two exchanged.

use crate::audit::{is_whole, place, rows, verify, write_rows};
use crate::house::House;
use aws_lc_rs::digest;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use store::{AuditRow, Break};

const MOST_ROWS: usize = 7;
const TRIES: usize = 60;

/// What docs/audit.md says, written a second time.
pub(crate) fn sha256_of(fields: &[String]) -> String {
    let mut bytes = Vec::new();
    for field in fields {
        bytes.extend((field.len() as u64).to_be_bytes());
        bytes.extend(field.as_bytes());
    }
    let hash = digest::digest(&digest::SHA256, &bytes);
    hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hash_of(row: &AuditRow) -> String {
    sha256_of(&[
        "openchair audit row".to_owned(),
        row.format.to_string(),
        row.previous_hash.clone(),
        row.position.to_string(),
        row.id.to_string(),
        row.at.as_millisecond().to_string(),
        row.kind.clone(),
        row.verb.clone(),
        row.outcome.to_string(),
        row.actor.clone(),
        row.role.clone(),
        row.sign_in.clone(),
        row.action.clone(),
        row.resource.clone(),
        row.subject.clone(),
        row.detail.clone(),
        row.source.clone(),
    ])
}

#[derive(Debug, Clone)]
enum Bend {
    /// One column of one row; with a hash to match, the row is whole in itself.
    Change {
        row: usize,
        column: usize,
        matching: bool,
    },
    /// Leaving a gap, or with everything behind it moved up.
    TakeOut {
        row: usize,
        close: bool,
    },
    /// With everything behind it moved down; as a whole row in itself, or as a copy with another id.
    PutIn {
        row: usize,
        whole: bool,
    },
    Exchange {
        one: usize,
        other: usize,
    },
}

const COLUMNS: [&str; 15] = [
    "at",
    "kind",
    "verb",
    "outcome",
    "actor",
    "role",
    "sign_in",
    "action",
    "resource",
    "subject",
    "detail",
    "source",
    "format",
    "previous_hash",
    "hash",
];

fn bends(count: usize) -> impl Strategy<Value = Bend> {
    let row = 0..count;
    prop_oneof![
        (row.clone(), 0..COLUMNS.len(), any::<bool>()).prop_map(|(row, column, matching)| Bend::Change {
            row,
            column,
            // A hash that was changed cannot be made to match; a format that is not ours is never whole.
            matching: matching && column < 12,
        }),
        (row.clone(), any::<bool>()).prop_map(|(row, close)| Bend::TakeOut { row, close }),
        (row.clone(), any::<bool>()).prop_map(|(row, whole)| Bend::PutIn { row, whole }),
        (row.clone(), row)
            .prop_filter("two rows", |(one, other)| one != other)
            .prop_map(|(one, other)| Bend::Exchange {
                one: one.min(other),
                other: one.max(other)
            }),
    ]
}

/// The rows as they stand afterwards, and what must be said of them.
fn bent(rows: &[AuditRow], bend: &Bend) -> (Vec<AuditRow>, (i64, Break)) {
    let mut rows = rows.to_vec();
    let number = |row: usize| i64::try_from(row).expect("few rows") + 1;
    match *bend {
        Bend::Change {
            row,
            column,
            matching,
        } => {
            let one = &mut rows[row];
            change(one, COLUMNS[column]);
            if matching {
                one.hash = hash_of(one);
            }
            (rows, (number(row), Break::Changed))
        }
        Bend::TakeOut { row, close } => {
            let last = row + 1 == rows.len();
            rows.remove(row);
            if close {
                renumber(&mut rows);
            }
            (
                rows,
                (number(row), if last { Break::CutOff } else { Break::Missing }),
            )
        }
        Bend::PutIn { row, whole } => {
            let mut one = rows[row].clone();
            one.id = domain::id::Id::from_uuid(uuid::Uuid::now_v7());
            one.detail.push_str(" bent=1");
            if whole {
                one.hash = hash_of(&one);
            }
            rows.insert(row, one);
            renumber(&mut rows);
            (rows, (number(row), Break::Inserted))
        }
        Bend::Exchange { one, other } => {
            rows.swap(one, other);
            renumber(&mut rows);
            (rows, (number(one), Break::OutOfOrder))
        }
    }
}

fn change(row: &mut AuditRow, column: &str) {
    let text = match column {
        "at" => {
            row.at += jiff::SignedDuration::from_millis(1);
            return;
        }
        "outcome" => {
            row.outcome += 1;
            return;
        }
        "format" => {
            row.format = if row.format == 2 { 3 } else { 2 };
            return;
        }
        "kind" => &mut row.kind,
        "verb" => &mut row.verb,
        "actor" => &mut row.actor,
        "role" => &mut row.role,
        "sign_in" => &mut row.sign_in,
        "action" => &mut row.action,
        "resource" => &mut row.resource,
        "subject" => &mut row.subject,
        "detail" => &mut row.detail,
        "source" => &mut row.source,
        "previous_hash" => &mut row.previous_hash,
        _ => &mut row.hash,
    };
    text.push('0');
}

fn renumber(rows: &mut [AuditRow]) {
    for (row, position) in rows.iter_mut().zip(1..) {
        row.position = position;
    }
}

/// Puts these rows in the place of those that are there.
async fn put(house: &House, rows: &[AuditRow]) {
    let mut sql = vec!["delete from audit_rows".to_owned()];
    for row in rows {
        let id = domain::id::Id::uuid(row.id);
        let id = if house.is_sqlite() {
            format!("x'{}'", id.simple())
        } else {
            format!("'{id}'")
        };
        sql.push(format!(
            "insert into audit_rows (position, format, id, at, kind, verb, outcome, actor, role, sign_in, action, resource,
                 subject, detail, source, previous_hash, hash)
             values ({}, {}, {id}, {}, '{}', '{}', {}, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')",
            row.position,
            row.format,
            row.at.as_millisecond(),
            row.kind,
            row.verb,
            row.outcome,
            row.actor,
            row.role,
            row.sign_in,
            row.action,
            row.resource,
            row.subject,
            row.detail,
            row.source,
            row.previous_hash,
            row.hash,
        ));
    }
    house.tamper(&format!("begin; {}; commit", sql.join("; "))).await;
}

crate::rule! {
    async fn any_single_thing_bent_is_named_at_its_row(house) {
        write_rows(house, MOST_ROWS).await;
        house.unguard().await;
        let whole = rows(house).await;
        let mut runner = TestRunner::deterministic();
        for _ in 0..TRIES {
            let bend = bends(MOST_ROWS).new_tree(&mut runner).expect("a bend").current();
            let (rows, expected) = bent(&whole, &bend);
            put(house, &rows).await;
            assert_eq!(place(&verify(house).await), Some(expected), "{bend:?}");
        }
        put(house, &whole).await;
        assert!(is_whole(&verify(house).await, MOST_ROWS as u64));
    }
}

crate::rule! {
    async fn of_several_things_bent_the_first_is_named_and_the_others_are_counted(house) {
        write_rows(house, MOST_ROWS).await;
        house.unguard().await;
        let whole = rows(house).await;
        for (bend, first, others) in [
            ("update audit_rows set detail = 'member=x' where position = 2", 2, 0),
            ("update audit_rows set detail = 'member=x' where position in (2, 5, 6)", 2, 2),
            ("update audit_rows set previous_hash = hash where position in (3, 5)", 3, 1),
            ("delete from audit_rows where position = 3", 3, 0),
            ("delete from audit_rows where position in (3, 5)", 3, 1),
        ] {
            house.tamper(bend).await;
            assert_eq!(place(&verify(house).await).map(|found| found.0), Some(first), "{bend}");
            let behind = house.store.audit().breaks_behind(first).await.expect("walks");
            assert_eq!(behind, others, "{bend}");
            put(house, &whole).await;
        }
    }
}
