//! Passwords with codes: at most one for each person, its hash and the secret of its codes sealed with that person's own key.

use crate::error::Result;
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::sql;
use domain::id::Id as _;
use domain::{PersonId, Private};
use jiff::Timestamp;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPassword {
    pub person: PersonId,
    /// Argon2id, as a PHC string.
    pub hash: Private<String>,
    /// 20 bytes as base32.
    pub secret: Private<String>,
    /// The latest thirty seconds whose code was used, counted from the epoch (RFC 6238).
    pub used_step: i64,
    /// Wrong tries since the last sign-in that was right.
    pub failures: i64,
    /// Wrong codes beside the right password since the last code that was right.
    pub wrong_codes: i64,
    pub set_at: Timestamp,
    /// `None` until somebody signs in with it.
    pub last_used_at: Option<Timestamp>,
}

noun! { Passwords }

impl<M> Passwords<'_, M> {
    pub async fn of_person(&mut self, person: PersonId) -> Result<Option<StoredPassword>> {
        let row = self
            .reach
            .one(sql("select * from passwords where person_id = $1").id(person))
            .await?;
        row.map(|row| read(&self.reach, &row)).transpose()
    }
}

impl Passwords<'_, Writes> {
    /// In place of the one before, if there was one.
    pub async fn set(&mut self, stored: &StoredPassword) -> Result<()> {
        self.remove(stored.person).await?;
        let seal = |column, plain: &str| self.reach.seal(&place(stored.person, column), plain);
        let statement = sql("insert into passwords
             (person_id, hash_sealed, secret_sealed, used_step, failures, wrong_codes, set_at, last_used_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)")
        .id(stored.person)
        .text(seal("hash_sealed", stored.hash.reveal())?)
        .text(seal("secret_sealed", stored.secret.reveal())?)
        .number(stored.used_step)
        .number(stored.failures)
        .number(stored.wrong_codes)
        .moment(stored.set_at)
        .maybe_moment(stored.last_used_at);
        self.reach.run(statement).await.map(drop)
    }

    /// Somebody signed in with it by the code of `step`. Says false when a code as late was used meanwhile, another password was set,
    /// or there were so many wrong codes: of two who show one code, one signs in.
    pub async fn used(
        &mut self,
        read: &StoredPassword,
        step: i64,
        most_wrong_codes: i64,
        at: Timestamp,
    ) -> Result<bool> {
        let statement = sql(
            "update passwords set used_step = $2, failures = 0, wrong_codes = 0, last_used_at = $3
             where person_id = $1 and used_step < $2 and set_at = $4 and wrong_codes < $5",
        )
        .id(read.person)
        .number(step)
        .moment(at)
        .moment(read.set_at)
        .number(most_wrong_codes);
        Ok(self.reach.run(statement).await? > 0)
    }

    pub async fn failed(&mut self, person: PersonId) -> Result<()> {
        let statement = sql("update passwords set failures = failures + 1 where person_id = $1").id(person);
        self.reach.run(statement).await.map(drop)
    }

    /// The password was right and the code was not. Says how many there were by now, where there is a password.
    pub async fn wrong_code(&mut self, person: PersonId) -> Result<Option<i64>> {
        let statement = sql(
            "update passwords set wrong_codes = wrong_codes + 1 where person_id = $1 returning wrong_codes",
        )
        .id(person);
        let row = self.reach.one(statement).await?;
        row.map(|row| row.number("wrong_codes")).transpose()
    }

    /// This person came in by another way: wrong tries before that count no more.
    pub async fn rested(&mut self, person: PersonId) -> Result<()> {
        let statement =
            sql("update passwords set failures = 0 where person_id = $1 and failures > 0").id(person);
        self.reach.run(statement).await.map(drop)
    }

    /// Says whether there was one.
    pub async fn remove(&mut self, person: PersonId) -> Result<bool> {
        let statement = sql("delete from passwords where person_id = $1").id(person);
        Ok(self.reach.run(statement).await? > 0)
    }
}

fn place(person: PersonId, column: &str) -> Place {
    Place::new("passwords", &[person.uuid()], column)
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<StoredPassword> {
    let person = row.id("person_id")?;
    let open = |column: &str| reach.open(&place(person, column), row, column);
    Ok(StoredPassword {
        person,
        hash: open("hash_sealed")?,
        secret: open("secret_sealed")?,
        used_step: row.number("used_step")?,
        failures: row.number("failures")?,
        wrong_codes: row.number("wrong_codes")?,
        set_at: row.moment("set_at")?,
        last_used_at: row.maybe_moment("last_used_at")?,
    })
}
