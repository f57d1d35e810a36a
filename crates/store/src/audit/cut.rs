//! Cuts off the old end of the log, in the one way there is: a row says so, a checkpoint remembers where, the rows go. All three in
//! one transaction.

use super::entry::{Actor, AuditEntry};
use super::row::{Head, as_number};
use crate::error::Result;
use crate::statement::sql;
use crate::store::Store;
use crate::work::Work;
use domain::{PersonId, PracticeId};
use jiff::Timestamp;

/// What proves a checkpoint to be a cut of ours: the row of this action that names its place and its hash.
pub(super) const CUT: &str = "Audit/Cut";
pub(super) const THROUGH: &str = "through";
pub(super) const HASH: &str = "hash";

impl Store {
    /// Lets go of the rows in front of the first that was written at `before` or later, or that is about somebody who is held; says
    /// how many went. The row that says so is the last of the log from then on, so the log is never empty.
    pub async fn cut_audit_log(
        &self,
        practice: PracticeId,
        before: Timestamp,
        days: u16,
        now: Timestamp,
    ) -> Result<u64> {
        let mut work = Work::begin(self.inner.clone(), Vec::new()).await?;
        let Some((head, rows)) = last_to_go(&mut work, before, now).await? else {
            return Ok(0);
        };
        let entry = AuditEntry::new(Actor::House, CUT, practice, now)
            .with_word("class", "audit-log")
            .with_count("days", u64::from(days))
            .with_moment("before", before)
            .with_count("rows", rows)
            .with_count(THROUGH, head.position)
            .with_hash(HASH, &head.hash);
        work.also(entry);
        let mut reach = work.writing();
        let through = as_number(head.position)?;
        reach
            .run(
                sql("insert into audit_checkpoints (position, hash, cut_at) values ($1, $2, $3)")
                    .number(through)
                    .text(head.hash)
                    .moment(now),
            )
            .await?;
        reach
            .run(sql("delete from audit_rows where position <= $1").number(through))
            .await?;
        work.commit().await?;
        Ok(rows)
    }
}

/// The last row that goes, and how many go with it.
async fn last_to_go(work: &mut Work, before: Timestamp, now: Timestamp) -> Result<Option<(Head, u64)>> {
    let mut reach = work.writing();
    let held = reach
        .all(
            sql("select distinct person_id from holds where released_at is null and ends_at > $1")
                .moment(now),
        )
        .await?;
    let stays = reach
        .one(sql("select min(position) as position from audit_rows where at >= $1").moment(before))
        .await?;
    let mut first: Option<i64> = stays
        .map(|row| row.maybe_number("position"))
        .transpose()?
        .flatten();
    for row in held {
        let person: PersonId = row.id("person_id")?;
        let about = sql("select min(position) as position from audit_rows where actor = $1 or subject = $1")
            .text(person.to_string());
        let about = reach.one(about).await?;
        let about: Option<i64> = about
            .map(|row| row.maybe_number("position"))
            .transpose()?
            .flatten();
        first = match (first, about) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
    let last = sql(
        "select position, hash, (select count(*) from audit_rows where position < $1) as gone from audit_rows
         where position < $1 order by position desc limit 1",
    )
    .number(first.unwrap_or(i64::MAX));
    let last = reach.one(last).await?;
    last.map(|row| {
        let head = Head {
            position: row.number("position")?,
            hash: row.text("hash")?,
        };
        Ok((head, row.number("gone")?))
    })
    .transpose()
}
