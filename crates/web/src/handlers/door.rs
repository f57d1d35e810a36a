//! `GET/POST /sessions/{ses}/door`: *Before you come in*.

use super::id;
use crate::answer::{Answer, Trouble, page, see};
use crate::form::Form;
use crate::numbers;
use crate::pages::door::{CountryChoice, DoorForm, DoorPage, channels};
use crate::say::Say;
use crate::visitor::Visitor;
use app::{Error, Fault, FieldFault};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::SessionId;
use domain::door::{Alone, DoorAnswers, SafeChannel};
use domain::session::Door;
use serde::Deserialize;

/// The user-assigned code of ISO 3166 for "a country that is not in the list". It gets the numbers of anywhere.
const ANOTHER_COUNTRY: &str = "ZZ";

pub(crate) async fn show(visitor: Visitor, Path(session): Path<String>) -> Answer {
    let session: SessionId = id(&session)?;
    let mine = app::door::mine(&visitor.cx, session).await?;
    match mine.door {
        Door::Open => {}
        Door::NotYet(opens_at) => return Err(Trouble::NotYet(opens_at)),
        Door::Over => return Err(Trouble::Over),
    }
    let form = match &mine.answers {
        Some(answers) => said(answers),
        None => DoorForm {
            country: guess(&visitor),
            ..DoorForm::default()
        },
    };
    draw(StatusCode::OK, visitor, mine, form)
}

/// As it was typed. Its words are confidential: there is no `Debug`.
#[derive(Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    place: String,
    #[serde(default)]
    country: String,
    #[serde(default)]
    alone: String,
    #[serde(default)]
    channel: String,
}

pub(crate) async fn answer(visitor: Visitor, Path(session): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let session: SessionId = id(&session)?;
    let form = app::door::DoorForm {
        place: sent.place.as_str().into(),
        country: sent.country.clone(),
        alone: match sent.alone.as_str() {
            "yes" => Some(Alone::Yes),
            "no" => Some(Alone::No),
            _ => None,
        },
        safe_channel: match sent.channel.as_str() {
            "ring" => Some(SafeChannel::Ring),
            "text" => Some(SafeChannel::Text),
            "email" => Some(SafeChannel::Email),
            "none" => Some(SafeChannel::None),
            _ => None,
        },
    };
    match app::door::answer(&visitor.cx, session, form).await {
        Ok(()) => Ok(see(&format!("/sessions/{session}/room"))),
        Err(Error::Malformed(faults)) => {
            let mine = app::door::mine(&visitor.cx, session).await?;
            let form = with_problems(visitor.say(), sent, &faults);
            draw(StatusCode::UNPROCESSABLE_ENTITY, visitor, mine, form)
        }
        Err(error) => Err(error.into()),
    }
}

fn draw(status: StatusCode, visitor: Visitor, mine: app::door::DoorPage, form: DoorForm) -> Answer {
    let say = visitor.say();
    let mut countries: Vec<_> = numbers::countries(say)
        .into_iter()
        .map(|(code, name)| CountryChoice { code, name })
        .collect();
    countries.push(CountryChoice {
        code: ANOTHER_COUNTRY.to_owned(),
        name: say.of("door-country-other"),
    });
    let shown = DoorPage {
        group: mine.group.neutral_name,
        action: format!("/sessions/{}/door", mine.session.id),
        form,
        countries,
        channels: channels(say, mine.phone_end.as_ref().map(|end| end.reveal().as_str())),
        frame: visitor.frame,
    };
    page(status, &shown)
}

/// What this person said earlier tonight.
fn said(answers: &DoorAnswers) -> DoorForm {
    DoorForm {
        place: answers.place.reveal().clone(),
        country: answers.country.clone(),
        alone: match answers.alone {
            Alone::Yes => "yes",
            Alone::No => "no",
        }
        .to_owned(),
        channel: match answers.safe_channel {
            SafeChannel::Ring => "ring",
            SafeChannel::Text => "text",
            SafeChannel::Email => "email",
            SafeChannel::None => "none",
        }
        .to_owned(),
        ..DoorForm::default()
    }
}

/// The country whose numbers are shown now: right for most, and in plain sight for the others.
fn guess(visitor: &Visitor) -> String {
    visitor
        .frame
        .help
        .here
        .as_ref()
        .map(|here| here.code.clone())
        .unwrap_or_default()
}

fn with_problems(say: Say, sent: Sent, faults: &[FieldFault]) -> DoorForm {
    let problem = |field: &str, id: &str| {
        faults
            .iter()
            .find(|fault| fault.field == field)
            .map(|fault| match fault.fault {
                Fault::TooLong(limit) => {
                    say.with("door-too-long", "limit", i64::try_from(limit).unwrap_or(i64::MAX))
                }
                _ => say.of(id),
            })
    };
    DoorForm {
        place_problem: problem("place", "door-place-problem"),
        country_problem: problem("country", "door-country-problem"),
        alone_problem: problem("alone", "door-alone-problem"),
        channel_problem: problem("safe_channel", "door-channel-problem"),
        place: sent.place,
        country: sent.country,
        alone: sent.alone,
        channel: sent.channel,
    }
}
