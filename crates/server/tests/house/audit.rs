//! "Who looked at what is yours": one's own, in words, and nobody else's.

use crate::house::{House, request, text};
use axum::http::Method;

async fn page(house: &House, name: &str, path: &str) -> (u16, String) {
    let cookie = house.cookie(name).await;
    let answer = house
        .send(request(Method::GET, path, cookie.as_deref(), ""))
        .await;
    (answer.status().as_u16(), text(answer).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_looked_at_reads_by_whom_and_the_others_read_nothing_of_it() {
    let house = House::open().await;
    let desk = format!("/sessions/{}", house.demo.session);
    let (status, empty) = page(&house, "ben", "/who-looked").await;
    assert_eq!(status, 200);
    assert!(empty.contains("Nobody has looked yet"));
    assert!(empty.contains("<title>Linden House</title>"));

    assert_eq!(page(&house, "mara", &desk).await.0, 200);
    let (_, looked) = page(&house, "ben", "/who-looked").await;
    assert!(looked.contains("leads your group") && looked.contains("Your answers from before coming in"));
    assert!(
        !looked.contains("Tuesday Evening"),
        "the group's neutral name stands here"
    );
    // Anna has not answered: there was nothing of hers to see.
    for name in ["anna", "mara", "gita", "olu"] {
        let (status, other) = page(&house, name, "/who-looked").await;
        assert_eq!(status, 200, "{name}");
        assert!(other.contains("Nobody has looked yet"), "{name}");
    }
    assert_eq!(page(&house, "sam", "/who-looked").await.0, 401);
    let (status, older) = page(
        &house,
        "ben",
        "/who-looked?before=aud_00000000000070008000000000000001",
    )
    .await;
    assert_eq!(status, 200);
    assert!(older.contains("Nothing older stands here"));
    assert_eq!(page(&house, "ben", "/who-looked?before=everything").await.0, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_opens_the_same_page_looks_at_nobody() {
    let house = House::open().await;
    let desk = format!("/sessions/{}", house.demo.session);
    assert_eq!(page(&house, "anna", &desk).await.0, 200);
    let (_, ben) = page(&house, "ben", "/who-looked").await;
    assert!(ben.contains("Nobody has looked yet"));
}
