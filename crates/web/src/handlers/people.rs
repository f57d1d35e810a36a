//! `/groups/{grp}/people` and what is done there; `/groups/{grp}/leave`.

use super::agreement::moment;
use super::id;
use crate::answer::{Answer, Trouble, page, see};
use crate::form::Form;
use crate::pages::people::{GoneRow, LeavePage, PeoplePage, PersonRow};
use crate::visitor::Visitor;
use app::groups::{AboutName, Gone, People, Seated};
use app::{Error, Fault, Refusal};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use domain::membership::{Change, EndedBy, Role, State};
use domain::{GroupId, MembershipId};
use serde::Deserialize;

/// `?done`: something was changed a moment ago.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    done: Option<String>,
}

/// What the page says besides the list.
#[derive(Default)]
struct Said {
    done: bool,
    again: bool,
    problem: Option<String>,
    /// What was typed about whom, so that nobody types it twice.
    typed: Option<(MembershipId, String)>,
    role: Option<Role>,
}

pub(crate) async fn show(visitor: Visitor, Path(group): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let said = Said {
        done: asked.done.is_some(),
        ..Said::default()
    };
    draw(StatusCode::OK, visitor, id(&group)?, said).await
}

/// Whom and why is confidential: there is no `Debug`.
#[derive(Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    member: String,
    #[serde(default)]
    act: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    about: String,
}

pub(crate) async fn place(visitor: Visitor, Path(group): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let change = match sent.act.as_str() {
        "pause" => Change::Pause,
        "resume" => Change::Resume,
        "end" => Change::End,
        _ => return Err(Trouble::Malformed),
    };
    changed(visitor, id(&group)?, change, sent).await
}

pub(crate) async fn role(visitor: Visitor, Path(group): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let role = Role::ALL.into_iter().find(|one| role_word(*one) == sent.role);
    let role = role.ok_or(Trouble::Malformed)?;
    changed(visitor, id(&group)?, Change::Become(role), sent).await
}

async fn changed(visitor: Visitor, group: GroupId, change: Change, sent: Sent) -> Answer {
    let member: MembershipId = id(&sent.member)?;
    let why = sent.why.as_str().into();
    let done = app::groups::change_place(&visitor.cx, group, member, change, &why).await;
    let role = match change {
        Change::Become(role) => Some(role),
        Change::Leave | Change::Pause | Change::Resume | Change::End => None,
    };
    answer(visitor, group, member, done, sent.why, role).await
}

pub(crate) async fn name(visitor: Visitor, Path(group): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let about = match sent.about.as_str() {
        "back" => AboutName::SetBack,
        "ask" => AboutName::AskForAnother,
        _ => return Err(Trouble::Malformed),
    };
    let (group, member): (GroupId, MembershipId) = (id(&group)?, id(&sent.member)?);
    let done = app::groups::follow_name(&visitor.cx, group, member, about).await;
    answer(visitor, group, member, done, sent.why, None).await
}

/// What was wrong is said on the page it was tried on, with everything that was typed.
async fn answer(
    visitor: Visitor,
    group: GroupId,
    member: MembershipId,
    done: app::Result<()>,
    typed: String,
    role: Option<Role>,
) -> Answer {
    let say = visitor.say();
    let (status, problem) = match done {
        Ok(()) => return Ok(see(&format!("/groups/{group}/people?done#{member}"))),
        Err(Error::Refused(Refusal::SignInAgain)) => (StatusCode::FORBIDDEN, None),
        Err(Error::Refused(Refusal::OnlyOneLeading)) => {
            (StatusCode::CONFLICT, Some(say.of("people-problem-only-one")))
        }
        Err(Error::Refused(Refusal::NotOneOwn)) => (StatusCode::CONFLICT, Some(say.of("people-problem-own"))),
        Err(Error::Refused(Refusal::Overtaken)) => {
            (StatusCode::CONFLICT, Some(say.of("people-problem-overtaken")))
        }
        Err(Error::Refused(Refusal::WhileInSession)) => {
            (StatusCode::CONFLICT, Some(say.of("people-problem-in-session")))
        }
        Err(Error::Malformed(faults)) => {
            let words = match faults.first().map(|fault| fault.fault) {
                Some(Fault::TooLong(limit)) => say.with("people-problem-long", "limit", limit.to_string()),
                _ => say.of("people-problem-name-taken"),
            };
            (StatusCode::UNPROCESSABLE_ENTITY, Some(words))
        }
        Err(error) => return Err(error.into()),
    };
    let said = Said {
        done: false,
        again: problem.is_none(),
        problem,
        typed: Some((member, typed)),
        role,
    };
    draw(status, visitor, group, said).await
}

