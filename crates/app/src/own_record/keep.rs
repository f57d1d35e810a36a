//! Keeps a check-in in the record of the person who said it: only when they ask for it, and once however often they ask.

use crate::sessions::lookup;
use crate::{Context, Error, Fault, FieldFault, Refusal, Result};
use domain::checkin::{CheckinWords, KEPT_UNTIL_AFTER, KeptCheckin, LONGEST_LINE, NotACheckin};
use domain::{CheckinId, Private, SessionId};
use jiff::Timestamp;
use policy::SessionAction;

/// As it was sent. Number and line are empty where there is none.
#[derive(Debug, Clone, Default)]
pub struct CheckinForm {
    /// Made by the page.
    pub id: String,
    pub number: Private<String>,
    pub line: Private<String>,
}

/// A session has two rounds, perhaps three; far above what people say, and an end to what a program can store.
const MOST_OF_A_SESSION: u64 = 20;

/// The house was not in the circle: these are the words that the person's own page sends, and the record is theirs.
pub async fn keep(cx: &Context, session: SessionId, form: CheckinForm) -> Result<()> {
    let (session, _) = lookup(cx, session, SessionAction::KeepCheckin).await?;
    let person = cx.person()?.id;
    if cx.now() < session.door_opens_at() {
        return Err(Refusal::DoorNotOpenYet(session.door_opens_at()).into());
    }
    let until = session.over_at().saturating_add(KEPT_UNTIL_AFTER);
    if cx.now() >= until.unwrap_or(Timestamp::MAX) {
        return Err(Refusal::SessionOver.into());
    }
    let (id, words) = read(&form).map_err(|fault| Error::Malformed(vec![fault]))?;

    let mut work = cx
        .begin_in(session.group, SessionAction::KeepCheckin, session.id)
        .await?;
    work.concerns(person);
    let kept = KeptCheckin {
        id,
        person,
        session: session.id,
        words,
        kept_at: cx.now(),
    };
    // Asked again, because the first answer was lost: it is there, and nothing has changed for the log.
    if !work.kept_checkins().keep(&kept).await? {
        return Ok(());
    }
    if work.kept_checkins().count_of_session(person, session.id).await? > MOST_OF_A_SESSION {
        return Err(Refusal::TooOften.into());
    }
    work.commit().await?;
    Ok(())
}

fn read(form: &CheckinForm) -> std::result::Result<(CheckinId, CheckinWords), FieldFault> {
    let fault = |field, fault| FieldFault { field, fault };
    let id = form.id.parse().map_err(|_| fault("id", Fault::NotAChoice))?;
    let words = CheckinWords::parse(form.number.reveal(), form.line.reveal()).map_err(|why| match why {
        NotACheckin::Empty => fault("number", Fault::Missing),
        NotACheckin::Number => fault("number", Fault::NotAChoice),
        NotACheckin::TooLong => fault("line", Fault::TooLong(LONGEST_LINE)),
        NotACheckin::NotOneLine => fault("line", Fault::NotOneLine),
    })?;
    Ok((id, words))
}
