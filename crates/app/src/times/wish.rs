//! When a group is to meet, as it was typed.

use crate::{Fault, FieldFault};
use domain::SeriesId;
use domain::group::Group;
use domain::series::{Days, End, LONGEST_MINUTES, Nth, Rule, SHORTEST_MINUTES, Series, SeriesRefused};
use jiff::civil::{Date, Time};

/// How often, from the day of the first session: its weekday, or the how-manieth it is in its month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    Weeks(u8),
    /// "Each second Tuesday of the month", when the first session is on one.
    Month,
    /// "Each last Friday of the month".
    LastOfMonth,
}

impl Repeat {
    /// What the page offers, in its order.
    pub const ALL: [Self; 6] = [
        Self::Weeks(1),
        Self::Weeks(2),
        Self::Weeks(3),
        Self::Weeks(4),
        Self::Month,
        Self::LastOfMonth,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Weeks(1) => "week",
            Self::Weeks(2) => "weeks-2",
            Self::Weeks(3) => "weeks-3",
            Self::Weeks(_) => "weeks-4",
            Self::Month => "month",
            Self::LastOfMonth => "month-last",
        }
    }

    fn rule(self, first: Date) -> Option<Rule> {
        let day = first.weekday();
        match self {
            Self::Weeks(every) => Rule::weekly(every, Days::of([day]).ok()?).ok(),
            Self::Month => Rule::monthly(1, Nth::from_number((first.day() - 1) / 7 + 1).ok()?, day).ok(),
            Self::LastOfMonth => Rule::monthly(1, Nth::Last, day).ok(),
        }
    }

    /// Which of them a rule is; `None` where the page has no word for it.
    pub fn of(rule: Rule) -> Option<Self> {
        match rule {
            Rule::Weekly {
                every: every @ 1..=4,
                days,
            } if days.iter().count() == 1 => Some(Self::Weeks(every)),
            Rule::Monthly {
                every: 1,
                nth: Nth::Last,
                ..
            } => Some(Self::LastOfMonth),
            Rule::Monthly { every: 1, .. } => Some(Self::Month),
            Rule::Weekly { .. } | Rule::Monthly { .. } => None,
        }
    }
}

/// A form, word for word.
#[derive(Debug, Clone, Copy)]
pub struct SeriesWish<'a> {
    /// `YYYY-MM-DD`
    pub first_on: &'a str,
    /// `HH:MM`
    pub at: &'a str,
    pub minutes: &'a str,
    pub repeat: &'a str,
    /// `open`, `after` or `on`.
    pub end: &'a str,
    pub sessions: &'a str,
    pub last_on: &'a str,
}

impl SeriesWish<'_> {
    /// The series, or what is wrong with each field.
    pub(super) fn read(&self, id: SeriesId, group: &Group, today: Date) -> Result<Series, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let first_on = field(&mut faults, "first_on", day(self.first_on, today));
        let at = field(&mut faults, "at", time(self.at));
        let minutes = field(&mut faults, "minutes", minutes(self.minutes));
        let repeat = Repeat::ALL.into_iter().find(|one| one.word() == self.repeat);
        let repeat = field(&mut faults, "repeat", repeat.ok_or(Fault::NotAChoice));
        let end = match self.end {
            "open" => Some(End::Open),
            "after" => {
                let count = self.sessions.trim().parse().map_err(|_| Fault::OutOfRange);
                field(&mut faults, "sessions", count).map(End::After)
            }
            "on" => field(&mut faults, "last_on", day(self.last_on, today)).map(End::On),
            _ => field(&mut faults, "end", Err(Fault::NotAChoice)),
        };
        let (Some(first_on), Some(at), Some(minutes), Some(repeat), Some(end)) =
            (first_on, at, minutes, repeat, end)
        else {
            return Err(faults);
        };
        let one = |field, fault| vec![FieldFault { field, fault }];
        // A fifth Tuesday is not in every month: "the last" is what is meant.
        let rule = repeat
            .rule(first_on)
            .ok_or_else(|| one("repeat", Fault::OutOfRange))?;
        let series = Series {
            id,
            group: group.id,
            rule,
            first_on,
            at,
            zone: group.time_zone.clone(),
            minutes,
            end,
        };
        series.checked().map_err(|refused| match refused {
            SeriesRefused::Length => one("minutes", Fault::OutOfRange),
            SeriesRefused::Count => one("sessions", Fault::OutOfRange),
            SeriesRefused::EndsBeforeItBegins | SeriesRefused::NoDay => one("last_on", Fault::OutOfRange),
            SeriesRefused::Zone => one("first_on", Fault::NotAChoice),
        })
    }
}

fn field<T>(faults: &mut Vec<FieldFault>, field: &'static str, read: Result<T, Fault>) -> Option<T> {
    read.map_err(|fault| faults.push(FieldFault { field, fault }))
        .ok()
}

/// A day that is there, not over, and not so far off that it is a slip of the hand.
pub(super) fn day(text: &str, today: Date) -> Result<Date, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Fault::Missing);
    }
    // Only what a date field sends: "2026-02-30" is no day.
    let day: Date = text.parse().map_err(|_| Fault::NotADay)?;
    if day.to_string() != text {
        return Err(Fault::NotADay);
    }
    if day < today {
        return Err(Fault::Past);
    }
    let farthest = today.saturating_add(jiff::Span::new().years(3));
    if day > farthest {
        Err(Fault::OutOfRange)
    } else {
        Ok(day)
    }
}

pub(super) fn time(text: &str) -> Result<Time, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Fault::Missing);
    }
    let time: Time = text.parse().map_err(|_| Fault::NotATime)?;
    Time::new(time.hour(), time.minute(), 0, 0).map_err(|_| Fault::NotATime)
}

fn minutes(text: &str) -> Result<u16, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Fault::Missing);
    }
    match text.parse() {
        Ok(minutes) if (SHORTEST_MINUTES..=LONGEST_MINUTES).contains(&minutes) => Ok(minutes),
        Ok(_) | Err(_) => Err(Fault::OutOfRange),
    }
}
