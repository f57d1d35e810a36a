//! Every way out of the house, walked as everybody: nothing by which a person could be found in another group, or outside of
//! this one, reaches anyone who may not have it. Routes and messages are read from the house, so a new one is walked unasked.

use crate::house::{HOST, House, request};
use crate::page::{Page, kinds, with_target};
use app::demo::Wish;
use axum::body::Body;
use axum::http::{Method, Request, header};
use domain::id::Id as _;
use domain::membership::{Alias, Membership};
use domain::person::{Person, Standing};
use domain::{GroupId, PersonId};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// Gita and Hugo sit in both groups, under two names each; Sam is nobody here; Pia is the front desk; Olu runs the server.
const VIEWERS: [&str; 8] = ["sam", "anna", "ben", "gita", "hugo", "mara", "pia", "olu"];
/// Of those who have answered the door.
const CIRCLE: [&str; 5] = ["mara", "chidi", "ben", "gita", "hugo"];

/// What somebody has, and how we say what it is.
struct Secret {
    whose: PersonId,
    /// Of a place in this group: those in it may know it.
    group: Option<GroupId>,
    what: &'static str,
    text: String,
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_by_which_a_person_could_be_found_leaves_the_house() {
    let log = Log::default();
    let writer = log.clone();
    // The first to install one wins; under nextest every test has a process of its own.
    let heard = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .try_init();
    let house = House::of(Wish::for_bots(12), false).await;
    rename_everyone(&house).await;
    let wished = house.complaint_and_wish().await;
    let (people, memberships) = everyone(&house).await;
    let secrets = secrets(&people, &memberships);

    let walked = [
        walk_the_room(&house).await,
        walk_routes(&house, &people, &VIEWERS, &wished).await,
    ]
    .concat();
    for file in ["GET /my-data/my-data.json", "GET /my-data/my-data.html"] {
        let carried = walked
            .iter()
            .find(|(viewer, exit, _)| viewer == "gita" && exit == file);
        let (_, _, text) = carried.expect("what is carried away is walked");
        assert!(text.contains("content-disposition"), "{file} is a file");
    }
    let mut seen = BTreeMap::new();
    let mut faults = faults_of(&walked, &secrets, &people, &memberships, &mut seen);

    // Gita leaves her groups: from then on it is as if she had never heard of those who sit there.
    let gita = house.cookie("gita").await;
    for group in house.app.store().groups().all().await.expect("groups") {
        let leave = request(
            Method::POST,
            &format!("/groups/{}/leave", group.id),
            gita.as_deref(),
            "",
        );
        let status = house.status(leave).await;
        assert!(status.is_redirection(), "{status}");
    }
    let (people, memberships) = everyone(&house).await;
    assert!(memberships.iter().all(|one| {
        people
            .iter()
            .all(|person| person.id != one.person || name_of(person) != "gita")
    }));
    let walked = [
        walk_routes(&house, &people, &["gita", "hugo"], &wished).await,
        walk_the_letters(&house, &people).await,
    ]
    .concat();
    faults.extend(faults_of(&walked, &secrets, &people, &memberships, &mut seen));
    faults.sort();
    faults.dedup();
    assert_eq!(faults, Vec::<String>::new());
    for found in ["alias", "membership id", "name"] {
        assert!(
            seen.contains_key(found),
            "the walk saw no {found} where there is one: {seen:?}"
        );
    }

    if heard.is_ok() {
        let log = String::from_utf8_lossy(&log.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
        assert!(log.contains("refused by policy"), "the log was read");
        let named = |secret: &&Secret| secret.what != "person id" && secret.what != "membership id";
        for secret in secrets.iter().filter(named) {
            assert!(!log.contains(&secret.text), "the log holds a {}", secret.what);
        }
    }
}

/// What somebody read who may not have it.
fn faults_of(
    heard: &[(String, String, String)],
    secrets: &[Secret],
    people: &[Person],
    memberships: &[Membership],
    seen: &mut BTreeMap<&'static str, u32>,
) -> Vec<String> {
    let mut faults = Vec::new();
    for (viewer, exit, text) in heard {
        let person = people.iter().find(|one| name_of(one) == viewer);
        for secret in secrets {
            if !text.contains(&secret.text) {
                continue;
            }
            *seen.entry(secret.what).or_insert(0) += 1;
            if !may_know(person, secret, people, memberships) {
                let at = text.find(&secret.text).unwrap_or_default();
                let around: String = text[..at]
                    .chars()
                    .rev()
                    .take(60)
                    .collect::<Vec<_>>()
                    .into_iter()
                    .rev()
                    .collect();
                faults.push(format!(
                    "{viewer} reads a {} by {exit}, after {around:?}",
                    secret.what
                ));
            }
        }
    }
    faults
}

/// Names that nothing else contains.
async fn rename_everyone(house: &House) {
    let entry = store::AuditEntry::new(
        store::Actor::House,
        "Test/Rename",
        house.demo.group,
        house.app.now(),
    );
    let mut work = house.app.store().begin(entry).await.expect("begins");
    for (number, membership) in (0_u32..).zip(all(house).await) {
        let letters: String = [number / 26, number % 26]
            .iter()
            .filter_map(|letter| char::from_u32(u32::from('a') + letter))
            .collect();
        let alias = Alias::parse(&format!("Zw{letters}qx")).expect("a name");
        work.memberships()
            .rename(membership.id, &alias)
            .await
            .expect("renames");
    }
    work.commit().await.expect("commits");
}

async fn all(house: &House) -> Vec<Membership> {
    let mut all = Vec::new();
    for group in house.app.store().groups().all().await.expect("groups") {
        all.extend(
            house
                .app
                .store()
                .memberships()
                .of_group(group.id)
                .await
                .expect("seats"),
        );
    }
    all
}

async fn everyone(house: &House) -> (Vec<Person>, Vec<Membership>) {
    let people = house.app.store().people().all().await.expect("people");
    (people, all(house).await)
}

fn name_of(person: &Person) -> &str {
    let address = person.email.reveal().as_str();
    address.split('@').next().unwrap_or_default()
}

fn secrets(people: &[Person], memberships: &[Membership]) -> Vec<Secret> {
    let of_people = people.iter().flat_map(|one| {
        [
            ("person id", one.id.uuid().simple().to_string()),
            ("person id", one.id.uuid().to_string()),
            ("name", one.legal_name.reveal().clone()),
            ("address", one.email.reveal().as_str().to_owned()),
        ]
        .map(|(what, text)| Secret {
            whose: one.id,
            group: None,
            what,
            text,
        })
    });
    let of_places = memberships.iter().flat_map(|one| {
        [
            ("membership id", one.id.uuid().simple().to_string()),
            ("alias", one.alias.as_str().to_owned()),
        ]
        .map(|(what, text)| Secret {
            whose: one.person,
            group: Some(one.group),
            what,
            text,
        })
    });
    of_people.chain(of_places).collect()
}

fn may_know(viewer: Option<&Person>, secret: &Secret, people: &[Person], memberships: &[Membership]) -> bool {
    if viewer.is_some_and(|one| one.id == secret.whose) {
        return true;
    }
    // Those who lead stand by their own names, on pages that everyone may see.
    let leads = memberships
        .iter()
        .any(|one| one.person == secret.whose && one.role.leads());
    let is_name = people
        .iter()
        .any(|one| one.id == secret.whose && *one.legal_name.reveal() == secret.text);
    if leads && is_name {
        return true;
    }
    // Who works for the house and asks to look is named to whoever may say yes to it.
    let may_say_yes = |viewer: &Person| {
        viewer.standing != Standing::Person
            || memberships
                .iter()
                .any(|one| one.person == viewer.id && one.role.leads())
    };
    let works_here = people
        .iter()
        .any(|one| one.id == secret.whose && one.standing != Standing::Person);
    if works_here && is_name && viewer.is_some_and(may_say_yes) {
        return true;
    }
    let sits_in = |group| {
        viewer.is_some_and(|viewer| {
            memberships
                .iter()
                .any(|one| one.person == viewer.id && one.group == group)
        })
    };
    secret.group.is_some_and(sits_in)
}

/// Every route with every method, asked for each group and session there is and for one that never was; and as a browser that
/// wants something else than a page.
async fn walk_routes(
    house: &House,
    people: &[Person],
    viewers: &[&str],
    (complaint, look): &(String, String),
) -> Vec<(String, String, String)> {
    let groups = house.app.store().groups().all().await.expect("groups");
    let mut asked = vec![(
        "grp_00000000000070008000000000000000".to_owned(),
        "ses_00000000000070008000000000000000".to_owned(),
    )];
    for group in &groups {
        for session in house
            .app
            .store()
            .sessions()
            .of_group(group.id)
            .await
            .expect("sessions")
            .iter()
            .take(2)
        {
            asked.push((group.id.to_string(), session.id.to_string()));
        }
    }
    asked.push((house.demo.group.to_string(), house.demo.session.to_string()));
    // What a hostile form would put into fields meant for something else.
    let other = people
        .iter()
        .find(|one| name_of(one) == "gita")
        .expect("of the cast");
    let forms = [
        String::new(),
        format!(
            "member={0}&person={0}&name=%E2%80%AE&email={1}",
            other.id,
            other.email.reveal().as_str()
        ),
    ];
    let mut heard = Vec::new();
    for viewer in viewers {
        for (method, path, _) in web::declared_routes() {
            // Whoever has left sees nothing more: that is walked by itself, at the end.
            if method == Method::POST && path.ends_with("/leave") {
                continue;
            }
            // A cookie for each route: some of them end it.
            let cookie = house.cookie(viewer).await;
            for (group, session) in &asked {
                let path = path
                    .replace("{group}", group)
                    .replace("{session}", session)
                    .replace("{reference}", complaint)
                    .replace("{complaint}", complaint)
                    .replace("{look}", look)
                    .replace("{token}", &other.id.to_string())
                    .replace("{name}", "icon.svg");
                for form in if method == Method::GET {
                    &forms[..1]
                } else {
                    &forms[..]
                } {
                    let asking = request(method.clone(), &path, cookie.as_deref(), form.clone());
                    heard.push((
                        (*viewer).to_owned(),
                        format!("{method} {path}"),
                        whole(house, asking).await,
                    ));
                }
                let data = Request::builder()
                    .method(method.clone())
                    .uri(&path)
                    .header(header::HOST, HOST)
                    .header(header::ACCEPT, "application/json")
                    .header(header::COOKIE, cookie.clone().unwrap_or_default())
                    .body(Body::from("{"))
                    .expect("a request");
                heard.push((
                    (*viewer).to_owned(),
                    format!("{method} {path} as data"),
                    whole(house, data).await,
                ));
                if !path.contains(group.as_str()) && !path.contains(session.as_str()) {
                    break;
                }
            }
        }
    }
    heard
}

/// Head and body of an answer.
async fn whole(house: &House, request: Request<Body>) -> String {
    // What a person types comes back to them; what was sent is no news.
    let answer = house.send(request).await;
    let mut text = String::new();
    for (name, value) in answer.headers() {
        let _ = writeln!(text, "{name}: {}", String::from_utf8_lossy(value.as_bytes()));
    }
    let body = axum::body::to_bytes(answer.into_body(), 1 << 22)
        .await
        .expect("a body");
    text.push_str(&String::from_utf8_lossy(&body));
    text
}

/// A circle of five, in which everyone says every message there is, right and wrong.
async fn walk_the_room(house: &House) -> Vec<(String, String, String)> {
    let at = house.listens().await;
    let member = |name: &str| {
        let one = house.demo.people.iter().find(|one| one.name == name);
        one.and_then(|one| one.member)
            .expect("sits in the circle")
            .to_string()
    };
    let mut pages = Vec::new();
    for name in CIRCLE {
        pages.push((
            name,
            Page::open(house, at, name, &format!("page-of-{name}")).await,
        ));
    }
    for name in &CIRCLE[1..] {
        let admission = json!({ "member": member(name), "token": "AAAA" });
        pages[0]
            .1
            .says(json!({ "type": "admit", "admission": admission }))
            .await;
    }
    for (_, page) in &mut pages {
        page.hears("room").await;
    }
    let elsewhere = all(house)
        .await
        .into_iter()
        .find(|one| one.group != house.demo.group);
    let targets = [member("ben"), elsewhere.expect("another group").id.to_string()];
    for (name, page) in pages.iter_mut().skip(1) {
        for kind in kinds()
            .iter()
            .filter(|kind| !["hello", "step_out"].contains(&kind.as_str()))
        {
            for target in &targets {
                page.says(with_target(kind, target)).await;
            }
        }
        page.says(json!({ "type": "tell_quietly", "signal": "overwhelmed" }))
            .await;
        page.says(json!({ "type": "content", "body": format!("AAAA{name}") }))
            .await;
    }
    pages[0].1.says(json!({ "type": "start_round" })).await;
    pages[0]
        .1
        .says(json!({ "type": "open_card", "member": targets[1] }))
        .await;
    pages[0].1.says(json!({ "type": "end_for_all" })).await;
    let mut heard = Vec::new();
    for (name, page) in &mut pages {
        page.hears("end").await;
        for frame in page.told.drain(..) {
            let kind = serde_json::from_str::<Value>(&frame)
                .map_or_else(|_| "?".into(), |frame| frame["type"].to_string());
            heard.push(((*name).to_owned(), format!("the room's {kind}"), frame));
        }
    }
    heard
}

/// The letters that everyone gets, to those who get them.
async fn walk_the_letters(house: &House, people: &[Person]) -> Vec<(String, String, String)> {
    for person in people {
        // The second time is on a browser that was not known, which a letter tells.
        for _ in 0..2 {
            house.cookie_by_link(name_of(person)).await;
        }
        let wish = format!("email={}", person.email.reveal().as_str());
        house.send(request(Method::POST, "/sign-in", None, wish)).await;
    }
    while app::jobs::run_due(&house.app).await.expect("works") > 0 {}
    let letters = house.app.store().mails().latest(5_000).await.expect("mails");
    assert!(!letters.is_empty(), "somebody got a letter");
    letters
        .iter()
        .map(|letter| {
            let to = letter.recipient.reveal().as_str();
            let viewer = to.split('@').next().unwrap_or_default().to_owned();
            let text = format!("{}\n{}", letter.subject.reveal(), letter.body.reveal());
            (viewer, "a letter".to_owned(), text)
        })
        .collect()
}
