//! Whoever leads a group and came in by a link alone opens no room and no desk, is told why, and is offered a passkey.

use crate::house::{House, request, text};
use axum::http::{Method, StatusCode, header};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_leads_opens_a_group_only_with_more_than_a_mail() {
    let house = House::open().await;
    let session = house.demo.session;
    let by_link = house.cookie_by_link("mara").await;
    for path in [
        format!("/sessions/{session}"),
        format!("/sessions/{session}/room"),
    ] {
        let answer = house.send(request(Method::GET, &path, Some(&by_link), "")).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
        let page = text(answer).await;
        assert!(
            page.contains("Add a passkey now") && page.contains("/devices"),
            "{path}"
        );
    }
    let mut socket = request(
        Method::GET,
        &format!("/sessions/{session}/socket"),
        Some(&by_link),
        "",
    );
    for (name, value) in [
        (header::CONNECTION, "upgrade"),
        (header::UPGRADE, "websocket"),
        (header::SEC_WEBSOCKET_VERSION, "13"),
        (header::SEC_WEBSOCKET_KEY, "dGhlIHNhbXBsZSBub25jZQ=="),
        (header::ORIGIN, "http://localhost:4000"),
    ] {
        socket
            .headers_mut()
            .insert(name, value.parse().expect("a header"));
    }
    assert!(house.status(socket).await.is_client_error());
    for own in ["/today", "/devices", "/own-record"] {
        let status = house.status(request(Method::GET, own, Some(&by_link), "")).await;
        assert_eq!(status, StatusCode::OK, "{own} is one's own");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_opens_their_room_with_a_link() {
    let house = House::open().await;
    let anna = house.cookie_by_link("anna").await;
    let path = format!("/sessions/{}", house.demo.session);
    assert_eq!(
        house.status(request(Method::GET, &path, Some(&anna), "")).await,
        StatusCode::OK
    );
}
