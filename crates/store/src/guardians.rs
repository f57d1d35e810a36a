//! Whose consent is needed beside the signature of somebody under age, and what is known of it. Names are sealed.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::{Statement, sql};
use domain::agreement::{Guardian, GuardianConsent};
use domain::id::Id as _;
use domain::{GroupId, MembershipId};
use jiff::civil::Date;

noun! { Guardians }

impl<M> Guardians<'_, M> {
    pub async fn of_member(&mut self, member: MembershipId) -> Result<Option<Guardian>> {
        let query = sql("select * from guardians where membership_id = $1").id(member);
        Ok(self.read_all(query).await?.into_iter().next())
    }

    pub async fn of_group(&mut self, group: GroupId) -> Result<Vec<Guardian>> {
        self.read_all(sql("select * from guardians where group_id = $1 order by membership_id").id(group))
            .await
    }

    async fn read_all(&mut self, query: Statement) -> Result<Vec<Guardian>> {
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }
}

impl Guardians<'_, Writes> {
    /// A later record replaces the earlier one.
    pub async fn put(&mut self, guardian: &Guardian) -> Result<()> {
        let (who, how, on) = match &guardian.consent {
            Some(consent) => (consent.who(), consent.how(), Some(consent.on.to_string())),
            None => ("", "", None),
        };
        let seal = |column, plain: &str| self.reach.seal(&place(guardian.member, column), plain);
        let statement = sql("insert into guardians
             (membership_id, group_id, who_sealed, how_sealed, consented_on, recorded_by, recorded_at)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (membership_id) do update set
             who_sealed = excluded.who_sealed, how_sealed = excluded.how_sealed,
             consented_on = excluded.consented_on, recorded_by = excluded.recorded_by,
             recorded_at = excluded.recorded_at")
        .id(guardian.member)
        .id(guardian.group)
        .text(seal("who_sealed", who)?)
        .text(seal("how_sealed", how)?)
        .maybe_text(on)
        .maybe_id(guardian.recorded_by)
        .moment(guardian.recorded_at);
        self.reach.run(statement).await.map(drop)
    }

    /// Says whether there was one.
    pub async fn remove(&mut self, member: MembershipId) -> Result<bool> {
        let statement = sql("delete from guardians where membership_id = $1").id(member);
        Ok(self.reach.run(statement).await? > 0)
    }
}

fn place(member: MembershipId, column: &str) -> Place {
    Place::new("guardians", &[member.uuid()], column)
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<Guardian> {
    let member = row.id("membership_id")?;
    let damaged = || Error::corrupt("guardians");
    let open = |column: &str| reach.open(&place(member, column), row, column);
    let consent = match row.maybe_text("consented_on")? {
        Some(on) => {
            let on: Date = on.parse().map_err(|_| damaged())?;
            // It was in the past when it was recorded.
            Some(
                GuardianConsent::parse(open("who_sealed")?.reveal(), open("how_sealed")?.reveal(), on, on)
                    .map_err(|_| damaged())?,
            )
        }
        None => None,
    };
    Ok(Guardian {
        group: row.id("group_id")?,
        member,
        consent,
        recorded_by: row.maybe_id("recorded_by")?,
        recorded_at: row.moment("recorded_at")?,
    })
}
