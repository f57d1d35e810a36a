//! What keeps a person's data although it is over its time, or they want it gone: with a reason, somebody who answers for it, and an
//! end. Its person reads all three; there is no other kind.

use crate::error::Result;
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::sql;
use domain::id::{HoldId, Id as _};
use domain::{PersonId, Private};
use jiff::Timestamp;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    pub id: HoldId,
    pub person: PersonId,
    pub reason: Private<String>,
    pub placed_by: Private<String>,
    pub placed_at: Timestamp,
    pub ends_at: Timestamp,
    pub released_at: Option<Timestamp>,
}

/// The same, before anybody could have released it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHold {
    pub id: HoldId,
    pub person: PersonId,
    pub reason: Private<String>,
    pub placed_by: Private<String>,
    pub placed_at: Timestamp,
    pub ends_at: Timestamp,
}

impl Hold {
    pub fn holds(&self, now: Timestamp) -> bool {
        self.released_at.is_none() && self.ends_at > now
    }
}

noun! { Holds }

impl<M> Holds<'_, M> {
    /// Past ones too, newest first.
    pub async fn of_person(&mut self, person: PersonId) -> Result<Vec<Hold>> {
        let query =
            sql("select * from holds where person_id = $1 order by placed_at desc, id desc").id(person);
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }

    /// Everyone's, oldest first.
    pub async fn all(&mut self) -> Result<Vec<Hold>> {
        let rows = self
            .reach
            .all(sql("select * from holds order by placed_at, id"))
            .await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }
}

impl Holds<'_, Writes> {
    pub async fn place(&mut self, hold: &NewHold) -> Result<()> {
        let at = |column| place(hold.id, hold.person, column);
        let seal = |column, plain: &str| self.reach.seal(&at(column), plain);
        let statement = sql(
            "insert into holds (id, person_id, reason_sealed, placed_by_sealed, placed_at, ends_at)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .id(hold.id)
        .id(hold.person)
        .text(seal("reason_sealed", hold.reason.reveal())?)
        .text(seal("placed_by_sealed", hold.placed_by.reveal())?)
        .moment(hold.placed_at)
        .moment(hold.ends_at);
        self.reach.run(statement).await.map(drop)
    }

    /// Says whether this call released it.
    pub async fn release(&mut self, id: HoldId, at: Timestamp) -> Result<bool> {
        let statement = sql("update holds set released_at = $2 where id = $1 and released_at is null")
            .id(id)
            .moment(at);
        Ok(self.reach.run(statement).await? > 0)
    }
}

fn place(id: HoldId, person: PersonId, column: &str) -> Place {
    Place::new("holds", &[id.uuid()], column).held_by(person.uuid())
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<Hold> {
    let (id, person) = (row.id("id")?, row.id("person_id")?);
    let open = |column: &str| reach.open(&place(id, person, column), row, column);
    Ok(Hold {
        id,
        person,
        reason: open("reason_sealed")?,
        placed_by: open("placed_by_sealed")?,
        placed_at: row.moment("placed_at")?,
        ends_at: row.moment("ends_at")?,
        released_at: row.maybe_moment("released_at")?,
    })
}
