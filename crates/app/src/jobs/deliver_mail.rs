//! Delivers one mail, or keeps it in the demo's mailbox.

use super::run::Fate;
use crate::{App, Result, chance};
use domain::person::EmailAddress;
use domain::{PersonId, Private};
use jiff::Timestamp;
use mail::{Letter, Outcome};
use serde::{Deserialize, Serialize};
use store::{Field, Job, NewJob, Section, StoredMail, Value, Work};

pub(crate) const KIND: &str = "deliver_mail";

/// The letter as the outbox keeps it, sealed.
#[derive(Serialize, Deserialize)]
struct Payload {
    to: String,
    subject: String,
    text: String,
    html: String,
    /// From then on nobody is helped by it. `None`: never.
    #[serde(default)]
    useless_from: Option<Timestamp>,
}

/// Inside the work that is the letter's reason: it leaves only if that becomes true.
/// It is not sent from the moment on at which it is useless: a link that has died only confuses whoever presses it.
pub(crate) async fn enqueue(
    work: &mut Work,
    letter: &Letter,
    now: Timestamp,
    useless_from: Option<Timestamp>,
) -> Result<()> {
    let payload = Payload {
        to: letter.to.reveal().as_str().to_owned(),
        subject: letter.subject.reveal().clone(),
        text: letter.text.reveal().clone(),
        html: letter.html.reveal().clone(),
        useless_from,
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
    let Some((letter, useless_from)) = read(job) else {
        return Ok(Fate::GiveUp("unreadable"));
    };
    if useless_from.is_some_and(|from| app.now() >= from) {
        return Ok(Fate::GiveUp("too_late"));
    }
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

fn read(job: &Job) -> Option<(Letter, Option<Timestamp>)> {
    let payload: Payload = serde_json::from_str(job.payload.reveal()).ok()?;
    let letter = Letter {
        to: Private::new(EmailAddress::parse(&payload.to).ok()?),
        subject: payload.subject.into(),
        text: payload.text.into(),
        html: payload.html.into(),
    };
    Some((letter, payload.useless_from))
}

/// Letters to this address that have not left yet, as a part of its person's export.
pub(crate) async fn waiting_for(app: &App, address: &EmailAddress) -> Result<Section> {
    let mut entries = Vec::new();
    for job in app.store().jobs().of_kind(KIND).await? {
        if let Some(payload) = payload_to(&job, address) {
            let field = |name, value| Field { name, value };
            entries.push(vec![
                field("to", Value::Words(payload.to.into())),
                field("subject", Value::Words(payload.subject.into())),
                field("body", Value::Words(payload.text.into())),
                field("due_at", Value::Moment(job.due_at)),
            ]);
        }
    }
    Ok(Section {
        name: "letters_waiting",
        entries,
    })
}

/// Letters to this person go, whether they still wait or were given up.
pub(crate) async fn forget_to(work: &mut Work, person: PersonId) -> Result<()> {
    for job in work.jobs().of_kind(KIND).await? {
        let Some((letter, _)) = read(&job) else { continue };
        if work.erasures().is_addressed(person, letter.to.reveal()).await? {
            work.jobs().forget(job.id).await?;
        }
    }
    Ok(())
}

fn payload_to(job: &Job, address: &EmailAddress) -> Option<Payload> {
    let payload: Payload = serde_json::from_str(job.payload.reveal()).ok()?;
    EmailAddress::parse(&payload.to)
        .is_ok_and(|to| to == *address)
        .then_some(payload)
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
