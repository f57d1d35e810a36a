//! Everybody at every route: each role in each state of a place, and everybody without one, asked of their own group, of another
//! and of one that never was. The routes are read from the table and the wanted answer from `policy`, so a new route is asked
//! unasked.

use crate::house::{HOST, House, request};
use crate::page::{Page, kinds, with_target};
use axum::http::{Method, StatusCode};
use domain::membership::{EndedBy, Membership, Role, State};
use domain::{GroupId, SessionId};
use policy::{Action, Actor, Decision, Reason, Resource, SessionAction};
use std::collections::{BTreeMap, BTreeSet};
use tokio_tungstenite::tungstenite::Error as LineError;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

/// What these are about stands in their form, and the one sent here names nobody: "not found" is no refusal.
const NAMED_IN_THE_FORM: [&str; 6] = [
    "Agreement/AnswerChoice",
    "Agreement/RecordGuardian",
    "Agreement/Revoke",
    "Group/ChangePlace",
    "Group/ChangeRole",
    "Group/FollowNames",
];

/// Every field that some form asks for, about somebody who never was.
const FORM: &str =
    "member=mem_00000000000070008000000000000000&act=pause&role=observer&about=ask&levels=server";

const NOWHERE: (&str, &str) = (
    "grp_00000000000070008000000000000000",
    "ses_00000000000070008000000000000000",
);

struct Persona {
    called: String,
    cookie: Option<String>,
    actor: Actor,
}

async fn set(house: &House, name: &str, role: Role, state: State) {
    let one = house.demo.people.iter().find(|one| one.name == name);
    let member = one.and_then(|one| one.member).expect("sits in the circle");
    let mut work = house.app.store().begin_unaudited("a test").await.expect("begins");
    let place = work.memberships().lookup(member).await.expect("reads");
    let place = Membership {
        role,
        state,
        ..place.expect("a place")
    };
    assert!(
        work.memberships().change(&place, None).await.expect("changes"),
        "{name}"
    );
    work.commit().await.expect("commits");
}

async fn persona(house: &House, called: String, cookie: Option<String>) -> Persona {
    let actor = match &cookie {
        None => Actor::stranger(),
        Some(cookie) => {
            let (_, token) = cookie.split_once('=').expect("a cookie");
            let signed_in = app::sign_in::resume(&house.app, token).await.expect("a store");
            signed_in.expect("signed in").actor
        }
    };
    Persona {
        called,
        cookie,
        actor,
    }
}

/// Known to the house, with a place in no group.
async fn sam(house: &House) -> String {
    let sam = testkit::Cast::Sam.person();
    let mut work = house.app.store().begin_unaudited("a test").await.expect("begins");
    work.people().add(&sam).await.expect("adds");
    work.commit().await.expect("commits");
    let token = app::demo::bot_cookie(&house.app, sam.id).await.expect("a cookie");
    format!("__Host-openchair={}", token.reveal())
}

async fn personas(house: &House) -> Vec<Persona> {
    let now = house.app.now();
    let mut all = vec![persona(house, "visitor".into(), None).await];
    all.push(persona(house, "sam".into(), Some(sam(house).await)).await);
    for name in ["pia", "olu", "mara"] {
        all.push(persona(house, name.into(), house.cookie(name).await).await);
    }
    let by_link = house.cookie_by_link("mara").await;
    all.push(persona(house, "mara by a link".into(), Some(by_link)).await);
    // Twelve places: four roles, each active, paused and ended.
    let (since, at) = (now, now);
    let by = EndedBy::Facilitator;
    let states = [State::Active, State::Paused { since }, State::Ended { at, by }];
    let sitting: Vec<_> = house
        .demo
        .people
        .iter()
        .filter(|one| one.member.is_some() && one.name != "mara")
        .map(|one| one.name.clone())
        .collect();
    assert!(sitting.len() >= 12, "{sitting:?}");
    let mut names = sitting.iter();
    for role in Role::ALL {
        for state in states {
            let name = names.next().expect("enough");
            set(house, name, role, state).await;
            let called = format!("{role:?} {:?}", state.status());
            all.push(persona(house, called, house.cookie(name).await).await);
        }
    }
    all
}

