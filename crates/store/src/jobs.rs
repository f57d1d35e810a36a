//! Things to do after a change has become true, enqueued in the change's own transaction.

use crate::error::Result;
use crate::reach::{Writes, noun};
use crate::seal::Place;
use crate::statement::sql;
use domain::Private;
use domain::id::{Id as _, JobId};
use jiff::Timestamp;
use uuid::Uuid;

/// A job to enqueue. Jobs may run more than once: what they do must be repeatable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Which handler runs it: `send_sign_in_link`.
    pub kind: &'static str,
    /// What the handler needs, usually JSON; sealed in the database.
    pub payload: Private<String>,
    /// Not before then.
    pub due_at: Timestamp,
}

/// A claimed job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub id: JobId,
    pub kind: String,
    pub payload: Private<String>,
    pub due_at: Timestamp,
    /// How often it was claimed, this time included.
    pub attempts: u32,
}

noun! { Jobs }

impl<M> Jobs<'_, M> {
    /// How many wait or run.
    pub async fn open_count(&mut self) -> Result<u64> {
        let query = sql("select count(*) as jobs from jobs where done_at is null and given_up_at is null");
        self.reach
            .one(query)
            .await?
            .map_or(Ok(0), |row| row.number("jobs"))
    }
}

impl<M> Jobs<'_, M> {
    /// Every job of this kind that is there, those given up too.
    pub async fn of_kind(&mut self, kind: &'static str) -> Result<Vec<Job>> {
        let query = sql("select * from jobs where kind = $1 order by created_at, id").text(kind);
        let rows = self.reach.all(query).await?;
        rows.iter()
            .map(|row| {
                let id = row.id("id")?;
                Ok(Job {
                    id,
                    kind: row.text("kind")?,
                    payload: self.reach.open(&place(id), row, PAYLOAD)?,
                    due_at: row.moment("due_at")?,
                    attempts: row.number("attempts")?,
                })
            })
            .collect()
    }
}

impl Jobs<'_, Writes> {
    /// Nobody does it any more.
    pub async fn forget(&mut self, id: JobId) -> Result<()> {
        self.reach
            .run(sql("delete from jobs where id = $1").id(id))
            .await
            .map(drop)
    }

    /// It exists only once the work commits.
    pub async fn enqueue(&mut self, job: &NewJob) -> Result<JobId> {
        let id = JobId::from_uuid(Uuid::now_v7());
        let statement = sql(
            "insert into jobs (id, kind, payload_sealed, created_at, due_at, attempts)
             values ($1, $2, $3, $4, $4, 0)",
        )
        .id(id)
        .text(job.kind)
        .text(self.reach.seal(&place(id), job.payload.reveal())?)
        .moment(job.due_at);
        self.reach.run(statement).await?;
        self.reach.job_enqueued();
        Ok(id)
    }
}

pub(crate) const PAYLOAD: &str = "payload_sealed";

pub(crate) fn place(id: JobId) -> Place {
    Place::new("jobs", &[id.uuid()], PAYLOAD)
}
