//! `/house/looks`: break-glass asked for, agreed to or refused, opened, looked through and closed.

use super::{house, id, moment};
use crate::answer::{Answer, Trouble, page, see};
use crate::cookie;
use crate::form::Form;
use crate::pages::house::{
    AskForm, Choice, DeviceRow, LookPage, MineRow, Next, PlaceRow, Seen, Traces, WaitingRow,
};
use crate::say::Say;
use crate::visitor::Visitor;
use crate::when;
use app::break_glass::{self, Ask, Channels, Device, Waiting};
use app::{Error, Fault, FieldFault, Refusal};
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use domain::break_glass::{BreakGlass, Class, State};
use domain::door::SafeChannel;
use domain::id::{BreakGlassId, Id as _};
use domain::membership::Role;
use domain::person::Standing;
use domain::sign_in::SignedInBy;
use jiff::Timestamp;
use serde::Deserialize;

/// Confidential: there is no printing of it.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    about: String,
    #[serde(default)]
    whom: String,
    #[serde(default)]
    class: String,
    #[serde(default)]
    reason: String,
}

pub(crate) async fn ask(visitor: Visitor, headers: HeaderMap, Form(typed): Form<Typed>) -> Answer {
    let wish = Ask {
        id: typed.id,
        about: typed.about,
        whom: typed.whom,
        class: typed.class,
        reason: typed.reason,
    };
    let say = visitor.say();
    let (status, problems) = match break_glass::ask(&visitor.cx, &wish).await {
        Ok(id) => {
            let mut response = see("/house#mine");
            if let Some(mark) = cookie::asked_here(&headers, id) {
                response.headers_mut().append(header::SET_COOKIE, mark);
            }
            return Ok(response);
        }
        Err(Error::Malformed(faults)) => (StatusCode::UNPROCESSABLE_ENTITY, with_problems(say, &faults)),
        Err(Error::Refused(Refusal::SignInAgain)) => {
            (StatusCode::UNAUTHORIZED, said(say, "glass-problem-fresh"))
        }
        Err(Error::Refused(Refusal::TooOften)) => {
            (StatusCode::TOO_MANY_REQUESTS, said(say, "glass-problem-often"))
        }
        Err(error) => return Err(error.into()),
    };
    let form = AskForm {
        abouts: abouts(say, &wish.about),
        classes: classes(say, &wish.class),
        id: wish.id,
        whom: wish.whom,
        reason: wish.reason,
        ..problems
    };
    house::draw(status, visitor, Some(form)).await
}

fn said(say: Say, word: &str) -> AskForm {
    AskForm {
        problem: Some(say.of(word)),
        ..AskForm::default()
    }
}

fn with_problems(say: Say, faults: &[FieldFault]) -> AskForm {
    let problem = |field: &str, words: fn(Fault) -> &'static str| {
        let fault = faults.iter().find(|fault| fault.field == field)?.fault;
        Some(match fault {
            Fault::TooLong(limit) | Fault::TooShort(limit) => {
                say.with(words(fault), "limit", i64::try_from(limit).unwrap_or(i64::MAX))
            }
            _ => say.of(words(fault)),
        })
    };
    AskForm {
        about_problem: problem("about", |_| "glass-about-problem"),
        whom_problem: problem("whom", |fault| match fault {
            Fault::NotAnAddress => "glass-whom-address",
            _ => "glass-whom-missing",
        }),
        class_problem: problem("class", |_| "glass-class-problem"),
        reason_problem: problem("reason", |fault| match fault {
            Fault::TooLong(_) => "glass-reason-long",
            _ => "glass-reason-short",
        }),
        ..AskForm::default()
    }
}

/// Its number is made here, so that sending it twice asks once.
pub(super) fn ask_form(say: Say, is_stale: bool) -> AskForm {
    AskForm {
        id: BreakGlassId::from_uuid(uuid::Uuid::now_v7()).to_string(),
        abouts: abouts(say, ""),
        classes: classes(say, ""),
        is_stale,
        ..AskForm::default()
    }
}

fn abouts(say: Say, chosen: &str) -> Vec<Choice> {
    ["person", "group"]
        .map(|value| Choice {
            value,
            label: say.of(&format!("glass-about-{value}")),
            chosen: value == chosen,
        })
        .into()
}

fn classes(say: Say, chosen: &str) -> Vec<Choice> {
    Class::ALL
        .map(|one| Choice {
            value: one.word(),
            label: say.of(&format!("glass-class-{}", one.word())),
            chosen: one.word() == chosen,
        })
        .into()
}

pub(super) fn waiting_row(visitor: &Visitor, one: &Waiting) -> WaitingRow {
    let say = visitor.say();
    WaitingRow {
        href: format!("/house/looks/{}", one.id),
        who: say.with2(
            "glass-waiting-by",
            "standing",
            if one.standing == Standing::Operator {
                "operator"
            } else {
                "coordinator"
            },
            "name",
            one.asked_by.as_str(),
        ),
        about: say.with(
            "glass-waiting-about",
            "kind",
            if one.is_about_group { "group" } else { "person" },
        ),
        class: say.of(&format!("glass-class-{}", one.class.word())),
        reason: one.reason.reveal().clone(),
        until: say.with("glass-until", "time", time(visitor, one.until)),
    }
}

