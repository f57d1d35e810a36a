//! Forgets a person's passkeys and their password, and signs them out everywhere: for whoever leads and has lost every one. A local
//! command of whoever runs the server, because no page should be able to do it. The next link in their mail may then add a first one
//! again.

use crate::{Error, Result, notices};
use domain::notice::Happened;
use domain::person::EmailAddress;
use jiff::Timestamp;
use store::{Actor, AuditEntry, Store};

/// How many passkeys were forgotten.
pub async fn forget(store: &Store, email: &EmailAddress, now: Timestamp) -> Result<usize> {
    let person = store.people().by_email(email).await?.ok_or(Error::NotFound)?.id;
    let entry = AuditEntry::new(Actor::House, "Account/ForgetPasskeys", person, now).of(person);
    let mut work = store.begin(entry).await?;
    work.people().hold(person).await?;
    let all = work.passkeys().of_person(person).await?;
    for one in &all {
        work.passkeys().remove(one.passkey.id).await?;
    }
    work.passwords().remove(person).await?;
    work.sign_ins().end_all_of(person, now).await?;
    // Whoever waits for a day to pass has what they asked for; and whoever asked in their name gets nothing of it.
    let asked = work.recoveries().latest_of(person).await?;
    if let Some(asked) = asked.filter(|one| one.is_alive(now))
        && work.recoveries().stop(asked.id, now).await?
    {
        work.note("recovery_ended", asked.id);
        notices::tell_later(&mut work, person, Happened::RecoveryStopped, now).await?;
    }
    // Told as when a passkey is taken off on a page: somebody may have talked whoever runs the server into it.
    notices::tell_later(&mut work, person, Happened::PasskeysForgotten, now).await?;
    work.commit().await?;
    Ok(all.len())
}
