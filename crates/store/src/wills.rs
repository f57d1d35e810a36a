//! Professional wills: a vault's key locked to one colleague, and where their asking for it stands.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::sql;
use domain::id::Id as _;
use domain::vault::{Locked, Will};
use domain::{PersonId, Private};
use jiff::Timestamp;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredWill {
    pub person: PersonId,
    pub heir: PersonId,
    /// Of the author's key.
    pub generation: u32,
    pub key: Locked,
    pub pin: Locked,
    pub named_at: Timestamp,
    pub state: Will,
    /// What the colleague wrote when they asked last.
    pub reason: Option<Private<String>>,
}

noun! { Wills }

impl<M> Wills<'_, M> {
    pub async fn of_person(&mut self, person: PersonId) -> Result<Option<StoredWill>> {
        let query = sql("select * from wills where person_id = $1").id(person);
        let row = self.reach.one(query).await?;
        row.map(|row| read(&self.reach, &row)).transpose()
    }

    /// What colleagues leave to this person, the first named first.
    pub async fn left_to(&mut self, heir: PersonId) -> Result<Vec<StoredWill>> {
        let query = sql("select * from wills where heir_id = $1 order by named_at, person_id").id(heir);
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }
}

impl Wills<'_, Writes> {
    /// In place of the one before, whatever was asked of that.
    pub async fn name(&mut self, will: &StoredWill) -> Result<()> {
        self.withdraw(will.person).await?;
        let seal = |column, locked: &Locked| self.reach.seal(&place(will.person, column), locked.as_str());
        let statement = sql(
            "insert into wills (person_id, heir_id, generation, key_sealed, pin_sealed, named_at)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .id(will.person)
        .id(will.heir)
        .number(will.generation)
        .text(seal("key_sealed", &will.key)?)
        .text(seal("pin_sealed", &will.pin)?)
        .moment(will.named_at);
        self.reach.run(statement).await.map(drop)
    }

    /// Says whether there was one.
    pub async fn withdraw(&mut self, person: PersonId) -> Result<bool> {
        Ok(self
            .reach
            .run(sql("delete from wills where person_id = $1").id(person))
            .await?
            > 0)
    }

    /// What colleagues locked to a key of this person's that is no more: it opens nothing, so nobody shall rely on it.
    pub async fn withdraw_left_to(&mut self, heir: PersonId) -> Result<u64> {
        self.reach
            .run(sql("delete from wills where heir_id = $1").id(heir))
            .await
    }

    /// One step of its state, from the one that was read. Says false when another step came between. `reason` stays where none is given.
    pub async fn step(&mut self, before: &StoredWill, state: Will, reason: Option<&str>) -> Result<bool> {
        // On PostgreSQL the second of two waits here for the first; SQLite has one writer.
        let query = sql("select * from wills where person_id = $1")
            .on_postgres("select * from wills where person_id = $1 for update")
            .id(before.person);
        let row = self.reach.one(query).await?;
        let now = row.map(|row| read(&self.reach, &row)).transpose()?;
        if now.is_none_or(|now| now.state != before.state || now.named_at != before.named_at) {
            return Ok(false);
        }
        let reason = match reason {
            Some(reason) => Some(self.reach.seal(&place(before.person, "reason_sealed"), reason)?),
            None => match &before.reason {
                Some(kept) => Some(
                    self.reach
                        .seal(&place(before.person, "reason_sealed"), kept.reveal())?,
                ),
                None => None,
            },
        };
        let (asked_at, due_at, stopped_at, released_at) = match state {
            Will::Resting { stopped_at } => (None, None, stopped_at, None),
            Will::Asked { asked_at, due_at } => (Some(asked_at), Some(due_at), None, None),
            Will::Released {
                asked_at,
                released_at,
            } => (Some(asked_at), None, None, Some(released_at)),
        };
        let statement = sql("update wills set asked_at = $2, due_at = $3, stopped_at = $4, released_at = $5, reason_sealed = $6 where person_id = $1")
            .id(before.person)
            .maybe_moment(asked_at)
            .maybe_moment(due_at)
            .maybe_moment(stopped_at)
            .maybe_moment(released_at)
            .maybe_text(reason);
        Ok(self.reach.run(statement).await? > 0)
    }
}

fn place(person: PersonId, column: &str) -> Place {
    Place::new("wills", &[person.uuid()], column)
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<StoredWill> {
    let person = row.id("person_id")?;
    let damaged = || Error::corrupt("wills");
    let open = |column: &str| reach.open(&place(person, column), row, column);
    let key = |column: &str| -> Result<Locked> { Locked::key(open(column)?.reveal()).map_err(|_| damaged()) };
    let state = match (
        row.maybe_moment("asked_at")?,
        row.maybe_moment("due_at")?,
        row.maybe_moment("released_at")?,
    ) {
        (None, None, None) => Will::Resting {
            stopped_at: row.maybe_moment("stopped_at")?,
        },
        (Some(asked_at), Some(due_at), None) => Will::Asked { asked_at, due_at },
        (Some(asked_at), None, Some(released_at)) => Will::Released {
            asked_at,
            released_at,
        },
        _ => return Err(damaged()),
    };
    Ok(StoredWill {
        person,
        heir: row.id("heir_id")?,
        generation: row.number("generation")?,
        key: key("key_sealed")?,
        pin: key("pin_sealed")?,
        named_at: row.moment("named_at")?,
        state,
        reason: match row.maybe_text("reason_sealed")? {
            Some(_) => Some(open("reason_sealed")?),
            None => None,
        },
    })
}
