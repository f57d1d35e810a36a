//! Makes sessions from a series ahead of time, and keeps those that are there in step with it.
//!
//! What has begun is never touched, and what a hand moved or cancelled stays as the hand left it. A session whose day is taken is
//! cancelled and not deleted: people had it in their calendars.

use super::{Pause, Series};
use crate::session::{Cancelled, CancelledBy, Session};
use jiff::Timestamp;
use jiff::civil::Date;

/// What is to be done so that the sessions of a group are those of its series.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unrolled {
    /// Days that have no session yet, with their moments, earliest first.
    pub add: Vec<(Date, Timestamp)>,
    /// Sessions as they are to be, each beside how it was.
    pub change: Vec<(Session, Session)>,
}

/// `sessions` are all of the group, `until` is the last day for which there is to be a session.
pub fn unroll(
    series: &Series,
    pauses: &[Pause],
    sessions: &[Session],
    now: Timestamp,
    until: Date,
) -> Unrolled {
    let Ok(clock) = series.clock() else {
        return Unrolled::default();
    };
    let wanted: Vec<(Date, Timestamp)> = series
        .dates(pauses)
        .take_while(|day| *day <= until)
        .filter_map(|day| clock.on(day).map(|moment| (day, moment)))
        .collect();
    let mut unrolled = Unrolled::default();
    for read in sessions.iter().filter(|one| !one.has_begun(now)) {
        let Some((of, day)) = read.planned.of else {
            continue;
        };
        let moment = wanted.iter().find(|(one, _)| of == series.id && *one == day);
        let after = match moment {
            Some((_, moment)) => kept(read, *moment, series.minutes),
            // Another series' before this one begins: it is still that one's.
            None if of != series.id && day < series.first_on => read.clone(),
            None if of == series.id && day > until => read.clone(),
            None if of == series.id => taken(read, CancelledBy::Pause, now),
            None => taken(read, CancelledBy::Series, now),
        };
        if after != *read {
            unrolled.change.push((after, read.clone()));
        }
    }
    let has = |day: Date| {
        sessions
            .iter()
            .any(|one| one.planned.of == Some((series.id, day)))
    };
    unrolled.add = wanted
        .into_iter()
        .filter(|(day, moment)| *moment > now && !has(*day))
        .collect();
    unrolled
}

/// Its day is a day of the series.
fn kept(read: &Session, moment: Timestamp, minutes: u16) -> Session {
    let mut after = read.clone();
    let by_hand = |cancelled: &Cancelled| cancelled.by == CancelledBy::Hand;
    if after.planned.cancelled.as_ref().is_some_and(by_hand) {
        return after;
    }
    after.planned.cancelled = None;
    if !after.planned.moved {
        after.starts_at = moment;
        after.minutes = minutes;
    }
    if after != *read {
        after.planned.revision += 1;
    }
    after
}

