//! The rule itself: every so many weeks on these days, or every so many months on such a weekday. As text it is an RRULE.
//!
//! Days of the month ("the 31st") are left out on purpose: groups meet on weekdays, and a weekday is there in every month.

use jiff::civil::{Date, Weekday};
use std::fmt;
use std::str::FromStr;

/// How days follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Weeks begin on Monday (WKST=MO, the RFC's own default).
    Weekly {
        every: u8,
        days: Days,
    },
    Monthly {
        every: u8,
        nth: Nth,
        day: Weekday,
    },
}

/// Days of the week: at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days(u8);

/// Which one of its month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nth {
    First,
    Second,
    Third,
    Fourth,
    Last,
}

/// Text that is no rule of ours, or one that no group keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a rule by which a group meets")]
pub struct NotARule;

/// Rarer than that is no series: it is a date.
const RAREST_WEEKS: u8 = 8;
const RAREST_MONTHS: u8 = 6;

impl Days {
    pub fn of(days: impl IntoIterator<Item = Weekday>) -> Result<Self, NotARule> {
        let bits = days.into_iter().fold(0, |bits, day| bits | bit(day));
        if bits == 0 { Err(NotARule) } else { Ok(Self(bits)) }
    }

    pub fn has(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// From Monday on.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        WEEK.into_iter().filter(move |day| self.has(*day))
    }
}

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn bit(day: Weekday) -> u8 {
    1 << day.to_monday_zero_offset()
}

impl Rule {
    pub fn weekly(every: u8, days: Days) -> Result<Self, NotARule> {
        match every {
            1..=RAREST_WEEKS => Ok(Self::Weekly { every, days }),
            _ => Err(NotARule),
        }
    }

    pub fn monthly(every: u8, nth: Nth, day: Weekday) -> Result<Self, NotARule> {
        match every {
            1..=RAREST_MONTHS => Ok(Self::Monthly { every, nth, day }),
            _ => Err(NotARule),
        }
    }

    /// Every day of the rule from `first` on; intervals are counted from its week or month. Ends where the calendar does (year 9999).
    pub fn days_from(self, first: Date) -> impl Iterator<Item = Date> {
        let days: Box<dyn Iterator<Item = Date>> = match self {
            Self::Weekly { every, days } => Box::new(weeks(first, every).flat_map(move |monday| {
                days.iter()
                    .filter_map(move |day| plus_days(monday, day.to_monday_zero_offset()))
            })),
            Self::Monthly { every, nth, day } => Box::new(
                months(first, every)
                    .filter_map(move |month| month.nth_weekday_of_month(nth.number(), day).ok()),
            ),
        };
        days.filter(move |day| *day >= first)
    }
}

fn plus_days(date: Date, days: i8) -> Option<Date> {
    date.checked_add(jiff::Span::new().days(days)).ok()
}

/// The Mondays of every n-th week.
fn weeks(first: Date, every: u8) -> impl Iterator<Item = Date> {
    let monday = first
        .checked_sub(jiff::Span::new().days(first.weekday().to_monday_zero_offset()))
        .ok();
    std::iter::successors(monday, move |monday| {
        monday.checked_add(jiff::Span::new().weeks(every)).ok()
    })
}

/// The firsts of every n-th month.
fn months(first: Date, every: u8) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first.first_of_month()), move |month| {
        month.checked_add(jiff::Span::new().months(every)).ok()
    })
}

impl Nth {
    pub const ALL: [Self; 5] = [Self::First, Self::Second, Self::Third, Self::Fourth, Self::Last];

    /// As RFC 5545 counts: -1 is the last.
    pub fn number(self) -> i8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
            Self::Fourth => 4,
            Self::Last => -1,
        }
    }

    pub fn from_number(number: i8) -> Result<Self, NotARule> {
        Self::ALL
            .into_iter()
            .find(|nth| nth.number() == number)
            .ok_or(NotARule)
    }
}

const CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

fn code(day: Weekday) -> &'static str {
    let at = usize::try_from(day.to_monday_zero_offset()).unwrap_or_default();
    CODES.get(at).copied().unwrap_or("MO")
}

