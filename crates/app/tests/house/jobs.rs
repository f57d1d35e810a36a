//! Letters leave after the change that is their reason, once, and are tried again while it may help.

use crate::evening::Evening;
use app::jobs::run_due;
use app::sign_in::request_link;
use jiff::SignedDuration;
use mail::{Delivery, Shelf, Smtp, SmtpSecurity};

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
async fn links_are_forgotten_a_week_after_they_expired_and_not_before() {
    let evening = Evening::begin().await;
    request_link(&evening.stranger(), "anna@linden.example")
        .await
        .expect("asked");
    evening.passes(SignedDuration::from_hours(24 * 7));
    assert_eq!(app::jobs::forget_links(&evening.app).await, Ok(0));
    evening.passes(SignedDuration::from_mins(16));
    assert_eq!(app::jobs::forget_links(&evening.app).await, Ok(1));
}
