//! Check-ins in people's own records. Every verb names the person, and finds nobody else's; number and line are sealed.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::sql;
use domain::checkin::{CheckinWords, KeptCheckin};
use domain::id::Id as _;
use domain::{CheckinId, PersonId, SessionId};

noun! { KeptCheckins }

impl<M> KeptCheckins<'_, M> {
    /// Newest first.
    pub async fn of_person(&mut self, person: PersonId) -> Result<Vec<KeptCheckin>> {
        let query =
            sql("select * from kept_checkins where person_id = $1 order by kept_at desc, id").id(person);
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }

    /// How many a person has kept of one session.
    pub async fn count_of_session(&mut self, person: PersonId, session: SessionId) -> Result<u64> {
        let query =
            sql("select count(*) as kept from kept_checkins where person_id = $1 and session_id = $2")
                .id(person)
                .id(session);
        self.reach
            .one(query)
            .await?
            .map_or(Ok(0), |row| row.number("kept"))
    }
}

impl KeptCheckins<'_, Writes> {
    /// Says whether it is new: what this person has kept under this id stays as it is.
    pub async fn keep(&mut self, kept: &KeptCheckin) -> Result<bool> {
        let seal = |column, plain: &str| self.reach.seal(&place(kept.person, kept.id, column), plain);
        // Always two characters: how long a sealed value is can be seen from outside.
        let number = format!(
            "{:>2}",
            kept.words.number().map(|one| one.to_string()).unwrap_or_default()
        );
        let statement = sql(
            "insert into kept_checkins (person_id, id, session_id, number_sealed, line_sealed, kept_at)
             values ($1, $2, $3, $4, $5, $6) on conflict (person_id, id) do nothing",
        )
        .id(kept.person)
        .id(kept.id)
        .id(kept.session)
        .text(seal("number_sealed", &number)?)
        .text(seal("line_sealed", kept.words.line())?)
        .moment(kept.kept_at);
        Ok(self.reach.run(statement).await? > 0)
    }

    /// Says whether there was such a one of this person's.
    pub async fn delete(&mut self, person: PersonId, id: CheckinId) -> Result<bool> {
        let statement = sql("delete from kept_checkins where person_id = $1 and id = $2")
            .id(person)
            .id(id);
        Ok(self.reach.run(statement).await? > 0)
    }

    /// Says how many there were.
    pub async fn delete_all(&mut self, person: PersonId) -> Result<u64> {
        self.reach
            .run(sql("delete from kept_checkins where person_id = $1").id(person))
            .await
    }
}

fn place(person: PersonId, id: CheckinId, column: &str) -> Place {
    Place::new("kept_checkins", &[person.uuid(), id.uuid()], column)
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<KeptCheckin> {
    let (person, id) = (row.id("person_id")?, row.id("id")?);
    let open = |column: &str| reach.open(&place(person, id, column), row, column);
    let words = CheckinWords::parse(open("number_sealed")?.reveal(), open("line_sealed")?.reveal())
        .map_err(|_| Error::corrupt("kept_checkins"))?;
    Ok(KeptCheckin {
        id,
        person,
        session: row.id("session_id")?,
        words,
        kept_at: row.moment("kept_at")?,
    })
}
