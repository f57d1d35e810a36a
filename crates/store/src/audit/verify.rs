//! Walks the whole chain in pages and says whether it is as it was written.

use super::cut::{CUT, HASH, THROUGH};
use super::row::{AuditRow, Head, NO_HASH, WrittenHead, as_number, read};
use super::{Audit, PAGE};
use crate::error::{Error, Result};
use crate::row::Row;
use crate::statement::sql;
use domain::id::AuditId;
use std::fmt;

/// Whether the log is as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chain {
    Whole {
        /// How many were walked.
        rows: u64,
        /// The last row that a job has let go at the end of its period, where one has.
        cut: Option<Head>,
        /// The last of them. Kept elsewhere, it proves a later log.
        head: Head,
    },
    /// The first place where it is not.
    Broken {
        /// The row's number. Whoever writes into the table can also number a row below 1.
        position: i64,
        /// Its id, where there is a row that can be read.
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
    /// A row stands here that was not written by appending.
    Inserted,
    /// The row belongs to another place, and the one of this place is elsewhere.
    OutOfOrder,
    /// Up to here rows could be deleted, because somebody wrote a checkpoint by hand: no row of a cut of ours names it.
    Checkpoint,
    /// The head that was written down is of a row that a cut of ours has let go since.
    OlderThanTheCut,
    /// The rows hold, and end before the log says it ends.
    CutOff,
    /// The rows hold, and end before, or without, the head that was written down.
    ShorterThanWritten,
    /// The rows hold, and the one with the number written down has another hash: the log was written anew.
    NotAsWritten,
}

impl<M> Audit<'_, M> {
    /// Names the first row that does not hold.
    pub async fn verify(&mut self) -> Result<Chain> {
        self.walk(None).await
    }

    /// The same, and that this log is a continuation of the one whose head was written down.
    pub async fn verify_against(&mut self, written: &WrittenHead) -> Result<Chain> {
        self.walk(Some(written)).await
    }

    async fn walk(&mut self, written: Option<&WrittenHead>) -> Result<Chain> {
        // A checkpoint lets rows go. Who wrote it by hand may have let go whatever the log was kept for; a cut of ours stands in the
        // chain behind it, which the walk proves.
        let cut = self.newest_checkpoint().await?;
        if let Some(cut) = &cut
            && !self.is_a_cut_of_ours(cut).await?
        {
            return Ok(broken(as_number(cut.position)?, None, Break::Checkpoint));
        }
        // Rows that arrive meanwhile are left to the next proof.
        let end = self.end().await?;
        let mut head = cut.clone().unwrap_or_else(|| Head {
            position: 0,
            hash: NO_HASH.to_owned(),
        });
        if let Some(position) = self.before_the_beginning(&head).await? {
            return Ok(broken(position, None, Break::Inserted));
        }
        let mut found = Found { written, seen: false };
        if let Some(cut) = &cut {
            if found.is_of(cut) == Some(false) {
                return Ok(broken(as_number(cut.position)?, None, Break::NotAsWritten));
            }
            if written
                .and_then(|written| written.position)
                .is_some_and(|written| written < cut.position)
            {
                return Ok(broken(as_number(cut.position)?, None, Break::OlderThanTheCut));
            }
        }
        let beginning = head.position;
        let mut before_head = None;
        loop {
            let rows = self.page(head.position, end.position).await?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                let place = head.position.saturating_add(1);
                if row.number::<u64>("position")? != place {
                    return Ok(broken(as_number(place)?, None, Break::Missing));
                }
                let Ok(row) = read(row) else {
                    return Ok(broken(as_number(place)?, None, Break::Changed));
                };
                if row.previous_hash != head.hash || !row.is_whole() {
                    return self.suspect(&head, &row, &end).await;
                }
                if found.contradicts(&row) {
                    return Ok(broken_row(&row, Break::NotAsWritten));
                }
                before_head = Some(head);
                head = row.head();
            }
        }
        if head.position < end.position {
            return Ok(broken(as_number(head.position)? + 1, None, Break::CutOff));
        }
        if head.hash != end.hash {
            // Written behind the true end, or in front of it, or in its place.
            let behind = before_head.is_some_and(|before| before.hash == end.hash);
            let why = if behind || self.was_moved_down(&end).await? {
                Break::Inserted
            } else {
                Break::Changed
            };
            return Ok(broken(as_number(head.position)?, None, why));
        }
        if let Some(position) = self.behind_the_end().await? {
            return Ok(broken(position, None, Break::Inserted));
        }
        if found.is_wanting() {
            return Ok(broken(
                as_number(head.position)? + 1,
                None,
                Break::ShorterThanWritten,
            ));
        }
        Ok(Chain::Whole {
            rows: head.position - beginning,
            cut,
            head,
        })
    }

    /// How many rows behind a break do not hold among themselves either: changed, or not following the row in front of them. One row
    /// that is broken may be a disk; many are a hand. `position` is that of [`Chain::Broken`].
    pub async fn breaks_behind(&mut self, position: i64) -> Result<u64> {
        // A row below 1 was numbered by hand; what was written by us begins at 1.
        let mut from = u64::try_from(position).unwrap_or_default();
        let end = self.end().await?.position;
        let (mut before, mut breaks): (Option<AuditRow>, u64) = (None, 0);
        loop {
            let rows = self.page(from.saturating_sub(1), end).await?;
            let Some(last) = rows.last() else { break };
            from = last.number::<u64>("position")?.saturating_add(1);
            for row in &rows {
                let Ok(row) = read(row) else {
                    breaks = breaks.saturating_add(1);
                    continue;
                };
                // The first is the break itself, or stands behind the gap that is.
                if let Some(before) = &before
                    && (row.previous_hash != before.hash
                        || row.position != before.position.saturating_add(1)
                        || !row.is_whole())
                {
                    breaks = breaks.saturating_add(1);
                }
                before = Some(row);
            }
        }
        Ok(breaks)
    }

    async fn newest_checkpoint(&mut self) -> Result<Option<Head>> {
        let newest = sql("select position, hash from audit_checkpoints order by position desc limit 1");
        self.reach.one(newest).await?.as_ref().map(read_head).transpose()
    }

    async fn is_a_cut_of_ours(&mut self, checkpoint: &Head) -> Result<bool> {
        let cuts = sql("select * from audit_rows where action = $1 and actor = 'house' and position > $2")
            .text(CUT)
            .number(as_number(checkpoint.position)?);
        let through = checkpoint.position.to_string();
        for row in self.reach.all(cuts).await? {
            // A row that cannot be read proves nothing; the walk will name it.
            let Ok(row) = read(&row) else { continue };
            if row.detail_of(THROUGH) == Some(through.as_str())
                && row.detail_of(HASH) == Some(checkpoint.hash.as_str())
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn end(&mut self) -> Result<Head> {
        let end = self
            .reach
            .one(sql("select position, hash from audit_heads where id = 1"));
        read_head(&end.await?.ok_or_else(|| Error::corrupt("audit_heads"))?)
    }

    async fn before_the_beginning(&mut self, beginning: &Head) -> Result<Option<i64>> {
        let in_front = sql("select position from audit_rows where position <= $1 order by position limit 1");
        self.place(in_front.number(as_number(beginning.position)?)).await
    }

    /// In one statement, because the end moves while others write.
    async fn behind_the_end(&mut self) -> Result<Option<i64>> {
        self.place(sql(
            "select position from audit_rows where position > (select position from audit_heads where id = 1)
             order by position limit 1",
        ))
        .await
    }

    async fn place(&mut self, query: crate::statement::Statement) -> Result<Option<i64>> {
        let row = self.reach.one(query).await?;
        row.map(|row| row.number("position")).transpose()
    }

    async fn page(&mut self, after: u64, last: u64) -> Result<Vec<Row>> {
        let query =
            sql("select * from audit_rows where position > $1 and position <= $2 order by position limit $3")
                .number(as_number(after)?)
                .number(as_number(last)?)
                .number(PAGE);
        self.reach.all(query).await
    }
}

/// Looks for the head that was written down while the rows go by.
struct Found<'a> {
    written: Option<&'a WrittenHead>,
    seen: bool,
}

