//! Complaints before who reads them: the list of those that are theirs to read, and one of them with its words.

use super::{about, is_reader};
use crate::{Context, Error, Result};
use domain::Private;
use domain::complaint::{Complaint, State};
use domain::id::ComplaintId;
use jiff::Timestamp;
use policy::{ComplaintAbout, ComplaintAction, OfComplaint, Resource};

#[derive(Debug, Clone)]
pub struct InList {
    pub id: ComplaintId,
    pub received_at: Timestamp,
    pub state: State,
    pub group: Option<String>,
}

/// Those that wait first.
pub async fn list(cx: &Context) -> Result<Vec<InList>> {
    cx.person()?;
    let reader = is_reader(cx).await?;
    let all = Resource::Complaint(OfComplaint {
        reader,
        about: ComplaintAbout::List,
        by: None,
    });
    cx.authorise(ComplaintAction::SeeList, &all)?;
    let mut list = Vec::new();
    for one in cx.store().complaints().all().await? {
        if cx.may(ComplaintAction::Read, &resource(&one, reader)) {
            list.push(InList {
                id: one.id,
                received_at: one.received_at,
                state: one.state(),
                group: group_of(cx, &one).await?,
            });
        }
    }
    Ok(list)
}

#[derive(Debug, Clone)]
pub struct ForReader {
    /// Without whose it is.
    pub complaint: Complaint,
    /// Only of somebody who wanted to be known.
    pub name: Option<Private<String>>,
    pub has_account: bool,
    pub group: Option<String>,
}

/// That it was read is on disk before it is shown, and the person sees on which day.
pub async fn read(cx: &Context, id: ComplaintId) -> Result<ForReader> {
    let complaint = find(cx, ComplaintAction::Read, id).await?;
    let entry = cx.entry(ComplaintAction::Read, id);
    let entry = match complaint.by {
        Some(person) if complaint.named => entry.of(person),
        _ => entry,
    };
    let mut work = cx.store().begin(entry).await?;
    work.complaints().was_read(id, cx.now()).await?;
    work.commit().await?;
    let name = match complaint.by {
        Some(person) if complaint.named => cx.store().people().lookup(person).await?,
        _ => None,
    };
    Ok(ForReader {
        group: group_of(cx, &complaint).await?,
        name: name.map(|person| person.legal_name),
        has_account: complaint.by.is_some(),
        complaint: Complaint {
            by: None,
            ..complaint
        },
    })
}

/// One that this reader may do this with; whatever else there is does not exist for them.
pub(super) async fn find(cx: &Context, action: ComplaintAction, id: ComplaintId) -> Result<Complaint> {
    cx.person()?;
    let reader = is_reader(cx).await?;
    let found = cx.store().complaints().lookup(id).await?.ok_or(Error::NotFound)?;
    cx.authorise(action, &resource(&found, reader))?;
    Ok(found)
}

fn resource(complaint: &Complaint, reader: bool) -> Resource {
    Resource::Complaint(OfComplaint {
        reader,
        about: about(complaint.about_group),
        by: complaint.by,
    })
}

async fn group_of(cx: &Context, complaint: &Complaint) -> Result<Option<String>> {
    let Some(group) = complaint.about_group else {
        return Ok(None);
    };
    let found = cx.store().groups().lookup(group).await?;
    Ok(found.map(|group| group.neutral_name))
}
