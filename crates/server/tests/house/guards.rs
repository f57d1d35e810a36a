//! What every answer carries, and what no request may do.

use crate::house::{HOST, House, request, text};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_forbids_everything_from_elsewhere_and_says_so_also_in_trouble() {
    let house = House::open().await;
    let anna = house.cookie("anna").await;
    for path in [
        "/",
        "/today",
        "/no-such-page",
        "/assets/icon.svg",
        "/assets/none.js",
        "/health",
        "/away",
    ] {
        let answer = house.send(request(Method::GET, path, anna.as_deref(), "")).await;
        let policy = answer.headers()[header::CONTENT_SECURITY_POLICY]
            .to_str()
            .expect("text")
            .to_owned();
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        for never in ["unsafe", "http:", "https:", "*"] {
            assert!(!policy.contains(never), "{path} allows {never}");
        }
        assert_eq!(
            answer.headers()[header::X_CONTENT_TYPE_OPTIONS],
            "nosniff",
            "{path}"
        );
        assert_eq!(answer.headers()[header::REFERRER_POLICY], "no-referrer", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_names_somebody_is_kept_by_no_browser() {
    let house = House::open().await;
    let anna = house.cookie("anna").await;
    let answer = house
        .send(request(Method::GET, "/today", anna.as_deref(), ""))
        .await;
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_title_and_no_address_tells_the_topic_of_a_group() {
    let house = House::open().await;
    let anna = house.cookie("anna").await;
    let session = house.demo.session;
    for path in [
        "/today",
        &format!("/sessions/{session}"),
        &format!("/sessions/{session}/door"),
    ] {
        let page = text(house.send(request(Method::GET, path, anna.as_deref(), "")).await).await;
        assert!(page.contains("<title>Linden House</title>"), "{path}");
        assert!(
            !page.contains("Tuesday Evening"),
            "{path} shows the group's own name"
        );
    }
    let groups = text(house.send(request(Method::GET, "/groups", None, "")).await).await;
    let public = groups
        .split('"')
        .find(|part| part.starts_with("/groups/grp_"))
        .expect("a public group");
    let page = text(house.send(request(Method::GET, public, None, "")).await).await;
    assert!(
        page.contains("Living with Loss"),
        "a public group's page names it"
    );
    assert!(
        page.contains("<title>A group · Linden House</title>"),
        "its title stays in the browser's history"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_another_website_changes_nothing() {
    let house = House::open().await;
    let anna = house.cookie("anna").await;
    let mut foreign = request(Method::POST, "/sign-out", anna.as_deref(), "");
    foreign
        .headers_mut()
        .insert("sec-fetch-site", "cross-site".parse().expect("a value"));
    assert_eq!(house.status(foreign).await, StatusCode::FORBIDDEN);
    let after = house
        .status(request(Method::GET, "/today", anna.as_deref(), ""))
        .await;
    assert_eq!(after, StatusCode::OK);
    let own = house
        .status(request(Method::POST, "/sign-out", anna.as_deref(), ""))
        .await;
    assert_eq!(own, StatusCode::SEE_OTHER);
    let after = house
        .status(request(Method::GET, "/today", anna.as_deref(), ""))
        .await;
    assert_eq!(after, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_name_for_this_house_is_no_name() {
    let house = House::open().await;
    for host in ["evil.example", "localhost.evil.example"] {
        let mut asked = request(Method::GET, "/", None, "");
        asked
            .headers_mut()
            .insert(header::HOST, host.parse().expect("a value"));
        assert_eq!(
            house.status(asked).await,
            StatusCode::MISDIRECTED_REQUEST,
            "{host}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_a_link_spends_nothing_and_its_second_use_is_refused_kindly() {
    let house = House::open().await;
    let links = app::demo::sign_in_links(&house.app, &house.demo)
        .await
        .expect("links");
    let (_, link) = links
        .iter()
        .find(|(name, _)| name == "anna")
        .expect("anna has one");
    let path = &link[link.find("/sign-in/").expect("a path")..];
    for _ in 0..3 {
        assert_eq!(
            house.status(request(Method::GET, path, None, "")).await,
            StatusCode::OK
        );
    }
    let first = house.send(request(Method::POST, path, None, "")).await;
    assert_eq!(first.status(), StatusCode::SEE_OTHER);
    let cookie = first.headers()[header::SET_COOKIE].to_str().expect("text");
    assert!(cookie.starts_with("__Host-openchair=") && cookie.contains("; Secure; HttpOnly; SameSite=Lax"));
    let second = house.send(request(Method::POST, path, None, "")).await;
    assert_eq!(second.status(), StatusCode::GONE);
    assert!(second.headers().get(header::SET_COOKIE).is_none());
    assert!(text(second).await.contains("This link no longer works"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_and_an_unknown_address_get_the_same_answer() {
    let house = House::open().await;
    let known = house
        .send(request(
            Method::POST,
            "/sign-in",
            None,
            "email=anna%40linden.example",
        ))
        .await;
    let unknown = house
        .send(request(
            Method::POST,
            "/sign-in",
            None,
            "email=nobody%40linden.example",
        ))
        .await;
    assert_eq!(known.status(), StatusCode::SEE_OTHER);
    assert_eq!(
        (known.status(), known.headers()[header::LOCATION].clone()),
        (unknown.status(), unknown.headers()[header::LOCATION].clone())
    );
    let wrong = house
        .send(request(Method::POST, "/sign-in", None, "email=anna"))
        .await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_answered_badly_keeps_what_was_typed() {
    let house = House::open().await;
    let anna = house.cookie("anna").await;
    let door = format!("/sessions/{}/door", house.demo.session);
    let form = "place=12+Linden+Street%2C+Bremen&country=DE&alone=perhaps&channel=text";
    let answer = house
        .send(request(Method::POST, &door, anna.as_deref(), form))
        .await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(answer).await;
    assert!(page.contains("12 Linden Street, Bremen") && page.contains("alone-problem"));
    let good = "place=12+Linden+Street%2C+Bremen&country=DE&alone=yes&channel=text";
    let answer = house
        .send(request(Method::POST, &door, anna.as_deref(), good))
        .await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_far_too_large_is_refused_before_it_is_read() {
    let house = House::open().await;
    let anna = house.cookie("anna").await;
    let large = Request::builder()
        .method(Method::POST)
        .uri(format!("/sessions/{}/door", house.demo.session))
        .header(header::HOST, HOST)
        .header(header::COOKIE, anna.expect("anna has a cookie"))
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("place={}", "x".repeat(100_000))))
        .expect("a request");
    assert_eq!(house.status(large).await, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_links_too_often_is_told_to_wait() {
    let house = House::open().await;
    let mut last = StatusCode::OK;
    for count in 0..40 {
        let form: &'static str = Box::leak(format!("email=p{count}%40linden.example").into_boxed_str());
        last = house.status(request(Method::POST, "/sign-in", None, form)).await;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_from_another_website_is_refused_before_anything_else() {
    let house = House::open().await;
    let anna = house.cookie("anna").await.expect("anna has a cookie");
    for origin in [
        Some("https://elsewhere.example"),
        Some("http://mara.localhost:4000"),
        None,
    ] {
        let mut asked = Request::builder()
            .uri(format!("/sessions/{}/socket", house.demo.session))
            .header(header::HOST, HOST)
            .header(header::COOKIE, &anna)
            .header(header::CONNECTION, "upgrade")
            .header(header::UPGRADE, "websocket")
            .header(header::SEC_WEBSOCKET_VERSION, "13")
            .header(header::SEC_WEBSOCKET_KEY, "AAAAAAAAAAAAAAAAAAAAAA==");
        if let Some(origin) = origin {
            asked = asked.header(header::ORIGIN, origin);
        }
        let status = house.status(asked.body(Body::empty()).expect("a request")).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{origin:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leads_chooses_who_measures_voices_and_the_page_of_the_room_says_it() {
    let house = House::open().await;
    let (mara, anna) = (house.cookie("mara").await, house.cookie("anna").await);
    let group = format!("/groups/{}", house.demo.group);
    let levels = format!("{group}/levels");
    let room = format!("/sessions/{}/room", house.demo.session);
    let page = async |path: &str, cookie: &Option<String>| {
        text(
            house
                .send(request(Method::GET, path, cookie.as_deref(), ""))
                .await,
        )
        .await
    };
    assert!(page(&group, &mara).await.contains(&levels));
    assert!(!page(&group, &anna).await.contains(&levels));
    assert!(page(&room, &mara).await.contains(r#""levels":"server""#));

    for (form, status) in [("", 400), ("levels=nobody", 400), ("levels=devices", 303)] {
        let answer = house
            .status(request(Method::POST, &levels, mara.as_deref(), form))
            .await;
        assert_eq!(answer.as_u16(), status, "{form}");
    }
    assert!(page(&room, &mara).await.contains(r#""levels":"devices""#));
    let chosen = r#"value="devices" checked"#;
    assert!(page(&group, &mara).await.contains(chosen));
}
