//! One's own record over HTTP: kept by a request of its own, shown as it was written, deleted by forms, nobody else's.

use crate::house::{House, request, text};
use axum::http::{Method, StatusCode};

const ONE: &str = "id=chk_00000000000070008000000000000001&number=7&line=%3Cb%3EGrauwacke%3C%2Fb%3E";
const ID: &str = "chk_00000000000070008000000000000001";
const NEVER: &str = "chk_00000000000070008000000000000009";

struct Person<'a> {
    house: &'a House,
    cookie: Option<String>,
}

impl<'a> Person<'a> {
    async fn named(house: &'a House, name: &str) -> Self {
        let cookie = house.cookie(name).await;
        Self { house, cookie }
    }

    async fn keeps(&self, form: &str) -> StatusCode {
        let path = format!("/sessions/{}/checkins", self.house.demo.session);
        self.posts(&path, form).await.0
    }

    async fn posts(&self, path: &str, form: &str) -> (StatusCode, String) {
        let asked = request(Method::POST, path, self.cookie.as_deref(), form.to_owned());
        let answer = self.house.send(asked).await;
        (answer.status(), text(answer).await)
    }

    async fn record(&self) -> String {
        let asked = request(Method::GET, "/own-record", self.cookie.as_deref(), "");
        text(self.house.send(asked).await).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_shown_as_they_were_written_and_never_as_markup() {
    let house = House::open().await;
    let anna = Person::named(&house, "anna").await;
    assert!(anna.record().await.contains("Nothing is kept."));
    assert_eq!(anna.keeps(ONE).await, StatusCode::NO_CONTENT);
    let record = anna.record().await;
    assert!(record.contains("&#60;b&#62;Grauwacke&#60;/b&#62;"), "{record}");
    assert!(record.contains("Tuesday evening group") && !record.contains("Tuesday Evening"));
    assert!(record.contains("<title>Linden House</title>"));
    assert_eq!(
        anna.posts("/own-record/delete", &format!("checkin={ID}")).await.0,
        StatusCode::SEE_OTHER
    );
    assert!(anna.record().await.contains("Nothing is kept."));
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_words_are_answered_clearly_and_keep_nothing() {
    let house = House::open().await;
    let anna = Person::named(&house, "anna").await;
    let long = format!("id={ID}&number=5&line={}", "x".repeat(10_000));
    let huge = format!("id={ID}&number=5&line={}", "x".repeat(20_000));
    for (form, status) in [
        (ONE.replace("=7", "=11"), StatusCode::BAD_REQUEST),
        (ONE.replace("=7", "=7.5"), StatusCode::BAD_REQUEST),
        (ONE.replace("chk_", "ses_"), StatusCode::BAD_REQUEST),
        ("number=5".to_owned(), StatusCode::BAD_REQUEST),
        (format!("id={ID}"), StatusCode::BAD_REQUEST),
        ("\u{fffd}%ff%00".to_owned(), StatusCode::BAD_REQUEST),
        (long, StatusCode::BAD_REQUEST),
        (huge, StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        assert_eq!(
            anna.keeps(&form).await,
            status,
            "{}",
            form.get(..60).unwrap_or(&form)
        );
    }
    assert!(anna.record().await.contains("Nothing is kept."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_website_keeps_and_deletes_nothing() {
    let house = House::open().await;
    let anna = Person::named(&house, "anna").await;
    assert_eq!(anna.keeps(ONE).await, StatusCode::NO_CONTENT);
    for (path, form) in [
        (
            format!("/sessions/{}/checkins", house.demo.session),
            ONE.replace("0001&", "0002&"),
        ),
        ("/own-record/delete".to_owned(), format!("checkin={ID}")),
        ("/own-record/delete-all".to_owned(), String::new()),
    ] {
        let mut foreign = request(Method::POST, &path, anna.cookie.as_deref(), form);
        foreign
            .headers_mut()
            .insert("sec-fetch-site", "cross-site".parse().expect("a value"));
        assert_eq!(house.status(foreign).await, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(anna.record().await.matches("Grauwacke").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn anothers_word_and_one_that_never_was_get_the_same_answer() {
    let house = House::open().await;
    let anna = Person::named(&house, "anna").await;
    assert_eq!(anna.keeps(ONE).await, StatusCode::NO_CONTENT);
    for name in ["ben", "mara", "pia", "olu"] {
        let who = Person::named(&house, name).await;
        let annas = who.posts("/own-record/delete", &format!("checkin={ID}")).await;
        let never = who.posts("/own-record/delete", &format!("checkin={NEVER}")).await;
        assert_eq!(annas, never, "{name}");
        assert!(!who.record().await.contains("Grauwacke"), "{name}");
    }
    for name in ["gita", "pia", "olu", "sam"] {
        let who = Person::named(&house, name).await;
        let real = who
            .posts(&format!("/sessions/{}/checkins", house.demo.session), ONE)
            .await;
        let never = who
            .posts("/sessions/ses_00000000000070008000000000000000/checkins", ONE)
            .await;
        assert_eq!((real.0, &real), (StatusCode::NOT_FOUND, &never), "{name}");
    }
    assert!(anna.record().await.contains("Grauwacke"));
}
