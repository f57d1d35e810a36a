//! `GET /house` and a complaint before who reads it: `/house/complaints/{complaint}` with its three buttons.

use super::complaint::{received, short, state, word};
use super::looks::{ask_form, mine_row, waiting_row};
use super::{id, moment, paragraphs};
use crate::answer::{Answer, page, see};
use crate::form::Form;
use crate::pages::house::{AskForm, ComplaintRow, HouseComplaintPage, HousePage};
use crate::visitor::Visitor;
use app::{Error, Fault};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::complaint::State;
use domain::id::ComplaintId;
use serde::Deserialize;

pub(crate) async fn show(visitor: Visitor) -> Answer {
    draw(StatusCode::OK, visitor, None).await
}

/// `typed` is what was sent and could not be taken.
pub(super) async fn draw(status: StatusCode, visitor: Visitor, typed: Option<AskForm>) -> Answer {
    let desk = app::break_glass::desk(&visitor.cx).await?;
    let complaints = if app::complaints::is_reader(&visitor.cx).await? {
        match app::complaints::list(&visitor.cx).await {
            Ok(list) => Some(list),
            // Named, and works here no more.
            Err(Error::NotFound) => None,
            Err(error) => return Err(error.into()),
        }
    } else {
        None
    };
    let say = visitor.say();
    let row = |one: &app::complaints::InList| ComplaintRow {
        href: format!("/house/complaints/{}", one.id),
        when: say.with("house-complaint-row", "date", moment(&visitor, one.received_at)),
        group: one.group.clone(),
        state: say.of(short(one.state)),
        is_new: one.state == State::Received,
    };
    let ask = match typed {
        Some(form) => Some(form),
        None if desk.may_ask => Some(ask_form(say, !desk.is_fresh)),
        None => None,
    };
    let shown = HousePage {
        complaints: complaints.map(|all| all.iter().map(row).collect()),
        waiting: desk
            .waiting
            .iter()
            .map(|one| waiting_row(&visitor, one))
            .collect(),
        mine: desk
            .mine
            .iter()
            .map(|(one, state)| mine_row(&visitor, one, *state))
            .collect(),
        ask,
        frame: visitor.frame,
    };
    page(status, &shown)
}

pub(crate) async fn complaint(visitor: Visitor, Path(complaint): Path<String>) -> Answer {
    one(StatusCode::OK, visitor, id(&complaint)?, String::new(), None).await
}

async fn one(
    status: StatusCode,
    visitor: Visitor,
    id: ComplaintId,
    draft: String,
    problem: Option<String>,
) -> Answer {
    let read = app::complaints::read(&visitor.cx, id).await?;
    let say = visitor.say();
    let of = read.complaint;
    let shown = HouseComplaintPage {
        here: format!("/house/complaints/{id}"),
        received: received(&visitor, &of),
        state: state(&visitor, &of),
        from: match (&read.name, read.has_account) {
            (Some(name), _) => say.with("house-complaint-from-named", "name", name.reveal().as_str()),
            (None, true) => say.of("house-complaint-from-unnamed"),
            (None, false) => say.of("house-complaint-from-stranger"),
        },
        group: read.group,
        is_closed: of.state() == State::Closed,
        about: of.about.into_inner(),
        words: paragraphs(of.words.reveal()),
        way: say.of(&format!("complaint-answering-{}", word(of.answering))),
        reach: of.reach.into_inner(),
        answer: paragraphs(of.answer.reveal()),
        incident: of.incident.map(|number| number.to_string()),
        draft,
        problem,
        frame: visitor.frame,
    };
    page(status, &shown)
}

/// Confidential: there is no printing of it.
#[derive(Deserialize)]
pub(crate) struct Answered {
    #[serde(default)]
    answer: String,
}

pub(crate) async fn answer(
    visitor: Visitor,
    Path(complaint): Path<String>,
    Form(typed): Form<Answered>,
) -> Answer {
    let id = id(&complaint)?;
    match app::complaints::answer(&visitor.cx, id, &typed.answer).await {
        Ok(()) => Ok(see(&format!("/house/complaints/{id}"))),
        Err(Error::Malformed(faults)) => {
            let say = visitor.say();
            let problem = match faults.first().map(|fault| fault.fault) {
                Some(Fault::TooLong(limit)) => say.with(
                    "house-complaint-answer-long",
                    "limit",
                    i64::try_from(limit).unwrap_or(i64::MAX),
                ),
                _ => say.of("house-complaint-answer-missing"),
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            one(status, visitor, id, typed.answer, Some(problem)).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn close(visitor: Visitor, Path(complaint): Path<String>) -> Answer {
    let id = id(&complaint)?;
    app::complaints::close(&visitor.cx, id).await?;
    Ok(see(&format!("/house/complaints/{id}")))
}

pub(crate) async fn incident(visitor: Visitor, Path(complaint): Path<String>) -> Answer {
    let id = id(&complaint)?;
    app::complaints::make_incident(&visitor.cx, id).await?;
    Ok(see(&format!("/house/complaints/{id}")))
}
