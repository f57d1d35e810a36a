//! Two years of sessions in twelve zones, compared with another implementation of RFC 5545 and another copy of the zones.

use chrono::NaiveDate;
use domain::series::{Clock, Rule};
use jiff::Timestamp;
use jiff::civil::{Date, Time, date};
use proptest::prelude::*;
use rrule::RRuleSet;

/// Clocks that change by half an hour, on Fridays, in the middle of Ramadan, at midnight, the other way round, and never.
const ZONES: [&str; 12] = [
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Santiago",
    "America/St_Johns",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Kolkata",
    "Asia/Jerusalem",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
];

const FIRST: Date = date(2026, 1, 1);
const LAST: Date = date(2027, 12, 31);

fn ours(rule: Rule, from: Date, at: Time, zone: &str) -> Vec<Timestamp> {
    let clock = Clock::new(at, zone).expect("a zone");
    rule.days_from(from)
        .take_while(|day| *day <= LAST)
        .map(|day| clock.on(day).expect("a moment"))
        .collect()
}

fn theirs(rule: Rule, from: Date, at: Time, zone: &str) -> Vec<Timestamp> {
    let text = format!(
        "DTSTART;TZID={zone}:{:04}{:02}{:02}T{:02}{:02}00\nRRULE:{rule}",
        from.year(),
        from.month(),
        from.day(),
        at.hour(),
        at.minute()
    );
    let set: RRuleSet = text.parse().expect("a rule they know");
    set.into_iter()
        // Their last day is ours: an UNTIL would have to be said in UTC.
        .take_while(|one| one.date_naive() <= NaiveDate::from_ymd_opt(2027, 12, 31).expect("a day"))
        .map(|one| Timestamp::from_second(one.timestamp()).expect("a moment"))
        .collect()
}

fn any_rule() -> impl Strategy<Value = Rule> {
    use domain::series::{Days, Nth};
    use jiff::civil::Weekday;
    let day = || {
        prop::sample::select(
            (1..=7)
                .map(|n| Weekday::from_monday_one_offset(n).expect("a day"))
                .collect::<Vec<_>>(),
        )
    };
    prop_oneof![
        (1u8..=8, prop::collection::vec(day(), 1..4)).prop_map(|(every, days)| Rule::weekly(
            every,
            Days::of(days).expect("days")
        )
        .expect("a rule")),
        (1u8..=6, prop::sample::select(Nth::ALL.to_vec()), day())
            .prop_map(|(every, nth, day)| Rule::monthly(every, nth, day).expect("a rule")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Hours in which no zone of ours changes its clocks; those in which one does have rules of their own in `series/clock.rs`.
    #[test]
    fn two_years_in_twelve_zones_are_those_of_another_implementation(
        rule in any_rule(), skip in 0i64..60, hour in 6i8..=22, minute in prop::sample::select(vec![0i8, 15, 30, 45]),
    ) {
        let from = FIRST + jiff::Span::new().days(skip);
        let at = Time::new(hour, minute, 0, 0).expect("a time");
        for zone in ZONES {
            let (ours, theirs) = (ours(rule, from, at, zone), theirs(rule, from, at, zone));
            prop_assert!(ours.len() > 2, "{rule} from {from}: {} days", ours.len());
            prop_assert_eq!(ours, theirs, "{} in {}", rule, zone);
        }
    }
}
