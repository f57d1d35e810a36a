//! Answers a complaint, closes it, or writes it down as an incident: by who reads it.

use super::read::find;
use crate::incidents::ADD;
use crate::{Context, Error, Fault, FieldFault, Refusal, Result, chance};
use domain::complaint::{Complaint, LONGEST_WORDS, NotWords, story};
use domain::id::{ComplaintId, IncidentId};
use domain::incident::{Incident, Kind};
use policy::ComplaintAction;
use store::{AuditEntry, Work};

/// What the person reads on the complaint's page. A later answer takes the place of the first.
pub async fn answer(cx: &Context, id: ComplaintId, words: &str) -> Result<()> {
    let complaint = find(cx, ComplaintAction::Answer, id).await?;
    let words = story(words, LONGEST_WORDS).map_err(|why| {
        let fault = match why {
            NotWords::Missing => Fault::Missing,
            NotWords::TooLong => Fault::TooLong(LONGEST_WORDS),
        };
        Error::Malformed(vec![FieldFault {
            field: "answer",
            fault,
        }])
    })?;
    let mut work = begin(cx, ComplaintAction::Answer, &complaint).await?;
    if !work.complaints().answer(&complaint, &words, cx.now()).await? {
        return Err(Refusal::NoLonger.into());
    }
    work.commit().await?;
    Ok(())
}

/// Twice is no fault.
pub async fn close(cx: &Context, id: ComplaintId) -> Result<()> {
    let complaint = find(cx, ComplaintAction::Close, id).await?;
    let mut work = begin(cx, ComplaintAction::Close, &complaint).await?;
    if work.complaints().close(id, cx.now()).await? {
        work.commit().await?;
    }
    Ok(())
}

/// With the day it was received and a count of one, and not a word of it. Twice is the same incident.
pub async fn make_incident(cx: &Context, id: ComplaintId) -> Result<IncidentId> {
    let complaint = find(cx, ComplaintAction::MakeIncident, id).await?;
    if let Some(there) = complaint.incident {
        return Ok(there);
    }
    let received = complaint.received_at;
    let incident = Incident::new(Kind::Complaint, received, received, 1, cx.now())
        .map_err(|why| Error::broken(format!("{why:?}")))?;
    let number: IncidentId = chance::id(cx.now())?;
    let entry = incident_entry(cx, number, &incident).with("complaint", id);
    let mut work = cx.store().begin(entry).await?;
    if work.complaints().is_incident(id, number).await? {
        work.commit().await?;
        return Ok(number);
    }
    let there = work.complaints().lookup(id).await?;
    there.and_then(|one| one.incident).ok_or(Error::NotFound)
}

/// As the command at the terminal writes it, but by whom and through which sign-in.
fn incident_entry(cx: &Context, number: IncidentId, incident: &Incident) -> AuditEntry {
    cx.named_entry(ADD, number)
        .with_word("kind", incident.kind.word())
        .with_moment("happened", incident.happened)
        .with_moment("noticed", incident.noticed)
        .with_count("people", incident.people.into())
}

async fn begin(cx: &Context, action: ComplaintAction, complaint: &Complaint) -> Result<Work> {
    let entry = cx.entry(action, complaint.id);
    let entry = match complaint.by {
        Some(person) if complaint.named => entry.of(person),
        _ => entry,
    };
    Ok(cx.store().begin(entry).await?)
}
