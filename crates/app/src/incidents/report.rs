//! Who saw what of others since a day, and what went wrong: what a practice needs within 72 hours of a breach (GDPR article 33).
//! People are in it by their ids; the practice knows whose they are.

use super::ADD;
use super::list::{Written, written};
use crate::audit::{midnight_of, zone_of};
use crate::{Error, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use store::{Actor, AuditEntry, AuditRow, Chain, Store};

/// From midnight of this day where the practice is. Leaves a row itself, behind all that it tells.
pub async fn report(store: &Store, since: Date, now: Timestamp) -> Result<Value> {
    let practice = store.practices().current().await?.ok_or(Error::NotFound)?;
    let begin = midnight_of(&zone_of(&practice), since)?;
    let chain = store.audit().verify().await?;
    let behind = match &chain {
        Chain::Whole { .. } => 0,
        Chain::Broken { position, .. } => store.audit().breaks_behind(*position).await?,
    };
    let mut found = Found::default();
    let mut next = store.audit().first_since(begin).await?;
    while let Some(from) = next {
        let rows = store.audit().starting_at(from).await?;
        next = rows.last().map(|last| last.position.saturating_add(1));
        // A row that was owed stands behind later ones.
        rows.iter()
            .filter(|row| row.at >= begin)
            .for_each(|row| found.take(row));
    }
    let entry = AuditEntry::new(Actor::House, "Incident/Export", practice.id, now);
    store.write_down(vec![entry]).await?;
    Ok(json!({
        "report": "openchair incident report 1",
        "practice": practice.id.to_string(),
        "since": begin.to_string(),
        "made": now.to_string(),
        "log": log(&chain, behind),
        "incidents": found.incidents.iter().map(incident).collect::<Vec<_>>(),
        "people_looked_at": found.people.len(),
        "looks": told(&found.looks),
        "refused": told(&found.refused),
    }))
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    /// The person's id; in rows from before that was written, the id of their place in the group.
    of: String,
    by: String,
    /// Through which sign-in, where the house knows: one that was stolen is told apart from the person's own.
    sign_in: String,
    role: String,
    action: String,
}

struct Times {
    count: u64,
    first: Timestamp,
    last: Timestamp,
}

#[derive(Default)]
struct Found {
    incidents: Vec<Written>,
    people: BTreeSet<String>,
    looks: BTreeMap<Look, Times>,
    refused: BTreeMap<Look, Times>,
}

impl Found {
    fn take(&mut self, row: &AuditRow) {
        if row.action == ADD {
            self.incidents.push(written(row));
        }
        // Rows of the first format have no verb; the only looks among them were at cards.
        let is_look = row.is_look() || (row.format == 1 && row.action == "Emergency/OpenCard");
        // What people see of their own concerns nobody else.
        if !is_look || row.actor == row.subject {
            return;
        }
        let of = if row.subject.is_empty() {
            &row.resource
        } else {
            &row.subject
        };
        let look = Look {
            of: of.clone(),
            by: row.actor.clone(),
            sign_in: row.sign_in.clone(),
            role: row.role.clone(),
            action: row.action.clone(),
        };
        let looks = if row.outcome == 0 {
            self.people.insert(of.clone());
            &mut self.looks
        } else {
            &mut self.refused
        };
        let times = looks.entry(look).or_insert(Times {
            count: 0,
            first: row.at,
            last: row.at,
        });
        times.count = times.count.saturating_add(1);
        // A row that was owed stands behind later ones.
        times.first = times.first.min(row.at);
        times.last = times.last.max(row.at);
    }
}

fn told(looks: &BTreeMap<Look, Times>) -> Vec<Value> {
    let one = |(look, times): (&Look, &Times)| {
        json!({
            "of": look.of,
            "by": look.by,
            "sign_in": look.sign_in,
            "role": look.role,
            "action": look.action,
            "times": times.count,
            "first": times.first.to_string(),
            "last": times.last.to_string(),
        })
    };
    looks.iter().map(one).collect()
}

fn incident(written: &Written) -> Value {
    match written.incident {
        Some(incident) => json!({
            "id": written.id,
            "kind": incident.kind.word(),
            "happened": incident.happened.to_string(),
            "noticed": incident.noticed.to_string(),
            "people": incident.people,
            "written": written.at.to_string(),
        }),
        None => json!({ "id": written.id, "kind": "unreadable", "written": written.at.to_string() }),
    }
}

/// What a report says is worth as much as the log behind it.
fn log(chain: &Chain, behind: u64) -> Value {
    match chain {
        Chain::Whole { rows, head, .. } => json!({ "whole": true, "rows": rows, "head": head.to_string() }),
        Chain::Broken { position, why, .. } => {
            json!({ "whole": false, "row": position, "why": why.to_string(), "more_behind": behind })
        }
    }
}
