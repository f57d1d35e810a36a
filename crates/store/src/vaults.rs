//! Vaults of notes: what opens each, wrapped by the browser. Every verb names the person and finds nobody else's.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::sql;
use domain::PersonId;
use domain::id::{Id as _, PasskeyId, VaultId};
use domain::vault::Locked;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredVault {
    pub person: PersonId,
    pub id: VaultId,
    pub generation: u32,
    pub public_key: Locked,
    pub private_key: Locked,
    pub recovery: Locked,
    pub previous: Option<Locked>,
    /// SHA-256 in hexadecimal digits, of a value that the key of the vault makes.
    pub proof_hash: String,
    /// ISO 8601, a day in UTC.
    pub made_on: String,
}

/// The key of the vault, as one passkey opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrap {
    pub passkey: PasskeyId,
    pub wrap: Locked,
}

noun! { Vaults }

impl<M> Vaults<'_, M> {
    pub async fn of_person(&mut self, person: PersonId) -> Result<Option<StoredVault>> {
        let row = self
            .reach
            .one(sql("select * from vaults where person_id = $1").id(person))
            .await?;
        row.map(|row| read(&self.reach, &row)).transpose()
    }

    pub async fn lookup(&mut self, id: VaultId) -> Result<Option<StoredVault>> {
        let row = self
            .reach
            .one(sql("select * from vaults where id = $1").id(id))
            .await?;
        row.map(|row| read(&self.reach, &row)).transpose()
    }

    /// Of everybody who has one, oldest first.
    pub async fn all(&mut self) -> Result<Vec<StoredVault>> {
        let rows = self
            .reach
            .all(sql("select * from vaults order by made_on, id"))
            .await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }

    pub async fn wraps(&mut self, person: PersonId) -> Result<Vec<Wrap>> {
        let query = sql("select * from vault_wraps where person_id = $1 order by passkey_id").id(person);
        let rows = self.reach.all(query).await?;
        rows.iter()
            .map(|row| {
                let passkey: PasskeyId = row.id("passkey_id")?;
                let place = Place::new("vault_wraps", &[person.uuid(), passkey.uuid()], "wrap_sealed");
                let wrap = self.reach.open(&place, row, "wrap_sealed")?;
                Ok(Wrap {
                    passkey,
                    wrap: key(wrap.reveal(), "vault_wraps")?,
                })
            })
            .collect()
    }
}

impl Vaults<'_, Writes> {
    /// `Conflict` when there is one already.
    pub async fn add(&mut self, vault: &StoredVault) -> Result<()> {
        let statement = sql("insert into vaults
             (person_id, id, generation, public_key, private_key_sealed, recovery_sealed, previous_sealed, proof_hash, made_on)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .id(vault.person)
        .id(vault.id)
        .number(vault.generation)
        .text(vault.public_key.as_str())
        .text(self.seal(vault.person, "private_key_sealed", &vault.private_key)?)
        .text(self.seal(vault.person, "recovery_sealed", &vault.recovery)?)
        .maybe_text(self.seal_previous(vault)?)
        .text(vault.proof_hash.as_str())
        .text(vault.made_on.as_str());
        self.reach.run(statement).await.map(drop)
    }

    /// Of two devices that change the same vault, the second waits here for the first. SQLite has one writer.
    pub async fn hold(&mut self, person: PersonId) -> Result<()> {
        let query = sql("select person_id from vaults where person_id = $1")
            .on_postgres("select person_id from vaults where person_id = $1 for update")
            .id(person);
        self.reach.one(query).await.map(drop)
    }

    /// Other keys in the same vault. Says whether it was there.
    pub async fn replace(&mut self, vault: &StoredVault) -> Result<bool> {
        let statement = sql(
            "update vaults set generation = $2, public_key = $3, private_key_sealed = $4,
             recovery_sealed = $5, previous_sealed = $6, proof_hash = $7 where person_id = $1",
        )
        .id(vault.person)
        .number(vault.generation)
        .text(vault.public_key.as_str())
        .text(self.seal(vault.person, "private_key_sealed", &vault.private_key)?)
        .text(self.seal(vault.person, "recovery_sealed", &vault.recovery)?)
        .maybe_text(self.seal_previous(vault)?)
        .text(vault.proof_hash.as_str());
        Ok(self.reach.run(statement).await? > 0)
    }

    /// In place of what this passkey opened before.
    pub async fn wrap(&mut self, person: PersonId, wrap: &Wrap) -> Result<()> {
        let place = Place::new(
            "vault_wraps",
            &[person.uuid(), wrap.passkey.uuid()],
            "wrap_sealed",
        );
        let sealed = self.reach.seal(&place, wrap.wrap.as_str())?;
        let statement = sql(
            "insert into vault_wraps (person_id, passkey_id, wrap_sealed) values ($1, $2, $3)
             on conflict (person_id, passkey_id) do update set wrap_sealed = excluded.wrap_sealed",
        )
        .id(person)
        .id(wrap.passkey)
        .text(sealed);
        self.reach.run(statement).await.map(drop)
    }

    /// The vault with its notes, its ways in and its will, for good. Says whether there was one.
    pub async fn forget(&mut self, person: PersonId) -> Result<bool> {
        let statement = sql("delete from vaults where person_id = $1").id(person);
        Ok(self.reach.run(statement).await? > 0)
    }

    pub async fn unwrap_all(&mut self, person: PersonId) -> Result<u64> {
        self.reach
            .run(sql("delete from vault_wraps where person_id = $1").id(person))
            .await
    }

    fn seal(&self, person: PersonId, column: &str, locked: &Locked) -> Result<String> {
        self.reach.seal(&place(person, column), locked.as_str())
    }

    fn seal_previous(&self, vault: &StoredVault) -> Result<Option<String>> {
        let previous = vault.previous.as_ref();
        previous
            .map(|one| self.seal(vault.person, "previous_sealed", one))
            .transpose()
    }
}

fn place(person: PersonId, column: &str) -> Place {
    Place::new("vaults", &[person.uuid()], column)
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<StoredVault> {
    let person = row.id("person_id")?;
    let open = |column: &str| -> Result<Locked> {
        key(
            reach.open(&place(person, column), row, column)?.reveal(),
            "vaults",
        )
    };
    Ok(StoredVault {
        person,
        id: row.id("id")?,
        generation: row.number("generation")?,
        public_key: Locked::public_key(&row.text("public_key")?).map_err(|_| Error::corrupt("vaults"))?,
        private_key: open("private_key_sealed")?,
        recovery: open("recovery_sealed")?,
        previous: match row.maybe_text("previous_sealed")? {
            Some(_) => Some(open("previous_sealed")?),
            None => None,
        },
        proof_hash: row.text("proof_hash")?,
        made_on: row.text("made_on")?,
    })
}

fn key(text: &str, table: &'static str) -> Result<Locked> {
    Locked::key(text).map_err(|_| Error::corrupt(table))
}
