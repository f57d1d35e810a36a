//! Passkeys: the half of each key that checks, sealed, findable by the keyed hash of the id a browser names it by.

use crate::error::{Error, Result};
use crate::reach::{Reach, Writes, noun};
use crate::row::Row;
use crate::seal::Place;
use crate::statement::sql;
use domain::id::{Id as _, PasskeyId};
use domain::passkey::{Passkey, PasskeyName};
use domain::{PersonId, Private};
use jiff::Timestamp;

/// A passkey with what checks its answers, which only the verb that checks needs to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPasskey {
    pub passkey: Passkey,
    /// Public key, counter and flags, as the library writes them.
    pub credential: Private<String>,
}

noun! { Passkeys }

/// Keeps this column's hashes apart from those of other columns.
const CREDENTIAL_HASH: &str = "passkeys.credential";

impl<M> Passkeys<'_, M> {
    pub async fn lookup(&mut self, id: PasskeyId) -> Result<Option<StoredPasskey>> {
        let row = self
            .reach
            .one(sql("select * from passkeys where id = $1").id(id))
            .await?;
        row.map(|row| read(&self.reach, &row)).transpose()
    }

    /// By the id a browser names it by.
    pub async fn by_credential(&mut self, credential: &[u8]) -> Result<Option<StoredPasskey>> {
        let hash = hash(&self.reach, credential);
        let row = self
            .reach
            .one(sql("select * from passkeys where credential_hash = $1").text(hash))
            .await?;
        row.map(|row| read(&self.reach, &row)).transpose()
    }

    /// Every passkey of a person, oldest first.
    pub async fn of_person(&mut self, person: PersonId) -> Result<Vec<StoredPasskey>> {
        let query = sql("select * from passkeys where person_id = $1 order by made_at, id").id(person);
        let rows = self.reach.all(query).await?;
        rows.iter().map(|row| read(&self.reach, row)).collect()
    }
}

impl Passkeys<'_, Writes> {
    /// `Conflict` when this key is somebody's already, also the same person's.
    pub async fn add(&mut self, credential: &[u8], stored: &StoredPasskey) -> Result<()> {
        let passkey = &stored.passkey;
        let seal = |column, plain: &str| self.reach.seal(&place(passkey.id, column), plain);
        let statement = sql("insert into passkeys
             (id, person_id, credential_hash, name_sealed, credential_sealed, made_at, last_used_at)
             values ($1, $2, $3, $4, $5, $6, $7)")
        .id(passkey.id)
        .id(passkey.person)
        .text(hash(&self.reach, credential))
        .text(seal("name_sealed", passkey.name.reveal().as_str())?)
        .text(seal("credential_sealed", stored.credential.reveal())?)
        .moment(passkey.made_at)
        .maybe_moment(passkey.last_used_at);
        self.reach.run(statement).await.map(drop)
    }

    pub async fn rename(&mut self, id: PasskeyId, name: &PasskeyName) -> Result<()> {
        let sealed = self.reach.seal(&place(id, "name_sealed"), name.as_str())?;
        let statement = sql("update passkeys set name_sealed = $2 where id = $1")
            .id(id)
            .text(sealed);
        self.reach.run(statement).await.map(drop)
    }

    /// Somebody signed in with it: its counter may have moved. Says false when it was removed or used meanwhile, since
    /// `credential` was read: of two answers with one counter, one signs in.
    pub async fn used(&mut self, before: &StoredPasskey, credential: &str, at: Timestamp) -> Result<bool> {
        let id = before.passkey.id;
        // On PostgreSQL the second of two waits here for the first; SQLite has one writer.
        let query = sql("select * from passkeys where id = $1")
            .on_postgres("select * from passkeys where id = $1 for update")
            .id(id);
        let row = self.reach.one(query).await?;
        let now = row.map(|row| read(&self.reach, &row)).transpose()?;
        if now.as_ref().map(|one| &one.credential) != Some(&before.credential) {
            return Ok(false);
        }
        let sealed = self.reach.seal(&place(id, "credential_sealed"), credential)?;
        let statement = sql("update passkeys set credential_sealed = $2, last_used_at = $3 where id = $1")
            .id(id)
            .text(sealed)
            .moment(at);
        Ok(self.reach.run(statement).await? > 0)
    }

    /// Says whether this call removed it.
    pub async fn remove(&mut self, id: PasskeyId) -> Result<bool> {
        let statement = sql("delete from passkeys where id = $1").id(id);
        Ok(self.reach.run(statement).await? > 0)
    }
}

fn hash(reach: &Reach<'_>, credential: &[u8]) -> String {
    let text: String = credential.iter().map(|byte| format!("{byte:02x}")).collect();
    reach.keys.lookup_hash(CREDENTIAL_HASH, &text)
}

fn place(id: PasskeyId, column: &str) -> Place {
    Place::new("passkeys", &[id.uuid()], column)
}

fn read(reach: &Reach<'_>, row: &Row) -> Result<StoredPasskey> {
    let id = row.id("id")?;
    let open = |column: &str| reach.open(&place(id, column), row, column);
    let name =
        PasskeyName::parse(open("name_sealed")?.reveal()).map_err(|_| Error::corrupt("passkeys.name"))?;
    Ok(StoredPasskey {
        passkey: Passkey {
            id,
            person: row.id("person_id")?,
            name: Private::new(name),
            made_at: row.moment("made_at")?,
            last_used_at: row.maybe_moment("last_used_at")?,
        },
        credential: open("credential_sealed")?,
    })
}
