//! Occurrences of a group's meeting, each with its plan.

use crate::error::{Error, Result};
use crate::reach::{Writes, noun};
use crate::row::Row;
use crate::statement::sql;
use crate::word::Word as _;
use domain::session::{Cancelled, CancelledBy, Planned, Session};
use domain::{GroupId, PersonId, SessionId};
use jiff::Timestamp;

noun! { Sessions }

impl<M> Sessions<'_, M> {
    pub async fn lookup(&mut self, id: SessionId) -> Result<Option<Session>> {
        self.reach
            .one(sql("select * from sessions where id = $1").id(id))
            .await?
            .as_ref()
            .map(read)
            .transpose()
    }

    /// All of a group, earliest first.
    pub async fn of_group(&mut self, group: GroupId) -> Result<Vec<Session>> {
        let query = sql("select * from sessions where group_id = $1 order by starts_at, id").id(group);
        self.reach.all(query).await?.iter().map(read).collect()
    }

    /// Those of every group a person sits in that start at `from` or later, earliest first.
    pub async fn of_person_from(&mut self, person: PersonId, from: Timestamp) -> Result<Vec<Session>> {
        let query = sql("select sessions.* from sessions
             join memberships on memberships.group_id = sessions.group_id
             where memberships.person_id = $1 and memberships.ended_at is null and sessions.starts_at >= $2
             order by sessions.starts_at, sessions.id")
        .id(person)
        .moment(from);
        self.reach.all(query).await?.iter().map(read).collect()
    }
}

impl Sessions<'_, Writes> {
    pub async fn add(&mut self, session: &Session) -> Result<()> {
        let plan = serde_json::to_string(&session.plan).map_err(|_| Error::corrupt("sessions.plan"))?;
        let statement = sql("insert into sessions
             (id, group_id, starts_at, minutes, number, number_of, plan, ended_at, series_id, series_day, moved,
              cancelled_at, cancelled_by, revision)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)")
        .id(session.id)
        .id(session.group)
        .moment(session.starts_at)
        .number(session.minutes)
        .number(session.number)
        .maybe_number(session.of)
        .text(plan)
        .maybe_moment(session.ended_at)
        .maybe_id(session.planned.of.map(|(series, _)| series))
        .maybe_text(session.planned.of.map(|(_, day)| day.to_string()))
        .flag(session.planned.moved)
        .maybe_moment(session.planned.cancelled.map(|one| one.at))
        .maybe_text(session.planned.cancelled.map(|one| one.by.word()))
        .number(session.planned.revision);
        self.reach.run(statement).await.map(drop)
    }

    /// Another time, another number, cancelled or not: unless it has ended, or somebody else changed it since it was read.
    /// Says whether it was.
    pub async fn change(&mut self, session: &Session, read: &Session) -> Result<bool> {
        let statement = sql(
            "update sessions set starts_at = $2, minutes = $3, number = $4, number_of = $5, moved = $6,
             cancelled_at = $7, cancelled_by = $8, revision = $9
             where id = $1 and ended_at is null and revision = $10",
        )
        .id(session.id)
        .moment(session.starts_at)
        .number(session.minutes)
        .number(session.number)
        .maybe_number(session.of)
        .flag(session.planned.moved)
        .maybe_moment(session.planned.cancelled.map(|one| one.at))
        .maybe_text(session.planned.cancelled.map(|one| one.by.word()))
        .number(session.planned.revision)
        .number(read.planned.revision);
        Ok(self.reach.run(statement).await? > 0)
    }

    /// Says whether this call ended it.
    pub async fn end(&mut self, id: SessionId, at: Timestamp) -> Result<bool> {
        let statement = sql("update sessions set ended_at = $2 where id = $1 and ended_at is null")
            .id(id)
            .moment(at);
        Ok(self.reach.run(statement).await? > 0)
    }
}

fn read(row: &Row) -> Result<Session> {
    Ok(Session {
        id: row.id("id")?,
        group: row.id("group_id")?,
        starts_at: row.moment("starts_at")?,
        minutes: row.number("minutes")?,
        number: row.number("number")?,
        of: row.maybe_number("number_of")?,
        plan: serde_json::from_str(&row.text("plan")?).map_err(|_| Error::corrupt("sessions.plan"))?,
        ended_at: row.maybe_moment("ended_at")?,
        planned: planned(row)?,
    })
}

fn planned(row: &Row) -> Result<Planned> {
    let day = row.maybe_text("series_day")?;
    let day = day
        .map(|day| day.parse().map_err(|_| Error::corrupt("sessions.series_day")))
        .transpose()?;
    let by = row.maybe_text("cancelled_by")?;
    let by = by
        .map(|by| CancelledBy::from_word(&by).ok_or(Error::corrupt("sessions.cancelled_by")))
        .transpose()?;
    Ok(Planned {
        of: row.maybe_id("series_id")?.zip(day),
        moved: row.flag("moved")?,
        cancelled: row
            .maybe_moment("cancelled_at")?
            .zip(by)
            .map(|(at, by)| Cancelled { at, by }),
        revision: row.number("revision")?,
    })
}
