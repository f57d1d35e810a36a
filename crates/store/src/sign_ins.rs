//! Devices signed in: the hash of each cookie's token, two ends it runs towards, and the one somebody chose.

use crate::error::Result;
use crate::reach::{Writes, noun};
use crate::row::Row;
use crate::statement::sql;
use crate::token;
use crate::word::Word as _;
use domain::id::PasskeyId;
use domain::sign_in::SignedInBy;
use domain::{PersonId, SignInId};
use jiff::Timestamp;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    pub id: SignInId,
    pub person: PersonId,
    /// What the person sees in the list of devices: "Firefox on Linux".
    pub label: String,
    pub by: SignedInBy,
    /// Which passkey it came by. It ends with that passkey.
    pub passkey: Option<PasskeyId>,
    pub created_at: Timestamp,
    pub last_seen_at: Timestamp,
    /// Ends then unless it is seen before.
    pub idle_expires_at: Timestamp,
    /// Ends then in any case.
    pub expires_at: Timestamp,
    /// Ended by somebody.
    pub ended_at: Option<Timestamp>,
}

impl SignIn {
    pub fn holds(&self, now: Timestamp) -> bool {
        self.ended_at.is_none() && self.idle_expires_at > now && self.expires_at > now
    }
}

noun! { SignIns }

impl<M> SignIns<'_, M> {
    /// Also one that no longer [`SignIn::holds`]: the caller decides what to say.
    pub async fn by_token(&mut self, token: &str) -> Result<Option<SignIn>> {
        let query = sql("select * from sign_ins where token_hash = $1").text(token::hash(token));
        self.reach.one(query).await?.as_ref().map(read).transpose()
    }

    pub async fn lookup(&mut self, id: SignInId) -> Result<Option<SignIn>> {
        self.reach
            .one(sql("select * from sign_ins where id = $1").id(id))
            .await?
            .as_ref()
            .map(read)
            .transpose()
    }

    /// Every device of a person, newest first.
    pub async fn of_person(&mut self, person: PersonId) -> Result<Vec<SignIn>> {
        let query =
            sql("select * from sign_ins where person_id = $1 order by created_at desc, id desc").id(person);
        self.reach.all(query).await?.iter().map(read).collect()
    }
}

impl SignIns<'_, Writes> {
    pub async fn add(&mut self, token: &str, sign_in: &SignIn) -> Result<()> {
        let statement = sql("insert into sign_ins
             (id, person_id, token_hash, label, signed_in_by, created_at, last_seen_at, idle_expires_at, expires_at,
              ended_at, passkey_id)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
            .id(sign_in.id)
            .id(sign_in.person)
            .text(token::hash(token))
            .text(&sign_in.label)
            .text(sign_in.by.word())
            .moment(sign_in.created_at)
            .moment(sign_in.last_seen_at)
            .moment(sign_in.idle_expires_at)
            .moment(sign_in.expires_at)
            .maybe_moment(sign_in.ended_at)
            .maybe_id(sign_in.passkey);
        self.reach.run(statement).await.map(drop)
    }

    /// The device was seen again. One that was ended stays ended.
    pub async fn touch(
        &mut self,
        id: SignInId,
        seen_at: Timestamp,
        idle_expires_at: Timestamp,
    ) -> Result<()> {
        let statement = sql("update sign_ins set last_seen_at = $2, idle_expires_at = $3
             where id = $1 and ended_at is null")
        .id(id)
        .moment(seen_at)
        .moment(idle_expires_at);
        self.reach.run(statement).await.map(drop)
    }

    /// Says whether this call ended it.
    pub async fn end(&mut self, id: SignInId, at: Timestamp) -> Result<bool> {
        let statement = sql("update sign_ins set ended_at = $2 where id = $1 and ended_at is null")
            .id(id)
            .moment(at);
        Ok(self.reach.run(statement).await? > 0)
    }

    /// Ends every device of this person that came by this passkey, and those that came by a passkey when it was not written down yet
    /// which one: it may have been this. Says which ones.
    pub async fn end_all_by(
        &mut self,
        passkey: PasskeyId,
        person: PersonId,
        at: Timestamp,
    ) -> Result<Vec<SignInId>> {
        let statement = sql("update sign_ins set ended_at = $3
             where person_id = $2 and ended_at is null
               and (passkey_id = $1 or passkey_id is null and signed_in_by = $4) returning id")
        .id(passkey)
        .id(person)
        .moment(at)
        .text(SignedInBy::Passkey.word());
        let rows = self.reach.all(statement).await?;
        rows.iter().map(|row| row.id("id")).collect()
    }

    /// Ends every device of a person but this one; says which ones.
    pub async fn end_all_but(
        &mut self,
        kept: SignInId,
        person: PersonId,
        at: Timestamp,
    ) -> Result<Vec<SignInId>> {
        let statement = sql("update sign_ins set ended_at = $3
             where person_id = $1 and id <> $2 and ended_at is null returning id")
        .id(person)
        .id(kept)
        .moment(at);
        let rows = self.reach.all(statement).await?;
        rows.iter().map(|row| row.id("id")).collect()
    }

    /// Ends what was signed in by this way, but for one; says which ones.
    pub async fn end_those_by(
        &mut self,
        person: PersonId,
        by: SignedInBy,
        but: Option<SignInId>,
        at: Timestamp,
    ) -> Result<Vec<SignInId>> {
        let found =
            sql("select id from sign_ins where person_id = $1 and signed_in_by = $2 and ended_at is null")
                .id(person)
                .text(by.word());
        let all = self.reach.all(found).await?;
        let mut ended = Vec::new();
        for row in &all {
            let id: SignInId = row.id("id")?;
            if Some(id) != but && self.end(id, at).await? {
                ended.push(id);
            }
        }
        Ok(ended)
    }

    /// Ends every device of a person; says which ones, so that their sockets can be closed.
    pub async fn end_all_of(&mut self, person: PersonId, at: Timestamp) -> Result<Vec<SignInId>> {
        let statement =
            sql("update sign_ins set ended_at = $2 where person_id = $1 and ended_at is null returning id")
                .id(person)
                .moment(at);
        self.reach
            .all(statement)
            .await?
            .iter()
            .map(|row| row.id("id"))
            .collect()
    }
}

fn read(row: &Row) -> Result<SignIn> {
    Ok(SignIn {
        id: row.id("id")?,
        person: row.id("person_id")?,
        label: row.text("label")?,
        by: row.word("signed_in_by")?,
        passkey: row.maybe_id("passkey_id")?,
        created_at: row.moment("created_at")?,
        last_seen_at: row.moment("last_seen_at")?,
        idle_expires_at: row.moment("idle_expires_at")?,
        expires_at: row.moment("expires_at")?,
        ended_at: row.maybe_moment("ended_at")?,
    })
}
