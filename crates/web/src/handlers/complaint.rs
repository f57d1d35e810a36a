//! `GET/POST /complaint` and `GET /complaint/{reference}`: complaining past who leads, with or without an account.

use super::{id, moment, paragraphs};
use crate::answer::{Answer, page, see};
use crate::client_address::ClientAddress;
use crate::form::Form;
use crate::pages::complaint::{self, ComplaintOnePage, ComplaintPage, GroupRow, SentRow, Way};
use crate::say::Say;
use crate::visitor::Visitor;
use crate::web::House;
use app::complaints::{ComplaintForm, Name, Prepared, Sent};
use app::{Error, Fault, FieldFault, Refusal};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::complaint::{Answering, Complaint, State as Stands};
use domain::id::ComplaintId;
use serde::Deserialize;

pub(crate) async fn show(visitor: Visitor) -> Answer {
    let prepared = app::complaints::prepare(&visitor.cx).await?;
    let form = complaint::Form {
        name: match &prepared.name {
            Name::Own(id) => id.to_string(),
            Name::At(word) => word.reveal().clone(),
        },
        ..complaint::Form::default()
    };
    draw(StatusCode::OK, visitor, prepared, form, "", "")
}

/// Confidential: there is no printing of it.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    group: String,
    #[serde(default)]
    about: String,
    #[serde(default)]
    answering: String,
    #[serde(default)]
    reach: String,
    #[serde(default)]
    named: String,
    /// What no person sees.
    #[serde(default)]
    website: String,
}

pub(crate) async fn send(
    State(house): State<House>,
    from: ClientAddress,
    visitor: Visitor,
    Form(typed): Form<Typed>,
) -> Answer {
    let form = ComplaintForm {
        name: typed.name,
        words: typed.words,
        group: typed.group,
        about: typed.about,
        answering: typed.answering,
        reach: typed.reach,
        named: typed.named == "yes",
        trap: typed.website,
    };
    let sent = if house.rates().may_complain(from) {
        app::complaints::send(&visitor.cx, &form).await
    } else {
        Err(Error::Refused(Refusal::TooOften))
    };
    let say = visitor.say();
    let (status, problems) = match sent {
        Ok(Sent::Own(id)) => return Ok(see(&format!("/complaint/{id}"))),
        Ok(Sent::At(word)) => return Ok(see(&format!("/complaint/{}", word.reveal()))),
        Err(Error::Malformed(faults)) => (StatusCode::UNPROCESSABLE_ENTITY, with_problems(say, &faults)),
        Err(Error::Refused(Refusal::TooOften)) => {
            let problems = complaint::Form {
                problem: Some(say.of("complaint-often")),
                ..complaint::Form::default()
            };
            (StatusCode::TOO_MANY_REQUESTS, problems)
        }
        Err(Error::Refused(Refusal::NobodyToRead)) => {
            let word = if form.group.is_empty() {
                "complaint-nobody-any"
            } else {
                "complaint-nobody"
            };
            let problems = complaint::Form {
                problem: Some(say.of(word)),
                ..complaint::Form::default()
            };
            (StatusCode::CONFLICT, problems)
        }
        Err(error) => return Err(error.into()),
    };
    // Whatever was typed is still there.
    let shown = complaint::Form {
        name: form.name,
        words: form.words,
        about: form.about,
        reach: form.reach,
        named: form.named,
        ..problems
    };
    let prepared = app::complaints::prepare(&visitor.cx).await?;
    draw(status, visitor, prepared, shown, &form.group, &form.answering)
}

fn with_problems(say: Say, faults: &[FieldFault]) -> complaint::Form {
    let problem = |field: &str, missing: &str, long: &str| {
        let fault = faults.iter().find(|fault| fault.field == field)?;
        Some(match fault.fault {
            Fault::TooLong(limit) => say.with(long, "limit", i64::try_from(limit).unwrap_or(i64::MAX)),
            _ => say.of(missing),
        })
    };
    complaint::Form {
        problem: problem("trap", "complaint-trap-problem", "complaint-trap-problem"),
        words_problem: problem("words", "complaint-words-missing", "complaint-words-long"),
        group_problem: problem("group", "complaint-group-problem", "complaint-group-problem"),
        about_problem: problem("about", "complaint-about-long", "complaint-about-long"),
        answering_problem: problem(
            "answering",
            "complaint-answering-problem",
            "complaint-answering-problem",
        ),
        reach_problem: problem("reach", "complaint-reach-missing", "complaint-reach-long"),
        ..complaint::Form::default()
    }
}

