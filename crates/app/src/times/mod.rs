//! When a group meets: its series, its breaks, and single sessions that are moved, cancelled or put back. For those who lead it.

mod keep_ahead;
mod one;
mod pauses;
mod plan;
mod show;
mod wish;

pub use keep_ahead::run as keep_ahead;
pub use one::{cancel, move_to, put_back};
pub use pauses::{add_pause, lift_pause};
pub use plan::plan;
pub use show::{Times, show};
pub use wish::{Repeat, SeriesWish};

use crate::{Context, Error, Result};
use domain::GroupId;
use domain::group::Group;
use policy::{GroupAction, Resource};

/// The group, for whoever may change its times.
async fn lookup(cx: &Context, group: GroupId) -> Result<Group> {
    let group = cx.store().groups().lookup(group).await?.ok_or(Error::NotFound)?;
    let resource = Resource::Group {
        group: group.id,
        listing: group.listed,
    };
    cx.authorise(GroupAction::ChangeTimes, &resource)?;
    Ok(group)
}
