//! What the form of a complaint offers: one's own groups, and for each whether anybody here could read it who does not lead it.

use super::readers::{can_be_read, readers};
use crate::{Context, Result, chance};
use domain::complaint::Complaint;
use domain::id::ComplaintId;
use domain::{GroupId, Private};
use policy::{PageAction, Resource};

#[derive(Debug, Clone)]
pub struct Prepared {
    /// Those of whoever is signed in; a stranger says it in words.
    pub groups: Vec<GroupChoice>,
    /// Whether one about no group in particular finds a reader.
    pub can_be_read: bool,
    /// Where else to turn, in the practice's own words.
    pub elsewhere: Option<String>,
    /// What they sent before, newest first.
    pub sent: Vec<Complaint>,
    /// Names the next one, so that a form sent twice is one complaint.
    pub name: Name,
}

#[derive(Debug, Clone)]
pub enum Name {
    Own(ComplaintId),
    /// Its secret address.
    At(Private<String>),
}

#[derive(Debug, Clone)]
pub struct GroupChoice {
    pub id: GroupId,
    pub neutral_name: String,
    pub can_be_read: bool,
}

pub async fn prepare(cx: &Context) -> Result<Prepared> {
    cx.authorise(PageAction::SeeComplaintForm, &Resource::Page)?;
    let readers = readers(cx.app()).await?;
    let me = cx.actor().person;
    let (mut groups, mut sent) = (Vec::new(), Vec::new());
    if let Some(me) = me {
        for group in cx.store().groups().of_person(me).await? {
            groups.push(GroupChoice {
                can_be_read: can_be_read(&readers, Some(group.id), Some(me)),
                id: group.id,
                neutral_name: group.neutral_name,
            });
        }
        sent = cx.store().complaints().of_person(me).await?;
    }
    Ok(Prepared {
        groups,
        can_be_read: can_be_read(&readers, None, me),
        elsewhere: cx.app().elsewhere().map(str::to_owned),
        sent,
        name: match me {
            Some(_) => Name::Own(chance::id(cx.now())?),
            None => Name::At(chance::token()?.into()),
        },
    })
}
