//! `/recovery`: asking to come back in without a passkey, a colleague's word for it, and stopping it. What was wrong is said on the page.

use super::id;
use crate::answer::{Answer, page, see};
use crate::form::Form;
use crate::pages::recovery::{CodeToTell, ColleagueRow, Mine, RecoveryPage};
use crate::say::Say;
use crate::visitor::Visitor;
use crate::when;
use app::recovery::{Colleague, RecoveryFault, Told};
use app::{Error, Refusal};
use axum::extract::RawQuery;
use axum::http::StatusCode;
use domain::recovery::State;
use jiff::Timestamp;
use serde::Deserialize;

/// What stands above the rest.
#[derive(Debug)]
enum Said {
    Done(&'static str),
    /// To a colleague: what to tell, and whom. It stands in this one answer and at no address.
    Tell(Told),
    Fault(RecoveryFault),
    SignInAgain,
}

pub(crate) async fn show(visitor: Visitor, RawQuery(query): RawQuery) -> Answer {
    let said = match query.as_deref() {
        Some("asked") => Some(Said::Done("recovery-asked")),
        Some("typed") => Some(Said::Done("recovery-typed")),
        Some("stopped") => Some(Said::Done("recovery-stopped")),
        _ => None,
    };
    shown(visitor, StatusCode::OK, said).await
}

pub(crate) async fn ask(visitor: Visitor) -> Answer {
    let done = app::recovery::ask(&visitor.cx).await;
    answer(visitor, done, "/recovery?asked").await
}

#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    recovery: String,
    #[serde(default)]
    spoken: String,
    #[serde(default)]
    code: String,
}

pub(crate) async fn confirm(visitor: Visitor, Form(chosen): Form<Chosen>) -> Answer {
    let spoken = chosen.spoken == "yes";
    let told = app::recovery::confirm(&visitor.cx, id(&chosen.recovery)?, spoken).await;
    tell(visitor, told).await
}

/// The code once more, for the colleague who gave their word.
pub(crate) async fn code(visitor: Visitor, Form(chosen): Form<Chosen>) -> Answer {
    let told = app::recovery::code(&visitor.cx, id(&chosen.recovery)?).await;
    tell(visitor, told).await
}

pub(crate) async fn type_code(visitor: Visitor, Form(chosen): Form<Chosen>) -> Answer {
    let done = app::recovery::type_code(&visitor.cx, id(&chosen.recovery)?, &chosen.code).await;
    answer(visitor, done, "/recovery?typed").await
}

async fn tell(visitor: Visitor, told: app::Result<Told>) -> Answer {
    match told {
        Ok(told) => shown(visitor, StatusCode::OK, Some(Said::Tell(told))).await,
        Err(error) => answer(visitor, Err(error), "/recovery").await,
    }
}

pub(crate) async fn stop(visitor: Visitor, Form(chosen): Form<Chosen>) -> Answer {
    let done = app::recovery::stop_mine(&visitor.cx, id(&chosen.recovery)?).await;
    answer(visitor, done, "/recovery?stopped").await
}

pub(crate) async fn stop_colleague(visitor: Visitor, Form(chosen): Form<Chosen>) -> Answer {
    let done = app::recovery::stop_of_colleague(&visitor.cx, id(&chosen.recovery)?).await;
    answer(visitor, done, "/recovery?stopped").await
}

async fn answer(visitor: Visitor, done: app::Result<()>, then: &'static str) -> Answer {
    let said = match done {
        Ok(()) => return Ok(see(then)),
        Err(Error::Refused(Refusal::Recovery(fault))) => Said::Fault(fault),
        Err(Error::Refused(Refusal::SignInAgain)) => Said::SignInAgain,
        Err(error) => return Err(error.into()),
    };
    shown(visitor, StatusCode::UNPROCESSABLE_ENTITY, Some(said)).await
}

