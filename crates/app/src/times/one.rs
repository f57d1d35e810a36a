//! One session: moved, cancelled, put back. What has begun is no longer changed, and a hand is stronger than the series.

use super::keep_ahead::bring_in_step;
use super::{lookup, wish};
use crate::{Context, Error, Fault, FieldFault, Refusal, Result};
use domain::series::{Clock, day_in};
use domain::session::{Cancelled, CancelledBy, Session};
use domain::{GroupId, SessionId};
use jiff::Timestamp;
use policy::GroupAction;

/// `on` and `at` are typed: a day and a time on the group's own clock.
pub async fn move_to(cx: &Context, group: GroupId, session: SessionId, on: &str, at: &str) -> Result<()> {
    let zone = lookup(cx, group).await?.time_zone;
    let now = cx.now();
    let fault = |field, fault| Error::Malformed(vec![FieldFault { field, fault }]);
    let on = wish::day(on, day_in(&zone, now)).map_err(|wrong| fault("on", wrong))?;
    let at = wish::time(at).map_err(|wrong| fault("at", wrong))?;
    let starts_at = Clock::new(at, &zone)
        .ok()
        .and_then(|clock| clock.on(on))
        .ok_or_else(|| fault("at", Fault::NotATime))?;
    if starts_at <= now {
        return Err(fault("at", Fault::Past));
    }
    change(cx, group, session, |session| {
        session.starts_at = starts_at;
        session.planned.moved = true;
    })
    .await
}

pub async fn cancel(cx: &Context, group: GroupId, session: SessionId) -> Result<()> {
    let at = cx.now();
    change(cx, group, session, |session| {
        // Cancelled already, by a break for instance: then it is a hand's from now on.
        let by = CancelledBy::Hand;
        session.planned.cancelled = Some(match session.planned.cancelled {
            Some(before) => Cancelled { by, ..before },
            None => Cancelled { at, by },
        });
    })
    .await
}

/// Takes place after all, at the time it has.
pub async fn put_back(cx: &Context, group: GroupId, session: SessionId) -> Result<()> {
    change(cx, group, session, |session| session.planned.cancelled = None).await
}

async fn change(
    cx: &Context,
    group: GroupId,
    session: SessionId,
    change: impl FnOnce(&mut Session),
) -> Result<()> {
    let group = lookup(cx, group).await?;
    let now = cx.now();
    let mut work = cx.begin_in(group.id, GroupAction::ChangeTimes, session).await?;
    work.groups().hold(group.id).await?;
    let read = work.sessions().lookup(session).await?;
    // Another group's and one that never was are the same here.
    let read = read.filter(|one| one.group == group.id).ok_or(Error::NotFound)?;
    has_not_begun(&read, now)?;
    let mut after = read.clone();
    change(&mut after);
    if after == read {
        return Ok(());
    }
    after.planned.revision += 1;
    if !work.sessions().change(&after, &read).await? {
        return Err(Refusal::Overtaken.into());
    }
    // A break that still takes its day takes it again, and the others are counted anew.
    if let Some(series) = work.series().of_group(group.id).await? {
        bring_in_step(&mut work, &series, now).await?;
    }
    work.commit().await?;
    Ok(())
}

fn has_not_begun(session: &Session, now: Timestamp) -> Result<()> {
    if session.ended_at.is_some() || now >= session.door_closes_at() {
        return Err(Refusal::SessionOver.into());
    }
    if session.has_begun(now) && !session.is_cancelled() {
        return Err(Refusal::WhileInSession.into());
    }
    Ok(())
}
