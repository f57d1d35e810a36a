//! Breaks of a group: sessions on their days do not take place, and come back when a break is lifted.

use super::keep_ahead::bring_in_step;
use super::{lookup, wish};
use crate::{Context, Error, Fault, FieldFault, Result, chance};
use domain::GroupId;
use domain::id::PauseId;
use domain::series::{Pause, PauseRefused, day_in};
use policy::GroupAction;
use store::Work;

/// As many as a group has in years to come; more is a program.
const MOST: usize = 50;

/// `from` and `until` are typed; both days belong to the break.
pub async fn add_pause(cx: &Context, group: GroupId, from: &str, until: &str) -> Result<()> {
    let group = lookup(cx, group).await?;
    let today = day_in(&group.time_zone, cx.now());
    let read = |field, text| wish::day(text, today).map_err(|fault| FieldFault { field, fault });
    let (from, until) = match (read("from", from), read("until", until)) {
        (Ok(from), Ok(until)) => (from, until),
        (from, until) => {
            let faults = [from.err(), until.err()];
            return Err(Error::Malformed(faults.into_iter().flatten().collect()));
        }
    };
    let wrong = |fault| {
        Error::Malformed(vec![FieldFault {
            field: "until",
            fault,
        }])
    };
    let pause = Pause::new(from, until).map_err(|refused| match refused {
        PauseRefused::EndsBeforeItBegins | PauseRefused::TooLong => wrong(Fault::OutOfRange),
    })?;
    let id: PauseId = chance::id(cx.now())?;
    let mut work = cx.begin_in(group.id, GroupAction::ChangeTimes, group.id).await?;
    work.groups().hold(group.id).await?;
    let there = work.series().pauses(group.id).await?;
    // Sent twice, it is one break.
    if there.iter().any(|(_, one)| *one == pause) {
        return Ok(());
    }
    if there.iter().filter(|(_, one)| one.until() >= today).count() >= MOST {
        return Err(wrong(Fault::OutOfRange));
    }
    work.series().add_pause(id, group.id, &pause).await?;
    follow(cx, work, group.id).await
}

pub async fn lift_pause(cx: &Context, group: GroupId, pause: PauseId) -> Result<()> {
    let group = lookup(cx, group).await?;
    let mut work = cx.begin_in(group.id, GroupAction::ChangeTimes, group.id).await?;
    work.groups().hold(group.id).await?;
    // Lifted already: that is what was wanted.
    if !work.series().remove_pause(group.id, pause).await? {
        return Ok(());
    }
    follow(cx, work, group.id).await
}

async fn follow(cx: &Context, mut work: Work, group: GroupId) -> Result<()> {
    if let Some(series) = work.series().of_group(group).await? {
        bring_in_step(&mut work, &series, cx.now()).await?;
    }
    work.commit().await?;
    Ok(())
}
