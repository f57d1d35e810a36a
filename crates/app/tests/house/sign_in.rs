//! Signing in: links work once, mail scanners spend nothing, and nobody learns who is known here.

use crate::evening::{Evening, holds, token_in};
use app::sign_in::{
    LinkState, devices, end, look_at_link, request_link, resume, spend_link, still_here, sum_up,
};
use app::{Error, Refusal};
use jiff::SignedDuration;
use std::sync::{Arc, Mutex};

async fn mailed_token(evening: &Evening) -> String {
    request_link(&evening.stranger(), "anna@linden.example")
        .await
        .expect("asked");
    let letters = evening.letters().await;
    let text = letters.last().expect("a letter").text.reveal().clone();
    let link = text
        .lines()
        .find(|line| line.starts_with("http"))
        .expect("a link");
    assert!(link.starts_with("http://anna.localhost:4000/sign-in/"), "{link}");
    token_in(link).to_owned()
}

#[tokio::test]
async fn a_link_signs_in_once_and_says_so_the_second_time() {
    let evening = Evening::begin().await;
    let token = mailed_token(&evening).await;
    let new = spend_link(&evening.stranger(), &token, "Firefox on Linux")
        .await
        .expect("the first time");
    assert_eq!(new.person, evening.person("anna"));
    let again = spend_link(&evening.stranger(), &token, "Firefox on Linux").await;
    assert_eq!(again.err(), Some(Error::Refused(Refusal::LinkSpent)));
    assert_eq!(
        look_at_link(&evening.stranger(), &token).await,
        Ok(LinkState::Spent)
    );
}

#[tokio::test]
async fn of_many_who_spend_one_link_at_the_same_moment_one_comes_in() {
    let evening = Evening::begin().await;
    let token = mailed_token(&evening).await;
    let tries = (0..8).map(|_| {
        let (cx, token) = (evening.stranger(), token.clone());
        tokio::spawn(async move { spend_link(&cx, &token, "").await })
    });
    let mut came_in = 0;
    for one in tries.collect::<Vec<_>>() {
        match one.await.expect("no panic") {
            Ok(_) => came_in += 1,
            Err(error) => assert_eq!(error, Error::Refused(Refusal::LinkSpent)),
        }
    }
    assert_eq!(came_in, 1);
}

#[tokio::test]
async fn looking_at_a_link_never_spends_it() {
    let evening = Evening::begin().await;
    let token = mailed_token(&evening).await;
    for _ in 0..5 {
        let state = look_at_link(&evening.stranger(), &token).await;
        assert!(matches!(state, Ok(LinkState::Good { .. })), "{state:?}");
    }
    assert!(spend_link(&evening.stranger(), &token, "").await.is_ok());
}

#[tokio::test]
async fn an_unknown_address_gets_the_same_answer_and_no_letter() {
    let evening = Evening::begin().await;
    let known = request_link(&evening.stranger(), "anna@linden.example").await;
    let unknown = request_link(&evening.stranger(), "sam@elsewhere.example").await;
    assert_eq!(known, unknown);
    let letters = evening.letters().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to.reveal().as_str(), "anna@linden.example");
}

#[tokio::test]
async fn asking_too_often_is_refused_alike_for_known_and_unknown_addresses() {
    let evening = Evening::begin().await;
    for address in ["anna@linden.example", "sam@elsewhere.example"] {
        for _ in 0..5 {
            assert_eq!(request_link(&evening.stranger(), address).await, Ok(()));
        }
        let sixth = request_link(&evening.stranger(), address).await;
        assert_eq!(sixth, Err(Error::Refused(Refusal::TooOften)));
    }
    evening.passes(SignedDuration::from_mins(15));
    assert_eq!(
        request_link(&evening.stranger(), "anna@linden.example").await,
        Ok(())
    );
}

#[tokio::test]
async fn what_is_no_address_is_named_as_the_forms_fault() {
    let evening = Evening::begin().await;
    let error = request_link(&evening.stranger(), "anna at linden")
        .await
        .expect_err("no address");
    assert!(matches!(error, Error::Malformed(faults) if faults[0].field == "email"));
}

#[tokio::test]
async fn a_link_works_for_a_quarter_of_an_hour() {
    let evening = Evening::begin().await;
    let token = mailed_token(&evening).await;
    evening.passes(SignedDuration::from_mins(15));
    assert_eq!(
        look_at_link(&evening.stranger(), &token).await,
        Ok(LinkState::Expired)
    );
    let late = spend_link(&evening.stranger(), &token, "").await;
    assert_eq!(late.err(), Some(Error::Refused(Refusal::LinkExpired)));
}