async fn draw(status: StatusCode, visitor: Visitor, group: GroupId, said: Said) -> Answer {
    let found = app::groups::people(&visitor.cx, group).await?;
    let seated = found.seated.iter().map(|one| row(&visitor, &found, one, &said));
    let shown = PeoplePage {
        seated: seated.collect(),
        gone: found.gone.iter().map(|one| gone(&visitor, one)).collect(),
        group: found.group.neutral_name.clone(),
        back: format!("/groups/{group}"),
        here: format!("/groups/{group}/people"),
        done: said.done,
        problem: said.problem,
        again: said.again,
        frame: visitor.frame,
    };
    page(status, &shown)
}

fn row(visitor: &Visitor, found: &People, one: &Seated, said: &Said) -> PersonRow {
    let say = visitor.say();
    let place = &one.whose.membership;
    let on = |key: &str, at| say.with(key, "date", moment(visitor, at).0);
    let mut names: Vec<_> = one
        .name_asked_at
        .map(|at| on("people-name-asked", at))
        .into_iter()
        .collect();
    names.extend(one.former.iter().map(|former| {
        let key = match former.changed_by {
            None => "people-name-was",
            Some(_) => "people-name-set-back",
        };
        let date = moment(visitor, former.until).0;
        say.with2(key, "name", former.name.as_str(), "date", date)
    }));
    let typed = said.typed.as_ref().filter(|(member, _)| *member == place.id);
    let shown_role = typed.and(said.role).unwrap_or(place.role);
    PersonRow {
        member: place.id.to_string(),
        alias: place.alias.as_str().to_owned(),
        chair: say.with("people-chair", "number", i64::from(place.seat) + 1),
        role: match place.role {
            Role::Member => String::new(),
            role => say.of(role_key(role)),
        },
        state: match place.state {
            State::Paused { since } => on("people-paused", since),
            State::Active | State::Ended { .. } => say.of("people-active"),
        },
        is_paused: !place.is_active(),
        is_me: place.id == found.me,
        has_to_sign: one.has_to_sign,
        why: one
            .why
            .as_ref()
            .map(|why| why.reveal().clone())
            .unwrap_or_default(),
        names,
        name_back: one
            .former
            .first()
            .map(|former| say.with("people-name-back", "name", former.name.as_str()))
            .unwrap_or_default(),
        roles: Role::ALL
            .into_iter()
            .map(|role| (role_word(role), say.of(role_key(role)), role == shown_role))
            .collect(),
        typed_why: typed.map(|(_, why)| why.clone()),
    }
}

fn gone(visitor: &Visitor, one: &Gone) -> GoneRow {
    let state = match one.membership.state {
        State::Ended { at, by } => {
            let key = match by {
                EndedBy::Themselves => "people-ended-by-themselves",
                EndedBy::Facilitator => "people-ended-by-facilitator",
                EndedBy::Group => "people-ended-by-group",
            };
            visitor.say().with(key, "date", moment(visitor, at).0)
        }
        State::Active | State::Paused { .. } => String::new(),
    };
    GoneRow {
        alias: one.membership.alias.as_str().to_owned(),
        state,
        why: one
            .why
            .as_ref()
            .map(|why| why.reveal().clone())
            .unwrap_or_default(),
    }
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Member => "member",
        Role::Observer => "observer",
        Role::CoFacilitator => "co-facilitator",
        Role::Facilitator => "facilitator",
    }
}

fn role_key(role: Role) -> &'static str {
    match role {
        Role::Member => "people-role-member",
        Role::Observer => "role-observer",
        Role::CoFacilitator => "role-co-facilitator",
        Role::Facilitator => "role-facilitator",
    }
}

pub(crate) async fn ask_to_leave(visitor: Visitor, Path(group): Path<String>) -> Answer {
    leave_page(StatusCode::OK, visitor, id(&group)?).await
}

pub(crate) async fn leave(visitor: Visitor, Path(group): Path<String>) -> Answer {
    let group: GroupId = id(&group)?;
    match app::groups::leave(&visitor.cx, group).await {
        Ok(()) => Ok(see("/today?left")),
        Err(Error::Refused(Refusal::OnlyOneLeading)) => {
            leave_page(StatusCode::CONFLICT, visitor, group).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn leave_page(status: StatusCode, visitor: Visitor, group: GroupId) -> Answer {
    let found = app::groups::leaving(&visitor.cx, group).await?;
    let shown = LeavePage {
        group: found.group.neutral_name,
        action: format!("/groups/{group}/leave"),
        back: format!("/groups/{group}"),
        hand_over: if found.is_only_leader {
            format!("/groups/{group}/people")
        } else {
            String::new()
        },
        frame: visitor.frame,
    };
    page(status, &shown)
}
