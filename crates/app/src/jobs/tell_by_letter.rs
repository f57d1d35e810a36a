//! Writes the letter of a notice that a local command left: only the program that serves knows the house's address and its sender.

use super::deliver_mail;
use super::run::Fate;
use crate::{App, Result, notices};
use domain::id::NoticeId;
use jiff::Timestamp;
use store::{Job, NewJob, Work};

pub(crate) const KIND: &str = "tell_by_letter";

pub(crate) async fn enqueue(work: &mut Work, notice: NoticeId, now: Timestamp) -> Result<()> {
    let job = NewJob {
        kind: KIND,
        payload: notice.to_string().into(),
        due_at: now,
    };
    work.jobs().enqueue(&job).await?;
    Ok(())
}

/// Run twice after a crash, the letter comes twice, which harms nobody.
pub(super) async fn run(app: &App, job: &Job) -> Result<Fate> {
    let Ok(notice) = job.payload.reveal().parse::<NoticeId>() else {
        return Ok(Fate::GiveUp("unreadable"));
    };
    // Whoever was erased meanwhile is written to no more.
    let Some(notice) = app.store().notices().lookup(notice).await? else {
        return Ok(Fate::Done);
    };
    let Some(person) = app.store().people().lookup(notice.person).await? else {
        return Ok(Fate::Done);
    };
    let letter = notices::letter(app, &person, &notice)?;
    let mut work = app
        .store()
        .begin_unaudited("what the letter tells of was audited")
        .await?;
    deliver_mail::enqueue(&mut work, &letter, app.now(), None).await?;
    work.commit().await?;
    Ok(Fate::Done)
}
