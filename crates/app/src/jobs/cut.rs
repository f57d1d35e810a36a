//! Deletes what is over its period, class by class, and leaves a proof of each cut: an audit row with the class, how many rows
//! went, the period in days, and up to which moment. Nothing to cut leaves no row; twice is no fault.

use crate::{App, Error, Result};
use domain::retention::{Class, Kept, PLAN};
use jiff::Timestamp;
use store::{Actor, AuditEntry};

/// Says how many rows went. A class that fails keeps no other from its cut.
pub async fn run(app: &App) -> Result<u64> {
    // A house that has no practice yet has nothing of anybody.
    let Some(practice) = app.store().practices().current().await? else {
        return Ok(0);
    };
    let now = app.now();
    let (mut gone, mut failed) = (0, None);
    for kept in PLAN {
        let Some((before, days)) = kept.over_before(now).zip(kept.days()) else {
            continue;
        };
        if kept.class == Class::AuditLog {
            match app.store().cut_audit_log(practice.id, before, days, now).await {
                Ok(rows) => gone += rows,
                Err(error) => failed = Some(Error::from(error)),
            }
            continue;
        }
        let entry = AuditEntry::new(Actor::House, "Retention/Cut", practice.id, now)
            .with_word("class", kept.class.word())
            .with_count("days", u64::from(days))
            .with_moment("before", before);
        match cut(app, kept, entry, before, now).await {
            Ok(rows) => gone += rows,
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(gone), Err)
}

async fn cut(app: &App, kept: &Kept, entry: AuditEntry, before: Timestamp, now: Timestamp) -> Result<u64> {
    if kept.class == Class::QuietWords {
        // Emptied within the hour by `forget_quiet`.
        return Ok(0);
    }
    let mut work = app.store().begin(entry).await.map_err(Error::from)?;
    let rows = work.retention().cut(kept.class, before, now).await?;
    if rows > 0 {
        work.note_count("rows", rows);
        work.commit().await?;
        tracing::info!(
            class = kept.class.word(),
            rows,
            "what was over its period is gone"
        );
    }
    Ok(rows)
}