fn day_of(code: &str) -> Result<Weekday, NotARule> {
    let at = CODES.iter().position(|one| *one == code).ok_or(NotARule)?;
    WEEK.get(at).copied().ok_or(NotARule)
}

/// "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR".
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekly { every, days } => {
                let days: Vec<_> = days.iter().map(code).collect();
                write!(f, "FREQ=WEEKLY;INTERVAL={every};BYDAY={}", days.join(","))
            }
            Self::Monthly { every, nth, day } => {
                write!(
                    f,
                    "FREQ=MONTHLY;INTERVAL={every};BYDAY={}{}",
                    nth.number(),
                    code(*day)
                )
            }
        }
    }
}

/// Reads what `Display` writes, and nothing else: a rule comes from our own form or our own table.
impl FromStr for Rule {
    type Err = NotARule;

    fn from_str(text: &str) -> Result<Self, NotARule> {
        let mut parts = text.split(';');
        let mut part = |name: &str| {
            parts
                .next()
                .and_then(|part| part.strip_prefix(name)?.strip_prefix('='))
                .ok_or(NotARule)
        };
        let frequency = part("FREQ")?;
        let every: u8 = part("INTERVAL")?.parse().map_err(|_| NotARule)?;
        let days = part("BYDAY")?;
        let rule = match frequency {
            "WEEKLY" => {
                let days: Vec<_> = days.split(',').map(day_of).collect::<Result<_, _>>()?;
                Self::weekly(every, Days::of(days)?)?
            }
            "MONTHLY" => {
                let (number, day) = days
                    .split_at_checked(days.len().saturating_sub(2))
                    .ok_or(NotARule)?;
                let nth = Nth::from_number(number.parse().map_err(|_| NotARule)?)?;
                Self::monthly(every, nth, day_of(day)?)?
            }
            _ => return Err(NotARule),
        };
        if parts.next().is_some() || rule.to_string() != text {
            return Err(NotARule);
        }
        Ok(rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn taken(rule: &str, from: Date, count: usize) -> Vec<String> {
        let rule: Rule = rule.parse().expect("a rule");
        rule.days_from(from)
            .take(count)
            .map(|day| day.to_string())
            .collect()
    }

    #[test]
    fn every_second_week_is_counted_from_the_week_of_the_first_day() {
        // Begun on a Thursday: the Tuesday of that week is over, the next one is in two weeks.
        assert_eq!(
            taken("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", date(2026, 1, 8), 4),
            ["2026-01-08", "2026-01-20", "2026-01-22", "2026-02-03"]
        );
    }

    #[test]
    fn the_last_friday_is_the_fourth_or_the_fifth() {
        assert_eq!(
            taken("FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR", date(2026, 1, 1), 3),
            ["2026-01-30", "2026-02-27", "2026-03-27"]
        );
    }

    #[test]
    fn a_month_whose_day_is_over_waits_for_the_next() {
        assert_eq!(
            taken("FREQ=MONTHLY;INTERVAL=1;BYDAY=1MO", date(2026, 1, 6), 2),
            ["2026-02-02", "2026-03-02"]
        );
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for text in [
            "",
            "FREQ=DAILY;INTERVAL=1;BYDAY=MO",
            "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO",
            "FREQ=WEEKLY;INTERVAL=9;BYDAY=MO",
            "FREQ=WEEKLY;INTERVAL=1;BYDAY=",
            "FREQ=WEEKLY;INTERVAL=1;BYDAY=XX",
            "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,MO",
            "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;COUNT=3",
            "FREQ=WEEKLY;INTERVAL=01;BYDAY=MO",
            "FREQ=MONTHLY;INTERVAL=1;BYDAY=5MO",
            "FREQ=MONTHLY;INTERVAL=1;BYDAY=\u{e9}",
            "FREQ=MONTHLY;INTERVAL=7;BYDAY=1MO",
        ] {
            assert_eq!(text.parse::<Rule>(), Err(NotARule), "{text}");
        }
    }
}
