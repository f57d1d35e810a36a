//! Every incident that was written down, oldest first.

use super::ADD;
use crate::Result;
use domain::incident::Incident;
use jiff::Timestamp;
use store::{AuditRow, Store};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The incident's id, as the log has it.
    pub id: String,
    pub at: Timestamp,
    /// Nothing where the row was bent so that it cannot be read; `openchair audit verify` names it.
    pub incident: Option<Incident>,
}

pub async fn list(store: &Store) -> Result<Vec<Written>> {
    let rows = store.audit().of_action(ADD).await?;
    Ok(rows.iter().map(written).collect())
}

pub(super) fn written(row: &AuditRow) -> Written {
    Written {
        id: row.resource.clone(),
        at: row.at,
        incident: read(row),
    }
}

fn read(row: &AuditRow) -> Option<Incident> {
    let of = |name| row.detail_of(name);
    Some(Incident {
        kind: of("kind")?.parse().ok()?,
        happened: of("happened")?.parse().ok()?,
        noticed: of("noticed")?.parse().ok()?,
        people: of("people")?.parse().ok()?,
    })
}
