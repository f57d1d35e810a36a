//! Writes at the end of the chain, inside the transaction of the change that is written down.

use super::entry::AuditEntry;
use super::row::{AuditRow, Head, as_number};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::statement::sql;

/// In the order given. Whoever comes second waits at the first statement until this transaction has ended: two writers never
/// take the same place.
pub(crate) async fn append(tx: &mut Tx, entries: &[AuditEntry]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let rows = i64::try_from(entries.len()).map_err(|_| Error::corrupt("audit entries"))?;
    let moved = tx.all(
        sql("update audit_heads set position = position + $1 where id = 1 returning position - $1 as position, hash")
            .number(rows),
    );
    let moved = moved.await?.into_iter().next();
    let moved = moved.ok_or_else(|| Error::corrupt("audit_heads"))?;
    let mut head = Head {
        position: moved.number("position")?,
        hash: moved.text("hash")?,
    };
    for entry in entries {
        let row = AuditRow::behind(&head, entry);
        head = row.head();
        insert(tx, row).await?;
    }
    tx.run(sql("update audit_heads set hash = $1 where id = 1").text(head.hash))
        .await
        .map(drop)
}

async fn insert(tx: &mut Tx, row: AuditRow) -> Result<()> {
    let statement = sql(
        "insert into audit_rows (position, format, id, at, kind, verb, outcome, actor, role, sign_in, action, resource,
             subject, detail, source, previous_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .number(as_number(row.position)?)
    .number(as_number(row.format)?)
    .id(row.id)
    .moment(row.at)
    .text(row.kind)
    .text(row.verb)
    .number(row.outcome)
    .text(row.actor)
    .text(row.role)
    .text(row.sign_in)
    .text(row.action)
    .text(row.resource)
    .text(row.subject)
    .text(row.detail)
    .text(row.source)
    .text(row.previous_hash)
    .text(row.hash);
    tx.run(statement).await.map(drop)
}
