//! `GET/POST /groups/{grp}/releases`, and ending one: what may be told to somebody outside.

use super::agreement::{here as agreement, moment};
use super::id;
use crate::answer::{Answer, page, see};
use crate::form::Form;
use crate::pages::releases::{MatterChoice, ReleaseForm, ReleaseRow, ReleasesPage};
use crate::visitor::Visitor;
use crate::when;
use app::{Error, FieldFault};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::id::Id as _;
use domain::release::{Matter, Release};
use domain::{GroupId, ReleaseId};
use jiff::ToSpan as _;
use serde::Deserialize;

pub(crate) async fn show(visitor: Visitor, Path(group): Path<String>) -> Answer {
    let form = ReleaseForm {
        id: new_id(),
        ..ReleaseForm::default()
    };
    draw(StatusCode::OK, visitor, id(&group)?, form, &[]).await
}

/// Fields as they come: a matter for each box that is ticked.
pub(crate) async fn give(
    visitor: Visitor,
    Path(group): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let group: GroupId = id(&group)?;
    let mut form = ReleaseForm::default();
    let mut matters = Vec::new();
    for (name, value) in fields {
        match name.as_str() {
            "id" => form.id = value,
            "recipient" => form.recipient = value,
            "until" => form.until = value,
            "matter" => matters.extend(Matter::ALL.into_iter().find(|one| word(*one) == value)),
            _ => {}
        }
    }
    let sent = app::agreement::ReleaseForm {
        id: form.id.clone(),
        recipient: form.recipient.as_str().into(),
        matters: matters.clone(),
        until: form.until.clone(),
    };
    match app::agreement::give_release(&visitor.cx, group, sent).await {
        Ok(()) => Ok(see(&here(group))),
        Err(Error::Malformed(faults)) => {
            let problem = |field: &str, key: &str| {
                faults
                    .iter()
                    .any(|FieldFault { field: found, .. }| *found == field)
                    .then(|| visitor.say().of(key))
            };
            form.recipient_problem = problem("recipient", "releases-to-problem");
            form.matters_problem = problem("matters", "releases-what-problem");
            form.until_problem = problem("until", "releases-until-problem");
            draw(StatusCode::UNPROCESSABLE_ENTITY, visitor, group, form, &matters).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    release: String,
}

pub(crate) async fn end(visitor: Visitor, Path(group): Path<String>, Form(chosen): Form<Chosen>) -> Answer {
    let group: GroupId = id(&group)?;
    app::agreement::revoke_release(&visitor.cx, group, id(&chosen.release)?).await?;
    Ok(see(&here(group)))
}

async fn draw(
    status: StatusCode,
    visitor: Visitor,
    group: GroupId,
    form: ReleaseForm,
    chosen: &[Matter],
) -> Answer {
    let mine = app::agreement::my_releases(&visitor.cx, group).await?;
    let say = visitor.say();
    let today = when::local(visitor.cx.now(), &visitor.zone()).date();
    let shown = ReleasesPage {
        group: mine.group.neutral_name,
        here: here(group),
        agreement_href: agreement(group),
        form: ReleaseForm {
            first: today.to_string(),
            last: today.saturating_add(365.days()).to_string(),
            ..form
        },
        matters: Matter::ALL
            .into_iter()
            .map(|one| MatterChoice {
                value: word(one),
                label: say.of(&format!("release-{}", word(one))),
                chosen: chosen.contains(&one),
            })
            .collect(),
        releases: mine.releases.iter().map(|one| row(&visitor, one)).collect(),
        frame: visitor.frame,
    };
    page(status, &shown)
}

fn row(visitor: &Visitor, release: &Release) -> ReleaseRow {
    let say = visitor.say();
    let holds = release.holds(visitor.cx.now());
    // Its last day, not the midnight with which that ends.
    let last_moment = release
        .until
        .saturating_sub(jiff::SignedDuration::from_secs(1))
        .unwrap_or(release.until);
    let end = release.revoked_at.unwrap_or(last_moment);
    let date = moment(visitor, end).0;
    ReleaseRow {
        id: release.id.to_string(),
        recipient: release.recipient().to_owned(),
        matters: release
            .matters()
            .iter()
            .map(|one| say.of(&format!("release-{}", word(*one))))
            .collect(),
        state: say.with(
            if holds { "releases-holds" } else { "releases-over" },
            "date",
            date,
        ),
        holds,
    }
}

fn here(group: GroupId) -> String {
    format!("/groups/{group}/releases")
}

/// So that sending a form twice gives it once.
fn new_id() -> String {
    ReleaseId::from_uuid(uuid::Uuid::now_v7()).to_string()
}

fn word(matter: Matter) -> &'static str {
    match matter {
        Matter::Attendance => "attendance",
        Matter::Measures => "measures",
        Matter::Summary => "summary",
    }
}
