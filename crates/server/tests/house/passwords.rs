//! A password with codes by forms alone: set by a facilitator, refused to a member, and enough to open a group.

use crate::house::{House, request, text};
use axum::http::{Method, StatusCode, header};
use std::time::{SystemTime, UNIX_EPOCH};
use totp_rs::{Builder, Secret};

const WORDS: &str = "teal harbor mistaken lantern";

/// What the app on the phone shows so many seconds from now.
fn code(secret: &str, from_now: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    let totp = Builder::new()
        .with_secret(Secret::try_from_base32(secret).expect("base32"))
        .build();
    totp.expect("codes")
        .generate(now.as_secs() + from_now)
        .to_string()
}

/// The letters beside the picture.
fn secret_of(page: &str) -> String {
    let (_, rest) = page.split_once(r#"translate="no">"#).expect("the secret");
    let (letters, _) = rest.split_once('<').expect("its end");
    letters.replace(' ', "")
}

fn wish(fields: &[(&str, &str)]) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", value.replace(' ', "+").replace('@', "%40")))
        .collect();
    fields.join("&")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_facilitator_sets_it_by_a_form_and_opens_a_group_with_it() {
    let house = House::open().await;
    let by_link = house.cookie_by_link("mara").await;
    let get = |path: &'static str| request(Method::GET, path, Some(&by_link), "");
    let shown = text(house.send(get("/devices")).await).await;
    assert!(shown.contains("/devices/password"), "it is offered");
    let page = text(house.send(get("/devices/password")).await).await;
    let secret = secret_of(&page);
    assert!(page.contains("<svg class=\"qr\"") && !page.contains("data:"));

    let post = |path: &'static str, cookie: Option<&str>, fields: &[(&str, &str)]| {
        request(Method::POST, path, cookie, wish(fields))
    };
    let short = [("password", "short"), ("again", "short"), ("code", "0")];
    let answer = house
        .send(post("/devices/password", Some(&by_link), &short))
        .await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let again = text(answer).await;
    assert_eq!(secret_of(&again), secret, "the phone has it already");
    assert!(again.contains("characters at least") && !again.contains("value=\"short\""));

    let first = code(&secret, 0);
    let fields = [("password", WORDS), ("again", WORDS), ("code", first.as_str())];
    let answer = house
        .send(post("/devices/password", Some(&by_link), &fields))
        .await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()[header::LOCATION], "/devices?password-set");
    // Whoever has read a mail of hers finds the door shut now.
    let thief = house.cookie_by_link("mara").await;
    let page = text(
        house
            .send(request(Method::GET, "/devices/password", Some(&thief), ""))
            .await,
    )
    .await;
    assert!(!page.contains("class=\"qr\"") && page.contains("/sign-in"));

    // The next code: that of the setting is spent, and clocks may be half a minute off.
    let next = code(&secret, 30);
    let mut typed = [
        ("email", "mara@linden.example"),
        ("password", "another sentence"),
        ("code", next.as_str()),
    ];
    let answer = house.send(post("/sign-in/password", None, &typed)).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        !text(answer).await.contains("another sentence"),
        "it does not come back"
    );
    typed[1].1 = WORDS;
    let answer = house.send(post("/sign-in/password", None, &typed)).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let cookie = answer.headers()[header::SET_COOKIE].to_str().expect("ascii");
    let cookie = cookie.split(';').next().expect("its value");
    let path = format!("/sessions/{}/room", house.demo.session);
    let status = house.status(request(Method::GET, &path, Some(cookie), "")).await;
    assert_ne!(
        status,
        StatusCode::FORBIDDEN,
        "both together are more than a mail"
    );
    let by_mail = house.status(request(Method::GET, &path, Some(&thief), "")).await;
    assert_eq!(by_mail, StatusCode::FORBIDDEN);
    let first = house.send(request(Method::GET, &path, Some(&thief), "")).await;
    assert!(
        text(first).await.contains("/sign-in/password"),
        "and the way is shown"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_finds_no_such_page_and_a_stranger_is_told_nothing_of_who_is_known() {
    let house = House::open().await;
    let anna = house.cookie_by_link("anna").await;
    let devices = text(
        house
            .send(request(Method::GET, "/devices", Some(&anna), ""))
            .await,
    )
    .await;
    assert!(!devices.contains("/devices/password"));
    for method in [Method::GET, Method::POST] {
        let status = house
            .status(request(method, "/devices/password", Some(&anna), ""))
            .await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
    let mut answers = Vec::new();
    for email in [
        "anna@linden.example",
        "mara@linden.example",
        "annx@linden.example",
    ] {
        let fields = [("email", email), ("password", WORDS), ("code", "000000")];
        let answer = house
            .send(request(Method::POST, "/sign-in/password", None, wish(&fields)))
            .await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        answers.push(text(answer).await.replace(email, ""));
    }
    assert!(answers.iter().all(|one| *one == answers[0]));
}
