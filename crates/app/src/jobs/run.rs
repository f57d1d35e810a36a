//! Runs what is due, once or for as long as the house stands.

use super::{cut, deliver_mail, forget_quiet, tell_by_letter};
use crate::{App, Result};
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;
use store::Job;

/// What became of one run of a job. The words are codes for the job's row.
pub(super) enum Fate {
    Done,
    Retry(&'static str),
    GiveUp(&'static str),
}

/// Longer than any mail server is waited for; after a crash the job is anyone's again by then.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
const AT_ONCE: u32 = 16;
/// With the waits below about nine hours: a mail server that is away for a night still gets the letter.
const MOST_ATTEMPTS: u32 = 10;
const FORGET_EVERY: SignedDuration = SignedDuration::from_hours(1);
/// Jobs fall due, and other processes enqueue, without anyone telling us.
const LOOK_AGAIN: Duration = Duration::from_secs(15);

/// Runs everything that is due now; says how many jobs were tried.
pub async fn run_due(app: &App) -> Result<usize> {
    let outbox = app.store().outbox();
    let mut tried = 0;
    loop {
        let jobs = outbox.claim(app.now(), LEASE, AT_ONCE).await?;
        if jobs.is_empty() {
            break;
        }
        tried += jobs.len();
        for job in jobs {
            run_one(app, &job).await?;
        }
    }
    if tried > 0 {
        // A finished job's payload may hold a link that still works: it goes at once.
        let now = app.now();
        outbox
            .forget_done(now.saturating_add(SignedDuration::from_millis(1)).unwrap_or(now))
            .await?;
    }
    Ok(tried)
}

/// Runs jobs as they come until the task is dropped. A failing store is waited for, not despaired of.
pub async fn keep_running(app: App) {
    let outbox = app.store().outbox();
    let mut forget_at = app.now();
    loop {
        // Causes were logged when the errors were made.
        let _ = run_due(&app).await;
        let _ = crate::sign_in::sum_up(&app).await;
        if let Ok(rows @ 1..) = crate::live::write_owed(&app).await {
            tracing::warn!(rows, "audit rows that were owed are written");
        }
        let _ = crate::erasure::carry_out(&app).await;
        let _ = crate::break_glass::write_ends(&app).await;
        if app.now() >= forget_at {
            let _ = cut::run(&app).await;
            let _ = forget_quiet::run(&app).await;
            let _ = crate::times::keep_ahead(&app).await;
            forget_at = app.now().saturating_add(FORGET_EVERY).unwrap_or(Timestamp::MAX);
        }
        tokio::select! {
            () = outbox.arrived() => {}
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
    }
}

async fn run_one(app: &App, job: &Job) -> Result<()> {
    let fate = match job.kind.as_str() {
        deliver_mail::KIND => deliver_mail::run(app, job).await.unwrap_or(Fate::Retry("store")),
        tell_by_letter::KIND => tell_by_letter::run(app, job)
            .await
            .unwrap_or(Fate::Retry("store")),
        _ => Fate::GiveUp("unknown_kind"),
    };
    let (outbox, now) = (app.store().outbox(), app.now());
    match fate {
        Fate::Done => outbox.done(job.id, now).await?,
        Fate::Retry(code) if job.attempts < MOST_ATTEMPTS => {
            tracing::warn!(job = %job.id, kind = job.kind, attempts = job.attempts, code, "a job will be tried again");
            outbox.failed(job.id, retry_at(now, job.attempts), code).await?;
        }
        Fate::Retry(code) | Fate::GiveUp(code) => {
            tracing::error!(job = %job.id, kind = job.kind, attempts = job.attempts, code, "a job was given up");
            outbox.gave_up(job.id, now, code).await?;
        }
    }
    Ok(())
}

/// One minute, two, four … at most four hours.
fn retry_at(now: Timestamp, attempts: u32) -> Timestamp {
    let minutes = 1_i64 << attempts.saturating_sub(1).min(8);
    now.saturating_add(SignedDuration::from_mins(minutes.min(240)))
        .unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_have_an_end() {
        let now = Timestamp::UNIX_EPOCH;
        let minutes = |attempts| retry_at(now, attempts).duration_since(now).as_mins();
        assert_eq!(
            [minutes(1), minutes(2), minutes(5), minutes(9), minutes(90)],
            [1, 2, 16, 240, 240]
        );
    }
}
