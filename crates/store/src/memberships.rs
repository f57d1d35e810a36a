//! Who sits where in which group, and whether that lasts. Aliases are sealed: a stolen database tells nobody who is in a
//! group by name. Unless it says so, a verb knows those alone who have a seat: active or paused.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::{Statement, sql};
use crate::word::Word as _;
use domain::id::Id as _;
use domain::membership::{Alias, EndedBy, Membership, State};
use domain::{GroupId, MembershipId, PersonId, Private};
use jiff::Timestamp;

noun! { Memberships }

impl<M> Memberships<'_, M> {
    /// One that has ended is found as well.
    pub async fn lookup(&mut self, id: MembershipId) -> Result<Option<Membership>> {
        self.one(sql("select * from memberships where id = $1").id(id))
            .await
    }

    /// A person's seat in a group, if they have one.
    pub async fn of_person_in(&mut self, person: PersonId, group: GroupId) -> Result<Option<Membership>> {
        self.one(
            sql("select * from memberships where person_id = $1 and group_id = $2 and ended_at is null")
                .id(person)
                .id(group),
        )
        .await
    }

    /// Everyone in a group, in seat order.
    pub async fn of_group(&mut self, group: GroupId) -> Result<Vec<Membership>> {
        let query =
            sql("select * from memberships where group_id = $1 and ended_at is null order by seat").id(group);
        self.all(query).await
    }

    /// Those whose place in a group has ended, the newest end first.
    pub async fn ended_of_group(&mut self, group: GroupId) -> Result<Vec<Membership>> {
        let query = sql(
            "select * from memberships where group_id = $1 and ended_at is not null
             order by ended_at desc, id",
        )
        .id(group);
        self.all(query).await
    }

    /// Every place a person ever had, also those that have ended.
    pub async fn of_person(&mut self, person: PersonId) -> Result<Vec<Membership>> {
        self.all(sql("select * from memberships where person_id = $1 order by id").id(person))
            .await
    }

    /// How many chairs of a group are taken.
    pub async fn count_of_group(&mut self, group: GroupId) -> Result<u8> {
        let query = sql("select count(*) as taken from memberships where group_id = $1 and ended_at is null")
            .id(group);
        self.reach
            .one(query)
            .await?
            .map_or(Ok(0), |row| row.number("taken"))
    }

    /// Why a place was paused or ended, in the words of somebody who leads; `None` where nothing was said.
    pub async fn why(&mut self, id: MembershipId) -> Result<Option<Private<String>>> {
        let query = sql("select why_sealed from memberships where id = $1 and why_sealed is not null").id(id);
        let row = self.reach.one(query).await?;
        row.map(|row| self.reach.open(&why_place(id), &row, WHY))
            .transpose()
    }

    /// When somebody who leads asked this person for another name; `None` when nobody did, or there is one since.
    pub async fn name_asked_at(&mut self, id: MembershipId) -> Result<Option<Timestamp>> {
        let query = sql("select name_asked_at from memberships where id = $1").id(id);
        match self.reach.one(query).await? {
            Some(row) => row.maybe_moment("name_asked_at"),
            None => Ok(None),
        }
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
        let statement = sql("insert into memberships
             (id, group_id, person_id, alias_sealed, role, seat, paused_at, ended_at, ended_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .id(membership.id)
        .id(membership.group)
        .id(membership.person)
        .text(
            self.reach
                .seal(&place(membership.id), membership.alias.as_str())?,
        )
        .text(membership.role.word())
        .number(membership.seat);
        self.reach.run(stand(statement, membership.state)).await.map(drop)
    }

    /// Where a place stands, and the role in it, as they are from now on; and why, where something is said. Says whether there
    /// is such a place that has not ended: nothing becomes of one that has.
    pub async fn change(&mut self, membership: &Membership, why: Option<&Private<String>>) -> Result<bool> {
        let id = membership.id;
        let why = why
            .map(|why| self.reach.seal(&why_place(id), why.reveal()))
            .transpose()?;
        let statement = sql(
            "update memberships set why_sealed = $2, role = $3, paused_at = $4, ended_at = $5, ended_by = $6
             where id = $1 and ended_at is null",
        )
        .id(id)
        .maybe_text(why)
        .text(membership.role.word());
        Ok(self.reach.run(stand(statement, membership.state)).await? > 0)
    }

    pub async fn ask_for_name(&mut self, id: MembershipId, at: Timestamp) -> Result<()> {
        let statement = sql("update memberships set name_asked_at = $2 where id = $1")
            .id(id)
            .moment(at);
        self.reach.run(statement).await.map(drop)
    }

    /// Says whether there is such a membership. Whoever was asked for another name has one now.
    pub async fn rename(&mut self, id: MembershipId, alias: &Alias) -> Result<bool> {
        let sealed = self.reach.seal(&place(id), alias.as_str())?;
        let statement = sql("update memberships set alias_sealed = $2, name_asked_at = null where id = $1")
            .id(id)
            .text(sealed);
        Ok(self.reach.run(statement).await? > 0)
    }
}

const ALIAS: &str = "alias_sealed";
const WHY: &str = "why_sealed";

fn why_place(id: MembershipId) -> Place {
    Place::new("memberships", &[id.uuid()], WHY)
}

/// Binds `paused_at`, `ended_at` and `ended_by`.
fn stand(statement: Statement, state: State) -> Statement {
    let (paused, ended, by) = match state {
        State::Active => (None, None, None),
        State::Paused { since } => (Some(since), None, None),
        State::Ended { at, by } => (None, Some(at), Some(by.word())),
    };
    statement.maybe_moment(paused).maybe_moment(ended).maybe_text(by)
}

fn state(row: &Row) -> Result<State> {
    if let Some(at) = row.maybe_moment("ended_at")? {
        let by = row.maybe_text("ended_by")?;
        let by = by.as_deref().and_then(EndedBy::from_word);
        let by = by.ok_or_else(|| Error::corrupt("memberships.ended_by"))?;
        return Ok(State::Ended { at, by });
    }
    Ok(match row.maybe_moment("paused_at")? {
        Some(since) => State::Paused { since },
        None => State::Active,
    })
}

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
        state: state(row)?,
    })
}
