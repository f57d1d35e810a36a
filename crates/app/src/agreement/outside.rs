//! The one way by which something is read for somebody outside. Nothing reads yet; whatever will comes through here.

use crate::{App, Error, Result};
use domain::ReleaseId;
use domain::release::{Closed, Matter, Release, may_release};
use store::{Actor, AuditEntry};

/// How the log names it. Whoever reads is no actor that policy knows: the release is all that speaks for them.
pub(crate) const READ_FOR_OUTSIDE: &str = "Agreement/ReadForOutside";

/// Fetches one matter of one person, once it is allowed.
pub trait OutsideReader {
    type Read;

    fn read(&self, release: &Release, matter: Matter) -> impl Future<Output = Result<Self::Read>> + Send;
}

/// The rule is asked before the reading, and again before what was read is handed on: a release may end while it is read.
/// Whatever is in the way, the outside hears that there is nothing.
pub async fn read_for_outside<R: OutsideReader>(
    app: &App,
    id: ReleaseId,
    matter: Matter,
    reader: &R,
) -> Result<R::Read> {
    let release = allowed(app, id, matter).await?;
    let place = app.store().memberships().lookup(release.member).await?;
    // What somebody allowed was allowed for as long as they sit there.
    let place = place
        .filter(|one| one.group == release.group && one.is_current())
        .ok_or(Error::NotFound)?;
    let entry = AuditEntry::new(Actor::Visitor, READ_FOR_OUTSIDE, id, app.now())
        .of(place.person)
        .with("member", place.id)
        .with_word("matter", word(matter));
    app.store().begin(entry).await?.commit().await?;
    let read = reader.read(&release, matter).await?;
    allowed(app, id, matter).await?;
    Ok(read)
}

async fn allowed(app: &App, id: ReleaseId, matter: Matter) -> Result<Release> {
    let release = app.store().releases().lookup(id).await?.ok_or(Error::NotFound)?;
    match may_release(&release, matter, app.now()) {
        Ok(()) => Ok(release),
        Err(why @ (Closed::Revoked | Closed::Over | Closed::NotThis)) => {
            tracing::info!(release = %id, ?why, "nothing is told to the outside");
            Err(Error::NotFound)
        }
    }
}

fn word(matter: Matter) -> &'static str {
    match matter {
        Matter::Attendance => "attendance",
        Matter::Measures => "measures",
        Matter::Summary => "summary",
    }
}
