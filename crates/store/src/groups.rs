//! Groups, as their pages show them.

use crate::error::Result;
use crate::reach::{Writes, noun};
use crate::row::Row;
use crate::statement::{Statement, sql};
use crate::word::Word as _;
use domain::group::{Group, Price};
use domain::{GroupId, PersonId};

noun! { Groups }

impl<M> Groups<'_, M> {
    pub async fn lookup(&mut self, id: GroupId) -> Result<Option<Group>> {
        self.reach
            .one(sql("select * from groups where id = $1").id(id))
            .await?
            .as_ref()
            .map(read)
            .transpose()
    }

    /// The groups strangers may know of, by name.
    pub async fn public(&mut self) -> Result<Vec<Group>> {
        let query = sql("select * from groups where listed = 'public' order by name, id");
        self.reach.all(query).await?.iter().map(read).collect()
    }

    /// The groups a person has a seat in, paused or not, by name.
    pub async fn of_person(&mut self, person: PersonId) -> Result<Vec<Group>> {
        let query = sql("select groups.* from groups
             join memberships on memberships.group_id = groups.id
             where memberships.person_id = $1 and memberships.ended_at is null order by groups.name, groups.id")
        .id(person);
        self.reach.all(query).await?.iter().map(read).collect()
    }

    pub async fn all(&mut self) -> Result<Vec<Group>> {
        self.reach
            .all(sql("select * from groups order by name, id"))
            .await?
            .iter()
            .map(read)
            .collect()
    }
}

impl Groups<'_, Writes> {
    pub async fn add(&mut self, group: &Group) -> Result<()> {
        let statement = sql("insert into groups
             (id, name, neutral_name, kind, focus, approach, membership_rule, summary, evening, seats,
              time_zone, language, price_minor_units, price_currency, listed, levels)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)");
        self.reach.run(bind(statement, group)).await.map(drop)
    }

    /// Until this work is over, no other work that holds the group goes past this line: what was read here stays true.
    pub async fn hold(&mut self, group: GroupId) -> Result<()> {
        // A write that changes nothing; PostgreSQL locks the row for it, and SQLite has one writer anyway.
        let statement = sql("update groups set id = id where id = $1").id(group);
        self.reach.run(statement).await.map(drop)
    }

    /// Says whether there was such a group.
    pub async fn update(&mut self, group: &Group) -> Result<bool> {
        let statement = sql(
            "update groups set name = $2, neutral_name = $3, kind = $4, focus = $5, approach = $6,
             membership_rule = $7, summary = $8, evening = $9, seats = $10, time_zone = $11, language = $12,
             price_minor_units = $13, price_currency = $14, listed = $15, levels = $16 where id = $1",
        );
        Ok(self.reach.run(bind(statement, group)).await? > 0)
    }
}

fn bind(statement: Statement, group: &Group) -> Statement {
    statement
        .id(group.id)
        .text(&group.name)
        .text(&group.neutral_name)
        .text(group.kind.word())
        .text(&group.focus)
        .text(&group.approach)
        .text(group.rule.word())
        .text(&group.summary)
        .text(group.evening.join("\n"))
        .number(group.seats)
        .text(&group.time_zone)
        .text(&group.language)
        .maybe_number(group.price.as_ref().map(|price| price.minor_units))
        .maybe_text(group.price.as_ref().map(|price| price.currency.as_str()))
        .text(group.listed.word())
        .text(group.levels.word())
}

fn read(row: &Row) -> Result<Group> {
    let price = match (
        row.maybe_number("price_minor_units")?,
        row.maybe_text("price_currency")?,
    ) {
        (Some(minor_units), Some(currency)) => Some(Price {
            minor_units,
            currency,
        }),
        _ => None,
    };
    Ok(Group {
        id: row.id("id")?,
        name: row.text("name")?,
        neutral_name: row.text("neutral_name")?,
        kind: row.word("kind")?,
        focus: row.text("focus")?,
        approach: row.text("approach")?,
        rule: row.word("membership_rule")?,
        summary: row.text("summary")?,
        evening: row.text("evening")?.lines().map(str::to_owned).collect(),
        seats: row.number("seats")?,
        time_zone: row.text("time_zone")?,
        language: row.text("language")?,
        price,
        listed: row.word("listed")?,
        levels: row.word("levels")?,
    })
}
