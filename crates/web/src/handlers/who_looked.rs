//! `GET /who-looked`: looks of one day by one person at one thing stand in one row, with their times.

use crate::answer::{Answer, Trouble, page};
use crate::pages::who_looked::{Day, Row, WhoLookedPage};
use crate::say::Say;
use crate::visitor::Visitor;
use crate::when;
use app::audit::{Look, Looker, What};
use axum::extract::RawQuery;
use axum::http::StatusCode;
use domain::id::AuditId;
use domain::membership::Role;
use domain::person::Standing;
use jiff::civil::Date;

/// So many times of one day are read at a glance; of more, the first and the last are said, and how many.
const TIMES_TOLD: usize = 4;

pub(crate) async fn show(visitor: Visitor, RawQuery(query): RawQuery) -> Answer {
    let before: Option<AuditId> = match query.as_deref().and_then(|query| query.strip_prefix("before=")) {
        Some(id) => Some(id.parse().map_err(|_| Trouble::Malformed)?),
        None => None,
    };
    let found = app::audit::who_looked(&visitor.cx, before).await?;
    let days = days(&visitor, found.looks);
    page(
        StatusCode::OK,
        &WhoLookedPage {
            days,
            zone: when::place_of(&visitor.time_zone),
            older: found.older.map(|row| row.to_string()),
            newest: before.is_none(),
            frame: visitor.frame,
        },
    )
}

/// What makes a row, and when, latest first.
struct Gathered {
    of: (Looker, What, Option<String>),
    count: usize,
    times: Vec<String>,
}

fn days(visitor: &Visitor, looks: Vec<Look>) -> Vec<Day> {
    let mut days: Vec<(Date, Vec<Gathered>)> = Vec::new();
    for look in looks {
        let at = when::local(look.at, &visitor.zone());
        if days.last().is_none_or(|(date, _)| *date != at.date()) {
            days.push((at.date(), Vec::new()));
        }
        let Some((_, rows)) = days.last_mut() else {
            continue;
        };
        let of = (look.who, look.what, look.group);
        let at_row = rows.iter().position(|row| row.of == of).unwrap_or(rows.len());
        if at_row == rows.len() {
            rows.push(Gathered {
                of,
                count: 0,
                times: Vec::new(),
            });
        }
        let Some(row) = rows.get_mut(at_row) else {
            continue;
        };
        row.count += 1;
        let time = when::time(&at);
        if row.times.last() != Some(&time) {
            row.times.push(time);
        }
    }
    let say = visitor.say();
    days.into_iter()
        .map(|(date, rows)| Day {
            date: when::date_with_year(say, date),
            rows: rows.into_iter().map(|row| words(say, row)).collect(),
        })
        .collect()
}

fn words(say: Say, row: Gathered) -> Row {
    // As the day went.
    let times: Vec<String> = row.times.into_iter().rev().collect();
    let (who, what, group) = row.of;
    let (who, leads) = match who {
        Looker::You => (say.of("looked-you"), Some(say.of("looked-you-means"))),
        Looker::Outside => (say.of("looked-outside"), None),
        Looker::WorksHere { standing } => {
            let standing = if standing == Standing::Operator {
                "operator"
            } else {
                "coordinator"
            };
            (say.with("looked-works-here", "standing", standing), None)
        }
        Looker::Unnamed => (say.of("looked-unnamed"), None),
        Looker::Leader { name, role } => {
            let role = if role == Role::CoFacilitator { "co" } else { "one" };
            (name, Some(say.with("looked-leads", "role", role)))
        }
    };
    Row {
        who,
        leads,
        what,
        group,
        when: when(say, row.count, &times),
    }
}

fn when(say: Say, count: usize, times: &[String]) -> String {
    match times {
        [first, .., last] if times.len() > TIMES_TOLD => say.with3(
            "looked-often",
            [
                ("count", count.into()),
                ("first", first.as_str().into()),
                ("last", last.as_str().into()),
            ],
        ),
        _ => say.with("looked-at", "times", times.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_times_are_told_each_and_many_by_the_first_the_last_and_how_many() {
        let say = Say::for_language("en");
        let times = |count: usize| {
            (0..count)
                .map(|minute| format!("18:{minute:02}"))
                .collect::<Vec<_>>()
        };
        let told = |count, looks| words::plain(&when(say, looks, &times(count)));
        assert_eq!(told(1, 3), "at 18:00");
        assert_eq!(told(4, 4), "at 18:00, 18:01, 18:02, 18:03");
        assert_eq!(told(5, 23), "23 times between 18:00 and 18:04");
    }
}
