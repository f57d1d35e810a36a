//! A group's clock: a time of day in a zone, and which moment that is on a given day.
//!
//! A time that does not exist (clocks go forward) is read with the offset before the change, so 02:30 becomes 03:30; one that exists
//! twice is its first: RFC 5545, 3.3.5.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    at: Time,
    zone: TimeZone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a time zone")]
pub struct UnknownZone;

impl Clock {
    /// `zone` is an IANA name. Seconds are dropped.
    pub fn new(at: Time, zone: &str) -> Result<Self, UnknownZone> {
        let zone = TimeZone::get(zone).map_err(|_| UnknownZone)?;
        let at = Time::new(at.hour(), at.minute(), 0, 0).map_err(|_| UnknownZone)?;
        Ok(Self { at, zone })
    }

    /// `None` only at the calendar's own ends.
    pub fn on(&self, day: Date) -> Option<Timestamp> {
        let moment = self.zone.to_ambiguous_zoned(day.to_datetime(self.at));
        moment.compatible().ok().map(|zoned| zoned.timestamp())
    }
}

/// The day that it is there; in UTC where nobody knows the zone, so that a page still says something true.
pub fn day_in(zone: &str, now: Timestamp) -> Date {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    now.to_zoned(zone).date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn moment(zone: &str, at: Time, day: Date) -> String {
        let clock = Clock::new(at, zone).expect("a zone");
        clock.on(day).expect("a moment").to_string()
    }

    #[test]
    fn six_stays_six_on_both_sides_of_a_change() {
        let six = time(18, 0, 0, 0);
        assert_eq!(
            moment("Europe/Berlin", six, date(2026, 3, 24)),
            "2026-03-24T17:00:00Z"
        );
        assert_eq!(
            moment("Europe/Berlin", six, date(2026, 3, 31)),
            "2026-03-31T16:00:00Z"
        );
        // Half an hour, and the other half of the year.
        assert_eq!(
            moment("Australia/Lord_Howe", six, date(2026, 4, 4)),
            "2026-04-04T07:00:00Z"
        );
        assert_eq!(
            moment("Australia/Lord_Howe", six, date(2026, 4, 5)),
            "2026-04-05T07:30:00Z"
        );
    }

    #[test]
    fn a_time_that_is_not_there_is_the_one_after_the_gap() {
        let half_past_two = time(2, 30, 0, 0);
        assert_eq!(
            moment("Europe/Berlin", half_past_two, date(2026, 3, 29)),
            "2026-03-29T01:30:00Z"
        );
    }

    #[test]
    fn a_time_that_is_there_twice_is_the_first() {
        assert_eq!(
            moment("Europe/Berlin", time(2, 30, 0, 0), date(2026, 10, 25)),
            "2026-10-25T00:30:00Z"
        );
    }

    #[test]
    fn a_zone_nobody_knows_is_refused() {
        assert_eq!(Clock::new(time(18, 0, 0, 0), "Nowhere/Land"), Err(UnknownZone));
    }
}