/// Its day is no day of the series any more.
fn taken(read: &Session, by: CancelledBy, at: Timestamp) -> Session {
    let mut after = read.clone();
    if !after.planned.moved && after.planned.cancelled.is_none() {
        after.planned.cancelled = Some(Cancelled { at, by });
        after.planned.revision += 1;
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id as _;
    use crate::series::plan::tests::tuesdays;
    use crate::session::Planned;
    use crate::{SeriesId, SessionId};
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    fn moment(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    fn made(series: &Series, day: Date, at: Timestamp) -> Session {
        Session {
            id: SessionId::from_uuid(uuid::Uuid::from_u128(u128::from(
                day.day_of_year().unsigned_abs(),
            ))),
            group: series.group,
            starts_at: at,
            minutes: series.minutes,
            number: 1,
            of: None,
            plan: crate::plan::Plan { phases: Vec::new() },
            ended_at: None,
            planned: Planned {
                of: Some((series.id, day)),
                ..Planned::default()
            },
        }
    }

    /// Carries out what is to be done.
    fn done(series: &Series, pauses: &[Pause], mut sessions: Vec<Session>, now: Timestamp) -> Vec<Session> {
        let unrolled = unroll(series, pauses, &sessions, now, date(2026, 6, 30));
        for (after, _) in unrolled.change {
            let at = sessions
                .iter()
                .position(|one| one.id == after.id)
                .expect("one of them");
            sessions[at] = after;
        }
        sessions.extend(unrolled.add.into_iter().map(|(day, at)| made(series, day, at)));
        sessions
    }

    const NEW_YEAR: &str = "2026-01-01T00:00:00Z";

    #[test]
    fn twelve_sessions_are_made_once() {
        let now = moment(NEW_YEAR);
        let sessions = done(&tuesdays(), &[], Vec::new(), now);
        assert_eq!(sessions.len(), 12);
        assert_eq!(
            unroll(&tuesdays(), &[], &sessions, now, date(2026, 6, 30)),
            Unrolled::default()
        );
    }

    #[test]
    fn a_break_cancels_what_it_takes_and_gives_it_back_when_it_is_lifted() {
        let (series, now) = (tuesdays(), moment(NEW_YEAR));
        let before = done(&series, &[], Vec::new(), now);
        let pause = Pause::new(date(2026, 1, 20), date(2026, 1, 27)).expect("a break");
        let during = done(&series, &[pause], before, now);
        let cancelled: Vec<_> = during.iter().filter(|one| one.is_cancelled()).collect();
        assert_eq!(cancelled.len(), 2);
        assert!(cancelled.iter().all(|one| one.planned.revision == 1));
        // The course is as long as it was.
        assert_eq!(during.iter().filter(|one| !one.is_cancelled()).count(), 12);
        let after = done(&series, &[], during, now);
        assert_eq!(after.iter().filter(|one| !one.is_cancelled()).count(), 12);
        assert!(
            after
                .iter()
                .any(|one| one.starts_at == moment("2026-01-20T17:00:00Z") && !one.is_cancelled())
        );
    }

    #[test]
    fn a_hand_is_stronger_than_the_series() {
        let (series, now) = (tuesdays(), moment(NEW_YEAR));
        let mut sessions = done(&series, &[], Vec::new(), now);
        let wednesday = moment("2026-01-07T18:00:00Z");
        (sessions[0].starts_at, sessions[0].planned.moved) = (wednesday, true);
        sessions[1].planned.cancelled = Some(Cancelled {
            at: now,
            by: CancelledBy::Hand,
        });
        let later = Series {
            at: time(19, 0, 0, 0),
            ..series
        };
        let after = done(&later, &[], sessions, now);
        assert_eq!(after[0].starts_at, wednesday);
        assert!(after[1].is_cancelled());
        assert_eq!(after[2].starts_at, moment("2026-01-20T18:00:00Z"));
    }

    #[test]
    fn what_has_begun_stays_as_it_is() {
        let (series, now) = (tuesdays(), moment(NEW_YEAR));
        let sessions = done(&series, &[], Vec::new(), now);
        let at_the_door = moment("2026-01-06T16:50:00Z");
        let pause = Pause::new(date(2026, 1, 6), date(2026, 1, 6)).expect("a break");
        let after = done(&series, &[pause], sessions.clone(), at_the_door);
        assert_eq!(after[0], sessions[0]);
    }

    #[test]
    fn another_series_takes_over_on_its_first_day_and_not_before() {
        let (series, now) = (tuesdays(), moment(NEW_YEAR));
        let sessions = done(&series, &[], Vec::new(), now);
        let thursdays = Series {
            id: SeriesId::from_uuid(uuid::Uuid::from_u128(9)),
            rule: "FREQ=WEEKLY;INTERVAL=1;BYDAY=TH".parse().expect("a rule"),
            first_on: date(2026, 2, 1),
            ..series.clone()
        };
        let unrolled = unroll(&thursdays, &[], &sessions, now, date(2026, 6, 30));
        assert_eq!(unrolled.add.len(), 12);
        // Four Tuesdays in January stay.
        assert_eq!(unrolled.change.len(), 8);
        assert!(unrolled.change.iter().all(|(after, _)| {
            after
                .planned
                .cancelled
                .is_some_and(|one| one.by == CancelledBy::Series)
        }));
    }

    #[test]
    fn a_zone_that_changes_its_rules_moves_what_is_to_come() {
        let (series, now) = (tuesdays(), moment(NEW_YEAR));
        let mut sessions = done(&series, &[], Vec::new(), now);
        // Made when the zone was an hour off.
        sessions[3].starts_at = moment("2026-01-27T18:00:00Z");
        let after = done(&series, &[], sessions, now);
        assert_eq!(after[3].starts_at, moment("2026-01-27T17:00:00Z"));
        assert_eq!(after[3].planned.revision, 1);
    }

    proptest! {
        #[test]
        fn doing_it_twice_does_nothing_more(from in 0i64..150, days in 0i64..60, hours in 0i64..4_000) {
            let series = tuesdays();
            let now = moment(NEW_YEAR) + jiff::SignedDuration::from_hours(hours);
            let first = date(2026, 1, 1) + jiff::Span::new().days(from);
            let pause = Pause::new(first, first + jiff::Span::new().days(days)).expect("a break");
            let once = done(&series, &[pause], done(&series, &[], Vec::new(), moment(NEW_YEAR)), now);
            prop_assert_eq!(unroll(&series, &[pause], &once, now, date(2026, 6, 30)), Unrolled::default());
        }
    }
}