pub(super) fn mine_row(visitor: &Visitor, one: &BreakGlass, state: State) -> MineRow {
    let say = visitor.say();
    let at = |word: &str, at: Timestamp| say.with(word, "time", time(visitor, at));
    let (state, next) = match state {
        State::Waits(until) => (at("glass-state-waits", until), Next::TakeBack),
        State::Agreed(until) => (at("glass-state-agreed", until), Next::Open),
        State::Refused => (say.of("glass-state-refused"), Next::Nothing),
        State::Lapsed => (say.of("glass-state-lapsed"), Next::Nothing),
        State::Open(until) => (at("glass-state-open", until), Next::Look),
        State::Ended(end) => (at("glass-state-ended", end), Next::Nothing),
    };
    MineRow {
        href: format!("/house/looks/{}", one.id),
        asked: at("glass-mine-asked", one.asked_at),
        class: say.of(&format!("glass-class-{}", one.class.word())),
        state,
        next,
    }
}

fn time(visitor: &Visitor, at: Timestamp) -> String {
    when::time(&when::local(at, &visitor.zone()))
}

pub(crate) async fn agree(visitor: Visitor, headers: HeaderMap, Path(look): Path<String>) -> Answer {
    answered(visitor, &headers, &look, true).await
}

pub(crate) async fn refuse(visitor: Visitor, headers: HeaderMap, Path(look): Path<String>) -> Answer {
    answered(visitor, &headers, &look, false).await
}

async fn answered(visitor: Visitor, headers: &HeaderMap, look: &str, yes: bool) -> Answer {
    let id: BreakGlassId = id(look)?;
    if yes && visitor.cx.signed_in().is_some() && cookie::was_asked_here(headers, id) {
        return Err(Trouble::SameDevice);
    }
    break_glass::answer(&visitor.cx, id, yes).await?;
    Ok(see("/house#waiting"))
}

pub(crate) async fn open(visitor: Visitor, Path(look): Path<String>) -> Answer {
    let id: BreakGlassId = id(&look)?;
    break_glass::open(&visitor.cx, id).await?;
    Ok(see(&format!("/house/looks/{id}")))
}

pub(crate) async fn close(visitor: Visitor, Path(look): Path<String>) -> Answer {
    break_glass::close(&visitor.cx, id(&look)?).await?;
    Ok(see("/house#mine"))
}

pub(crate) async fn look(visitor: Visitor, Path(look): Path<String>) -> Answer {
    let id: BreakGlassId = id(&look)?;
    let looked = break_glass::look(&visitor.cx, id).await?;
    let shown = LookPage {
        here: format!("/house/looks/{id}"),
        until: time(&visitor, looked.until),
        seen: seen(&visitor, looked.seen),
        frame: visitor.frame.clone(),
    };
    page(StatusCode::OK, &shown)
}

fn seen(visitor: &Visitor, seen: break_glass::Seen) -> Seen {
    let say = visitor.say();
    let times = |times: Vec<Timestamp>| times.into_iter().map(|at| moment(visitor, at)).collect();
    match seen {
        break_glass::Seen::Nobody => Seen::Nobody,
        break_glass::Seen::Person(person) => Seen::Person {
            traces: traces(visitor, person.devices, person.channels),
            places: person
                .places
                .into_iter()
                .map(|place| PlaceRow {
                    group: place.group,
                    role: say.of(role(place.role)),
                    leaders: say.with("glass-open-leads", "names", place.leaders.join(", ")),
                    times: times(place.sessions),
                })
                .collect(),
        },
        break_glass::Seen::Group(group) => Seen::Group {
            name: group.group,
            people: say.with(
                "glass-open-people",
                "people",
                i64::try_from(group.people).unwrap_or(i64::MAX),
            ),
            leaders: group
                .leaders
                .into_iter()
                .map(|one| (one.name, traces(visitor, one.devices, one.channels)))
                .collect(),
            times: times(group.sessions),
        },
    }
}

fn traces(visitor: &Visitor, devices: Vec<Device>, channels: Channels) -> Traces {
    let say = visitor.say();
    let device = |one: Device| DeviceRow {
        label: one.label,
        by: say.of(match one.by {
            SignedInBy::Link => "devices-by-link",
            SignedInBy::Passkey => "devices-by-passkey",
            SignedInBy::Password => "devices-by-password",
            SignedInBy::House => "devices-by-house",
        }),
        when: say.with2(
            "glass-open-device",
            "from",
            moment(visitor, one.signed_in_at),
            "seen",
            moment(visitor, one.last_seen_at),
        ),
        over: !one.holds,
    };
    Traces {
        devices: devices.into_iter().map(device).collect(),
        door: match channels.at_the_door {
            None => say.of("glass-open-door-none"),
            Some((channel, at)) => say.with2(
                "glass-open-door",
                "date",
                moment(visitor, at),
                "channel",
                say.of(match channel {
                    SafeChannel::Ring => "glass-channel-ring",
                    SafeChannel::Text => "glass-channel-text",
                    SafeChannel::Email => "glass-channel-email",
                    SafeChannel::None => "glass-channel-none",
                }),
            ),
        },
        ring: say.of(match channels.safe_to_ring {
            Some(true) => "glass-open-ring-yes",
            Some(false) => "glass-open-ring-no",
            None => "glass-open-ring-unknown",
        }),
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Member => "glass-open-role-member",
        Role::Observer => "glass-open-role-observer",
        Role::Facilitator => "glass-open-role-facilitator",
        Role::CoFacilitator => "glass-open-role-co-facilitator",
    }
}
