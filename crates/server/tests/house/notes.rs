//! Notes over HTTP: nothing to be found by anybody else, wrong things answered clearly, nothing kept of them.

use crate::house::{House, request, text};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

/// Every address, with something that reads well.
fn all() -> Vec<(Method, &'static str, Value)> {
    let vault = "vlt_00000000000040008000000000000001";
    let proof = "A".repeat(43);
    let (key, point) = ("k".repeat(84), "P".repeat(87));
    let note = json!({ "id": "nte_00000000000040008000000000000001", "version": 1, "generation": 1, "body": "x".repeat(1_404), "proof": proof });
    let begin = json!({ "id": vault, "publicKey": point, "privateKey": key, "recovery": key, "wrap": null, "proof": proof });
    let renew = json!({ "generation": 1, "publicKey": point, "privateKey": key, "recovery": key, "previous": key, "wraps": [], "proof": proof, "newProof": proof });
    let wrap = json!({ "passkey": "pky_00000000000040008000000000000001", "wrap": key });
    let will =
        json!({ "heir": vault, "heirKey": point, "generation": 1, "key": key, "pin": key, "proof": proof });
    vec![
        (Method::GET, "/notes", Value::Null),
        (Method::GET, "/notes/vault", Value::Null),
        (Method::GET, "/notes/locked", Value::Null),
        (Method::POST, "/notes/vault", begin),
        (
            Method::POST,
            "/notes/wrap",
            json!({ "generation": 1, "wrap": wrap, "proof": proof }),
        ),
        (
            Method::POST,
            "/notes/recovery",
            json!({ "generation": 1, "recovery": key, "proof": proof }),
        ),
        (Method::POST, "/notes/write", note),
        (
            Method::POST,
            "/notes/delete",
            json!({ "id": "nte_00000000000040008000000000000001", "version": 1, "proof": proof }),
        ),
        (Method::POST, "/notes/renew", renew),
        (
            Method::POST,
            "/notes/renewed",
            json!({ "generation": 1, "proof": proof }),
        ),
        (Method::POST, "/notes/forget", json!({})),
        (Method::POST, "/notes/will", will),
        (Method::POST, "/notes/will/withdraw", json!({})),
        (Method::POST, "/notes/will/stop", json!({})),
        (Method::POST, "/notes/will/no", json!({})),
        (
            Method::POST,
            "/notes/left/ask",
            json!({ "vault": vault, "reason": "why" }),
        ),
        (Method::POST, "/notes/left/open", json!({ "vault": vault })),
        (Method::POST, "/notes/left/locked", json!({ "vault": vault })),
    ]
}

async fn asked(
    house: &House,
    name: &str,
    (method, path, sent): &(Method, &'static str, Value),
) -> (StatusCode, String) {
    let cookie = house.cookie(name).await;
    let body = if sent.is_null() {
        String::new()
    } else {
        sent.to_string()
    };
    let answer = house
        .send(request(method.clone(), path, cookie.as_deref(), body))
        .await;
    (answer.status(), text(answer).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leads_nothing_finds_no_address_of_notes_and_no_difference() {
    let house = House::open().await;
    let paths: Vec<_> = all()
        .into_iter()
        .map(|(method, path, _)| format!("{method} {path}"))
        .collect();
    for (method, path, _) in web::declared_routes() {
        let known = paths.contains(&format!("{method} {path}"));
        assert!(
            known || !path.starts_with("/notes"),
            "{method} {path} is not walked here"
        );
    }
    for one in all() {
        for name in ["anna", "gita", "pia", "olu"] {
            let (status, said) = asked(&house, name, &one).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{name} {}", one.1);
            let (_, never) = asked(&house, name, &(Method::GET, "/groups/grp_0", Value::Null)).await;
            assert_eq!(said, never, "{name} {}", one.1);
        }
        assert_eq!(
            asked(&house, "sam", &one).await.0,
            StatusCode::UNAUTHORIZED,
            "{}",
            one.1
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_from_a_mail_alone_opens_no_notes() {
    let house = House::open().await;
    let by_link = house.cookie_by_link("mara").await;
    for (method, path, sent) in all() {
        let body = if sent.is_null() {
            String::new()
        } else {
            sent.to_string()
        };
        let status = house.status(request(method, path, Some(&by_link), body)).await;
        let closed = status == StatusCode::FORBIDDEN || status == StatusCode::NOT_FOUND;
        assert!(closed, "{path}: {status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_things_are_answered_clearly_and_keep_nothing() {
    let house = House::open().await;
    let begin = all()
        .into_iter()
        .find(|one| one.2.get("recovery").is_some_and(|_| one.1 == "/notes/vault"))
        .expect("one");
    for (field, wrong) in [
        ("id", json!("vlt_1")),
        ("publicKey", json!("P")),
        ("privateKey", json!("")),
        ("recovery", json!("k".repeat(2_000))),
        ("recovery", json!("k+".repeat(42))),
        ("proof", json!("A")),
        ("proof", json!(7)),
        (
            "wrap",
            json!({ "passkey": "pky_00000000000040008000000000000009", "wrap": "k".repeat(84) }),
        ),
    ] {
        let mut sent = begin.clone();
        sent.2[field] = wrong;
        assert_eq!(
            asked(&house, "mara", &sent).await.0,
            StatusCode::BAD_REQUEST,
            "{field}"
        );
    }
    let vault: Value = serde_json::from_str(&asked(&house, "mara", &all()[1]).await.1).expect("JSON");
    assert!(vault["vault"].is_null(), "nothing was kept");
    assert_eq!(asked(&house, "mara", &begin).await.0, StatusCode::NO_CONTENT);
    assert_eq!(
        asked(&house, "mara", &begin).await.0,
        StatusCode::CONFLICT,
        "there is one"
    );

    let write = all()
        .into_iter()
        .find(|one| one.1 == "/notes/write")
        .expect("one");
    for (body, status) in [
        ("x".repeat(1_403), StatusCode::BAD_REQUEST),
        (String::new(), StatusCode::BAD_REQUEST),
        ("<p>".repeat(468), StatusCode::BAD_REQUEST),
        ("x".repeat(100_000), StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let mut sent = write.clone();
        sent.2["body"] = json!(body);
        assert_eq!(asked(&house, "mara", &sent).await.0, status);
    }
    for not_json in ["", "{", "[]", "\u{fffd}"] {
        let cookie = house.cookie("mara").await;
        let status = house
            .status(request(Method::POST, "/notes/write", cookie.as_deref(), not_json))
            .await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{not_json:?}");
    }
    let (_, none) = asked(&house, "mara", &all()[2]).await;
    assert_eq!(none, r#"{"more":false,"notes":[]}"#);
    let (_, done) = asked(&house, "mara", &write).await;
    assert_eq!(done, r#"{"done":true}"#);
    let mut other = write.clone();
    other.2["body"] = json!("y".repeat(1_404));
    let (status, otherwise) = asked(&house, "mara", &other).await;
    assert_eq!(status, StatusCode::OK);
    assert!(otherwise.contains(&"x".repeat(1_404)), "what is there is given");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_website_changes_nothing() {
    let house = House::open().await;
    for (method, path, sent) in all().into_iter().filter(|one| one.0 == Method::POST) {
        let cookie = house.cookie("mara").await;
        let mut foreign = request(method, path, cookie.as_deref(), sent.to_string());
        foreign
            .headers_mut()
            .insert("sec-fetch-site", "cross-site".parse().expect("a value"));
        assert_eq!(house.status(foreign).await, StatusCode::FORBIDDEN, "{path}");
    }
}
