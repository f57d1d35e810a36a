//! Who asked to come back in after losing every passkey, and how far each asking came (domain::recovery).

use crate::error::Result;
use crate::reach::{Writes, noun};
use crate::row::Row;
use crate::statement::sql;
use domain::id::RecoveryId;
use domain::recovery::{Confirmed, Recovery};
use domain::{PersonId, Private, SignInId};
use jiff::Timestamp;

noun! { Recoveries }

/// Keeps it apart from what the same key makes elsewhere.
const CODE: &str = "recoveries.code";

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

    /// Six digits that stand nowhere: worked out with the key of the lookup hashes, so that a copy of the database does not tell them,
    /// and the colleague who forgot them can look again.
    pub fn code(&self, id: RecoveryId) -> Private<String> {
        Private::new(self.reach.keys.six_digits(CODE, &id.to_string()))
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

    /// Something else was typed than the code. Says how often, by now.
    pub async fn wrong_code(&mut self, id: RecoveryId) -> Result<u32> {
        let count = sql("update recoveries set wrong_codes = wrong_codes + 1 where id = $1").id(id);
        self.reach.run(count).await?;
        let query = sql("select wrong_codes from recoveries where id = $1").id(id);
        let row = self.reach.one(query).await?;
        row.map_or(Ok(0), |row| row.number("wrong_codes"))
    }

    /// The code was typed in this sign-in, and the last one counts.
    pub async fn typed(&mut self, id: RecoveryId, sign_in: SignInId) -> Result<()> {
        let statement = sql("update recoveries set typed_in = $2 where id = $1")
            .id(id)
            .id(sign_in);
        self.reach.run(statement).await.map(drop)
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
        wrong_codes: row.number("wrong_codes")?,
        typed_in: row.maybe_id("typed_in")?,
        stopped_at: row.maybe_moment("stopped_at")?,
        done_at: row.maybe_moment("done_at")?,
    })
}