fn draw(
    status: StatusCode,
    visitor: Visitor,
    prepared: Prepared,
    form: complaint::Form,
    group: &str,
    answering: &str,
) -> Answer {
    let say = visitor.say();
    let shown = ComplaintPage {
        groups: prepared
            .groups
            .into_iter()
            .map(|one| GroupRow {
                chosen: one.id.to_string() == group,
                id: one.id.to_string(),
                name: one.neutral_name,
                unread: !one.can_be_read,
            })
            .collect(),
        ways: Answering::ALL
            .into_iter()
            .map(|one| Way {
                value: word(one),
                label: say.of(&format!("complaint-answering-{}", word(one))),
                chosen: word(one) == answering,
            })
            .collect(),
        can_be_read: prepared.can_be_read,
        elsewhere: paragraphs(prepared.elsewhere.as_deref().unwrap_or_default()),
        sent: prepared
            .sent
            .iter()
            .map(|one| SentRow {
                href: format!("/complaint/{}", one.id),
                when: say.with("complaint-sent-row", "date", moment(&visitor, one.received_at)),
                state: say.of(short(one.state())),
            })
            .collect(),
        form,
        frame: visitor.frame,
    };
    page(status, &shown)
}

pub(crate) async fn one(visitor: Visitor, Path(reference): Path<String>) -> Answer {
    let shown = if reference.starts_with("cmp_") {
        let mine = app::complaints::mine(&visitor.cx, id::<ComplaintId>(&reference)?).await?;
        of(&visitor, mine.complaint, mine.group, false)
    } else {
        let found = app::complaints::by_address(&visitor.cx, &reference).await?;
        of(&visitor, found, None, true)
    };
    page(
        StatusCode::OK,
        &ComplaintOnePage {
            frame: visitor.frame,
            ..shown
        },
    )
}

fn of(visitor: &Visitor, one: Complaint, group: Option<String>, by_address: bool) -> ComplaintOnePage {
    ComplaintOnePage {
        by_address,
        received: received(visitor, &one),
        state: state(visitor, &one),
        answer: paragraphs(one.answer.reveal()),
        wants_answer: one.answering != Answering::No,
        words: paragraphs(one.words.reveal()),
        about: one.about.into_inner(),
        group,
        named: one.named,
        frame: visitor.frame.clone(),
    }
}

pub(super) fn received(visitor: &Visitor, one: &Complaint) -> String {
    let date = moment(visitor, one.received_at);
    visitor.say().with("complaint-one-received", "date", date)
}

pub(super) fn state(visitor: &Visitor, one: &Complaint) -> String {
    let at = |key: &str, at: Option<jiff::Timestamp>| {
        let date = at.map(|at| moment(visitor, at)).unwrap_or_default();
        visitor.say().with(key, "date", date)
    };
    match one.state() {
        Stands::Received => visitor.say().of("complaint-state-received"),
        Stands::Read => at("complaint-state-read", one.read_at),
        Stands::Answered => at("complaint-state-answered", one.answered_at),
        Stands::Closed => at("complaint-state-closed", one.closed_at),
    }
}

pub(super) fn short(state: Stands) -> &'static str {
    match state {
        Stands::Received => "complaint-short-received",
        Stands::Read => "complaint-short-read",
        Stands::Answered => "complaint-short-answered",
        Stands::Closed => "complaint-short-closed",
    }
}

pub(super) fn word(answering: Answering) -> &'static str {
    match answering {
        Answering::Here => "here",
        Answering::Email => "email",
        Answering::Ring => "ring",
        Answering::Text => "text",
        Answering::No => "no",
    }
}
