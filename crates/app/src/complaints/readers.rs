//! Who reads complaints: whoever was named for it at the terminal and still works for the house; where nobody was, the first operator.

use super::about;
use crate::context::actor_of;
use crate::{App, Context, Error, Result};
use domain::person::{EmailAddress, Standing};
use domain::{GroupId, PersonId};
use jiff::Timestamp;
use policy::{Actor, ComplaintAction, Decision, OfComplaint, Resource};
use store::{AuditEntry, Store};

/// As policy sees each of them.
pub(super) async fn readers(app: &App) -> Result<Vec<Actor>> {
    let mut readers = Vec::new();
    for id in app.store().duties().complaint_readers().await? {
        let Some(person) = app.store().people().lookup(id).await? else {
            continue;
        };
        if person.standing != Standing::Person {
            readers.push(actor_of(app, &person).await?);
        }
    }
    if readers.is_empty()
        && let Some(first) = app.store().people().first_operator().await?
    {
        readers.push(actor_of(app, &first).await?);
    }
    Ok(readers)
}

/// Whether who asks is one of them: for the way to the desk. What they may read is for policy.
pub async fn is_reader(cx: &Context) -> Result<bool> {
    let Some(me) = cx.actor().person else {
        return Ok(false);
    };
    Ok(readers(cx.app()).await?.iter().any(|one| one.person == Some(me)))
}

/// Whether anybody could read what this person complains of about this group, or about none in particular.
pub(super) fn can_be_read(readers: &[Actor], group: Option<GroupId>, by: Option<PersonId>) -> bool {
    let of = Resource::Complaint(OfComplaint {
        reader: true,
        about: about(group),
        by,
    });
    readers.iter().any(|one| {
        // They will show a passkey when they read it.
        let one = Actor {
            proven: true,
            ..one.clone()
        };
        policy::decide(&one, ComplaintAction::Read.into(), &of) == Decision::Allow
    })
}

/// A local command. Says whether this is new; refuses whoever does not work for the house, because nobody would look for a complaint
/// there.
pub async fn name_reader(store: &Store, email: &EmailAddress, now: Timestamp) -> Result<bool> {
    let person = store.people().by_email(email).await?.ok_or(Error::NotFound)?;
    if person.standing == Standing::Person {
        return Err(Error::NotFound);
    }
    let entry = AuditEntry::new(store::Actor::House, "Duty/ReadComplaints", person.id, now).of(person.id);
    let mut work = store.begin(entry).await?;
    if !work.duties().reads_complaints(person.id, now).await? {
        return Ok(false);
    }
    work.commit().await?;
    Ok(true)
}

/// A local command. Says whether there was something to take away.
pub async fn name_reader_no_more(store: &Store, email: &EmailAddress, now: Timestamp) -> Result<bool> {
    let person = store.people().by_email(email).await?.ok_or(Error::NotFound)?;
    let entry = AuditEntry::new(store::Actor::House, "Duty/ReadNoComplaints", person.id, now).of(person.id);
    let mut work = store.begin(entry).await?;
    if !work.duties().reads_complaints_no_more(person.id).await? {
        return Ok(false);
    }
    work.commit().await?;
    Ok(true)
}
