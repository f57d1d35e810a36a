//! Signatures under versions of agreements: who, when and by which act, with the proof. What was typed is sealed.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::{Statement, sql};
use domain::agreement::{How, Proof, Signature};
use domain::id::Id as _;
use domain::{GroupId, MembershipId, SignatureId};
use jiff::Timestamp;

noun! { AgreementSignatures }

impl<M> AgreementSignatures<'_, M> {
    /// One person's, oldest first.
    pub async fn of_member(&mut self, member: MembershipId) -> Result<Vec<Signature>> {
        self.read_all(
            sql("select * from agreement_signatures where membership_id = $1 order by signed_at, id")
                .id(member),
        )
        .await
    }

    /// Everybody's of a group, oldest first.
    pub async fn of_group(&mut self, group: GroupId) -> Result<Vec<Signature>> {
        self.read_all(
            sql("select * from agreement_signatures where group_id = $1 order by signed_at, id").id(group),
        )
        .await
    }

    async fn read_all(&mut self, query: Statement) -> Result<Vec<Signature>> {
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }
}

impl AgreementSignatures<'_, Writes> {
    /// Says whether it is new: a version that this person signed, and did not take back, is signed already.
    pub async fn add(&mut self, signature: &Signature) -> Result<bool> {
        let taken_back = sql("select count(*) as turn from agreement_signatures
             where membership_id = $1 and version = $2 and withdrawn_at is not null")
        .id(signature.member)
        .number(signature.version);
        let turn: i64 = match self.reach.one(taken_back).await? {
            Some(row) => row.number("turn")?,
            None => 0,
        };
        let name = match &signature.how {
            How::Typed(name) => name.reveal().as_str(),
            How::Tap => "",
        };
        let at = |column| place(signature.id, signature.member, column);
        let seal = |column, plain: &str| self.reach.seal(&at(column), plain);
        let statement = sql("insert into agreement_signatures
             (id, group_id, version, membership_id, turn, signed_at, name_sealed, proof_sealed, withdrawn_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (membership_id, version, turn) do nothing")
        .id(signature.id)
        .id(signature.group)
        .number(signature.version)
        .id(signature.member)
        .number(turn)
        .moment(signature.signed_at)
        .text(seal("name_sealed", name)?)
        .text(seal("proof_sealed", signature.proof.text().reveal())?)
        .maybe_moment(signature.withdrawn_at);
        Ok(self.reach.run(statement).await? > 0)
    }

    /// Takes back all of one person's that hold; says how many there were.
    pub async fn withdraw(&mut self, member: MembershipId, at: Timestamp) -> Result<u64> {
        let statement = sql("update agreement_signatures set withdrawn_at = $2
             where membership_id = $1 and withdrawn_at is null")
        .id(member)
        .moment(at);
        self.reach.run(statement).await
    }
}

fn place(id: SignatureId, member: MembershipId, column: &str) -> Place {
    Place::new("agreement_signatures", &[id.uuid()], column).held_by(member.uuid())
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<Signature> {
    let (id, member) = (row.id("id")?, row.id("membership_id")?);
    let open = |column| reach.open(&place(id, member, column), row, column);
    let (name, proof) = (open("name_sealed")?, open("proof_sealed")?);
    Ok(Signature {
        id,
        group: row.id("group_id")?,
        member,
        version: row.number("version")?,
        how: How::parse(name.reveal()).map_err(|_| Error::corrupt("agreement_signatures.name"))?,
        signed_at: row.moment("signed_at")?,
        proof: Proof::parse(proof.reveal()).ok_or_else(|| Error::corrupt("agreement_signatures.proof"))?,
        withdrawn_at: row.maybe_moment("withdrawn_at")?,
    })
}