async fn shown(visitor: Visitor, status: StatusCode, said: Option<Said>) -> Answer {
    let mine = app::recovery::mine(&visitor.cx).await?;
    let colleagues = app::recovery::colleagues(&visitor.cx).await?;
    let say = visitor.say();
    let (mut problem, mut done, mut tell) = (None, None, None);
    let mut sign_in_again = false;
    match said {
        Some(Said::Fault(fault)) => {
            problem = Some(fault_words(say, fault));
            sign_in_again = fault == RecoveryFault::ByPasskey;
        }
        Some(Said::SignInAgain) => {
            problem = Some(say.of("recovery-again"));
            sign_in_again = true;
        }
        Some(Said::Done(word)) => done = Some(say.of(word)),
        Some(Said::Tell(told)) => {
            tell = Some(CodeToTell {
                code: in_halves(told.code.reveal()),
                name: told.name,
            });
        }
        None => {}
    }
    page(
        status,
        &RecoveryPage {
            problem,
            done,
            sign_in_again,
            tell,
            mine: own(&visitor, mine),
            colleagues: colleagues.iter().map(|one| colleague(&visitor, one)).collect(),
            frame: visitor.frame,
        },
    )
}

fn fault_words(say: Say, fault: RecoveryFault) -> String {
    let word = format!("recovery-{}", fault.word());
    match fault {
        RecoveryFault::WrongCode { left } => say.with(&word, "left", left),
        _ => say.of(&word),
    }
}

/// "482 915": as one says it.
fn in_halves(code: &str) -> String {
    match code.split_at_checked(3) {
        Some((first, second)) => format!("{first} {second}"),
        None => code.to_owned(),
    }
}

fn own(visitor: &Visitor, mine: app::recovery::Mine) -> Mine {
    let say = visitor.say();
    if let Some(one) = &mine.latest {
        let id = one.id.to_string();
        match one.state(visitor.cx.now()) {
            State::Asked(at) => {
                return Mine::Asked {
                    id,
                    until: moment(visitor, "recovery-mine-asked", at),
                    names: mine.colleagues,
                };
            }
            State::Waits(at) => {
                let opens = moment(visitor, "recovery-mine-waits", at);
                return Mine::Waits { id, opens };
            }
            State::Open(at) => {
                let typed = visitor
                    .cx
                    .signed_in()
                    .is_some_and(|here| one.lets_in(here.sign_in, visitor.cx.now()));
                if typed {
                    let until = moment(visitor, "recovery-mine-typed", at);
                    return Mine::Typed { id, until };
                }
                let until = moment(visitor, "recovery-mine-open", at);
                return Mine::Open { id, until };
            }
            State::Stopped | State::Done | State::Expired => {}
        }
    }
    match mine.may_ask {
        Ok(_) => Mine::MayAsk(mine.colleagues),
        Err(fault) => Mine::Nothing(say.of(&format!("recovery-{}", fault.word()))),
    }
}

fn colleague(visitor: &Visitor, one: &Colleague) -> ColleagueRow {
    let say = visitor.say();
    let asked = moment(visitor, "recovery-colleague-asked", one.asked_at);
    let state = match one.state {
        State::Waits(at) => moment(visitor, "recovery-colleague-waits", at),
        State::Open(at) => moment(visitor, "recovery-colleague-open", at),
        State::Asked(at) => moment(visitor, "recovery-colleague-until", at),
        State::Stopped | State::Done | State::Expired => String::new(),
    };
    let by = one
        .confirmed_by
        .as_deref()
        .map(|name| say.with("recovery-by", "name", name))
        .unwrap_or_default();
    ColleagueRow {
        id: one.recovery.to_string(),
        name: one.name.clone(),
        asked: format!(
            "{asked} {}",
            say.with("notice-device", "device", one.device.as_str())
        ),
        state: format!("{state} {by}").trim().to_owned(),
        may_confirm: matches!(one.state, State::Asked(_)),
        shows_code: one.shows_code,
    }
}

/// `word` has a place for a date and one for a time.
fn moment(visitor: &Visitor, word: &str, at: Timestamp) -> String {
    let (say, at) = (visitor.say(), when::local(at, &visitor.zone()));
    let day = when::date_with_year(say, at.date());
    say.with2(word, "date", day, "time", when::time(&at))
}

/// The line on the page of the day, while there is something to do.
pub(super) async fn note(visitor: &Visitor) -> app::Result<Option<String>> {
    let mine = app::recovery::mine(&visitor.cx).await?;
    let colleagues = app::recovery::colleagues(&visitor.cx).await?;
    let say = visitor.say();
    Ok(if mine.latest.is_some_and(|one| one.is_alive(visitor.cx.now())) {
        Some(say.of("recovery-note-mine"))
    } else if colleagues.is_empty() {
        None
    } else {
        Some(say.of("recovery-note-colleague"))
    })
}
