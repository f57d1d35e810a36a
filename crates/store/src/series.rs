//! When groups meet again and again, and the breaks they take. About nobody.

use crate::error::{Error, Result};
use crate::reach::{Writes, noun};
use crate::row::Row;
use crate::statement::sql;
use domain::GroupId;
use domain::id::PauseId;
use domain::series::{End, Pause, Series};
use jiff::Timestamp;

noun! { SeriesOf }

impl<M> SeriesOf<'_, M> {
    /// The one a group meets by now.
    pub async fn of_group(&mut self, group: GroupId) -> Result<Option<Series>> {
        let query = sql("select * from series where group_id = $1 and replaced_at is null").id(group);
        self.reach.one(query).await?.as_ref().map(read).transpose()
    }

    /// Every group that meets by one.
    pub async fn groups(&mut self) -> Result<Vec<GroupId>> {
        let query = sql("select group_id from series where replaced_at is null order by group_id");
        self.reach
            .all(query)
            .await?
            .iter()
            .map(|row| row.id("group_id"))
            .collect()
    }

    /// Earliest first, past ones too.
    pub async fn pauses(&mut self, group: GroupId) -> Result<Vec<(PauseId, Pause)>> {
        let query = sql("select * from pauses where group_id = $1 order by first_on, id").id(group);
        self.reach.all(query).await?.iter().map(read_pause).collect()
    }
}

impl SeriesOf<'_, Writes> {
    /// Takes the place of the one before.
    pub async fn put(&mut self, series: &Series, at: Timestamp) -> Result<()> {
        let before = sql("update series set replaced_at = $2 where group_id = $1 and replaced_at is null")
            .id(series.group)
            .moment(at);
        self.reach.run(before).await?;
        let (sessions, last_on) = match series.end {
            End::Open => (None, None),
            End::After(count) => (Some(count), None),
            End::On(last) => (None, Some(last.to_string())),
        };
        let statement = sql("insert into series
             (id, group_id, rule, first_on, clock, zone, minutes, sessions, last_on, made_at, replaced_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .id(series.id)
        .id(series.group)
        .text(series.rule.to_string())
        .text(series.first_on.to_string())
        .text(series.at.strftime("%H:%M").to_string())
        .text(&series.zone)
        .number(series.minutes)
        .maybe_number(sessions)
        .maybe_text(last_on)
        .moment(at)
        .maybe_moment(None);
        self.reach.run(statement).await.map(drop)
    }

    pub async fn add_pause(&mut self, id: PauseId, group: GroupId, pause: &Pause) -> Result<()> {
        let statement = sql("insert into pauses (id, group_id, first_on, last_on) values ($1, $2, $3, $4)")
            .id(id)
            .id(group)
            .text(pause.from().to_string())
            .text(pause.until().to_string());
        self.reach.run(statement).await.map(drop)
    }

    /// Says whether the group had it.
    pub async fn remove_pause(&mut self, group: GroupId, id: PauseId) -> Result<bool> {
        let statement = sql("delete from pauses where group_id = $1 and id = $2")
            .id(group)
            .id(id);
        Ok(self.reach.run(statement).await? > 0)
    }
}

fn read(row: &Row) -> Result<Series> {
    let last_on = row.maybe_text("last_on")?;
    let last_on = last_on
        .map(|day| day.parse().map_err(|_| Error::corrupt("series.last_on")))
        .transpose()?;
    Ok(Series {
        id: row.id("id")?,
        group: row.id("group_id")?,
        rule: row
            .text("rule")?
            .parse()
            .map_err(|_| Error::corrupt("series.rule"))?,
        first_on: row
            .text("first_on")?
            .parse()
            .map_err(|_| Error::corrupt("series.first_on"))?,
        at: row
            .text("clock")?
            .parse()
            .map_err(|_| Error::corrupt("series.clock"))?,
        zone: row.text("zone")?,
        minutes: row.number("minutes")?,
        end: match (row.maybe_number("sessions")?, last_on) {
            (Some(count), _) => End::After(count),
            (None, Some(last)) => End::On(last),
            (None, None) => End::Open,
        },
    })
}

fn read_pause(row: &Row) -> Result<(PauseId, Pause)> {
    let day = |column: &str| -> Result<_> {
        row.text(column)?
            .parse()
            .map_err(|_| Error::corrupt("pauses.first_on"))
    };
    let pause =
        Pause::new(day("first_on")?, day("last_on")?).map_err(|_| Error::corrupt("pauses.last_on"))?;
    Ok((row.id("id")?, pause))
}
