//! Licences of facilitators, public and dated.

use crate::error::{Error, Result};
use crate::reach::{Writes, noun};
use crate::row::Row;
use crate::statement::sql;
use domain::credential::Credential;
use domain::{GroupId, PersonId};

noun! { Credentials }

impl<M> Credentials<'_, M> {
    pub async fn of_person(&mut self, person: PersonId) -> Result<Vec<Credential>> {
        let query = sql("select * from credentials where person_id = $1 order by id").id(person);
        self.reach.all(query).await?.iter().map(read).collect()
    }

    /// The licences of everyone who leads this group.
    pub async fn of_group(&mut self, group: GroupId) -> Result<Vec<Credential>> {
        let query = sql("select credentials.* from credentials
             join memberships on memberships.person_id = credentials.person_id
             where memberships.group_id = $1 and memberships.ended_at is null and memberships.role in ('facilitator', 'co_facilitator')
             order by memberships.seat, credentials.id")
        .id(group);
        self.reach.all(query).await?.iter().map(read).collect()
    }
}

impl Credentials<'_, Writes> {
    pub async fn add(&mut self, credential: &Credential) -> Result<()> {
        let statement = sql(
            "insert into credentials (id, person_id, title, jurisdiction, checked_on, checked_by)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .id(credential.id)
        .id(credential.person)
        .text(&credential.title)
        .text(&credential.jurisdiction)
        .text(credential.checked_on.to_string())
        .text(&credential.checked_by);
        self.reach.run(statement).await.map(drop)
    }
}

fn read(row: &Row) -> Result<Credential> {
    Ok(Credential {
        id: row.id("id")?,
        person: row.id("person_id")?,
        title: row.text("title")?,
        jurisdiction: row.text("jurisdiction")?,
        checked_on: row
            .text("checked_on")?
            .parse()
            .map_err(|_| Error::corrupt("credentials.checked_on"))?,
        checked_by: row.text("checked_by")?,
    })
}
