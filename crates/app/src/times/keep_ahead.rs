//! Keeps sessions half a year ahead of today, and in step with their series, their breaks and the rules of their zone.

use crate::{App, Result, chance};
use domain::GroupId;
use domain::plan::Plan;
use domain::series::{Series, day_in, unroll};
use domain::session::{CancelledBy, Planned, Session};
use jiff::{Span, Timestamp};
use store::{Actor, AuditEntry, Work};

const WEEKS_AHEAD: i64 = 26;

/// For every group that meets by a series. Says how many sessions were made or changed; twice is no fault.
pub async fn run(app: &App) -> Result<u64> {
    let (mut done, mut failed) = (0, None);
    for group in app.store().series().groups().await? {
        // One that fails keeps no other from its sessions.
        match of_group(app, group).await {
            Ok(changed) => done += changed,
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(done), Err)
}

async fn of_group(app: &App, group: GroupId) -> Result<u64> {
    let now = app.now();
    let entry = AuditEntry::new(Actor::House, "Session/KeepAhead", group, now);
    let mut work = app.store().begin(entry).await?;
    work.groups().hold(group).await?;
    let Some(series) = work.series().of_group(group).await? else {
        return Ok(0);
    };
    let changed = bring_in_step(&mut work, &series, now).await?;
    if changed > 0 {
        work.note_count("sessions", changed);
        work.commit().await?;
    }
    Ok(changed)
}

/// Inside a work that holds the group.
pub(super) async fn bring_in_step(work: &mut Work, series: &Series, now: Timestamp) -> Result<u64> {
    let pauses = work.series().pauses(series.group).await?;
    let pauses: Vec<_> = pauses.into_iter().map(|(_, pause)| pause).collect();
    let sessions = work.sessions().of_group(series.group).await?;
    let until = day_in(&series.zone, now).saturating_add(Span::new().weeks(WEEKS_AHEAD));
    let unrolled = unroll(series, &pauses, &sessions, now, until);

    // All of them as they are to be, each beside how it was read: nothing beside one that is new.
    let mut all: Vec<(Session, Option<Session>)> = Vec::with_capacity(sessions.len() + unrolled.add.len());
    for read in sessions {
        let after = unrolled.change.iter().find(|(after, _)| after.id == read.id);
        all.push((
            after.map_or_else(|| read.clone(), |(after, _)| after.clone()),
            Some(read),
        ));
    }
    for (day, starts_at) in unrolled.add {
        let session = Session {
            id: chance::id(now)?,
            group: series.group,
            starts_at,
            minutes: series.minutes,
            number: 0,
            of: None,
            plan: Plan::of_minutes(series.minutes),
            ended_at: None,
            planned: Planned {
                of: Some((series.id, day)),
                ..Planned::default()
            },
        };
        all.push((session, None));
    }
    number(series, &mut all, now);
    let mut changed = 0;
    for (session, read) in &all {
        let written = match read {
            None => work.sessions().add(session).await.map(|()| true)?,
            Some(read) if read != session => work.sessions().change(session, read).await?,
            Some(_) => false,
        };
        changed += u64::from(written);
    }
    Ok(changed)
}

/// "Session 7 of 11": counted within its series, without those that do not take place. What has begun keeps its number.
fn number(series: &Series, all: &mut [(Session, Option<Session>)], now: Timestamp) {
    all.sort_by_key(|(one, _)| (one.starts_at, one.id));
    let is_of_it = |one: &Session| one.planned.of.is_some_and(|(of, _)| of == series.id);
    let dropped = all
        .iter()
        .filter(|(one, _)| {
            is_of_it(one)
                && one
                    .planned
                    .cancelled
                    .is_some_and(|one| one.by == CancelledBy::Hand)
        })
        .count();
    // A course of twelve of which one is cancelled by hand has eleven.
    let of = series
        .number_of()
        .map(|of| of.saturating_sub(u16::try_from(dropped).unwrap_or(u16::MAX)));
    let mut number = 0;
    for (one, _) in all
        .iter_mut()
        .filter(|(one, _)| is_of_it(one) && !one.is_cancelled())
    {
        number += 1;
        if !one.has_begun(now) {
            (one.number, one.of) = (number, of);
        }
    }
}
