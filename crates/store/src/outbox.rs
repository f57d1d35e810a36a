//! The queue side of jobs: claim, done, failed. A claim is a lease; who dies with a job gives it back by time.

use crate::error::Result;
use crate::jobs::{self, Job, PAYLOAD};
use crate::statement::{Statement, sql};
use crate::store::Store;
use domain::id::JobId;
use jiff::{SignedDuration, Timestamp};

/// For whoever runs jobs. Changes here leave no audit row: the change that enqueued the job did.
#[derive(Debug, Clone)]
pub struct Outbox {
    store: Store,
}

/// The part of the claim that both engines share. Only the tail differs: PostgreSQL has several claimers at once.
macro_rules! claim {
    ($tail:literal) => {
        concat!(
            "with due as (select id from jobs
                where done_at is null and given_up_at is null and due_at <= $1
                  and (claimed_until is null or claimed_until <= $1)
                order by due_at, id limit $3",
            $tail,
            ")
            update jobs set claimed_until = $2, attempts = attempts + 1
            where id in (select id from due)
            returning id, kind, payload_sealed, due_at, attempts"
        )
    };
}

impl Outbox {
    pub(crate) fn new(store: Store) -> Self {
        Self { store }
    }

    /// Takes up to `limit` due jobs. Until `now + lease` nobody else gets them.
    pub async fn claim(&self, now: Timestamp, lease: SignedDuration, limit: u32) -> Result<Vec<Job>> {
        let until = now.saturating_add(lease).unwrap_or(Timestamp::MAX);
        let statement = sql(claim!(""))
            .on_postgres(claim!(" for update skip locked"))
            .moment(now)
            .moment(until)
            .number(limit);
        let mut work = self
            .store
            .begin_unaudited("a claim is a lease, not a decision")
            .await?;
        let mut reach = work.writing();
        let rows = reach.all(statement).await?;
        let mut claimed = rows
            .iter()
            .map(|row| {
                let id = row.id("id")?;
                Ok(Job {
                    id,
                    kind: row.text("kind")?,
                    payload: reach.open(&jobs::place(id), row, PAYLOAD)?,
                    due_at: row.moment("due_at")?,
                    attempts: row.number("attempts")?,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        work.commit().await?;
        claimed.sort_by_key(|job| (job.due_at, job.id));
        Ok(claimed)
    }

    /// It is done and its payload is forgotten with it at the next [`Outbox::forget_done`].
    pub async fn done(&self, id: JobId, now: Timestamp) -> Result<()> {
        self.run(
            sql("update jobs set done_at = $2, claimed_until = null where id = $1")
                .id(id)
                .moment(now),
        )
        .await
    }

    /// It failed and is tried again at `retry_at`. `code` says why in one word.
    pub async fn failed(&self, id: JobId, retry_at: Timestamp, code: &'static str) -> Result<()> {
        let statement =
            sql("update jobs set due_at = $2, claimed_until = null, last_error = $3 where id = $1");
        self.run(statement.id(id).moment(retry_at).text(code)).await
    }

    /// It failed for good.
    pub async fn gave_up(&self, id: JobId, now: Timestamp, code: &'static str) -> Result<()> {
        let statement =
            sql("update jobs set given_up_at = $2, claimed_until = null, last_error = $3 where id = $1");
        self.run(statement.id(id).moment(now).text(code)).await
    }

    /// Deletes jobs done before then, payloads included.
    pub async fn forget_done(&self, before: Timestamp) -> Result<()> {
        self.run(sql("delete from jobs where done_at < $1").moment(before))
            .await
    }

    /// Returns when a work in this process has committed a job since the last call. Jobs of another process, and
    /// those that fall due later, are found by asking again after a while.
    pub async fn arrived(&self) {
        self.store.inner.jobs_arrived.notified().await;
    }

    async fn run(&self, statement: Statement) -> Result<()> {
        let mut work = self.store.begin_unaudited("the queue's own bookkeeping").await?;
        work.writing().run(statement).await?;
        work.commit().await
    }
}
