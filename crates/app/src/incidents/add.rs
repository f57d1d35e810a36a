//! Writes an incident into the log. There is no way to change one: what is learnt later is written as another.

use super::ADD;
use crate::audit::zone_of;
use crate::{Error, Result};
use domain::id::{Id as _, IncidentId};
use domain::incident::{Incident, Kind, NotAnIncident};
use jiff::Timestamp;
use jiff::civil::DateTime;
use store::{Actor, AuditEntry, Store};
use uuid::Uuid;

/// As said at the terminal: times on the clock of the place where the practice is.
#[derive(Debug, Clone)]
pub struct Happened {
    pub kind: Kind,
    pub at: DateTime,
    /// Nothing: now.
    pub noticed: Option<DateTime>,
    pub people: u32,
}

/// The id under which the practice keeps what has no place in a log; or why this cannot be.
pub async fn add(
    store: &Store,
    said: &Happened,
    now: Timestamp,
) -> Result<std::result::Result<IncidentId, NotAnIncident>> {
    let practice = store.practices().current().await?.ok_or(Error::NotFound)?;
    let zone = zone_of(&practice);
    let moment = |at: DateTime| zone.to_timestamp(at).map_err(Error::broken);
    let noticed = said.noticed.map(moment).transpose()?.unwrap_or(now);
    let incident = match Incident::new(said.kind, moment(said.at)?, noticed, said.people, now) {
        Ok(incident) => incident,
        Err(why) => return Ok(Err(why)),
    };
    let id = IncidentId::from_uuid(Uuid::now_v7());
    let entry = AuditEntry::new(Actor::House, ADD, id, now)
        .with_word("kind", incident.kind.word())
        .with_moment("happened", incident.happened)
        .with_moment("noticed", incident.noticed)
        .with_count("people", incident.people.into());
    store.write_down(vec![entry]).await?;
    Ok(Ok(id))
}
