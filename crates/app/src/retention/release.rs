//! Ends a hold before its day. What is over its time goes with the next job.

use crate::{Error, Result};
use domain::id::HoldId;
use jiff::Timestamp;
use store::{Actor, AuditEntry, Store};

/// Says whether this released it; twice is no fault. `NotFound` where there never was such a hold.
pub async fn release(store: &Store, id: HoldId, now: Timestamp) -> Result<bool> {
    let holds = store.holds().all().await?;
    let hold = holds.iter().find(|hold| hold.id == id).ok_or(Error::NotFound)?;
    let entry = AuditEntry::new(Actor::House, "Hold/Release", id, now).of(hold.person);
    let mut work = store.begin(entry).await?;
    let released = work.holds().release(id, now).await?;
    if released {
        work.commit().await?;
    }
    Ok(released)
}
