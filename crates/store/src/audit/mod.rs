//! Who did what, when: rows in a chain, each holding the hash of the one before, so that whatever is bent shows.
//!
//! `entry` is what a change leaves; `row` is what is stored and how it is hashed; `append` writes it at the end; `guard` has
//! the database refuse changes; `cut` lets the old end go; `verify` walks the chain and `suspect` names the row that is wrong. See docs/audit.md.

mod append;
mod cut;
mod entry;
mod guard;
mod row;
mod suspect;
mod verify;

pub(crate) use append::append;
pub use entry::{Actor, AuditEntry};
pub(crate) use guard::stand;
pub use row::{AuditRow, Head, NotAHead, WrittenHead};
pub use verify::{Break, Chain};

use crate::error::Result;
use crate::reach::noun;
use crate::statement::sql;
use domain::PersonId;
use domain::id::{AuditId, Id};
use jiff::Timestamp;
use row::{as_number, read};

noun! {
    /// Reads and proves the audit log.
    Audit
}

/// How many rows are held in memory at a time.
const PAGE: u32 = 1_000;

impl<M> Audit<'_, M> {
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

    /// What was done to one resource under this name before rows said whose record they are about, newest first.
    pub async fn about_in_first_format(
        &mut self,
        resource: impl Id,
        action: &'static str,
        limit: u32,
    ) -> Result<Vec<AuditRow>> {
        let query = sql(
            "select * from audit_rows where resource = $1 and format = 1 and action = $2
             order by position desc limit $3",
        )
        .text(resource.to_string())
        .text(action)
        .number(limit);
        self.reach.all(query).await?.iter().map(read).collect()
    }

    /// Who has read something of this person's record, newest first. Rows from before that was written down are not among them.
    pub async fn reads_of(&mut self, person: PersonId, limit: u32) -> Result<Vec<AuditRow>> {
        let query = sql(
            "select * from audit_rows where subject = $1 and verb = 'R' and outcome = 0
             order by position desc limit $2",
        )
        .text(person.to_string())
        .number(limit);
        self.reach.all(query).await?.iter().map(read).collect()
    }

    /// The same from before this row; nothing where the row is about somebody else.
    pub async fn reads_of_before(
        &mut self,
        person: PersonId,
        before: AuditId,
        limit: u32,
    ) -> Result<Vec<AuditRow>> {
        let query = sql(
            "select * from audit_rows where subject = $1 and verb = 'R' and outcome = 0
                 and position < (select position from audit_rows where id = $2 and subject = $1)
             order by position desc limit $3",
        )
        .text(person.to_string())
        .id(before)
        .number(limit);
        self.reach.all(query).await?.iter().map(read).collect()
    }

    /// Everything that was done under this name, oldest first.
    pub async fn of_action(&mut self, action: &'static str) -> Result<Vec<AuditRow>> {
        let query = sql("select * from audit_rows where action = $1 order by position").text(action);
        self.reach.all(query).await?.iter().map(read).collect()
    }

    /// The place of the first row of what was done since then. Rows that were owed stand behind later ones, so behind it there may
    /// be some from before.
    pub async fn first_since(&mut self, since: Timestamp) -> Result<Option<u64>> {
        let query =
            sql("select position from audit_rows where at >= $1 order by position limit 1").moment(since);
        let row = self.reach.one(query).await?;
        row.map(|row| row.number("position")).transpose()
    }

    /// The next rows from this place on, oldest first; empty at the end of the log.
    pub async fn starting_at(&mut self, position: u64) -> Result<Vec<AuditRow>> {
        let query = sql("select * from audit_rows where position >= $1 order by position limit $2")
            .number(as_number(position)?)
            .number(PAGE);
        self.reach.all(query).await?.iter().map(read).collect()
    }
}
