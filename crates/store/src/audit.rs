//! Who did what, when: a chain of rows in which each holds the hash of the one before, so that a changed row shows.

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::reach::noun;
use crate::row::Row;
use crate::statement::sql;
use aws_lc_rs::digest;
use domain::PersonId;
use domain::id::{AuditId, Id};
use jiff::Timestamp;
use std::fmt;
use uuid::Uuid;

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    Person(PersonId),
    /// Somebody not signed in.
    Visitor,
    /// The program itself: a job, the demo, an operator's command.
    House,
}

/// What one [`crate::Work`] leaves in the audit log. It takes ids and nothing else, so no word about a person can enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    actor: Actor,
    action: &'static str,
    resource: String,
    at: Timestamp,
    detail: String,
}

impl AuditEntry {
    /// `action` is the policy's name of what is done; `resource` is what it is done to.
    pub fn new(actor: Actor, action: &'static str, resource: impl Id, at: Timestamp) -> Self {
        Self {
            actor,
            action,
            resource: resource.to_string(),
            at,
            detail: String::new(),
        }
    }

    /// Names another id that matters: `.with("member", member)`.
    #[must_use]
    pub fn with(mut self, name: &'static str, id: impl Id) -> Self {
        self.add(name, id);
        self
    }

    pub(crate) fn add(&mut self, name: &'static str, id: impl Id) {
        if !self.detail.is_empty() {
            self.detail.push(' ');
        }
        self.detail.push_str(&format!("{name}={id}"));
    }
}

/// One row as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    pub position: u64,
    pub id: AuditId,
    pub at: Timestamp,
    /// A person's id, `visitor` or `house`.
    pub actor: String,
    pub action: String,
    /// An id.
    pub resource: String,
    /// `name=id`, separated by spaces.
    pub detail: String,
    previous_hash: String,
    hash: String,
}

/// Whether the log is as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chain {
    Whole {
        rows: u64,
    },
    /// The first place where it is not.
    Broken {
        position: u64,
        row: Option<AuditId>,
        why: Break,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// The row does not have the content its hash was made of, or does not follow the row before.
    Changed,
    /// There is no row at this place.
    Missing,
    /// The rows hold, but do not end where the log says it ends.
    EndMoved,
}

noun! {
    /// Reads and proves the audit log.
    Audit
}

/// How many rows are held in memory while proving.
const PAGE: u64 = 1_000;
const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

impl<M> Audit<'_, M> {
    /// Walks the whole chain and names the first row that does not hold.
    pub async fn verify(&mut self) -> Result<Chain> {
        let end = self
            .reach
            .one(sql("select position, hash from audit_heads where id = 1"))
            .await?;
        let end = end.ok_or_else(|| Error::corrupt("audit_heads"))?;
        // Rows that arrive meanwhile are left to the next proof.
        let (last, last_hash) = (end.number::<u64>("position")?, end.text("hash")?);
        let (mut position, mut hash) = (0, NO_HASH.to_owned());
        loop {
            let rows = self.page(position, last).await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                if row.position != position + 1 {
                    return Ok(Chain::Broken {
                        position: position + 1,
                        row: None,
                        why: Break::Missing,
                    });
                }
                if row.previous_hash != hash || row.hash != hash_of(&row) {
                    return Ok(Chain::Broken {
                        position: row.position,
                        row: Some(row.id),
                        why: Break::Changed,
                    });
                }
                (position, hash) = (row.position, row.hash);
            }
        }
        if position == last && hash == last_hash {
            Ok(Chain::Whole { rows: position })
        } else {
            Ok(Chain::Broken {
                position: position + 1,
                row: None,
                why: Break::EndMoved,
            })
        }
    }

    /// The newest rows, newest first.
    pub async fn latest(&mut self, limit: u32) -> Result<Vec<AuditRow>> {
        let rows = self
            .reach
            .all(sql("select * from audit_rows order by position desc limit $1").number(limit));
        rows.await?.iter().map(read).collect()
    }

    /// Everything done to one resource, oldest first.
    pub async fn about(&mut self, resource: impl Id) -> Result<Vec<AuditRow>> {
        let query =
            sql("select * from audit_rows where resource = $1 order by position").text(resource.to_string());
        self.reach.all(query).await?.iter().map(read).collect()
    }

    async fn page(&mut self, after: u64, last: u64) -> Result<Vec<AuditRow>> {
        let query =
            sql("select * from audit_rows where position > $1 and position <= $2 order by position limit $3")
                .number(as_number(after)?)
                .number(as_number(last)?)
                .number(as_number(PAGE)?);
        self.reach.all(query).await?.iter().map(read).collect()
    }
}

/// Writes the entry at the end of the chain, in this transaction.
pub(crate) async fn append(tx: &mut Tx, entry: &AuditEntry) -> Result<()> {
    // This update is also the lock: whoever comes second waits here until the first has committed.
    let head = tx.all(sql(
        "update audit_heads set position = position + 1 where id = 1 returning position, hash",
    ));
    let head = head
        .await?
        .into_iter()
        .next()
        .ok_or_else(|| Error::corrupt("audit_heads"))?;
    let mut row = AuditRow {
        position: head.number("position")?,
        id: AuditId::from_uuid(Uuid::now_v7()),
        at: entry.at,
        actor: entry.actor.to_string(),
        action: entry.action.to_owned(),
        resource: entry.resource.clone(),
        detail: entry.detail.clone(),
        previous_hash: head.text("hash")?,
        hash: String::new(),
    };
    row.hash = hash_of(&row);
    let insert = sql(
        "insert into audit_rows (position, id, at, actor, action, resource, detail, previous_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .number(as_number(row.position)?)
    .id(row.id)
    .moment(row.at)
    .text(row.actor)
    .text(row.action)
    .text(row.resource)
    .text(row.detail)
    .text(row.previous_hash)
    .text(&row.hash);
    tx.run(insert).await?;
    tx.run(sql("update audit_heads set hash = $1 where id = 1").text(row.hash))
        .await?;
    Ok(())
}

/// SHA-256 over the hash before and the row, each field with its length in front, so that no two rows read alike.
fn hash_of(row: &AuditRow) -> String {
    let mut context = digest::Context::new(&digest::SHA256);
    let fields = [
        row.previous_hash.as_str(),
        &row.position.to_string(),
        &row.id.to_string(),
        &row.at.as_millisecond().to_string(),
        &row.actor,
        &row.action,
        &row.resource,
        &row.detail,
    ];
    for field in fields {
        context.update(&u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
        context.update(field.as_bytes());
    }
    context
        .finish()
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn read(row: &Row) -> Result<AuditRow> {
    Ok(AuditRow {
        position: row.number("position")?,
        id: row.id("id")?,
        at: row.moment("at")?,
        actor: row.text("actor")?,
        action: row.text("action")?,
        resource: row.text("resource")?,
        detail: row.text("detail")?,
        previous_hash: row.text("previous_hash")?,
        hash: row.text("hash")?,
    })
}

fn as_number(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(|_| Error::corrupt("audit position"))
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(person) => write!(f, "{person}"),
            Self::Visitor => f.write_str("visitor"),
            Self::House => f.write_str("house"),
        }
    }
}
