//! For `cargo xtask bench policy` alone: one private value sealed and opened, as a table keeps it, without a database.

use crate::error::Result;
use crate::keys::Keys;
use crate::seal::{Place, open, seal};
use domain::PersonId;
use domain::Private;
use domain::id::Id as _;

/// Under the numbered key alone, or under the person's own as well, if these keys have one of theirs.
pub fn seal_one(keys: &Keys, person: PersonId, words: &str) -> Result<String> {
    seal(keys, &place(person), words)
}

pub fn open_one(keys: &Keys, person: PersonId, sealed: &str) -> Result<Private<String>> {
    open(keys, &place(person), sealed)
}

pub fn give_key(keys: &Keys, person: PersonId) -> Result<()> {
    if let Some(people) = keys.people() {
        people.own()?;
    }
    keys.give(person.uuid(), person.uuid())
}

fn place(person: PersonId) -> Place {
    Place::new("people", &[person.uuid()], "legal_name_sealed")
}