#[tokio::test]
async fn a_guessed_link_is_unknown() {
    let evening = Evening::begin().await;
    assert_eq!(
        look_at_link(&evening.stranger(), "guess").await,
        Ok(LinkState::Unknown)
    );
    let guess = spend_link(&evening.stranger(), "guess", "").await;
    assert_eq!(guess.err(), Some(Error::Refused(Refusal::LinkUnknown)));
}

#[tokio::test]
async fn an_ended_sign_in_no_longer_resumes_and_its_sockets_are_told() {
    let evening = Evening::begin().await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let hears = told.clone();
    evening
        .app
        .when_sign_in_ends(move |sign_in| hears.lock().expect("not poisoned").push(sign_in));

    let (token, anna) = evening.signs_in("anna").await;
    let cx = evening.app.context(Some(anna.clone()));
    end(&cx, anna.sign_in).await.expect("one's own");
    assert!(resume(&evening.app, &token).await.expect("a store").is_none());
    assert_eq!(*told.lock().expect("not poisoned"), [anna.sign_in]);
}

#[tokio::test]
async fn a_browser_that_signs_in_anew_leaves_no_earlier_sign_in_behind() {
    let evening = Evening::begin().await;
    let (bens, ben) = evening.signs_in("ben").await;
    let link = mailed_token(&evening).await;
    let cx = evening.app.context(Some(ben));
    spend_link(&cx, &link, "the family's tablet")
        .await
        .expect("the first time");
    assert!(resume(&evening.app, &bens).await.expect("a store").is_none());

    let (annas, anna) = evening.signs_in("anna").await;
    let cx = evening.app.context(Some(anna));
    assert!(spend_link(&cx, &link, "").await.is_err());
    assert!(
        resume(&evening.app, &annas).await.expect("a store").is_some(),
        "a link that is refused ends nothing"
    );
}

#[tokio::test]
async fn a_store_that_takes_no_change_signs_nobody_out() {
    let evening = Evening::begin().await;
    let (token, _) = evening.signs_in("anna").await;
    evening.passes(SignedDuration::from_mins(11));
    // Whoever holds the one writer keeps every other change waiting.
    let busy = evening
        .app
        .store()
        .begin_unaudited("a test")
        .await
        .expect("a work");
    assert!(resume(&evening.app, &token).await.expect("a store").is_some());
    drop(busy);
}

#[tokio::test]
async fn nobody_ends_or_sees_the_devices_of_another() {
    let evening = Evening::begin().await;
    let (_, anna) = evening.signs_in("anna").await;
    let (token, ben) = evening.signs_in("ben").await;
    let cx = evening.app.context(Some(anna.clone()));
    assert_eq!(end(&cx, ben.sign_in).await, Err(Error::NotFound));
    assert_eq!(
        end(&evening.stranger(), ben.sign_in).await,
        Err(Error::Refused(Refusal::SignInFirst))
    );
    assert!(resume(&evening.app, &token).await.expect("a store").is_some());
    let list = devices(&cx).await.expect("a list");
    assert!(list.iter().all(|device| device.sign_in != ben.sign_in));
    assert!(
        list.iter()
            .any(|device| device.sign_in == anna.sign_in && device.this_one)
    );
}

#[tokio::test]
async fn a_member_stays_signed_in_for_thirty_idle_days_and_ninety_in_all() {
    let evening = Evening::begin().await;
    let (idle, _) = evening.signs_in("anna").await;
    evening.passes(SignedDuration::from_hours(24 * 30));
    assert!(resume(&evening.app, &idle).await.expect("a store").is_none());

    let (weekly, _) = evening.signs_in("anna").await;
    for day in 0..90 {
        assert!(
            resume(&evening.app, &weekly).await.expect("a store").is_some(),
            "day {day}"
        );
        evening.passes(SignedDuration::from_hours(24));
    }
    assert!(resume(&evening.app, &weekly).await.expect("a store").is_none());
}

#[tokio::test]
async fn whoever_leads_signs_in_anew_after_an_idle_day() {
    let evening = Evening::begin().await;
    let (token, _) = evening.signs_in("mara").await;
    evening.passes(SignedDuration::from_hours(24));
    assert!(resume(&evening.app, &token).await.expect("a store").is_none());
}

