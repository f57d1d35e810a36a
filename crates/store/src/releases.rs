//! What people allow to be told to somebody outside. To whom and what is sealed; until when is not, so that it can end.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::{Statement, sql};
use crate::word::Word as _;
use domain::id::Id as _;
use domain::release::{Matter, Release};
use domain::{MembershipId, ReleaseId};
use jiff::Timestamp;

noun! { Releases }

impl<M> Releases<'_, M> {
    pub async fn lookup(&mut self, id: ReleaseId) -> Result<Option<Release>> {
        let found = self
            .read_all(sql("select * from releases where id = $1").id(id))
            .await?;
        Ok(found.into_iter().next())
    }

    /// One person's in one group, newest first.
    pub async fn of_member(&mut self, member: MembershipId) -> Result<Vec<Release>> {
        self.read_all(
            sql("select * from releases where membership_id = $1 order by made_at desc, id desc").id(member),
        )
        .await
    }

    async fn read_all(&mut self, query: Statement) -> Result<Vec<Release>> {
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }
}

impl Releases<'_, Writes> {
    /// Says whether it is new.
    pub async fn add(&mut self, release: &Release) -> Result<bool> {
        let at = |column| place(release.id, release.member, column);
        let seal = |column, plain: &str| self.reach.seal(&at(column), plain);
        let matters: Vec<_> = release.matters().iter().map(|one| one.word()).collect();
        let statement = sql("insert into releases
             (id, group_id, membership_id, recipient_sealed, matters_sealed, made_at, until, revoked_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing")
        .id(release.id)
        .id(release.group)
        .id(release.member)
        .text(seal("recipient_sealed", release.recipient())?)
        .text(seal("matters_sealed", &matters.join(" "))?)
        .moment(release.made_at)
        .moment(release.until)
        .maybe_moment(release.revoked_at);
        Ok(self.reach.run(statement).await? > 0)
    }

    /// Says whether this person had such a one that held.
    pub async fn revoke(&mut self, member: MembershipId, id: ReleaseId, at: Timestamp) -> Result<bool> {
        let statement = sql("update releases set revoked_at = $3
             where membership_id = $1 and id = $2 and revoked_at is null")
        .id(member)
        .id(id)
        .moment(at);
        Ok(self.reach.run(statement).await? > 0)
    }

    /// Says how many there were.
    pub async fn revoke_all(&mut self, member: MembershipId, at: Timestamp) -> Result<u64> {
        let statement =
            sql("update releases set revoked_at = $2 where membership_id = $1 and revoked_at is null")
                .id(member)
                .moment(at);
        self.reach.run(statement).await
    }
}

fn place(id: ReleaseId, member: MembershipId, column: &str) -> Place {
    Place::new("releases", &[id.uuid()], column).held_by(member.uuid())
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<Release> {
    let (id, member) = (row.id("id")?, row.id("membership_id")?);
    let open = |column: &str| reach.open(&place(id, member, column), row, column);
    let damaged = || Error::corrupt("releases");
    let matters = open("matters_sealed")?
        .reveal()
        .split(' ')
        .map(|word| Matter::from_word(word).ok_or_else(damaged))
        .collect::<Result<Vec<_>>>()?;
    let made_at = row.moment("made_at")?;
    let mut release = Release::parse(
        id,
        (row.id("group_id")?, member),
        open("recipient_sealed")?.reveal(),
        &matters,
        row.moment("until")?,
        made_at,
    )
    .map_err(|_| damaged())?;
    release.revoked_at = row.maybe_moment("revoked_at")?;
    Ok(release)
}
