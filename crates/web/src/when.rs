//! Moments in words, in the reader's own language and zone: "Tuesday 6 January", "18:00".

use crate::say::Say;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// The zone an IANA name means; UTC for a name nobody knows, so that a page still says something true.
pub(crate) fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// "Berlin" of "Europe/Berlin".
pub(crate) fn place_of(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

pub(crate) fn local(at: Timestamp, zone: &TimeZone) -> Zoned {
    at.to_zoned(zone.clone())
}

/// "18:00"
pub(crate) fn time(at: &Zoned) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// "Tuesday 6 January"
pub(crate) fn date(say: Say, at: &Zoned) -> String {
    say.with3(
        "date-with-weekday",
        [
            (
                "weekday",
                say.of(&format!("weekday-{}", number_of(at.weekday()))).into(),
            ),
            ("day", i64::from(at.day()).into()),
            ("month", say.of(&format!("month-{}", at.month())).into()),
        ],
    )
}

/// "2 January 2026". The year is text, so that no language groups its digits.
pub(crate) fn date_with_year(say: Say, date: Date) -> String {
    say.with3(
        "date-with-year",
        [
            ("day", i64::from(date.day()).into()),
            ("month", say.of(&format!("month-{}", date.month())).into()),
            ("year", date.year().to_string().into()),
        ],
    )
}

/// "Tuesday"
pub(crate) fn weekday(say: Say, weekday: Weekday) -> String {
    say.of(&format!("weekday-{}", number_of(weekday)))
}

/// "Tuesdays"
pub(crate) fn every(say: Say, weekday: Weekday) -> String {
    say.of(&format!("weekdays-{}", number_of(weekday)))
}

fn number_of(weekday: Weekday) -> i8 {
    weekday.to_monday_one_offset()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evening() -> Zoned {
        let at: Timestamp = "2026-01-06T17:00:00Z".parse().expect("a moment");
        local(at, &zone("Europe/Berlin"))
    }

    #[test]
    fn a_moment_is_said_in_the_zone_of_its_reader() {
        assert_eq!(time(&evening()), "18:00");
        let said = words::plain(&date(Say::for_language("en"), &evening()));
        assert_eq!(said, "Tuesday 6 January");
    }

    #[test]
    fn a_year_has_no_comma() {
        let said = date_with_year(Say::for_language("en"), evening().date());
        assert_eq!(words::plain(&said), "6 January 2026");
    }

    #[test]
    fn an_unknown_zone_is_utc_and_no_fault() {
        assert_eq!(zone("Nowhere/Land"), TimeZone::UTC);
        assert_eq!(place_of("America/New_York"), "New York");
    }
}
