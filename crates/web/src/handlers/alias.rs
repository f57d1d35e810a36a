//! `GET/POST /groups/{grp}/alias`: what one is called in this group.

use super::id;
use crate::answer::{Answer, page, see};
use crate::form::Form;
use crate::pages::alias::{AliasForm, AliasPage, AliasState};
use crate::say::Say;
use crate::visitor::Visitor;
use app::groups::{AliasWish, OwnAlias};
use app::{Error, Fault, Refusal};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use domain::GroupId;
use serde::Deserialize;

/// `?saved`: the name was kept a moment ago.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    saved: Option<String>,
}

pub(crate) async fn show(visitor: Visitor, Path(group): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let own = app::groups::own_alias(&visitor.cx, id(&group)?).await?;
    let state = if own.is_on {
        AliasState::WhileInSession(own.mine.alias.as_str().into())
    } else {
        AliasState::Form(AliasForm {
            name: own.mine.alias.as_str().to_owned(),
            problem: None,
            asks: false,
            saved: asked.saved.is_some(),
        })
    };
    draw(StatusCode::OK, visitor, &own, state)
}

/// A name is confidential: there is no `Debug`.
#[derive(Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    meant: String,
}

pub(crate) async fn choose(visitor: Visitor, Path(group): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let group: GroupId = id(&group)?;
    let wish = AliasWish {
        name: &sent.name,
        full_name_is_meant: sent.meant == "yes",
    };
    let faults = match app::groups::choose_alias(&visitor.cx, group, wish).await {
        Ok(()) => return Ok(see(&format!("/groups/{group}/alias?saved"))),
        Err(Error::Refused(Refusal::WhileInSession)) => {
            return Ok(see(&format!("/groups/{group}/alias")));
        }
        Err(Error::Malformed(faults)) => faults,
        Err(error) => return Err(error.into()),
    };
    let own = app::groups::own_alias(&visitor.cx, group).await?;
    let fault = faults.first().map(|fault| fault.fault);
    let form = AliasForm {
        problem: fault.map(|fault| problem(visitor.say(), fault)),
        asks: fault == Some(Fault::OwnFullName),
        saved: false,
        name: sent.name,
    };
    draw(
        StatusCode::UNPROCESSABLE_ENTITY,
        visitor,
        &own,
        AliasState::Form(form),
    )
}

fn problem(say: Say, fault: Fault) -> String {
    match fault {
        Fault::TooLong(limit) => say.with(
            "alias-too-long",
            "limit",
            i64::try_from(limit).unwrap_or(i64::MAX),
        ),
        Fault::NotOneLine => say.of("alias-invisible"),
        Fault::MixedLetters => say.of("alias-mixed"),
        Fault::TooManyMarks => say.of("alias-marks"),
        Fault::Taken => say.of("alias-taken"),
        Fault::OwnFullName => say.of("alias-own-name"),
        _ => say.of("alias-missing"),
    }
}

fn draw(status: StatusCode, visitor: Visitor, own: &OwnAlias, state: AliasState) -> Answer {
    let shown = AliasPage {
        group: own.group.neutral_name.clone(),
        action: format!("/groups/{}/alias", own.group.id),
        back: format!("/groups/{}", own.group.id),
        leads: own.mine.role.leads(),
        is_asked: own.is_asked,
        state,
        frame: visitor.frame,
    };
    page(status, &shown)
}