#[tokio::test]
async fn no_token_and_no_address_stands_readable_on_disk() {
    let evening = Evening::begin().await;
    request_link(&evening.stranger(), "anna@linden.example")
        .await
        .expect("asked");
    let (token, _) = evening.signs_in("anna").await;
    let before_delivery = evening.bytes_on_disk();
    let mailed = mailed_token(&evening).await;
    for bytes in [before_delivery, evening.bytes_on_disk()] {
        for secret in [
            token.as_str(),
            mailed.as_str(),
            "anna@linden.example",
            "Anna Berger",
            "+49 171 3920002",
        ] {
            assert!(!holds(&bytes, secret), "{secret}");
        }
        assert!(
            holds(&bytes, "Tuesday evening group"),
            "the search finds what is not sealed"
        );
    }
}

#[tokio::test]
async fn a_cookie_that_a_demo_left_signs_nobody_in_where_there_are_no_bots() {
    let evening = Evening::begin().await;
    let mara = evening.person("mara");
    let bot = app::demo::bot_cookie(&evening.app, mara).await.expect("a cookie");
    assert!(
        resume(&evening.app, bot.reveal())
            .await
            .expect("a store")
            .is_some()
    );
    let serves = evening.without_bots().await;
    assert_eq!(
        resume(&serves, bot.reveal()).await.expect("a store").map(drop),
        None
    );
}

#[tokio::test]
async fn a_sign_in_that_ran_out_ends_what_it_has_open_and_an_open_line_counts_as_being_seen() {
    let evening = Evening::begin().await;
    let (_, anna) = evening.signs_in("anna").await;
    let (_, mara) = evening.signs_in("mara").await;
    let ended = Arc::new(Mutex::new(Vec::new()));
    let heard = ended.clone();
    evening
        .app
        .when_sign_in_ends(move |one| heard.lock().expect("no test panics holding it").push(one));
    // Whoever leads is trusted for a day unseen and for a week at most; asked every twelve hours she is never unseen.
    for _ in 0..13 {
        evening.passes(SignedDuration::from_hours(12));
        assert!(still_here(&evening.app, mara.sign_in).await);
    }
    assert!(still_here(&evening.app, anna.sign_in).await);
    evening.passes(SignedDuration::from_hours(12));
    assert!(!still_here(&evening.app, mara.sign_in).await);
    assert_eq!(*ended.lock().expect("no test panics holding it"), [mara.sign_in]);

    evening.passes(SignedDuration::from_hours(24 * 31));
    assert!(!still_here(&evening.app, anna.sign_in).await, "a month unseen");
    evening.app.store().close().await;
    assert!(
        still_here(&evening.app, anna.sign_in).await,
        "a store that is away ends nothing"
    );
}

#[tokio::test]
async fn what_a_person_does_to_come_in_stands_in_the_log_as_about_them() {
    let evening = Evening::begin().await;
    let token = mailed_token(&evening).await;
    let new = spend_link(&evening.stranger(), &token, "a test")
        .await
        .expect("once");
    let _ = spend_link(&evening.stranger(), &token, "a test").await;
    let anna = evening
        .app
        .context(resume(&evening.app, new.token.reveal()).await.expect("a store"));
    end(&anna, new.sign_in).await.expect("hers");
    let about = evening.person("anna").to_string();
    let rows = evening.app.store().audit().latest(20).await.expect("read");
    let mut of_anna: Vec<_> = rows
        .iter()
        .filter(|row| row.subject == about)
        .map(|row| (row.action.as_str(), row.outcome))
        .collect();
    of_anna.reverse();
    assert_eq!(
        of_anna,
        [
            ("Page/AskForLink", 0),
            ("Page/SpendLink", 0),
            ("Page/SpendLink", 4),
            ("Account/EndSignIn", 0),
        ]
    );
}

#[tokio::test]
async fn tries_that_left_no_row_of_their_own_leave_one_for_all_of_them() {
    let evening = Evening::begin().await;
    for _ in 0..100 {
        let _ = spend_link(&evening.stranger(), "guessed", "a test").await;
    }
    assert_eq!(sum_up(&evening.app).await.expect("sums"), 0, "more may come");
    evening.passes(SignedDuration::from_mins(15));
    assert_eq!(sum_up(&evening.app).await.expect("sums"), 70);
    assert_eq!(sum_up(&evening.app).await.expect("sums"), 0, "once");
    app::live::write_owed(&evening.app).await.expect("written");
    let rows = evening.app.store().audit().latest(1).await.expect("read");
    let summed = &rows[0];
    assert_eq!(summed.action, "Page/TriesNotWritten");
    assert!(summed.detail.starts_with("tries=70 since="), "{}", summed.detail);
    assert_eq!((summed.outcome, summed.actor.as_str()), (4, "house"));
}
