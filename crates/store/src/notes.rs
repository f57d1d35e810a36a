//! Notes in vaults: bytes that a browser locked, with a number of their version. Every verb names the person and finds nobody else's.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::sql;
use domain::PersonId;
use domain::id::{Id as _, NoteId};
use domain::vault::Locked;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredNote {
    pub person: PersonId,
    pub id: NoteId,
    /// Which key of the vault locked it.
    pub generation: u32,
    /// 1 for a new one, one more with each change.
    pub version: u32,
    pub body: Locked,
    /// ISO 8601, a day in UTC.
    pub written_on: String,
}

noun! { Notes }

impl<M> Notes<'_, M> {
    pub async fn lookup(&mut self, person: PersonId, id: NoteId) -> Result<Option<StoredNote>> {
        let query = sql("select * from notes where person_id = $1 and id = $2")
            .id(person)
            .id(id);
        let row = self.reach.one(query).await?;
        row.map(|row| read(&self.reach, &row)).transpose()
    }

    /// In the order of their ids, which says nothing; from behind this one, so many at most.
    pub async fn of_person(
        &mut self,
        person: PersonId,
        behind: Option<NoteId>,
        most: u32,
    ) -> Result<Vec<StoredNote>> {
        let query = match behind {
            None => sql("select * from notes where person_id = $1 order by id limit $2")
                .id(person)
                .number(most),
            Some(note) => sql("select * from notes where person_id = $1 and id > $3 order by id limit $2")
                .id(person)
                .number(most)
                .id(note),
        };
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }

    pub async fn count(&mut self, person: PersonId) -> Result<u64> {
        self.counted(sql("select count(*) as kept from notes where person_id = $1").id(person))
            .await
    }

    /// Those that an older key locked.
    pub async fn count_before(&mut self, person: PersonId, generation: u32) -> Result<u64> {
        let query = sql("select count(*) as kept from notes where person_id = $1 and generation < $2")
            .id(person)
            .number(generation);
        self.counted(query).await
    }

    async fn counted(&mut self, query: crate::statement::Statement) -> Result<u64> {
        self.reach
            .one(query)
            .await?
            .map_or(Ok(0), |row| row.number("kept"))
    }
}

impl Notes<'_, Writes> {
    /// The first version. Says false when there is a note of this id already.
    pub async fn add(&mut self, note: &StoredNote) -> Result<bool> {
        let sealed = self
            .reach
            .seal(&place(note.person, note.id), note.body.as_str())?;
        let statement = sql(
            "insert into notes (person_id, id, generation, version, body_sealed, written_on)
             values ($1, $2, $3, $4, $5, $6) on conflict (person_id, id) do nothing",
        )
        .id(note.person)
        .id(note.id)
        .number(note.generation)
        .number(note.version)
        .text(sealed)
        .text(note.written_on.as_str());
        Ok(self.reach.run(statement).await? > 0)
    }

    /// The version after the one that is there. Says false when that is not the one before this.
    pub async fn change(&mut self, note: &StoredNote) -> Result<bool> {
        let sealed = self
            .reach
            .seal(&place(note.person, note.id), note.body.as_str())?;
        let statement = sql(
            "update notes set generation = $3, version = $4, body_sealed = $5, written_on = $6
             where person_id = $1 and id = $2 and version = $4 - 1",
        )
        .id(note.person)
        .id(note.id)
        .number(note.generation)
        .number(note.version)
        .text(sealed)
        .text(note.written_on.as_str());
        Ok(self.reach.run(statement).await? > 0)
    }

    /// Only in the version that was seen. Says whether it went.
    pub async fn delete(&mut self, person: PersonId, id: NoteId, version: u32) -> Result<bool> {
        let statement = sql("delete from notes where person_id = $1 and id = $2 and version = $3")
            .id(person)
            .id(id)
            .number(version);
        Ok(self.reach.run(statement).await? > 0)
    }
}

fn place(person: PersonId, id: NoteId) -> Place {
    Place::new("notes", &[person.uuid(), id.uuid()], "body_sealed")
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<StoredNote> {
    let (person, id) = (row.id("person_id")?, row.id("id")?);
    let body = reach.open(&place(person, id), row, "body_sealed")?;
    Ok(StoredNote {
        person,
        id,
        generation: row.number("generation")?,
        version: row.number("version")?,
        body: Locked::note(body.reveal()).map_err(|_| Error::corrupt("notes"))?,
        written_on: row.text("written_on")?,
    })
}
