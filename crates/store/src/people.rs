//! Humans: legal name and address sealed, the address findable by its keyed hash.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::sql;
use crate::word::Word as _;
use domain::id::Id as _;
use domain::person::{EmailAddress, Person, Standing};
use domain::{PersonId, Private};

noun! { People }

/// Keeps this column's hashes apart from those of other columns.
pub(crate) const EMAIL_HASH: &str = "people.email";

impl<M> People<'_, M> {
    pub async fn lookup(&mut self, id: PersonId) -> Result<Option<Person>> {
        let row = self
            .reach
            .one(sql("select * from people where id = $1").id(id))
            .await?;
        row.map(|row| read(&self.reach, &row)).transpose()
    }

    pub async fn by_email(&mut self, email: &EmailAddress) -> Result<Option<Person>> {
        let hash = self.reach.keys.lookup_hash(EMAIL_HASH, email.as_str());
        let row = self
            .reach
            .one(sql("select * from people where email_hash = $1").text(hash))
            .await?;
        row.map(|row| read(&self.reach, &row)).transpose()
    }

    /// Who has run the server longest, if anybody does.
    pub async fn first_operator(&mut self) -> Result<Option<Person>> {
        let query = sql("select * from people where standing = $1 order by id limit 1")
            .text(Standing::Operator.word());
        let row = self.reach.one(query).await?;
        row.map(|row| read(&self.reach, &row)).transpose()
    }

    /// Everyone, in the order they came.
    pub async fn all(&mut self) -> Result<Vec<Person>> {
        let rows = self.reach.all(sql("select * from people order by id")).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }
}

impl People<'_, Writes> {
    /// Until this work is over, no other work that holds this person goes past this line: what was read here stays true.
    pub async fn hold(&mut self, person: PersonId) -> Result<()> {
        // A write that changes nothing; PostgreSQL locks the row for it, and SQLite has one writer anyway.
        let statement = sql("update people set id = id where id = $1").id(person);
        self.reach.run(statement).await.map(drop)
    }

    /// Says whether it is another than before.
    pub async fn stand_as(&mut self, person: PersonId, standing: Standing) -> Result<bool> {
        let statement = sql("update people set standing = $2 where id = $1 and standing <> $2")
            .id(person)
            .text(standing.word());
        Ok(self.reach.run(statement).await? > 0)
    }

    /// `Conflict` when somebody has this address already.
    pub async fn add(&mut self, person: &Person) -> Result<()> {
        let email = person.email.reveal().as_str();
        self.reach.keys.give(person.id.uuid(), person.id.uuid())?;
        let statement = sql("insert into people
             (id, legal_name_sealed, email_sealed, email_hash, language, time_zone, standing)
             values ($1, $2, $3, $4, $5, $6, $7)")
        .id(person.id)
        .text(
            self.reach
                .seal(&place(person.id, "legal_name_sealed"), person.legal_name.reveal())?,
        )
        .text(self.reach.seal(&place(person.id, "email_sealed"), email)?)
        .text(self.reach.keys.lookup_hash(EMAIL_HASH, email))
        .text(&person.language)
        .text(&person.time_zone)
        .text(person.standing.word());
        self.reach.run(statement).await.map(drop)
    }
}

fn place(id: PersonId, column: &str) -> Place {
    Place::new("people", &[id.uuid()], column)
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<Person> {
    let id = row.id("id")?;
    let open = |column: &str| reach.open(&place(id, column), row, column);
    let email =
        EmailAddress::parse(open("email_sealed")?.reveal()).map_err(|_| Error::corrupt("people.email"))?;
    Ok(Person {
        id,
        legal_name: open("legal_name_sealed")?,
        email: Private::new(email),
        language: row.text("language")?,
        time_zone: row.text("time_zone")?,
        standing: row.word("standing")?,
    })
}
