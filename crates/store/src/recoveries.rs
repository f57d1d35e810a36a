//! Who asked to come back in after losing every passkey, and how far each asking came (domain::recovery).

use crate::error::Result;
use crate::reach::{Writes, noun};
use crate::row::Row;
use crate::statement::sql;
use domain::PersonId;
use domain::id::RecoveryId;
use domain::recovery::{Confirmed, Recovery};
use jiff::Timestamp;

noun! { Recoveries }

impl<M> Recoveries<'_, M> {
    pub async fn lookup(&mut self, id: RecoveryId) -> Result<Option<Recovery>> {
        let query = sql("select * from recoveries where id = $1").id(id);
        self.reach.one(query).await?.as_ref().map(read).transpose()
    }

    /// The last time this person asked; whether it still lives is for the domain to say.
    pub async fn latest_of(&mut self, person: PersonId) -> Result<Option<Recovery>> {
        let query =
            sql("select * from recoveries where person_id = $1 order by asked_at desc, id desc limit 1")
                .id(person);
        self.reach.one(query).await?.as_ref().map(read).transpose()
    }
}

impl Recoveries<'_, Writes> {
    pub async fn add(&mut self, recovery: &Recovery) -> Result<()> {
        let statement =
            sql("insert into recoveries (id, person_id, asked_at, device) values ($1, $2, $3, $4)")
                .id(recovery.id)
                .id(recovery.person)
                .moment(recovery.asked_at)
                .text(&recovery.device);
        self.reach.run(statement).await.map(drop)
    }

    /// Says whether this call confirmed it: of two at the same moment, one does.
    pub async fn confirm(&mut self, id: RecoveryId, confirmed: Confirmed) -> Result<bool> {
        let statement = sql("update recoveries set confirmed_by = $2, confirmed_at = $3
             where id = $1 and confirmed_at is null and stopped_at is null and done_at is null")
        .id(id)
        .maybe_id(confirmed.by)
        .moment(confirmed.at);
        Ok(self.reach.run(statement).await? > 0)
    }

    /// Says whether this call stopped it.
    pub async fn stop(&mut self, id: RecoveryId, at: Timestamp) -> Result<bool> {
        self.ends(
            sql("update recoveries set stopped_at = $2 where id = $1 and stopped_at is null and done_at is null"),
            id,
            at,
        )
        .await
    }

    /// Says whether this call was the one that used it.
    pub async fn done(&mut self, id: RecoveryId, at: Timestamp) -> Result<bool> {
        self.ends(
            sql(
                "update recoveries set done_at = $2 where id = $1 and stopped_at is null and done_at is null
                 and confirmed_at is not null",
            ),
            id,
            at,
        )
        .await
    }

    async fn ends(
        &mut self,
        statement: crate::statement::Statement,
        id: RecoveryId,
        at: Timestamp,
    ) -> Result<bool> {
        Ok(self.reach.run(statement.id(id).moment(at)).await? > 0)
    }
}

fn read(row: &Row) -> Result<Recovery> {
    let by = row.maybe_id("confirmed_by")?;
    Ok(Recovery {
        id: row.id("id")?,
        person: row.id("person_id")?,
        asked_at: row.moment("asked_at")?,
        device: row.text("device")?,
        confirmed: row.maybe_moment("confirmed_at")?.map(|at| Confirmed { by, at }),
        stopped_at: row.maybe_moment("stopped_at")?,
        done_at: row.maybe_moment("done_at")?,
    })
}
