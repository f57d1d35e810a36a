//! Who asked to look where nobody looks otherwise, why, and what a second person said. The reason is sealed.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::{Statement, sql};
use domain::PersonId;
use domain::break_glass::{About, Answered, BreakGlass, Class, Second};
use domain::id::{BreakGlassId, Id as _};
use jiff::Timestamp;
use uuid::Uuid;

noun! { BreakGlasses }

impl<M> BreakGlasses<'_, M> {
    pub async fn lookup(&mut self, id: BreakGlassId) -> Result<Option<BreakGlass>> {
        let found = self
            .read_all(sql("select * from break_glasses where id = $1").id(id))
            .await?;
        Ok(found.into_iter().next())
    }

    /// Everyone's since then, newest first.
    pub async fn since(&mut self, since: Timestamp) -> Result<Vec<BreakGlass>> {
        self.read_all(
            sql("select * from break_glasses where asked_at >= $1 order by asked_at desc, id desc")
                .moment(since),
        )
        .await
    }

    /// Those that were opened and whose end is not in the log yet.
    pub async fn without_end(&mut self) -> Result<Vec<BreakGlass>> {
        self.read_all(sql(
            "select * from break_glasses where opened_at is not null and end_written_at is null order by opened_at, id",
        ))
        .await
    }

    async fn read_all(&mut self, query: Statement) -> Result<Vec<BreakGlass>> {
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }
}

impl BreakGlasses<'_, Writes> {
    /// Says whether it is new.
    pub async fn ask(&mut self, wish: &BreakGlass) -> Result<bool> {
        let holder = holder(wish);
        let (about, person, group) = match wish.about {
            About::Person(person) => ("person", person, None),
            About::Group(group) => ("group", None, group),
        };
        let statement = sql("insert into break_glasses
             (id, holder_id, about, person_id, group_id, class, reason_sealed, asked_by, asked_through, asked_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing")
        .id(wish.id)
        .uuid(holder)
        .text(about)
        .maybe_id(person)
        .maybe_id(group)
        .text(wish.class.word())
        .text(
            self.reach
                .seal(&place(holder, wish.id), wish.reason.reveal())?,
        )
        .id(wish.asked_by)
        .id(wish.asked_through)
        .moment(wish.asked_at);
        Ok(self.reach.run(statement).await? > 0)
    }

    /// The first answer stands. Says whether this was it.
    pub async fn answer(
        &mut self,
        id: BreakGlassId,
        by: PersonId,
        second: Second,
        yes: bool,
        at: Timestamp,
    ) -> Result<bool> {
        self.changes(
            sql(
                "update break_glasses set answered_by = $2, second = $3, answer = $4, answered_at = $5
                 where id = $1 and answered_at is null and closed_at is null",
            )
            .id(id)
            .id(by)
            .text(second.word())
            .text(if yes { "yes" } else { "no" })
            .moment(at),
        )
        .await
    }

    /// Says whether this call opened it.
    pub async fn open(&mut self, id: BreakGlassId, at: Timestamp) -> Result<bool> {
        self.changes(
            sql("update break_glasses set opened_at = $2
                 where id = $1 and opened_at is null and closed_at is null and answer = 'yes'")
            .id(id)
            .moment(at),
        )
        .await
    }

    /// Says whether this call closed it.
    pub async fn close(&mut self, id: BreakGlassId, at: Timestamp) -> Result<bool> {
        self.changes(
            sql("update break_glasses set closed_at = $2, end_written_at = $2 where id = $1 and closed_at is null")
                .id(id)
                .moment(at),
        )
        .await
    }

    /// Says whether this call wrote it.
    pub async fn end_is_written(&mut self, id: BreakGlassId, at: Timestamp) -> Result<bool> {
        self.changes(
            sql("update break_glasses set end_written_at = $2 where id = $1 and end_written_at is null")
                .id(id)
                .moment(at),
        )
        .await
    }

    async fn changes(&mut self, statement: Statement) -> Result<bool> {
        Ok(self.reach.run(statement).await? > 0)
    }
}

fn holder(wish: &BreakGlass) -> Uuid {
    match wish.about {
        About::Person(Some(person)) => person.uuid(),
        About::Person(None) | About::Group(_) => wish.id.uuid(),
    }
}

fn place(holder: Uuid, id: BreakGlassId) -> Place {
    let place = Place::new("break_glasses", &[holder, id.uuid()], "reason_sealed");
    if holder == id.uuid() {
        place.nobodys()
    } else {
        place
    }
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<BreakGlass> {
    let id = row.id("id")?;
    let damaged = || Error::corrupt("break_glasses");
    let about = match row.text("about")?.as_str() {
        "person" => About::Person(row.maybe_id("person_id")?),
        "group" => About::Group(row.maybe_id("group_id")?),
        _ => return Err(damaged()),
    };
    let answered = match row.maybe_moment("answered_at")? {
        None => None,
        Some(at) => Some(Answered {
            by: row.maybe_id("answered_by")?,
            second: row
                .maybe_text("second")?
                .and_then(|word| Second::from_word(&word))
                .ok_or_else(damaged)?,
            at,
            yes: row.maybe_text("answer")?.as_deref() == Some("yes"),
        }),
    };
    Ok(BreakGlass {
        id,
        about,
        class: Class::from_word(&row.text("class")?).ok_or_else(damaged)?,
        reason: reach.open(&place(row.uuid("holder_id")?, id), row, "reason_sealed")?,
        asked_by: row.id("asked_by")?,
        asked_through: row.id("asked_through")?,
        asked_at: row.moment("asked_at")?,
        answered,
        opened_at: row.maybe_moment("opened_at")?,
        closed_at: row.maybe_moment("closed_at")?,
        end_is_written: row.maybe_moment("end_written_at")?.is_some(),
    })
}
