//! My own complaint, and what I was answered.

use crate::audit::write_down;
use crate::{Context, Error, Result};
use domain::complaint::Complaint;
use domain::id::ComplaintId;
use policy::{AccountAction, Resource};

#[derive(Debug, Clone)]
pub struct Mine {
    pub complaint: Complaint,
    /// The group it is about, by its neutral name.
    pub group: Option<String>,
}

pub async fn mine(cx: &Context, id: ComplaintId) -> Result<Mine> {
    let me = cx.person()?.id;
    let complaint = cx.store().complaints().lookup(id).await?.ok_or(Error::NotFound)?;
    let owner = complaint.by.ok_or(Error::NotFound)?;
    cx.authorise(AccountAction::SeeOwnComplaint, &Resource::Account { owner })?;
    if complaint.named {
        // Who finds a look that was not theirs knows that somebody else holds a device of theirs. Of a complaint without a name
        // the log says nothing that leads to anybody.
        let look = cx.entry(AccountAction::SeeOwnComplaint, complaint.id).of(me);
        write_down(cx.app(), vec![look]).await;
    }
    let group = match complaint.about_group {
        Some(group) => cx.store().groups().lookup(group).await?,
        None => None,
    };
    Ok(Mine {
        complaint,
        group: group.map(|group| group.neutral_name),
    })
}
