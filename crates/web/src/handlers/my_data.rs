//! `GET /my-data`, its two files, and the two buttons: be erased, and stay.

use crate::answer::{Answer, Trouble, page, see};
use crate::pages::my_data::{Erasing, HoldRow, KeptRow, MyDataPage};
use crate::say::Say;
use crate::visitor::Visitor;
use crate::when;
use app::erasure::Asked;
use app::my_data::{Export, Overview};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::retention::{Kept, Period};
use jiff::Timestamp;

const HERE: &str = "/my-data";

pub(crate) async fn show(visitor: Visitor) -> Answer {
    let found = app::my_data::show(&visitor.cx).await?;
    let days = found.wait.as_hours() / 24;
    let kept = found.plan.iter().map(|kept| row(visitor.say(), kept)).collect();
    let holds = found.holds.iter().map(|hold| HoldRow {
        reason: hold.reason.reveal().clone(),
        placed_by: hold.placed_by.reveal().clone(),
        until: moment(&visitor, hold.ends_at),
    });
    let holds = holds.collect();
    let erasing = erasing(&visitor, &found, days);
    page(
        StatusCode::OK,
        &MyDataPage {
            kept,
            fresh: found.fresh,
            erasing,
            holds,
            frame: visitor.frame,
        },
    )
}

fn erasing(visitor: &Visitor, found: &Overview, days: i64) -> Erasing {
    match &found.wish {
        Some(wish) => Erasing::Waits {
            until: moment(visitor, wish.due_at),
        },
        None if found.works_here => Erasing::ThroughThePractice,
        None => Erasing::CanAsk { days },
    }
}

fn row(say: Say, kept: &Kept) -> KeptRow {
    let word = kept.class.word();
    let why = say.of(&format!("kept-{word}-why"));
    KeptRow {
        what: say.of(&format!("kept-{word}")),
        period: match kept.period {
            Period::Days(days) if days > 700 => say.with("kept-years", "years", i64::from(days / 365)),
            Period::Days(days) => say.with("kept-days", "days", i64::from(days)),
            Period::UntilErased => say.of("kept-until-erased"),
            Period::UntilDone => say.of("kept-until-done"),
            Period::WithTheHouse => String::new(),
        },
        why,
    }
}

/// "Tuesday 13 January, 18:05"
pub(super) fn moment(visitor: &Visitor, at: Timestamp) -> String {
    let at = when::local(at, &visitor.zone());
    let say = visitor.say();
    say.with2(
        "data-moment",
        "date",
        when::date(say, &at),
        "time",
        when::time(&at),
    )
}

pub(crate) async fn json(visitor: Visitor) -> Answer {
    let export = app::my_data::export(&visitor.cx).await?;
    let text = serde_json::to_string_pretty(&export.json()).map_err(|error| {
        tracing::error!(%error, "an export could not be written");
        Trouble::Fault {
            operation: String::new(),
        }
    })?;
    Ok(file(&export, "json", "application/json", text))
}

pub(crate) async fn html(visitor: Visitor) -> Answer {
    let export = app::my_data::export(&visitor.cx).await?;
    let text = super::my_data_file::render(&visitor, &export)?;
    Ok(file(&export, "html", "text/html; charset=utf-8", text))
}

/// A name that says nothing of a practice: it lies in a folder that others may open.
fn file(export: &Export, end: &str, kind: &'static str, text: String) -> Response {
    let name = format!("attachment; filename=\"my-data-{}.{end}\"", export.made_on);
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

pub(crate) async fn erase(visitor: Visitor) -> Answer {
    // Whoever leads sees on the page why a button does not do it.
    let _: Asked = app::erasure::ask(&visitor.cx).await?;
    Ok(see(HERE))
}

pub(crate) async fn stay(visitor: Visitor) -> Answer {
    app::erasure::take_back(&visitor.cx).await?;
    Ok(see(HERE))
}
