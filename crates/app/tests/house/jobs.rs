//! Letters leave after the change that is their reason, once, and are tried again while it may help.

use crate::evening::Evening;
use app::jobs::run_due;
use app::sign_in::request_link;
use domain::live::{LiveFact, QuietSignal, QuietTold};
use jiff::SignedDuration;
use mail::{Delivery, Shelf, Smtp, SmtpSecurity};
use store::NewJob;

#[tokio::test]
async fn a_letter_leaves_once() {
    let evening = Evening::begin().await;
    request_link(&evening.stranger(), "anna@linden.example")
        .await
        .expect("asked");
    assert!(
        evening.shelf.letters().is_empty(),
        "not before the change is true"
    );
    assert_eq!(run_due(&evening.app).await, Ok(1));
    assert_eq!(run_due(&evening.app).await, Ok(0));
    assert_eq!(evening.shelf.letters().len(), 1);
}

#[tokio::test]
async fn a_mail_server_that_is_away_is_tried_again_later() {
    // Port 9 of this machine: nobody listens there.
    let nobody = Smtp::new("127.0.0.1", 9, SmtpSecurity::Loopback, None).expect("this machine");
    let evening = Evening::with(Delivery::Smtp(nobody), Shelf::default()).await;
    request_link(&evening.stranger(), "anna@linden.example")
        .await
        .expect("asked");
    assert_eq!(run_due(&evening.app).await, Ok(1));
    assert_eq!(run_due(&evening.app).await, Ok(0), "not at once");
    evening.passes(SignedDuration::from_mins(1));
    assert_eq!(run_due(&evening.app).await, Ok(1));
    assert_eq!(evening.app.store().jobs().open_count().await.ok(), Some(1));
}

#[tokio::test]
async fn a_letter_is_not_sent_once_its_link_is_dead() {
    let nobody = Smtp::new("127.0.0.1", 9, SmtpSecurity::Loopback, None).expect("this machine");
    let evening = Evening::with(Delivery::Smtp(nobody), Shelf::default()).await;
    request_link(&evening.stranger(), "anna@linden.example")
        .await
        .expect("asked");
    let open = async || evening.app.store().jobs().open_count().await.ok();
    // After one minute, two, four and eight: the last of these is the fifteenth.
    for minutes in [0, 1, 2, 4] {
        evening.passes(SignedDuration::from_mins(minutes));
        assert_eq!(run_due(&evening.app).await, Ok(1));
        assert_eq!(open().await, Some(1));
    }
    evening.passes(SignedDuration::from_mins(8));
    assert_eq!(run_due(&evening.app).await, Ok(1));
    assert_eq!(open().await, Some(0), "given up, though a tenth try was left");
}

#[tokio::test]
async fn a_job_that_never_succeeds_is_given_up_in_the_end() {
    let nobody = Smtp::new("127.0.0.1", 9, SmtpSecurity::Loopback, None).expect("this machine");
    let evening = Evening::with(Delivery::Smtp(nobody), Shelf::default()).await;
    let mut work = evening
        .app
        .store()
        .begin_unaudited("a test writes a letter that never becomes useless")
        .await
        .expect("begun");
    let letter = r#"{"to":"anna@linden.example","subject":"a","text":"a","html":"a"}"#;
    let job = NewJob {
        kind: "deliver_mail",
        payload: letter.to_owned().into(),
        due_at: evening.app.now(),
    };
    work.jobs().enqueue(&job).await.expect("enqueued");
    work.commit().await.expect("committed");
    let mut tries = 0;
    for _ in 0..20 {
        tries += run_due(&evening.app).await.expect("jobs run");
        evening.passes(SignedDuration::from_hours(5));
    }
    assert_eq!(tries, 10);
    assert_eq!(evening.app.store().jobs().open_count().await.ok(), Some(0));
}

#[tokio::test]
async fn what_was_told_quietly_is_forgotten_a_day_later_though_nobody_ended_the_session() {
    let evening = Evening::begin().await;
    let (anna, session) = (evening.member("anna"), evening.demo.session);
    let told = LiveFact::QuietToldOrSeen {
        notes: vec![QuietTold {
            note: 1,
            member: anna,
            signal: QuietSignal::NotOk,
            at: evening.app.now(),
            seen_by: None,
        }],
        at: evening.app.now(),
    };
    app::live::record(&evening.app, session, &told, None)
        .await
        .expect("stored");
    assert_eq!(app::jobs::forget_quiet(&evening.app).await, Ok(0));
    evening.passes(SignedDuration::from_hours(26));
    assert_eq!(app::jobs::forget_quiet(&evening.app).await, Ok(1));
    assert_eq!(app::jobs::forget_quiet(&evening.app).await, Ok(0));
}

#[tokio::test]
async fn links_are_forgotten_a_week_after_they_expired_and_not_before() {
    let evening = Evening::begin().await;
    request_link(&evening.stranger(), "anna@linden.example")
        .await
        .expect("asked");
    evening.passes(SignedDuration::from_hours(24 * 7));
    assert_eq!(app::jobs::cut(&evening.app).await, Ok(0));
    evening.passes(SignedDuration::from_mins(16));
    assert_eq!(app::jobs::cut(&evening.app).await, Ok(1));
}

#[tokio::test]
async fn what_is_over_its_period_goes_with_a_row_that_says_how_much_and_up_to_when() {
    let evening = Evening::begin().await;
    let store = evening.app.store();
    let session = evening.demo.session;
    let answered = async || {
        store
            .door_answers()
            .of_session(session)
            .await
            .expect("reads")
            .len()
    };
    let before = answered().await;
    assert!(before > 0);
    evening.passes(SignedDuration::from_hours(24 * 29));
    app::jobs::cut(&evening.app).await.expect("cuts");
    assert_eq!(answered().await, before, "a day too early");
    evening.passes(SignedDuration::from_hours(24 * 2));
    app::jobs::cut(&evening.app).await.expect("cuts");
    assert_eq!(answered().await, 0);
    assert_eq!(app::jobs::cut(&evening.app).await, Ok(0), "twice is no fault");
    let rows = store.audit().of_action("Retention/Cut").await.expect("rows");
    let said = rows
        .iter()
        .find(|row| row.detail_of("class") == Some("door-answers"));
    let said = said.expect("a proof");
    let count = before.to_string();
    assert_eq!(said.detail_of("rows"), Some(count.as_str()));
    assert_eq!(said.detail_of("days"), Some("30"));
    assert!(
        said.detail_of("before")
            .is_some_and(|at| at.starts_with("2026-01-07"))
    );
    assert!(said.subject.is_empty(), "nobody is named");
}

#[tokio::test]
async fn a_log_older_than_six_years_is_cut_and_still_proven() {
    let evening = Evening::begin().await;
    evening.passes(SignedDuration::from_hours(24 * 366 * 6 + 24));
    assert!(app::jobs::cut(&evening.app).await.expect("cuts") > 0);
    let chain = evening.app.store().audit().verify().await.expect("proves");
    assert!(
        matches!(chain, store::Chain::Whole { cut: Some(_), .. }),
        "{chain:?}"
    );
}
