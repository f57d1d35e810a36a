//! Who works for the house, and as what: said at the terminal by whoever runs the server, because no page should be able to.

use crate::{Error, Result};
use domain::person::{EmailAddress, Standing};
use jiff::Timestamp;
use store::{Actor, AuditEntry, Store};

/// Says whether this is new. It holds from the next page this person opens.
pub async fn change(store: &Store, email: &EmailAddress, standing: Standing, now: Timestamp) -> Result<bool> {
    let person = store.people().by_email(email).await?.ok_or(Error::NotFound)?.id;
    let word = match standing {
        Standing::Person => "person",
        Standing::Coordinator => "coordinator",
        Standing::Operator => "operator",
    };
    let entry = AuditEntry::new(Actor::House, "Account/Stand", person, now)
        .of(person)
        .with_word("as", word);
    let mut work = store.begin(entry).await?;
    if !work.people().stand_as(person, standing).await? {
        return Ok(false);
    }
    work.commit().await?;
    Ok(true)
}
