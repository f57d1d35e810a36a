//! Delivers one mail, or keeps it in the demo's mailbox.

use super::run::Fate;
use crate::{App, Result, chance};
use domain::Private;
use domain::person::EmailAddress;
use jiff::Timestamp;
use mail::{Letter, Outcome};
use serde::{Deserialize, Serialize};
use store::{Job, NewJob, StoredMail, Work};

pub(crate) const KIND: &str = "deliver_mail";

/// The letter as the outbox keeps it, sealed.
#[derive(Serialize, Deserialize)]
struct Payload {
    to: String,
    subject: String,
    text: String,
    html: String,
}

/// Inside the work that is the letter's reason: it leaves only if that becomes true.
pub(crate) async fn enqueue(work: &mut Work, letter: &Letter, now: Timestamp) -> Result<()> {
    let payload = Payload {
        to: letter.to.reveal().as_str().to_owned(),
        subject: letter.subject.reveal().clone(),
        text: letter.text.reveal().clone(),
        html: letter.html.reveal().clone(),
    };
    let payload = serde_json::to_string(&payload).map_err(crate::Error::broken)?;
    work.jobs()
        .enqueue(&NewJob {
            kind: KIND,
            payload: payload.into(),
            due_at: now,
        })
        .await?;
    Ok(())
}

/// Sent twice after a crash, it bears the same Message-ID; kept twice, the mailbox shows it twice, which harms nobody.
pub(super) async fn run(app: &App, job: &Job) -> Result<Fate> {
    let Some(letter) = read(job) else {
        return Ok(Fate::GiveUp("unreadable"));
    };
    let delivered = app
        .delivery()
        .deliver(&letter, &app.config().sender, &job.id.to_string())
        .await;
    match delivered {
        Ok(Outcome::Sent) => Ok(Fate::Done),
        Ok(Outcome::Keep) => keep(app, letter).await.map(|()| Fate::Done),
        Err(error) if error.may_pass() => Ok(Fate::Retry(error.code())),
        Err(error) => Ok(Fate::GiveUp(error.code())),
    }
}

fn read(job: &Job) -> Option<Letter> {
    let payload: Payload = serde_json::from_str(job.payload.reveal()).ok()?;
    Some(Letter {
        to: Private::new(EmailAddress::parse(&payload.to).ok()?),
        subject: payload.subject.into(),
        text: payload.text.into(),
        html: payload.html.into(),
    })
}

async fn keep(app: &App, letter: Letter) -> Result<()> {
    let now = app.now();
    let mail = StoredMail {
        id: chance::id(now)?,
        recipient: letter.to,
        subject: letter.subject,
        body: letter.text,
        sent_at: now,
    };
    let mut work = app
        .store()
        .begin_unaudited("the request for the mail was audited")
        .await?;
    work.mails().add(&mail).await?;
    work.commit().await?;
    Ok(())
}
