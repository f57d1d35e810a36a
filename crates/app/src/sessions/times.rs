//! When groups meet, under their neutral names: what the front desk sees, and all it sees.

use crate::{Context, Result};
use jiff::Timestamp;
use policy::{GroupAction, Resource};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeutralTimes {
    pub neutral_name: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
}

/// Of the groups whose times this person may see, what is not over, earliest first.
pub async fn times(cx: &Context) -> Result<Vec<NeutralTimes>> {
    cx.person()?;
    let mut times = Vec::new();
    for group in cx.store().groups().all().await? {
        let resource = Resource::Group {
            group: group.id,
            listing: group.listed,
        };
        if !cx.may(GroupAction::SeeTimes, &resource) {
            continue;
        }
        for session in cx.store().sessions().of_group(group.id).await? {
            if session.is_coming(cx.now()) {
                times.push(NeutralTimes {
                    neutral_name: group.neutral_name.clone(),
                    starts_at: session.starts_at,
                    ends_at: session.ends_at(),
                });
            }
        }
    }
    times.sort_by_key(|one| one.starts_at);
    Ok(times)
}
