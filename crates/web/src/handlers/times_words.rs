//! What the page about a group's times says: how a group meets, where a session stands, what is wrong with a field.

use crate::say::Say;
use crate::when;
use app::times::{Repeat, Times};
use app::{Fault, FieldFault};
use domain::series::{End, Nth, Rule, Series};
use domain::session::{CancelledBy, Session};

/// "Every Tuesday, 18:00 to 19:30, 12 sessions in all".
pub(super) fn meets(say: Say, series: &Series) -> String {
    let from = format!("{:02}:{:02}", series.at.hour(), series.at.minute());
    let ends = series
        .at
        .wrapping_add(jiff::SignedDuration::from_mins(i64::from(series.minutes)));
    let to = format!("{:02}:{:02}", ends.hour(), ends.minute());
    let how = how(say, series.rule);
    let meets = say.with3(
        "times-meets-open",
        [("how", how.into()), ("from", from.into()), ("to", to.into())],
    );
    match series.end {
        End::Open => meets,
        End::After(count) => say.with2("times-meets-after", "meets", meets, "count", i64::from(count)),
        End::On(last) => {
            let date = when::date_with_year(say, last);
            say.with2("times-meets-on", "meets", meets, "date", date)
        }
    }
}

fn how(say: Say, rule: Rule) -> String {
    match rule {
        Rule::Weekly { every, days } => {
            let mut days = days.iter();
            match (days.next(), days.next()) {
                (Some(day), None) if every == 1 => say.with("times-how-week", "day", when::weekday(say, day)),
                (Some(day), None) => say.with2(
                    "times-how-weeks",
                    "every",
                    i64::from(every),
                    "day",
                    when::weekday(say, day),
                ),
                _ => say.with("times-how-days", "every", i64::from(every)),
            }
        }
        Rule::Monthly { every, nth, day } => {
            let nth = say.of(match nth {
                Nth::First => "times-nth-1",
                Nth::Second => "times-nth-2",
                Nth::Third => "times-nth-3",
                Nth::Fourth => "times-nth-4",
                Nth::Last => "times-nth-last",
            });
            let day = when::weekday(say, day);
            if every == 1 {
                say.with2("times-how-month", "nth", nth, "day", day)
            } else {
                let base = [
                    ("every", i64::from(every).into()),
                    ("nth", nth.into()),
                    ("day", day.into()),
                ];
                say.with3("times-how-months", base)
            }
        }
    }
}

pub(super) fn state(say: Say, session: &Session) -> String {
    if let Some(cancelled) = session.planned.cancelled {
        return say.of(match cancelled.by {
            CancelledBy::Hand => "times-state-cancelled",
            CancelledBy::Pause => "times-state-pause",
            CancelledBy::Series => "times-state-series",
        });
    }
    let number = i64::from(session.number);
    let words = match session.of {
        Some(of) => say.with2("times-state-of", "number", number, "of", i64::from(of)),
        None => say.with("times-state-number", "number", number),
    };
    if session.planned.moved {
        say.with("times-state-moved", "session", words)
    } else {
        words
    }
}

/// Of those that are not listed.
pub(super) fn more(say: Say, times: &Times) -> String {
    match times.coming.len().saturating_sub(super::times::MOST_ROWS) {
        0 => String::new(),
        count => say.with("times-more", "count", i64::try_from(count).unwrap_or(i64::MAX)),
    }
}

pub(super) fn repeats(say: Say, chosen: &str) -> Vec<(&'static str, String, bool)> {
    Repeat::ALL
        .into_iter()
        .map(|one| {
            let word = one.word();
            (word, say.of(&format!("times-repeat-{word}")), word == chosen)
        })
        .collect()
}

pub(super) fn problem(say: Say, fault: FieldFault) -> String {
    let label = say.of(match fault.field {
        "first_on" => "times-first",
        "at" => "times-time",
        "minutes" => "times-minutes",
        "repeat" => "times-repeat",
        "end" => "times-end",
        "sessions" => "times-sessions",
        "last_on" => "times-last",
        "from" => "times-pause-from",
        "until" => "times-pause-until",
        _ => "times-day",
    });
    let with = |key| say.with(key, "field", label.clone());
    match (fault.fault, fault.field) {
        (Fault::Missing, _) => with("times-problem-missing"),
        (Fault::NotADay, _) => with("times-problem-day"),
        (Fault::NotATime, _) => with("times-problem-time"),
        (Fault::Past, _) => with("times-problem-past"),
        (Fault::OutOfRange, "minutes") => say.of("times-problem-range-minutes"),
        (Fault::OutOfRange, "sessions") => say.of("times-problem-range-sessions"),
        (Fault::OutOfRange, "repeat") => say.of("times-problem-range-repeat"),
        (Fault::OutOfRange, "last_on") => say.of("times-problem-range-last"),
        (Fault::OutOfRange, "until") => say.of("times-problem-range-until"),
        (Fault::OutOfRange, _) => with("times-problem-range"),
        _ => with("times-problem-choice"),
    }
}
