//! `/groups/{grp}/times`: when a group meets. One form, one act; what was wrong is said where it was typed.

use super::times_words::{meets, more, problem, repeats, state};
use super::{id, id_in_form};
use crate::answer::{Answer, Trouble, page, see};
use crate::form::Form;
use crate::pages::times::{PauseForm, PauseRow, Problems, SeriesForm, TimeRow, TimesPage};
use crate::say::Say;
use crate::visitor::Visitor;
use crate::when;
use app::times::{Repeat, SeriesWish};
use app::{Error, FieldFault, Refusal};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use domain::GroupId;
use domain::series::{End, Series};
use domain::session::{Door, Session};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;

/// Half a year of weekly sessions is a long page already.
pub(super) const MOST_ROWS: usize = 30;

#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sent {
    act: String,
    session: String,
    on: String,
    at: String,
    pause: String,
    from: String,
    until: String,
    first_on: String,
    minutes: String,
    repeat: String,
    end: String,
    sessions: String,
    last_on: String,
}

pub(crate) async fn show(visitor: Visitor, Path(group): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let said = Said {
        done: asked.done.is_some(),
        ..Said::default()
    };
    draw(StatusCode::OK, visitor, id(&group)?, said).await
}

/// What the page says besides the times.
#[derive(Default)]
struct Said {
    done: bool,
    problem: Option<String>,
    /// What was typed, and what is wrong with it.
    typed: Option<(Sent, Vec<FieldFault>)>,
}

pub(crate) async fn act(visitor: Visitor, Path(group): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let group: GroupId = id(&group)?;
    let cx = &visitor.cx;
    let done = match sent.act.as_str() {
        "series" => app::times::plan(cx, group, &wish(&sent)).await,
        "move" => app::times::move_to(cx, group, id_in_form(&sent.session), &sent.on, &sent.at).await,
        "cancel" => app::times::cancel(cx, group, id_in_form(&sent.session)).await,
        "back" => app::times::put_back(cx, group, id_in_form(&sent.session)).await,
        "pause" => app::times::add_pause(cx, group, &sent.from, &sent.until).await,
        "lift" => app::times::lift_pause(cx, group, id_in_form(&sent.pause)).await,
        _ => {
            // Whoever may not come here is told that first.
            app::times::show(cx, group).await?;
            return Err(Trouble::Malformed);
        }
    };
    let say = visitor.say();
    let (status, said) = match done {
        Ok(()) => return Ok(see(&format!("/groups/{group}/times?done"))),
        Err(Error::Malformed(faults)) => {
            let typed = Some((sent, faults));
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                Said {
                    typed,
                    ..Said::default()
                },
            )
        }
        Err(Error::Refused(Refusal::WhileInSession | Refusal::SessionOver)) => {
            let problem = Some(say.of("times-problem-began"));
            (
                StatusCode::CONFLICT,
                Said {
                    problem,
                    ..Said::default()
                },
            )
        }
        Err(Error::Refused(Refusal::Overtaken)) => {
            let problem = Some(say.of("times-problem-overtaken"));
            (
                StatusCode::CONFLICT,
                Said {
                    problem,
                    ..Said::default()
                },
            )
        }
        Err(error) => return Err(error.into()),
    };
    draw(status, visitor, group, said).await
}

fn wish(sent: &Sent) -> SeriesWish<'_> {
    SeriesWish {
        first_on: &sent.first_on,
        at: &sent.at,
        minutes: &sent.minutes,
        repeat: &sent.repeat,
        end: &sent.end,
        sessions: &sent.sessions,
        last_on: &sent.last_on,
    }
}

