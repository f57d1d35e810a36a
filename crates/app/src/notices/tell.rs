//! Writes a notice and its letter, as a part of what it tells of.

use crate::jobs::{deliver_mail, tell_by_letter};
use crate::{App, Error, Result, chance};
use domain::PersonId;
use domain::notice::{Happened, Notice};
use domain::person::Person;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use mail::Letter;
use store::Work;

/// `device` is the label of the device that did it, and never a name or a place: it goes into a letter that others may read.
pub(crate) async fn tell(
    app: &App,
    work: &mut Work,
    person: &Person,
    happened: Happened,
    device: Option<&str>,
) -> Result<()> {
    let notice = keep(work, person.id, happened, device, app.now()).await?;
    // Late is better than never: who was away for a weekend reads it then.
    deliver_mail::enqueue(work, &letter(app, person, &notice)?, notice.at, None).await
}

/// The same from a local command, which knows neither the house's address nor who sends its mail: the program that serves writes the
/// letter when it comes to it.
pub(crate) async fn tell_later(
    work: &mut Work,
    person: PersonId,
    happened: Happened,
    now: Timestamp,
) -> Result<()> {
    let notice = keep(work, person, happened, None, now).await?;
    tell_by_letter::enqueue(work, notice.id, now).await
}

async fn keep(
    work: &mut Work,
    person: PersonId,
    happened: Happened,
    device: Option<&str>,
    now: Timestamp,
) -> Result<Notice> {
    let notice = Notice {
        id: chance::id(now)?,
        person,
        happened,
        device: device.map(str::to_owned),
        at: now,
        put_away_at: None,
    };
    work.notices().add(&notice).await?;
    Ok(notice)
}

pub(crate) fn letter(app: &App, person: &Person, notice: &Notice) -> Result<Letter> {
    let config = app.config();
    // The demo's host of this person: the first part of their address.
    let host = person.email.reveal().as_str().split('@').next();
    let zone = TimeZone::get(&person.time_zone).unwrap_or(TimeZone::UTC);
    let letter = mail::Notice {
        to: person.email.clone(),
        happened: notice.happened,
        at: notice.at.to_zoned(zone),
        device: notice.device.clone(),
        link: config.address.link(host, "/devices"),
        from: config.sender.name.clone(),
    };
    letter.letter(&person.language).map_err(Error::broken)
}
