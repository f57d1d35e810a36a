//! A group's series with its beginning and its end, and the days on which it really meets.

use super::{Clock, Pause, Rule, UnknownZone};
use crate::{GroupId, SeriesId};
use jiff::civil::{Date, Time};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub id: SeriesId,
    pub group: GroupId,
    pub rule: Rule,
    /// No session is before this day.
    pub first_on: Date,
    /// On the group's own clock.
    pub at: Time,
    /// IANA name: the zone of the group when the series was made.
    pub zone: String,
    /// Planned length of each session.
    pub minutes: u16,
    pub end: End,
}

/// How long it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Open,
    /// So many sessions are held: a day that a break takes is not one of them, so a course of twelve has twelve.
    After(u16),
    /// Its last day.
    On(Date),
}

pub const SHORTEST_MINUTES: u16 = 15;
pub const LONGEST_MINUTES: u16 = 240;
/// A course longer than this has no end.
const MOST_SESSIONS: u16 = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SeriesRefused {
    #[error("a session lasts between a quarter of an hour and four hours")]
    Length,
    #[error("a course has between one and two hundred sessions")]
    Count,
    #[error("a series ends before it begins")]
    EndsBeforeItBegins,
    #[error("no day of the rule lies between beginning and end")]
    NoDay,
    #[error("not the name of a time zone")]
    Zone,
}

impl From<UnknownZone> for SeriesRefused {
    fn from(_: UnknownZone) -> Self {
        Self::Zone
    }
}

impl Series {
    /// A series that can be kept: or why not.
    pub fn checked(self) -> Result<Self, SeriesRefused> {
        self.clock()?;
        if !(SHORTEST_MINUTES..=LONGEST_MINUTES).contains(&self.minutes) {
            return Err(SeriesRefused::Length);
        }
        match self.end {
            End::After(count) if !(1..=MOST_SESSIONS).contains(&count) => return Err(SeriesRefused::Count),
            End::On(last) if last < self.first_on => return Err(SeriesRefused::EndsBeforeItBegins),
            End::Open | End::After(_) | End::On(_) => {}
        }
        if self.dates(&[]).next().is_none() {
            return Err(SeriesRefused::NoDay);
        }
        Ok(self)
    }

    pub fn clock(&self) -> Result<Clock, UnknownZone> {
        Clock::new(self.at, &self.zone)
    }

    /// The days on which it meets, earliest first. Endless when the series is.
    pub fn dates<'a>(&self, pauses: &'a [Pause]) -> impl Iterator<Item = Date> + use<'a> {
        let (last, count) = match self.end {
            End::Open => (Date::MAX, usize::MAX),
            End::After(count) => (Date::MAX, usize::from(count)),
            End::On(last) => (last, usize::MAX),
        };
        self.rule
            .days_from(self.first_on)
            .take_while(move |day| *day <= last)
            .filter(|day| !pauses.iter().any(|pause| pause.holds(*day)))
            .take(count)
    }

    /// "of 12": how many there will have been.
    pub fn number_of(&self) -> Option<u16> {
        match self.end {
            End::After(count) => Some(count),
            End::Open | End::On(_) => None,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::id::Id as _;
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    pub(crate) fn tuesdays() -> Series {
        Series {
            id: SeriesId::from_uuid(uuid::Uuid::from_u128(1)),
            group: GroupId::from_uuid(uuid::Uuid::from_u128(2)),
            rule: "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU".parse().expect("a rule"),
            first_on: date(2026, 1, 6),
            at: time(18, 0, 0, 0),
            zone: "Europe/Berlin".to_owned(),
            minutes: 90,
            end: End::After(12),
        }
    }

    #[test]
    fn a_course_of_twelve_has_twelve_sessions_whatever_its_breaks() {
        let easter = Pause::new(date(2026, 3, 1), date(2026, 3, 31)).expect("a break");
        let days: Vec<_> = tuesdays().dates(&[easter]).collect();
        assert_eq!(days.len(), 12);
        assert_eq!(days.last(), Some(&date(2026, 4, 28)));
        assert!(!days.iter().any(|day| easter.holds(*day)));
    }

    #[test]
    fn a_series_with_a_last_day_meets_on_it_and_never_after() {
        let series = Series {
            end: End::On(date(2026, 1, 20)),
            ..tuesdays()
        };
        assert_eq!(series.dates(&[]).last(), Some(date(2026, 1, 20)));
    }

    #[test]
    fn what_cannot_be_kept_is_refused_with_its_reason() {
        let refused = |series: Series| series.checked().expect_err("refused");
        assert_eq!(
            refused(Series {
                minutes: 14,
                ..tuesdays()
            }),
            SeriesRefused::Length
        );
        assert_eq!(
            refused(Series {
                minutes: 241,
                ..tuesdays()
            }),
            SeriesRefused::Length
        );
        assert_eq!(
            refused(Series {
                end: End::After(0),
                ..tuesdays()
            }),
            SeriesRefused::Count
        );
        let yesterday = End::On(date(2026, 1, 5));
        assert_eq!(
            refused(Series {
                end: yesterday,
                ..tuesdays()
            }),
            SeriesRefused::EndsBeforeItBegins
        );
        let wednesday = date(2026, 1, 7);
        let too_short = Series {
            first_on: wednesday,
            end: End::On(wednesday),
            ..tuesdays()
        };
        assert_eq!(refused(too_short), SeriesRefused::NoDay);
        assert_eq!(
            refused(Series {
                zone: "Moon/Base".to_owned(),
                ..tuesdays()
            }),
            SeriesRefused::Zone
        );
    }

    proptest! {
        #[test]
        fn days_grow_and_lie_on_their_weekday(every in 1u8..=8, skip in 0i64..400) {
            let first = date(2026, 1, 6) + jiff::Span::new().days(skip);
            let series = Series { rule: Rule::weekly(every, super::super::Days::of([jiff::civil::Weekday::Tuesday]).expect("a day")).expect("a rule"), first_on: first, ..tuesdays() };
            let days: Vec<_> = series.dates(&[]).collect();
            prop_assert_eq!(days.len(), 12);
            prop_assert!(days.iter().all(|day| *day >= first && day.weekday() == jiff::civil::Weekday::Tuesday));
            prop_assert!(days.windows(2).all(|pair| pair[0] + jiff::Span::new().weeks(every) == pair[1]));
        }
    }
}
