//! Hands the audit log out, as FHIR AuditEvents: for an auditor, or after an incident. A local command; it leaves a row itself.

use super::fhir::audit_event;
use crate::{Error, Result};
use domain::PracticeId;
use domain::practice::Practice;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;
use store::{Actor, AuditEntry, Store};

/// Gives pages of events until there are no more.
#[derive(Debug)]
pub struct Export {
    store: Store,
    practice: PracticeId,
    /// Where it goes on; nothing when there is nothing.
    next: Option<u64>,
}

/// From midnight of this day where the practice is, without gaps: from the first row of what was done since then, everything.
pub async fn export(store: &Store, since: Date, now: Timestamp) -> Result<Export> {
    let practice = store.practices().current().await?.ok_or(Error::NotFound)?;
    let since = midnight_of(&zone_of(&practice), since)?;
    let entry = AuditEntry::new(Actor::House, "Audit/Export", practice.id, now);
    store.write_down(vec![entry]).await?;
    Ok(Export {
        store: store.clone(),
        practice: practice.id,
        next: store.audit().first_since(since).await?,
    })
}

pub(crate) fn zone_of(practice: &Practice) -> TimeZone {
    TimeZone::get(&practice.time_zone).unwrap_or(TimeZone::UTC)
}

pub(crate) fn midnight_of(zone: &TimeZone, day: Date) -> Result<Timestamp> {
    zone.to_timestamp(day.at(0, 0, 0, 0)).map_err(Error::broken)
}

impl Export {
    /// The next events, oldest first; empty when all have been given.
    pub async fn next(&mut self) -> Result<Vec<Value>> {
        let Some(from) = self.next else {
            return Ok(Vec::new());
        };
        let rows = self.store.audit().starting_at(from).await?;
        self.next = rows.last().map(|last| last.position.saturating_add(1));
        Ok(rows.iter().map(|row| audit_event(row, self.practice)).collect())
    }
}