impl Found<'_> {
    fn contradicts(&mut self, row: &AuditRow) -> bool {
        let Some(written) = self.written else { return false };
        let same = written.hash == row.hash;
        self.seen |= same;
        written.position == Some(row.position) && !same
    }

    /// Whether this place is the one that was written down: `None` where it says nothing of it.
    fn is_of(&mut self, head: &Head) -> Option<bool> {
        let written = self.written?;
        let same = written.hash == head.hash;
        self.seen |= same;
        match written.position {
            Some(position) if position != head.position => None,
            None if !same => None,
            _ => Some(same),
        }
    }

    fn is_wanting(&self) -> bool {
        self.written.is_some() && !self.seen
    }
}

fn read_head(row: &Row) -> Result<Head> {
    Ok(Head {
        position: row.number("position")?,
        hash: row.text("hash")?,
    })
}

pub(super) fn broken(position: i64, row: Option<AuditId>, why: Break) -> Chain {
    Chain::Broken { position, row, why }
}

pub(super) fn broken_row(row: &AuditRow, why: Break) -> Chain {
    broken(i64::try_from(row.position).unwrap_or(i64::MAX), Some(row.id), why)
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Changed => "changed: it does not have the content its hash was made of",
            Self::Missing => "missing",
            Self::Inserted => "inserted: it was not written by this program at this place",
            Self::OutOfOrder => "out of order: another row stands in its place",
            Self::Checkpoint => {
                "named by a checkpoint that no cut of ours wrote: rows up to it may have been deleted"
            }
            Self::OlderThanTheCut => {
                "the last that was let go at the end of its period, and the head that was written down is older: write down a newer one"
            }
            Self::CutOff => "cut off: the log should go on here",
            Self::ShorterThanWritten => {
                "cut off: the log should go on here, up to the head that was written down"
            }
            Self::NotAsWritten => "not the one that was written down: the log was written anew",
        })
    }
}
