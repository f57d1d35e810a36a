//! Names what is wrong where the walk along the chain stops, from the rows around that place.

use super::Audit;
use super::row::{AuditRow, Head, as_number, read};
use super::verify::{Break, Chain, broken, broken_row};
use crate::error::Result;
use crate::statement::sql;

/// How far behind the end a row may belong: as many as may have been taken out with the rest moved up.
const TAKEN_OUT_AT_MOST: u64 = 1_000;
/// Where the log says that it ends may be forged too, and a search that long would never come back: nothing belongs further
/// behind the rows that are there than this.
const FURTHEST: u64 = 10_000;

impl<M> Audit<'_, M> {
    /// `row` stands behind `before`, which holds, and does not hold itself.
    pub(super) async fn suspect(&mut self, before: &Head, row: &AuditRow, end: &Head) -> Result<Chain> {
        let next = self.at(row.position.saturating_add(1)).await?;
        if row.is_whole() {
            // It follows another row than the one in front of it. One of the two was written anew with a hash to match;
            // what comes behind tells which.
            let vouched = next
                .as_ref()
                .map_or(end.hash == row.hash, |next| next.previous_hash == row.hash);
            if vouched && before.position > 0 {
                let before = self.at(before.position).await?;
                return Ok(before.map_or_else(
                    || broken_row(row, Break::Changed),
                    |before| broken_row(&before, Break::Changed),
                ));
            }
            return Ok(broken_row(row, Break::Changed));
        }
        let last = end.position.saturating_add(TAKEN_OUT_AT_MOST);
        let last = last.min(self.count().await?.saturating_add(FURTHEST));
        let belongs_to = (1..=last).find(|place| row.is_whole_at(*place));
        let was_here = |one: &AuditRow| one.previous_hash == before.hash && one.is_whole_at(row.position);
        Ok(match belongs_to {
            // Everything from there on was moved down to make room.
            Some(place) if place < row.position => {
                let inserted = self.at(place).await?;
                broken(as_number(place)?, inserted.map(|one| one.id), Break::Inserted)
            }
            Some(_)
                if self
                    .anywhere(&before.hash)
                    .await?
                    .is_some_and(|one| was_here(&one)) =>
            {
                broken_row(row, Break::OutOfOrder)
            }
            Some(_) => broken(as_number(row.position)?, None, Break::Missing),
            None if next.as_ref().is_some_and(was_here) => broken_row(row, Break::Inserted),
            None if next.is_none() && end.hash == before.hash => broken_row(row, Break::Inserted),
            None => broken_row(row, Break::Changed),
        })
    }

    /// Whether the last row stands one place further on than where the log says it ends.
    pub(super) async fn was_moved_down(&mut self, end: &Head) -> Result<bool> {
        let behind = self.at(end.position.saturating_add(1)).await?;
        Ok(behind.is_some_and(|row| row.hash == end.hash && row.is_whole_at(end.position)))
    }

    async fn count(&mut self) -> Result<u64> {
        let row = self
            .reach
            .one(sql("select count(*) as how_many from audit_rows"))
            .await?;
        row.map_or(Ok(0), |row| row.number("how_many"))
    }

    /// `None` also for one that cannot be read: it proves nothing.
    async fn at(&mut self, position: u64) -> Result<Option<AuditRow>> {
        let query = sql("select * from audit_rows where position = $1").number(as_number(position)?);
        let row = self.reach.one(query).await?;
        Ok(row.and_then(|row| read(&row).ok()))
    }

    /// The row that says it follows this hash, wherever it stands.
    async fn anywhere(&mut self, previous_hash: &str) -> Result<Option<AuditRow>> {
        let query = sql("select * from audit_rows where previous_hash = $1 limit 1").text(previous_hash);
        let row = self.reach.one(query).await?;
        Ok(row.and_then(|row| read(&row).ok()))
    }
}
