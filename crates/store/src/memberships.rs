//! Who sits where in which group. Aliases are sealed: a stolen database tells nobody who is in a group by name.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::{Statement, sql};
use crate::word::Word as _;
use domain::id::Id as _;
use domain::membership::{Alias, Membership};
use domain::{GroupId, MembershipId, PersonId};

noun! { Memberships }

impl<M> Memberships<'_, M> {
    pub async fn lookup(&mut self, id: MembershipId) -> Result<Option<Membership>> {
        self.one(sql("select * from memberships where id = $1").id(id))
            .await
    }

    /// A person's seat in a group, if they have one.
    pub async fn of_person_in(&mut self, person: PersonId, group: GroupId) -> Result<Option<Membership>> {
        self.one(
            sql("select * from memberships where person_id = $1 and group_id = $2")
                .id(person)
                .id(group),
        )
        .await
    }

    /// Everyone in a group, in seat order.
    pub async fn of_group(&mut self, group: GroupId) -> Result<Vec<Membership>> {
        self.all(sql("select * from memberships where group_id = $1 order by seat").id(group))
            .await
    }

    pub async fn of_person(&mut self, person: PersonId) -> Result<Vec<Membership>> {
        self.all(sql("select * from memberships where person_id = $1 order by id").id(person))
            .await
    }

    /// How many chairs of a group are taken.
    pub async fn count_of_group(&mut self, group: GroupId) -> Result<u8> {
        let query = sql("select count(*) as taken from memberships where group_id = $1").id(group);
        self.reach
            .one(query)
            .await?
            .map_or(Ok(0), |row| row.number("taken"))
    }

    async fn one(&mut self, query: Statement) -> Result<Option<Membership>> {
        let row = self.reach.one(query).await?;
        row.map(|row| read(&self.reach, &row)).transpose()
    }

    async fn all(&mut self, query: Statement) -> Result<Vec<Membership>> {
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }
}

impl Memberships<'_, Writes> {
    /// `Conflict` when the seat is taken or the person sits in this group already.
    pub async fn add(&mut self, membership: &Membership) -> Result<()> {
        self.reach
            .keys
            .give(membership.id.uuid(), membership.person.uuid())?;
        let statement = sql(
            "insert into memberships (id, group_id, person_id, alias_sealed, role, seat)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .id(membership.id)
        .id(membership.group)
        .id(membership.person)
        .text(
            self.reach
                .seal(&place(membership.id), membership.alias.as_str())?,
        )
        .text(membership.role.word())
        .number(membership.seat);
        self.reach.run(statement).await.map(drop)
    }

    /// Says whether there is such a membership.
    pub async fn rename(&mut self, id: MembershipId, alias: &Alias) -> Result<bool> {
        let sealed = self.reach.seal(&place(id), alias.as_str())?;
        let statement = sql("update memberships set alias_sealed = $2 where id = $1")
            .id(id)
            .text(sealed);
        Ok(self.reach.run(statement).await? > 0)
    }
}

const ALIAS: &str = "alias_sealed";

fn place(id: MembershipId) -> Place {
    Place::new("memberships", &[id.uuid()], ALIAS)
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<Membership> {
    let id = row.id("id")?;
    let alias = reach.open(&place(id), row, ALIAS)?;
    Ok(Membership {
        id,
        group: row.id("group_id")?,
        person: row.id("person_id")?,
        alias: Alias::parse(alias.reveal()).map_err(|_| Error::corrupt("memberships.alias"))?,
        role: row.word("role")?,
        seat: row.number("seat")?,
    })
}
