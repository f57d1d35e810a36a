//! What people complained of. The words, the answer and the safe way are sealed, with their person's key where they have an account.

use crate::error::Result;
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::{Statement, sql};
use crate::token;
use crate::word::Word as _;
use domain::complaint::Complaint;
use domain::id::{ComplaintId, Id as _, IncidentId};
use domain::{PersonId, Private};
use jiff::Timestamp;
use uuid::Uuid;

noun! { Complaints }

impl<M> Complaints<'_, M> {
    pub async fn lookup(&mut self, id: ComplaintId) -> Result<Option<Complaint>> {
        self.one(sql("select * from complaints where id = $1").id(id))
            .await
    }

    /// Of somebody without an account.
    pub async fn by_token(&mut self, token: &str) -> Result<Option<Complaint>> {
        self.one(sql("select * from complaints where token_hash = $1").text(token::hash(token)))
            .await
    }

    /// One person's, newest first.
    pub async fn of_person(&mut self, person: PersonId) -> Result<Vec<Complaint>> {
        self.read_all(
            sql("select * from complaints where person_id = $1 order by received_at desc, id desc")
                .id(person),
        )
        .await
    }

    /// Everyone's, those that wait first, oldest first.
    pub async fn all(&mut self) -> Result<Vec<Complaint>> {
        self.read_all(sql("select * from complaints
             order by case when closed_at is null then 0 else 1 end, received_at, id"))
            .await
    }

    /// How many came since then from people without an account.
    pub async fn of_strangers_since(&mut self, since: Timestamp) -> Result<u64> {
        let query =
            sql("select count(*) as how_many from complaints where person_id is null and received_at >= $1")
                .moment(since);
        let row = self.reach.one(query).await?;
        row.map_or(Ok(0), |row| row.number("how_many"))
    }

    /// How many came since then from this person.
    pub async fn of_person_since(&mut self, person: PersonId, since: Timestamp) -> Result<u64> {
        let query =
            sql("select count(*) as how_many from complaints where person_id = $1 and received_at >= $2")
                .id(person)
                .moment(since);
        let row = self.reach.one(query).await?;
        row.map_or(Ok(0), |row| row.number("how_many"))
    }

    async fn one(&mut self, query: Statement) -> Result<Option<Complaint>> {
        Ok(self.read_all(query).await?.into_iter().next())
    }

    async fn read_all(&mut self, query: Statement) -> Result<Vec<Complaint>> {
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }
}

impl Complaints<'_, Writes> {
    /// Says whether it is new. `token` is for somebody without an account.
    pub async fn add(&mut self, complaint: &Complaint, token: Option<&str>) -> Result<bool> {
        let holder = holder(complaint.id, complaint.by);
        let seal = |column, plain: &Private<String>| {
            self.reach
                .seal(&place(holder, complaint.id, column), plain.reveal())
        };
        let statement = sql("insert into complaints
             (id, holder_id, person_id, token_hash, named, about_group, about_sealed, words_sealed, answering,
              reach_sealed, answer_sealed, received_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing")
        .id(complaint.id)
        .uuid(holder)
        .maybe_id(complaint.by)
        .maybe_text(token.map(token::hash))
        .flag(complaint.named)
        .maybe_id(complaint.about_group)
        .text(seal("about_sealed", &complaint.about)?)
        .text(seal("words_sealed", &complaint.words)?)
        .text(complaint.answering.word())
        .text(seal("reach_sealed", &complaint.reach)?)
        .text(seal("answer_sealed", &complaint.answer)?)
        .moment(complaint.received_at);
        Ok(self.reach.run(statement).await? > 0)
    }

    /// Says whether this was the first time.
    pub async fn was_read(&mut self, id: ComplaintId, at: Timestamp) -> Result<bool> {
        self.changes(
            sql("update complaints set read_at = $2 where id = $1 and read_at is null")
                .id(id)
                .moment(at),
        )
        .await
    }

    /// A later answer takes the place of the first. Says whether it is still open.
    pub async fn answer(
        &mut self,
        complaint: &Complaint,
        answer: &Private<String>,
        at: Timestamp,
    ) -> Result<bool> {
        let holder = holder(complaint.id, complaint.by);
        let sealed = self
            .reach
            .seal(&place(holder, complaint.id, "answer_sealed"), answer.reveal())?;
        self.changes(
            sql("update complaints set answer_sealed = $2, answered_at = $3
                 where id = $1 and closed_at is null")
            .id(complaint.id)
            .text(sealed)
            .moment(at),
        )
        .await
    }

    /// Says whether this call closed it.
    pub async fn close(&mut self, id: ComplaintId, at: Timestamp) -> Result<bool> {
        self.changes(
            sql("update complaints set closed_at = $2 where id = $1 and closed_at is null")
                .id(id)
                .moment(at),
        )
        .await
    }

    /// Says whether this was the first time.
    pub async fn is_incident(&mut self, id: ComplaintId, incident: IncidentId) -> Result<bool> {
        self.changes(
            sql("update complaints set incident_id = $2 where id = $1 and incident_id is null")
                .id(id)
                .id(incident),
        )
        .await
    }

    async fn changes(&mut self, statement: Statement) -> Result<bool> {
        Ok(self.reach.run(statement).await? > 0)
    }
}

fn holder(id: ComplaintId, by: Option<PersonId>) -> Uuid {
    by.map_or(id.uuid(), PersonId::uuid)
}

fn place(holder: Uuid, id: ComplaintId, column: &str) -> Place {
    let place = Place::new("complaints", &[holder, id.uuid()], column);
    if holder == id.uuid() {
        place.nobodys()
    } else {
        place
    }
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<Complaint> {
    let id = row.id("id")?;
    let holder = row.uuid("holder_id")?;
    let open = |column: &str| reach.open(&place(holder, id, column), row, column);
    Ok(Complaint {
        id,
        by: row.maybe_id("person_id")?,
        named: row.flag("named")?,
        about_group: row.maybe_id("about_group")?,
        about: open("about_sealed")?,
        words: open("words_sealed")?,
        answering: row.word("answering")?,
        reach: open("reach_sealed")?,
        received_at: row.moment("received_at")?,
        read_at: row.maybe_moment("read_at")?,
        answered_at: row.maybe_moment("answered_at")?,
        answer: open("answer_sealed")?,
        closed_at: row.maybe_moment("closed_at")?,
        incident: row.maybe_id("incident_id")?,
    })
}
