//! `POST /sessions/{ses}/checkins`, which the room's page asks after a yes; `GET /own-record` and its two deletions.

use super::id;
use crate::answer::{Answer, page, see};
use crate::form::Form;
use crate::pages::own_record::{OwnRecordPage, Word};
use crate::visitor::Visitor;
use crate::when;
use app::own_record::{CheckinForm, Kept};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::Deserialize;

const HERE: &str = "/own-record";

/// As it was typed. Its words are confidential: there is no `Debug`.
#[derive(Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    id: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    line: String,
}

pub(crate) async fn keep(visitor: Visitor, Path(session): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let form = CheckinForm {
        id: sent.id,
        number: sent.number.into(),
        line: sent.line.into(),
    };
    app::own_record::keep(&visitor.cx, id(&session)?, form).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(crate) async fn show(visitor: Visitor) -> Answer {
    let kept = app::own_record::mine(&visitor.cx).await?;
    let words = kept.into_iter().map(|one| word(&visitor, one)).collect();
    page(
        StatusCode::OK,
        &OwnRecordPage {
            words,
            frame: visitor.frame,
        },
    )
}

fn word(visitor: &Visitor, kept: Kept) -> Word {
    let said_on = when::local(kept.session_at, &visitor.zone()).date();
    Word {
        id: kept.checkin.id.to_string(),
        date: when::date_with_year(visitor.say(), said_on),
        group: kept.neutral_name,
        number: kept.checkin.words.number(),
        line: kept.checkin.words.line().to_owned(),
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    checkin: String,
}

pub(crate) async fn delete(visitor: Visitor, Form(chosen): Form<Chosen>) -> Answer {
    app::own_record::delete(&visitor.cx, id(&chosen.checkin)?).await?;
    Ok(see(HERE))
}

pub(crate) async fn delete_all(visitor: Visitor) -> Answer {
    app::own_record::delete_all(&visitor.cx).await?;
    Ok(see(HERE))
}
