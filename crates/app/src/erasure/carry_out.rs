//! Erases those whose waiting time is over: once, and again at every look until nothing is in the way.
//!
//! In the way are a hold, a group that the person leads by now, and a session that is on and has let them in: they are not taken out
//! of the middle of an evening, because the others would lose somebody without a word. It is over within hours.

use crate::jobs::deliver_mail;
use crate::{App, Error, Result, agreement};
use domain::PersonId;
use domain::person::Standing;
use jiff::Timestamp;
use std::collections::BTreeSet;
use store::{Actor, AuditEntry, ErasedList, Work};

/// Says how many were erased.
pub async fn run(app: &App) -> Result<usize> {
    let mut erased = 0;
    for wish in app.store().erasures().due(app.now()).await? {
        // What goes wrong with one is logged where it does, tried again, and keeps nobody else waiting.
        if let Ok(true) = erase_when_nothing_is_in_the_way(app, wish.person).await {
            erased += 1;
        }
    }
    if erased > 0 || app.store().scrub_is_owed() {
        app.store().scrub().await?;
    }
    Ok(erased)
}

/// Looks and erases in one work: a hold, a change of mind or a group to lead comes before it or after it, and never between.
async fn erase_when_nothing_is_in_the_way(app: &App, person: PersonId) -> Result<bool> {
    let now = app.now();
    let list = app.erasing().list;
    let entry = AuditEntry::new(Actor::House, "Erasure/Done", person, now).of(person);
    let mut work = app.store().begin(entry).await?;
    work.erasures().hold_still(person).await?;
    let wished = work.erasures().take(person, now).await?;
    if !wished || is_in_the_way(&mut work, person, now).await? {
        drop(work);
        if wished {
            kept_after_all(app, list.as_ref(), person)?;
        }
        return Ok(false);
    }
    let sign_ins = work.sign_ins().of_person(person).await?;
    // First outside of the database: what is in both places after this cannot come back from a backup.
    if let Some(list) = &list {
        list.add(person, now)?;
    }
    let done = match erase(&mut work, &[person], now).await {
        Ok(()) => work.commit().await.map_err(Error::from),
        Err(error) => {
            drop(work);
            Err(error)
        }
    };
    if let Err(error) = done {
        came_to_pass(app, list.as_ref(), person, error).await?;
    }
    // Whatever copy of the rows there is, nothing in it opens from now on. Where that fails, the next start does it.
    if let Err(error) = app.store().shred(person) {
        tracing::error!(%person, %error, "the keys of an erased person are still there");
    }
    let sign_ins: Vec<_> = sign_ins.iter().map(|one| one.id).collect();
    // First in words of their own; a socket that is told twice hears the first.
    app.tell_erased(person, &sign_ins);
    for sign_in in sign_ins {
        app.tell_sign_in_ended(sign_in);
    }
    tracing::info!(%person, "a person was erased");
    Ok(true)
}

/// The rows of these people, and what hangs on them: letters that wait, and what their groups had chosen together.
pub(super) async fn erase(work: &mut Work, people: &[PersonId], now: Timestamp) -> Result<()> {
    let mut groups = BTreeSet::new();
    for person in people {
        groups.extend(work.erasures().groups_of(*person).await?);
        deliver_mail::forget_to(work, *person).await?;
        work.erasures().erase(*person).await?;
    }
    // Only when all have gone: nothing of theirs may open any more.
    for group in groups {
        agreement::somebody_left(work, group, now).await?;
    }
    Ok(())
}

/// After an answer that did not come: a commit may have come to pass all the same, and then the list is right. Where the database
/// does not say, it stays as it is too: the wish was due, and the next look or the next start carries on.
async fn came_to_pass(app: &App, list: Option<&ErasedList>, person: PersonId, error: Error) -> Result<()> {
    match app.store().erasures().is_there(person).await {
        Ok(false) => {
            tracing::warn!(%person, "an erasure came to pass whose answer was lost");
            Ok(())
        }
        Ok(true) => {
            kept_after_all(app, list, person)?;
            Err(error)
        }
        Err(_) => Err(error),
    }
}

/// An earlier try may have written them down and not come to its end.
pub(super) fn kept_after_all(app: &App, list: Option<&ErasedList>, person: PersonId) -> Result<()> {
    if let Some(list) = list
        && list.all()?.contains(&person)
    {
        list.take_back(person, app.now())?;
    }
    Ok(())
}

async fn is_in_the_way(work: &mut Work, person: PersonId, now: Timestamp) -> Result<bool> {
    let person = work.people().lookup(person).await?.ok_or(Error::NotFound)?;
    let places = work.memberships().of_person(person.id).await?;
    if person.standing != Standing::Person
        || places
            .iter()
            .any(|place| place.is_current() && place.role.leads())
    {
        return Ok(true);
    }
    let holds = work.holds().of_person(person.id).await?;
    if holds.iter().any(|hold| hold.holds(now)) {
        return Ok(true);
    }
    for session in work.erasures().let_in_to(person.id).await? {
        let session = work.sessions().lookup(session).await?;
        if session.is_some_and(|session| now < session.over_at()) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Address, AppConfig, SystemClock};
    use domain::person::EmailAddress;
    use mail::{Delivery, Sender};
    use std::collections::BTreeSet;
    use store::{Keys, Store, StoreUrl};
    use testkit::Cast::{Anna, Ben};

    #[tokio::test]
    async fn an_erasure_whose_answer_was_lost_is_written_down_as_the_database_says() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = StoreUrl::sqlite(folder.path().join("house.db"));
        let store = Store::open(&url, Keys::generate().expect("keys"))
            .await
            .expect("opens");
        let mut work = store.begin_unaudited("a test").await.expect("begins");
        work.people().add(&Anna.person()).await.expect("adds");
        work.commit().await.expect("commits");
        let sender = Sender {
            name: "Linden House".into(),
            address: EmailAddress::parse("hello@linden.example").expect("an address"),
        };
        let config = AppConfig {
            address: Address::PerPerson { port: 1 },
            sender,
            staff_passkeys: false,
            bots: false,
        };
        let app = App::new(config, store.clone(), Delivery::Mailbox, SystemClock);
        let list = ErasedList::at(folder.path().join("erased"));
        for person in [Anna.id(), Ben.id()] {
            list.add(person, app.now()).expect("adds");
        }
        // Ben has no row: his erasure came to pass.
        let lost = || Error::broken("no answer came");
        assert!(came_to_pass(&app, Some(&list), Ben.id(), lost()).await.is_ok());
        assert!(came_to_pass(&app, Some(&list), Anna.id(), lost()).await.is_err());
        assert_eq!(list.all().expect("reads"), BTreeSet::from([Ben.id()]));
        // And where the database says nothing, nothing is written.
        list.add(Anna.id(), app.now()).expect("adds");
        store.close().await;
        assert!(came_to_pass(&app, Some(&list), Anna.id(), lost()).await.is_err());
        assert_eq!(list.all().expect("reads").len(), 2);
    }
}
