//! Forgets which devices speak for a group: for the day on which the only one of them is lost. A local command of whoever
//! runs the server, because no page should be able to do it.
//!
//! It opens nothing by itself. The next device of somebody who leads begins the chain anew, and every device that knew the
//! old one stops and asks its person, who compares a code by voice. Rooms that run keep the chain they began with.

use crate::{Error, Result};
use domain::GroupId;
use jiff::Timestamp;
use store::{Actor, AuditEntry, Store};

/// How many links were forgotten.
pub async fn forget_devices(store: &Store, group: GroupId, now: Timestamp) -> Result<u64> {
    store.groups().lookup(group).await?.ok_or(Error::NotFound)?;
    let entry = AuditEntry::new(Actor::House, "Group/ForgetDevices", group, now);
    let mut work = store.begin(entry).await?;
    let links = work.facilitator_links().forget(group).await?;
    work.commit().await?;
    Ok(links)
}
