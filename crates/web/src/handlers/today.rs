//! `GET /today`

use super::steps::WayIn;
use crate::answer::{Answer, page};
use crate::pages::today::{Later, MyGroup, Next, TodayPage};
use crate::visitor::Visitor;
use crate::when;
use app::sessions::MySession;
use axum::extract::Query;
use axum::http::StatusCode;
use domain::session::Door;
use serde::Deserialize;

/// `?left`: a group was left a moment ago. `?stopped`: no was said to who asked for one's notes.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    left: Option<String>,
    stopped: Option<String>,
}

pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let say = visitor.say();
    let erasing = app::erasure::mine(&visitor.cx).await?;
    let erasing = erasing.map(|wish| super::my_data::moment(&visitor, wish.due_at));
    let mut sessions = app::sessions::mine(&visitor.cx).await?.into_iter();
    let next = sessions.next().map(|session| next(&visitor, &session));
    let later = sessions.map(|session| later(&visitor, session)).collect();
    let groups = app::groups::mine(&visitor.cx).await?;
    let groups = groups
        .into_iter()
        .map(|mine| {
            let waits = waits(&visitor, &mine);
            let id = if mine.membership.leads() {
                "today-you-are-leading"
            } else {
                "today-you-are"
            };
            MyGroup {
                you: say.with(id, "alias", mine.membership.alias.as_str()),
                href: format!("/groups/{}", mine.group.id),
                name: mine.group.neutral_name,
                waits,
            }
        })
        .collect();
    let recovering = super::recovery::note(&visitor).await?;
    let notes_asked = app::vault::is_asked_for(&visitor.cx).await?;
    // One more than is shown says whether there are more; they stand beside the devices, one press away.
    let told = app::notices::waiting(&visitor.cx, 4).await?;
    page(
        StatusCode::OK,
        &TodayPage {
            erasing,
            recovering,
            notes_asked,
            told_up_to: told.first().map(|one| one.id.to_string()).unwrap_or_default(),
            told_more: told.len() > 3,
            told: told
                .iter()
                .take(3)
                .map(|one| super::notices::row(&visitor, one))
                .collect(),
            left: asked.left.is_some(),
            stopped: asked.stopped.is_some(),
            next,
            later,
            groups,
            frame: visitor.frame,
        },
    )
}

/// What waits for this person in a group, quietly: nothing of it keeps anybody out.
fn waits(visitor: &Visitor, mine: &app::groups::MyGroup) -> Vec<(String, String)> {
    let say = visitor.say();
    let here = format!("/groups/{}", mine.group.id);
    let mut waits = Vec::new();
    if !mine.membership.is_active() {
        waits.push((say.of("today-paused"), here.clone()));
    }
    if mine.agreement.to_sign {
        let words = match mine.agreement.binds_at {
            Some(at) => {
                let (date, time) = super::agreement::moment(visitor, at);
                say.with2("today-to-sign-from", "date", date, "time", time)
            }
            None => say.of("today-to-sign"),
        };
        waits.push((words, format!("{here}/agreement")));
    }
    if mine.name_is_asked && mine.membership.is_active() {
        waits.push((say.of("today-name-asked"), format!("{here}/alias")));
    }
    waits
}

fn next(visitor: &Visitor, mine: &MySession) -> Next {
    let say = visitor.say();
    let leads = mine.membership.role.leads();
    let way = WayIn {
        session: mine.session.id,
        door: mine.door,
        answered: mine.answered,
        leads,
    };
    let (go, go_href) = way.onward(say);
    let (title, lead) = moments(visitor, &mine.session, mine.door);
    Next {
        title,
        lead,
        leads,
        steps: way.before(say),
        go,
        go_href,
        page_href: format!("/sessions/{}", mine.session.id),
    }
}

/// "Your group meets today at 18:00", "The door opens at 17:45."
fn moments(visitor: &Visitor, session: &domain::session::Session, door: Door) -> (String, String) {
    let (say, zone, now) = (visitor.say(), visitor.zone(), visitor.cx.now());
    let starts = when::local(session.starts_at, &zone);
    let today = starts.date() == when::local(now, &zone).date();
    let title = if now >= session.starts_at {
        say.of("today-meets-now")
    } else if today {
        say.with("today-meets-today", "time", when::time(&starts))
    } else {
        say.with2(
            "today-meets-later",
            "date",
            when::date(say, &starts),
            "time",
            when::time(&starts),
        )
    };
    (title, door_words(visitor, session, door))
}

/// When the door opens or closes, in words.
pub(super) fn door_words(visitor: &Visitor, session: &domain::session::Session, door: Door) -> String {
    let (say, zone) = (visitor.say(), visitor.zone());
    match door {
        Door::NotYet(opens_at) => {
            let opens = when::local(opens_at, &zone);
            if opens.date() == when::local(visitor.cx.now(), &zone).date() {
                say.with("today-door-opens", "time", when::time(&opens))
            } else {
                say.with2(
                    "today-door-opens-on",
                    "date",
                    when::date(say, &opens),
                    "time",
                    when::time(&opens),
                )
            }
        }
        Door::Open | Door::Over => {
            let closes = when::local(session.door_closes_at(), &zone);
            say.with("today-door-open", "time", when::time(&closes))
        }
    }
}

fn later(visitor: &Visitor, mine: MySession) -> Later {
    let say = visitor.say();
    let starts = when::local(mine.session.starts_at, &visitor.zone());
    Later {
        when: say.with2(
            "session-on",
            "date",
            when::date(say, &starts),
            "time",
            when::time(&starts),
        ),
        group: mine.neutral_name,
        href: format!("/sessions/{}", mine.session.id),
    }
}
