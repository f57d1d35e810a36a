//! Who looked at what is mine: every look at my answers at the door, my emergency card, my own record, and what I allowed.

use crate::agreement::READ_FOR_OUTSIDE;
use crate::{Context, Result};
use domain::break_glass::{Class, Second};
use domain::id::AuditId;
use domain::membership::Role;
use domain::person::Standing;
use domain::{GroupId, PersonId, SessionId};
use jiff::Timestamp;
use policy::{
    AccountAction, AgreementAction, BreakGlassAction, ComplaintAction, EmergencyAction, Resource,
    SessionAction, VaultAction,
};
use std::collections::HashMap;
use store::AuditRow;

/// Newest first.
#[derive(Debug, Clone)]
pub struct Looks {
    pub looks: Vec<Look>,
    /// Where the next ones go on, if there are older ones.
    pub older: Option<AuditId>,
}

#[derive(Debug, Clone)]
pub struct Look {
    pub at: Timestamp,
    pub who: Looker,
    pub what: What,
    /// The group whose evening it was, by its neutral name.
    pub group: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Looker {
    /// Whoever asks, or somebody on a device of theirs.
    You,
    /// Who led a group stands by their own name there; everybody else has an alias that is not ours to give away.
    Leader { name: String, role: Role },
    /// The front desk, or whoever runs the server.
    WorksHere { standing: Standing },
    /// Somebody outside the practice, whom a release of mine named.
    Outside,
    /// Somebody who has no name for us any more.
    Unnamed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    DoorAnswers,
    EmergencyCard,
    OwnRecord,
    /// Everything, carried away as a file.
    Export,
    /// That a guardian's consent is needed, and whose it is.
    Guardian,
    /// What I allowed to be told.
    Released,
    /// My own notes: by me, or by the colleague to whom I left them.
    Notes,
    /// What I complained of.
    Complaint,
    /// Where nobody looks otherwise: why, and who said yes to it. Nothing where a word of the log is not one of ours.
    BreakGlass {
        why: Option<(Class, Second)>,
    },
    Other,
}

/// Weeks of evenings. What is older stays within reach: nobody pushes a look out of sight by looking again and again.
const SHOWN: u32 = 200;

/// The newest, or those from before the last one that was shown.
pub async fn who_looked(cx: &Context, before: Option<AuditId>) -> Result<Looks> {
    let me = cx.person()?.id;
    cx.authorise(AccountAction::SeeWhoLooked, &Resource::Account { owner: me })?;
    let one_more = SHOWN.saturating_add(1);
    let mut rows = match before {
        None => cx.store().audit().reads_of(me, one_more).await?,
        Some(row) => cx.store().audit().reads_of_before(me, row, one_more).await?,
    };
    let more = rows.len() > SHOWN as usize;
    rows.truncate(SHOWN as usize);
    let older = rows.last().filter(|_| more).map(|row| row.id);
    if !more {
        rows.extend(cards_before_subjects(cx, me).await?);
    }
    let mut known = Known::default();
    let mut looks = Vec::with_capacity(rows.len());
    for row in rows {
        looks.push(Look {
            at: row.at,
            who: known.looker(cx, me, &row).await?,
            what: what(&row),
            group: known.group(cx, &row).await?,
        });
    }
    looks.sort_by_key(|look| std::cmp::Reverse(look.at));
    Ok(Looks { looks, older })
}

/// Rows from before the log said whose record a look was about: those of my cards, found by my seats. No new ones come.
async fn cards_before_subjects(cx: &Context, me: PersonId) -> Result<Vec<AuditRow>> {
    let action: policy::Action = EmergencyAction::OpenCard.into();
    let mut cards = Vec::new();
    for seat in cx.store().memberships().of_person(me).await? {
        let rows = cx
            .store()
            .audit()
            .about_in_first_format(seat.id, action.name(), SHOWN)
            .await?;
        cards.extend(rows);
    }
    Ok(cards)
}

fn what(row: &AuditRow) -> What {
    let action = row.action.as_str();
    let is = |known: policy::Action| known.name() == action;
    if is(SessionAction::SeeDesk.into()) || is(SessionAction::SeeOwnAnswers.into()) {
        What::DoorAnswers
    } else if is(EmergencyAction::OpenCard.into()) {
        What::EmergencyCard
    } else if is(AccountAction::SeeOwnRecord.into()) {
        What::OwnRecord
    } else if is(AccountAction::ExportMyData.into()) {
        What::Export
    } else if is(AgreementAction::SeeWhoSigned.into()) {
        What::Guardian
    } else if is(VaultAction::Open.into()) || is(VaultAction::ReadLeft.into()) {
        What::Notes
    } else if action == READ_FOR_OUTSIDE {
        What::Released
    } else if is(ComplaintAction::Read.into()) || is(AccountAction::SeeOwnComplaint.into()) {
        What::Complaint
    } else if is(BreakGlassAction::Look.into()) {
        let why = row.detail_of("why").and_then(Class::from_word);
        What::BreakGlass {
            why: why.zip(row.detail_of("second").and_then(Second::from_word)),
        }
    } else {
        What::Other
    }
}

/// Asked once, however often somebody looked.
#[derive(Default)]
struct Known {
    names: HashMap<PersonId, Option<String>>,
    sessions: HashMap<SessionId, Option<GroupId>>,
    groups: HashMap<GroupId, Option<String>>,
}

impl Known {
    async fn looker(&mut self, cx: &Context, me: PersonId, row: &AuditRow) -> Result<Looker> {
        if row.action == READ_FOR_OUTSIDE {
            return Ok(Looker::Outside);
        }
        let Ok(person) = row.actor.parse::<PersonId>() else {
            return Ok(Looker::Unnamed);
        };
        if person == me {
            return Ok(Looker::You);
        }
        if let Some(standing) = row.standing().filter(|one| *one != Standing::Person) {
            // Who works here is told by what they are: their name is theirs.
            return Ok(Looker::WorksHere { standing });
        }
        let role = match row.group_role() {
            Some(role) if role.leads() => role,
            // Before roles were written down only those who lead could open a card.
            None if row.role.is_empty() => Role::Facilitator,
            Some(_) | None => return Ok(Looker::Unnamed),
        };
        let name = match self.names.get(&person) {
            Some(known) => known.clone(),
            None => {
                let found = cx.store().people().lookup(person).await?;
                let name = found.map(|one| one.legal_name.into_inner());
                self.names.insert(person, name.clone());
                name
            }
        };
        Ok(name.map_or(Looker::Unnamed, |name| Looker::Leader { name, role }))
    }

    async fn group(&mut self, cx: &Context, row: &AuditRow) -> Result<Option<String>> {
        let Some(session) = row
            .detail_of("session")
            .and_then(|id| id.parse::<SessionId>().ok())
        else {
            return Ok(None);
        };
        let group = match self.sessions.get(&session) {
            Some(known) => *known,
            None => {
                let found = cx.store().sessions().lookup(session).await?;
                let group = found.map(|found| found.group);
                self.sessions.insert(session, group);
                group
            }
        };
        let Some(group) = group else { return Ok(None) };
        if let Some(known) = self.groups.get(&group) {
            return Ok(known.clone());
        }
        let found = cx.store().groups().lookup(group).await?;
        let name = found.map(|group| group.neutral_name);
        self.groups.insert(group, name.clone());
        Ok(name)
    }
}
