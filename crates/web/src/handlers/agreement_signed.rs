//! `GET /groups/{grp}/agreement/signed` and `POST …/guardian`: who has yet to sign, and consent for those under age.

use super::agreement::{here, moment};
use super::id;
use crate::answer::{Answer, page, see};
use crate::form::Form;
use crate::pages::agreement::{MinorRow, SignedPage, WhoRow};
use crate::visitor::Visitor;
use crate::when;
use app::Error;
use app::agreement::{GuardianForm, WhoSigned, Whose};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::agreement::{Guardian, Standing};
use domain::membership::Role;
use domain::{GroupId, MembershipId};
use serde::Deserialize;

pub(crate) async fn show(visitor: Visitor, Path(group): Path<String>) -> Answer {
    draw(StatusCode::OK, visitor, id(&group)?, None).await
}

/// Names are confidential: there is no `Debug`.
#[derive(Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    member: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    how: String,
    #[serde(default)]
    on: String,
    #[serde(default)]
    remove: String,
}

pub(crate) async fn guardian(visitor: Visitor, Path(group): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let group: GroupId = id(&group)?;
    let member: MembershipId = id(&sent.member)?;
    let done = if sent.remove.is_empty() {
        let form = GuardianForm {
            who: sent.who.as_str().into(),
            how: sent.how.as_str().into(),
            on: sent.on.clone(),
        };
        app::agreement::record_guardian(&visitor.cx, group, member, form).await
    } else {
        app::agreement::remove_guardian(&visitor.cx, group, member).await
    };
    match done {
        Ok(()) => Ok(see(&format!("{}/signed#{member}", here(group)))),
        Err(Error::Malformed(_)) => {
            draw(
                StatusCode::UNPROCESSABLE_ENTITY,
                visitor,
                group,
                Some((member, sent)),
            )
            .await
        }
        Err(error) => Err(error.into()),
    }
}

/// `typed` is what could not be recorded, so that nobody types it twice.
async fn draw(
    status: StatusCode,
    visitor: Visitor,
    group: GroupId,
    typed: Option<(MembershipId, Sent)>,
) -> Answer {
    let list = app::agreement::who_signed(&visitor.cx, group).await?;
    let say = visitor.say();
    let (count, state) = counted(&visitor, &list);
    let today = when::local(visitor.cx.now(), &visitor.zone()).date();
    let mut circle: Vec<_> = list.circle.iter().map(|one| row(&visitor, one)).collect();
    let problem = typed.map(|(member, sent)| {
        if let Some(row) = circle.iter_mut().find(|row| row.member == member.to_string()) {
            row.minor = Some(MinorRow {
                state: String::new(),
                who: sent.who,
                how: sent.how,
                on: sent.on,
            });
        }
        say.of("who-signed-minor-problem")
    });
    let shown = SignedPage {
        group: list.group.name,
        here: here(group),
        count,
        state,
        circle,
        problem,
        today: today.to_string(),
        frame: visitor.frame,
    };
    page(status, &shown)
}

fn counted(visitor: &Visitor, list: &WhoSigned) -> (String, String) {
    let say = visitor.say();
    let Some((number, binds_at)) = list.newest else {
        return (String::new(), String::new());
    };
    let open = list
        .circle
        .iter()
        .filter(|one| !matches!(one.standing, Standing::Signed(_)))
        .count();
    let count = say.with2(
        "who-signed-count",
        "count",
        i64::try_from(open).unwrap_or(i64::MAX),
        "number",
        number.to_string(),
    );
    let state = if list.binding == Some(number) {
        String::new()
    } else {
        let (date, time) = moment(visitor, binds_at);
        say.with2("agreement-binds-on", "date", date, "time", time)
    };
    (count, state)
}

fn row(visitor: &Visitor, whose: &Whose) -> WhoRow {
    let say = visitor.say();
    let on = |key: &str, at| say.with(key, "date", moment(visitor, at).0);
    WhoRow {
        member: whose.membership.id.to_string(),
        alias: whose.membership.alias.as_str().to_owned(),
        role: match whose.membership.role {
            Role::Member => String::new(),
            Role::Facilitator => say.of("role-facilitator"),
            Role::CoFacilitator => say.of("role-co-facilitator"),
            Role::Observer => say.of("role-observer"),
        },
        state: match whose.standing {
            Standing::Signed(at) => on("who-signed-yes", at),
            Standing::Older { version, at } => say.with2(
                "who-signed-older",
                "number",
                version.to_string(),
                "date",
                moment(visitor, at).0,
            ),
            Standing::Withdrawn(at) => on("who-signed-back", at),
            Standing::Never => say.of("who-signed-never"),
        },
        complete: whose.is_complete(),
        minor: whose.guardian.as_ref().map(|one| minor(visitor, one)),
        can_be_minor: !whose.membership.role.leads(),
    }
}

fn minor(visitor: &Visitor, guardian: &Guardian) -> MinorRow {
    let say = visitor.say();
    match &guardian.consent {
        Some(consent) => MinorRow {
            state: say.with2(
                "who-signed-guardian-given",
                "who",
                consent.who(),
                "date",
                when::date_with_year(say, consent.on),
            ),
            who: consent.who().to_owned(),
            how: consent.how().to_owned(),
            on: consent.on.to_string(),
        },
        None => MinorRow {
            state: say.of("who-signed-guardian-missing"),
            who: String::new(),
            how: String::new(),
            on: String::new(),
        },
    }
}