async fn draw(status: StatusCode, visitor: Visitor, group: GroupId, said: Said) -> Answer {
    let times = app::times::show(&visitor.cx, group).await?;
    let say = visitor.say();
    let zone = when::zone(&times.group.time_zone);
    let here = format!("/groups/{group}/times");
    let today = when::local(visitor.cx.now(), &zone).date();
    let rows = times.coming.iter().take(MOST_ROWS);
    let mut coming: Vec<_> = rows.map(|one| row(&visitor, one, &zone)).collect();
    let mut form = series_form(say, times.series.as_ref(), today);
    let mut pause = PauseForm::default();
    if let Some((sent, faults)) = said.typed {
        let problems = Problems(faults.iter().map(|one| (one.field, problem(say, *one))).collect());
        match sent.act.as_str() {
            "series" => form = typed_series(say, sent, problems, today),
            "pause" => {
                pause = PauseForm {
                    problems,
                    from: sent.from,
                    until: sent.until,
                }
            }
            _ => {
                if let Some(row) = coming.iter_mut().find(|row| row.id == sent.session) {
                    row.problem = problems.0.into_iter().next().map(|(_, words)| words);
                    (row.on, row.at) = (sent.on, sent.at);
                }
            }
        }
    }
    let shown = TimesPage {
        group: times.group.neutral_name.clone(),
        back: format!("/groups/{group}"),
        meets: times
            .series
            .as_ref()
            .map(|one| meets(say, one))
            .unwrap_or_default(),
        zone: say.with("times-zone", "place", when::place_of(&times.group.time_zone)),
        more: more(say, &times),
        coming,
        pauses: times
            .pauses
            .iter()
            .map(|(id, pause)| PauseRow {
                id: id.to_string(),
                when: say.with2(
                    "times-pause-days",
                    "from",
                    when::date_with_year(say, pause.from()),
                    "until",
                    when::date_with_year(say, pause.until()),
                ),
            })
            .collect(),
        form,
        pause,
        done: said.done,
        problem: said.problem,
        here,
        frame: visitor.frame,
    };
    page(status, &shown)
}

fn row(visitor: &Visitor, session: &Session, zone: &TimeZone) -> TimeRow {
    let say = visitor.say();
    let starts = when::local(session.starts_at, zone);
    let is_on = session.door(visitor.cx.now()) == Door::Open;
    TimeRow {
        id: session.id.to_string(),
        when: format!("{}, {}", when::date(say, &starts), when::time(&starts)),
        state: if is_on {
            say.of("times-state-on")
        } else {
            state(say, session)
        },
        is_cancelled: session.is_cancelled(),
        is_on,
        on: starts.date().to_string(),
        at: when::time(&starts),
        problem: None,
    }
}

/// What the form begins from: what holds now, from today on.
fn series_form(say: Say, series: Option<&Series>, today: Date) -> SeriesForm {
    let chosen = series
        .and_then(|one| Repeat::of(one.rule))
        .unwrap_or(Repeat::Weeks(1));
    SeriesForm {
        today: today.to_string(),
        first_on: series
            .and_then(|one| one.rule.days_from(one.first_on.max(today)).next())
            .map(|day| day.to_string())
            .unwrap_or_default(),
        at: series
            .map(|one| format!("{:02}:{:02}", one.at.hour(), one.at.minute()))
            .unwrap_or_else(|| "18:00".to_owned()),
        minutes: series.map_or(90, |one| one.minutes).to_string(),
        repeats: repeats(say, chosen.word()),
        end: match series.map(|one| one.end) {
            None | Some(End::Open) => "open",
            Some(End::After(_)) => "after",
            Some(End::On(_)) => "on",
        }
        .to_owned(),
        sessions: match series.map(|one| one.end) {
            Some(End::After(count)) => count.to_string(),
            _ => String::new(),
        },
        last_on: match series.map(|one| one.end) {
            Some(End::On(last)) => last.to_string(),
            _ => String::new(),
        },
        is_open: series.is_none(),
        problems: Problems::default(),
    }
}

fn typed_series(say: Say, sent: Sent, problems: Problems, today: Date) -> SeriesForm {
    SeriesForm {
        today: today.to_string(),
        repeats: repeats(say, &sent.repeat),
        first_on: sent.first_on,
        at: sent.at,
        minutes: sent.minutes,
        end: sent.end,
        sessions: sent.sessions,
        last_on: sent.last_on,
        is_open: true,
        problems,
    }
}
