//! Versions of each group's agreement. One that stands is never changed: somebody may have signed it.

use crate::error::{Error, Result};
use crate::reach::{Writes, noun};
use crate::row::Row;
use crate::statement::sql;
use crate::word::Word as _;
use domain::GroupId;
use domain::agreement::Version;

noun! { AgreementVersions }

impl<M> AgreementVersions<'_, M> {
    /// In order of their numbers.
    pub async fn of_group(&mut self, group: GroupId) -> Result<Vec<Version>> {
        let query = sql("select * from agreement_versions where group_id = $1 order by number").id(group);
        self.reach.all(query).await?.iter().map(read).collect()
    }
}

impl AgreementVersions<'_, Writes> {
    /// Says whether it is new: who was first with a number keeps it.
    pub async fn add(&mut self, version: &Version) -> Result<bool> {
        let clauses =
            serde_json::to_string(&version.clauses).map_err(|_| Error::corrupt("agreement_versions"))?;
        let statement = sql(
            "insert into agreement_versions (group_id, number, clauses, reason, made_by, made_at)
             values ($1, $2, $3, $4, $5, $6) on conflict (group_id, number) do nothing",
        )
        .id(version.group)
        .number(version.number)
        .text(clauses)
        .text(version.reason.word())
        .maybe_id(version.made_by)
        .moment(version.made_at);
        Ok(self.reach.run(statement).await? > 0)
    }
}

fn read(row: &Row) -> Result<Version> {
    Ok(Version {
        group: row.id("group_id")?,
        number: row.number("number")?,
        clauses: serde_json::from_str(&row.text("clauses")?)
            .map_err(|_| Error::corrupt("agreement_versions.clauses"))?,
        reason: row.word("reason")?,
        made_by: row.maybe_id("made_by")?,
        made_at: row.moment("made_at")?,
    })
}
