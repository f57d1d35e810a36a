//! What people were called in a group before, so that those who lead can follow who is who. Sealed like the names themselves.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::sql;
use domain::id::{FormerNameId, Id as _};
use domain::membership::Alias;
use domain::{GroupId, MembershipId};
use jiff::Timestamp;

noun! { FormerNames }

/// A name that somebody bore until then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerName {
    pub id: FormerNameId,
    pub member: MembershipId,
    pub name: Alias,
    pub until: Timestamp,
    /// Whoever leads set the name back; `None` when the person chose another.
    pub changed_by: Option<MembershipId>,
}

impl<M> FormerNames<'_, M> {
    /// Of everybody who ever sat in this group, newest first.
    pub async fn of_group(&mut self, group: GroupId) -> Result<Vec<FormerName>> {
        let query = sql("select former_names.* from former_names
             join memberships on memberships.id = former_names.membership_id
             where memberships.group_id = $1 order by former_names.until desc, former_names.id desc")
        .id(group);
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }
}

impl FormerNames<'_, Writes> {
    pub async fn add(&mut self, former: &FormerName) -> Result<()> {
        let place = place(former.member, former.id);
        let statement = sql(
            "insert into former_names (membership_id, id, name_sealed, until, changed_by)
             values ($1, $2, $3, $4, $5)",
        )
        .id(former.member)
        .id(former.id)
        .text(self.reach.seal(&place, former.name.as_str())?)
        .moment(former.until)
        .maybe_id(former.changed_by);
        self.reach.run(statement).await.map(drop)
    }
}

const NAME: &str = "name_sealed";

fn place(member: MembershipId, id: FormerNameId) -> Place {
    Place::new("former_names", &[member.uuid(), id.uuid()], NAME)
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<FormerName> {
    let (id, member) = (row.id("id")?, row.id("membership_id")?);
    let name = reach.open(&place(member, id), row, NAME)?;
    Ok(FormerName {
        id,
        member,
        name: Alias::parse(name.reveal()).map_err(|_| Error::corrupt("former_names.name"))?,
        until: row.moment("until")?,
        changed_by: row.maybe_id("changed_by")?,
    })
}
