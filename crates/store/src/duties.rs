//! Who was named for what in the house.

use crate::error::Result;
use crate::reach::{Writes, noun};
use crate::statement::sql;
use domain::PersonId;
use jiff::Timestamp;

const COMPLAINTS: &str = "complaints";

noun! { Duties }

impl<M> Duties<'_, M> {
    /// Whoever reads complaints, in the order they were named. Whether they still work here is for the caller to say.
    pub async fn complaint_readers(&mut self) -> Result<Vec<PersonId>> {
        let query =
            sql("select person_id from duties where duty = $1 order by since, person_id").text(COMPLAINTS);
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| row.id("person_id")).collect()
    }
}

impl Duties<'_, Writes> {
    /// Says whether it is new.
    pub async fn reads_complaints(&mut self, person: PersonId, at: Timestamp) -> Result<bool> {
        let statement = sql("insert into duties (person_id, duty, since) values ($1, $2, $3)
             on conflict (person_id, duty) do nothing")
        .id(person)
        .text(COMPLAINTS)
        .moment(at);
        Ok(self.reach.run(statement).await? > 0)
    }

    /// Says whether this call took it away.
    pub async fn reads_complaints_no_more(&mut self, person: PersonId) -> Result<bool> {
        let statement = sql("delete from duties where person_id = $1 and duty = $2")
            .id(person)
            .text(COMPLAINTS);
        Ok(self.reach.run(statement).await? > 0)
    }
}