/// What `policy` says of this route for this group.
fn wanted(actor: &Actor, action: Action, group: GroupId, listing: domain::group::Listing) -> Decision {
    let resource = match action {
        Action::Group(_) => Resource::Group { group, listing },
        Action::Session(_) => Resource::Session { group },
        Action::Room(_) => Resource::Room { group },
        Action::Agreement(_) => Resource::Agreement { group },
        other => panic!("{other} is asked of no group"),
    };
    // These two read the session first, and are turned away there.
    let two: [Action; 2] = [SessionAction::Prepare.into(), SessionAction::OpenRoomPage.into()];
    if two.contains(&action) {
        let first = policy::decide(actor, SessionAction::See.into(), &resource);
        if first != Decision::Allow {
            return first;
        }
    }
    let asked = policy::decide(actor, action, &resource);
    // To those who lead, the session's page is its desk.
    if asked == Decision::Allow
        && action == SessionAction::See.into()
        && actor.role_in(group).is_some_and(Role::leads)
    {
        return policy::decide(actor, SessionAction::SeeDesk.into(), &resource);
    }
    asked
}

fn is_as_wanted(wanted: Decision, action: Action, status: StatusCode) -> bool {
    match wanted {
        Decision::Conceal => status == StatusCode::NOT_FOUND,
        Decision::Deny(Reason::SignInFirst) => status == StatusCode::UNAUTHORIZED,
        Decision::Deny(_) => status == StatusCode::FORBIDDEN,
        Decision::Allow => {
            let named = NAMED_IN_THE_FORM.contains(&action.name());
            !matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
                && (named || status != StatusCode::NOT_FOUND)
        }
    }
}

