//! Erases those whose waiting time is over: once, and again at every look until nothing is in the way.
//!
//! In the way are a hold, a group that the person leads by now, and a session that is on and has let them in: they are not taken out
//! of the middle of an evening, because the others would lose somebody without a word. It is over within hours.

use super::works_here;
use crate::context::person_and_actor;
use crate::jobs::deliver_mail;
use crate::{App, Result};
use domain::PersonId;
use store::{Actor, AuditEntry, Work};

/// Says how many were erased.
pub async fn run(app: &App) -> Result<usize> {
    let mut erased = 0;
    for wish in app.store().erasures().due(app.now()).await? {
        // What goes wrong with one is logged where it does, tried again, and keeps nobody else waiting.
        if let Ok(true) = erase_when_nothing_is_in_the_way(app, wish.person).await {
            erased += 1;
        }
    }
    if erased > 0 {
        app.store().scrub().await?;
    }
    Ok(erased)
}

async fn erase_when_nothing_is_in_the_way(app: &App, person: PersonId) -> Result<bool> {
    let (person, actor) = person_and_actor(app, person).await?;
    if works_here(&actor) || is_held(app, person.id).await? || is_in_a_session(app, person.id).await? {
        return Ok(false);
    }
    let sign_ins = app.store().sign_ins().of_person(person.id).await?;
    let mut work = begin(app, "Erasure/Done", person.id).await?;
    // Taken back a moment ago: from here on nobody else writes.
    let wish = work.erasures().of_person(person.id).await?;
    if wish.is_none_or(|wish| wish.due_at > app.now()) {
        return Ok(false);
    }
    let list = app.erasing().list;
    // First outside of the database: what is in both places after this cannot come back from a backup.
    if let Some(list) = &list {
        list.add(person.id, app.now())?;
    }
    let done = erase(&mut work, person.id).await;
    let done = match done {
        Ok(()) => work.commit().await.map_err(Into::into),
        Err(error) => Err(error),
    };
    if let Err(error) = done {
        if let Some(list) = &list {
            list.take_back(person.id, app.now())?;
        }
        return Err(error);
    }
    // Whatever copy of the rows there is, nothing in it opens from now on. Where that fails, the next start does it.
    if let Err(error) = app.store().shred(person.id) {
        tracing::error!(person = %person.id, %error, "the keys of an erased person are still there");
    }
    for sign_in in sign_ins {
        app.tell_sign_in_ended(sign_in.id);
    }
    tracing::info!(person = %person.id, "a person was erased");
    Ok(true)
}

/// The row stays when everything else has gone. It has the id, which leads nowhere any more.
pub(super) async fn begin(app: &App, action: &'static str, person: PersonId) -> Result<Work> {
    let entry = AuditEntry::new(Actor::House, action, person, app.now()).of(person);
    Ok(app.store().begin(entry).await?)
}

pub(super) async fn erase(work: &mut Work, person: PersonId) -> Result<()> {
    deliver_mail::forget_to(work, person).await?;
    work.erasures().erase(person).await?;
    Ok(())
}

async fn is_held(app: &App, person: PersonId) -> Result<bool> {
    let holds = app.store().holds().of_person(person).await?;
    Ok(holds.iter().any(|hold| hold.holds(app.now())))
}

async fn is_in_a_session(app: &App, person: PersonId) -> Result<bool> {
    for session in app.store().erasures().let_in_to(person).await? {
        let session = app.store().sessions().lookup(session).await?;
        if session.is_some_and(|session| app.now() < session.over_at()) {
            return Ok(true);
        }
    }
    Ok(false)
}
