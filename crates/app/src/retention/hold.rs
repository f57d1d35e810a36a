//! Places a hold on a person's data, with the words that this person will read.

use crate::audit::{midnight_of, zone_of};
use crate::{Error, Result, chance};
use domain::Private;
use domain::hold::{NotAHold, check};
use domain::id::HoldId;
use domain::person::EmailAddress;
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Actor, AuditEntry, NewHold, Store};

/// As said at the terminal.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub person: EmailAddress,
    pub reason: Private<String>,
    pub placed_by: Private<String>,
    /// The first day on which it holds no more, where the practice is.
    pub until: Date,
}

/// Its id; or why this cannot be a hold. `NotFound` when nobody here has this address.
pub async fn hold(
    store: &Store,
    wanted: &Wanted,
    now: Timestamp,
) -> Result<std::result::Result<HoldId, NotAHold>> {
    let practice = store.practices().current().await?.ok_or(Error::NotFound)?;
    let person = store
        .people()
        .by_email(&wanted.person)
        .await?
        .ok_or(Error::NotFound)?;
    let ends_at = midnight_of(&zone_of(&practice), wanted.until)?;
    if let Err(why) = check(wanted.reason.reveal(), wanted.placed_by.reveal(), now, ends_at) {
        return Ok(Err(why));
    }
    let hold = NewHold {
        id: chance::id(now)?,
        person: person.id,
        reason: Private::new(wanted.reason.reveal().trim().to_owned()),
        placed_by: Private::new(wanted.placed_by.reveal().trim().to_owned()),
        placed_at: now,
        ends_at,
    };
    let entry = AuditEntry::new(Actor::House, "Hold/Place", hold.id, now)
        .of(person.id)
        .with_moment("until", ends_at);
    let mut work = store.begin(entry).await?;
    work.holds().place(&hold).await?;
    work.commit().await?;
    Ok(Ok(hold.id))
}
