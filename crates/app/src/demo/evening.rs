//! The sessions of the demo: one that is on now, the Tuesdays after it, and twelve Thursdays.

use super::groups::ZONE;
use crate::{Error, Result, chance};
use domain::GroupId;
use domain::plan::Plan;
use domain::session::Session;
use jiff::civil::{Weekday, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The visitor comes in while the circle is young: the check-in is still to come.
const ON_FOR: SignedDuration = SignedDuration::from_mins(5);
pub(super) const MINUTES: u16 = 90;

pub(super) fn on_now(group: GroupId, number: u16, now: Timestamp) -> Result<Session> {
    session(group, now.saturating_sub(ON_FOR).unwrap_or(now), number, None)
}

/// `count` sessions on this day of the week at 18:00 in Berlin, from the first such day after today on.
pub(super) fn weekly(
    group: GroupId,
    day: Weekday,
    count: u16,
    numbers_from: u16,
    of: Option<u16>,
    now: Timestamp,
) -> Result<Vec<Session>> {
    let zone = TimeZone::get(ZONE).map_err(Error::broken)?;
    let today = now.to_zoned(zone.clone()).date();
    (0..count)
        .map(|week| {
            let date = today
                .nth_weekday(i32::from(week) + 1, day)
                .map_err(Error::broken)?;
            let starts = date
                .to_datetime(time(18, 0, 0, 0))
                .to_zoned(zone.clone())
                .map_err(Error::broken)?;
            session(group, starts.timestamp(), numbers_from + week, of)
        })
        .collect()
}

fn session(group: GroupId, starts_at: Timestamp, number: u16, of: Option<u16>) -> Result<Session> {
    let id = chance::id(starts_at)?;
    Ok(Session {
        id,
        group,
        starts_at,
        minutes: MINUTES,
        number,
        of,
        plan: Plan::of_ninety_minutes(),
        ended_at: None,
        planned: domain::session::Planned::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::Id as _;

    #[test]
    fn the_plan_fills_the_evening_exactly() {
        assert_eq!(
            Plan::of_ninety_minutes()
                .phases
                .iter()
                .map(|phase| phase.minutes)
                .sum::<u16>(),
            MINUTES
        );
    }

    #[test]
    fn the_group_meets_at_six_in_berlin_before_and_after_the_clocks_change() {
        let now = "2026-03-20T12:00:00Z".parse().expect("a moment");
        let weeks = weekly(
            GroupId::from_uuid(uuid::Uuid::nil()),
            Weekday::Tuesday,
            2,
            1,
            None,
            now,
        )
        .expect("weeks");
        let starts: Vec<_> = weeks
            .iter()
            .map(|session| session.starts_at.to_string())
            .collect();
        assert_eq!(starts, ["2026-03-24T17:00:00Z", "2026-03-31T16:00:00Z"]);
    }
}