/// Status, headers and body, with the ids that were asked for taken out.
async fn answer(
    house: &House,
    asked: (Method, String),
    cookie: Option<&str>,
    ids: (&str, &str),
) -> (StatusCode, String) {
    let (method, path) = asked;
    let path = path.replace("{group}", ids.0).replace("{session}", ids.1);
    let form = if method == Method::GET { "" } else { FORM };
    let answer = house.send(request(method, &path, cookie, form)).await;
    let status = answer.status();
    let mut headers: Vec<_> = answer
        .headers()
        .iter()
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    headers.sort();
    let body = axum::body::to_bytes(answer.into_body(), 1 << 22)
        .await
        .expect("a body");
    let text = format!(
        "{status}\n{}\n\n{}",
        headers.join("\n"),
        String::from_utf8_lossy(&body)
    );
    (status, text.replace(ids.0, "GROUP").replace(ids.1, "SESSION"))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_everybody_as_the_table_says_and_hides_what_is_hidden() {
    let house = House::of(app::demo::Wish::for_bots(13), true).await;
    let mut groups: Vec<(GroupId, domain::group::Listing, SessionId)> = Vec::new();
    for group in house.app.store().groups().all().await.expect("groups") {
        let sessions = house
            .app
            .store()
            .sessions()
            .of_group(group.id)
            .await
            .expect("sessions");
        let session = if group.id == house.demo.group {
            house.demo.session
        } else {
            sessions.last().expect("a session").id
        };
        groups.push((group.id, group.listed, session));
    }
    let mut faults = Vec::new();
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for persona in personas(&house).await {
        let cookie = persona.cookie.as_deref();
        for (method, path, action) in web::declared_routes() {
            let is_of_group = path.contains("{group}") || path.contains("{session}");
            // A line needs more than this to be opened: see below.
            if !is_of_group || path.ends_with("/socket") {
                continue;
            }
            for (group, listing, session) in &groups {
                let wanted = wanted(&persona.actor, action, *group, *listing);
                // That works once, and everything after it would be asked by somebody else.
                if wanted == Decision::Allow && method == Method::POST && path.ends_with("/leave") {
                    continue;
                }
                let asked = || (method.clone(), path.to_owned());
                let ids = (&*group.to_string(), &*session.to_string());
                let (status, text) = answer(&house, asked(), cookie, ids).await;
                seen.entry(persona.called.clone())
                    .or_default()
                    .insert(format!("{wanted:?}"));
                if !is_as_wanted(wanted, action, status) {
                    faults.push(format!(
                        "{} {method} {path}: {wanted:?}, but {status}",
                        persona.called
                    ));
                }
                if wanted == Decision::Conceal {
                    let (_, never) = answer(&house, asked(), cookie, NOWHERE).await;
                    if text != never {
                        faults.push(format!(
                            "{} {method} {path}: not yours is not as never was",
                            persona.called
                        ));
                    }
                }
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(seen.len(), 6 + 12);
    // The walk told them apart: each kind of answer was given to somebody who should hear it.
    assert!(seen["Facilitator Active"].contains("Allow"));
    assert!(seen["Facilitator Paused"].contains("Deny(WhilePaused)"));
    assert_eq!(seen["Facilitator Ended"], seen["Member Ended"]);
    assert!(!seen["visitor"].contains("Deny(FacilitatorsOnly)"));
    assert!(seen["mara by a link"].contains("Deny(PasskeyFirst)"));
    assert!(seen["olu"].contains("Conceal"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_place_rests_or_is_over_is_given_no_line_and_a_role_says_what_may_be_said_on_one() {
    let house = House::open().await;
    let at = house.listens().await;
    let now = house.app.now();
    let by = EndedBy::Facilitator;
    for (state, wanted) in [
        (State::Paused { since: now }, StatusCode::FORBIDDEN),
        (State::Ended { at: now, by }, StatusCode::NOT_FOUND),
    ] {
        set(&house, "ben", Role::Member, state).await;
        let address = format!("ws://{at}/sessions/{}/socket", house.demo.session);
        let mut asking = address.as_str().into_client_request().expect("an address");
        let cookie = house.cookie("ben").await.expect("of the cast");
        for (header, value) in [
            ("host", HOST.to_owned()),
            ("origin", format!("http://{HOST}")),
            ("cookie", cookie),
        ] {
            asking.headers_mut().insert(header, value.parse().expect("text"));
        }
        match tokio_tungstenite::connect_async(asking).await {
            Err(LineError::Http(answer)) => assert_eq!(answer.status(), wanted, "{state:?}"),
            other => panic!("{state:?}: {:?}", other.map(drop)),
        }
    }

    set(&house, "dana", Role::Observer, State::Active).await;
    set(&house, "farah", Role::CoFacilitator, State::Active).await;
    let target = house
        .demo
        .people
        .iter()
        .find(|one| one.name == "mara")
        .expect("leads");
    let target = target.member.expect("sits there").to_string();
    let mut not_allowed = BTreeMap::new();
    for name in ["chidi", "dana", "farah"] {
        let mut page = Page::open(&house, at, name, &format!("page-of-{name}")).await;
        let mut refused = BTreeSet::new();
        // What takes the page away, or is refused for another reason than who says it.
        let passing = ["ping", "hello", "step_out", "end_for_all"];
        for kind in kinds()
            .into_iter()
            .filter(|kind| !passing.contains(&kind.as_str()))
        {
            page.says(with_target(&kind, &target)).await;
            if page.is_refused().await.as_deref() == Some("not_allowed") {
                refused.insert(kind);
            }
        }
        not_allowed.insert(name, refused);
    }
    assert_eq!(
        not_allowed["chidi"], not_allowed["dana"],
        "an observer may say what a member may"
    );
    for leading in [
        "admit",
        "lock",
        "hold",
        "start_round",
        "open_card",
        "move_to_phase",
        "ask_to_mute",
    ] {
        assert!(not_allowed["chidi"].contains(leading), "{leading}");
        assert!(!not_allowed["farah"].contains(leading), "{leading}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_front_desk_and_whoever_runs_the_server_never_read_what_a_private_group_is_about() {
    let house = House::open().await;
    let groups = house.app.store().groups().all().await.expect("groups");
    let private: Vec<_> = groups
        .iter()
        .filter(|group| group.listed == domain::group::Listing::Private)
        .collect();
    assert!(!private.is_empty());
    let read = async |name: &str, path: &str| {
        let cookie = house.cookie(name).await;
        let ids = (&*house.demo.group.to_string(), &*house.demo.session.to_string());
        answer(&house, (Method::GET, path.to_owned()), cookie.as_deref(), ids)
            .await
            .1
    };
    for group in private {
        let told = [&group.name, &group.summary];
        let page = read("mara", "/groups/{group}").await;
        assert!(
            told.iter().all(|words| page.contains(*words)),
            "there is something to read"
        );
        for (method, path, _) in web::declared_routes() {
            // A demo shows everybody every letter.
            if method != Method::GET || path == "/mailbox" {
                continue;
            }
            for name in ["pia", "olu"] {
                let page = read(name, path).await;
                let told = told.iter().find(|words| page.contains(**words));
                assert_eq!(told, None, "{name} at {path}");
            }
        }
    }
    let pia = house.cookie("pia").await.expect("of the cast");
    let (_, token) = pia.split_once('=').expect("a cookie");
    let signed_in = app::sign_in::resume(&house.app, token).await.expect("a store");
    let times = app::sessions::times(&house.app.context(signed_in))
        .await
        .expect("times");
    let neutral: BTreeSet<_> = groups.iter().map(|group| group.neutral_name.clone()).collect();
    let told: BTreeSet<_> = times.into_iter().map(|one| one.neutral_name).collect();
    assert_eq!(told, neutral, "the times of all, by names that say nothing");
}
