//! Writes a notice and its letter, as a part of what it tells of.

use crate::jobs::deliver_mail;
use crate::{App, Error, Result, chance};
use domain::PersonId;
use domain::notice::{Happened, Notice};
use domain::person::Person;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::Work;

/// On the person's pages alone: for a local command, which does not know what this house is called in letters.
pub(crate) async fn put_up(
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

/// `device` is the label of the device that did it, and never a name or a place: it goes into a letter that others may read.
pub(crate) async fn tell(
    app: &App,
    work: &mut Work,
    person: &Person,
    happened: Happened,
    device: Option<&str>,
) -> Result<()> {
    let now = app.now();
    let notice = put_up(work, person.id, happened, device, now).await?;
    let config = app.config();
    // The demo's host of this person: the first part of their address.
    let host = person.email.reveal().as_str().split('@').next();
    let zone = TimeZone::get(&person.time_zone).unwrap_or(TimeZone::UTC);
    let letter = mail::Notice {
        to: person.email.clone(),
        happened,
        at: now.to_zoned(zone),
        device: notice.device,
        link: config.address.link(host, "/devices"),
        from: config.sender.name.clone(),
    };
    let letter = letter.letter(&person.language).map_err(Error::broken)?;
    // Late is better than never: who was away for a weekend reads it then.
    deliver_mail::enqueue(work, &letter, now, None).await
}
