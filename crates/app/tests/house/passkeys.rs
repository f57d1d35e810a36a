//! Passkeys: made after a fresh sign-in, good at our own address alone, once for each question, and never backwards.

use crate::authenticator::Authenticator;
use crate::evening::{Evening, holds};
use app::passkeys::{
    PasskeyFault, begin_adding, begin_sign_in, finish_adding, finish_sign_in, list, remove, rename,
};
use app::sign_in::{NewSignIn, devices, request_link, spend_link};
use app::{Context, Error, Refusal};
use domain::id::PasskeyId;
use domain::notice::Happened;
use domain::person::EmailAddress;
use domain::sign_in::SignedInBy;
use jiff::SignedDuration;
use std::sync::{Arc, Mutex};

const HOST: &str = "anna.localhost:4000";
pub(crate) const ORIGIN: &str = "http://anna.localhost:4000";

fn fault<T>(fault: PasskeyFault) -> Result<T, Error> {
    Err(Error::Refused(Refusal::Passkey(fault)))
}

pub(crate) async fn adds(cx: &Context, key: &mut Authenticator) -> Result<PasskeyId, Error> {
    let begun = begin_adding(cx, HOST).await?;
    let answer = key.create(&begun.options);
    finish_adding(cx, HOST, Some(begun.token.reveal()), &answer, "My phone").await
}

pub(crate) async fn signs_in(evening: &Evening, key: &mut Authenticator) -> Result<NewSignIn, Error> {
    let cx = evening.stranger();
    let begun = begin_sign_in(&cx, HOST).await?;
    let answer = key.get(&begun.options);
    finish_sign_in(&cx, HOST, Some(begun.token.reveal()), &answer, "Firefox on Linux").await
}

/// A context of this sign-in.
pub(crate) async fn here(evening: &Evening, new: &NewSignIn) -> Context {
    let signed_in = app::sign_in::resume(&evening.app, new.token.reveal()).await;
    evening.app.context(signed_in.expect("a store"))
}

#[tokio::test]
async fn a_passkey_once_added_signs_its_person_in_and_the_list_says_how() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    let mut key = Authenticator::new(ORIGIN);
    let id = adds(&anna, &mut key).await.expect("added");
    let new = signs_in(&evening, &mut key).await.expect("signed in");
    assert_eq!(new.person, evening.person("anna"));
    let shown = devices(&here(&evening, &new).await).await.expect("hers");
    let this = shown.iter().find(|one| one.this_one).expect("the one that asks");
    assert_eq!(this.by, SignedInBy::Passkey);
    let listed = list(&anna).await.expect("hers");
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].id, listed[0].last_used_at.is_some()), (id, true));
}

#[tokio::test]
async fn an_answer_counts_once_in_time_and_from_the_browser_that_was_asked() {
    let evening = Evening::begin().await;
    let mut key = Authenticator::new(ORIGIN);
    adds(&evening.as_("anna").await, &mut key).await.expect("added");
    let cx = evening.stranger();
    let begun = begin_sign_in(&cx, HOST).await.expect("begun");
    let answer = key.get(&begun.options);
    let other = begin_sign_in(&cx, HOST).await.expect("begun elsewhere");
    let finish = |token: Option<String>, answer: String| {
        let cx = cx.clone();
        async move {
            finish_sign_in(&cx, HOST, token.as_deref(), &answer, "")
                .await
                .map(drop)
        }
    };
    let (mine, others) = (begun.token.into_inner(), other.token.into_inner());
    assert_eq!(finish(None, answer.clone()).await, fault(PasskeyFault::NotAsked));
    assert_eq!(
        finish(Some(others), answer.clone()).await,
        fault(PasskeyFault::NotAsked)
    );
    assert_eq!(finish(Some(mine.clone()), answer.clone()).await, Ok(()));
    assert_eq!(finish(Some(mine), answer).await, fault(PasskeyFault::NotAsked));

    let begun = begin_sign_in(&cx, HOST).await.expect("begun");
    let answer = key.get(&begun.options);
    evening.passes(SignedDuration::from_mins(5));
    let late = finish(Some(begun.token.into_inner()), answer).await;
    assert_eq!(late, fault(PasskeyFault::NotAsked));
}

#[tokio::test]
async fn a_passkey_from_another_origin_without_a_finger_or_running_backwards_is_refused_and_written_down() {
    let evening = Evening::begin().await;
    let mut key = Authenticator::new(ORIGIN);
    adds(&evening.as_("anna").await, &mut key).await.expect("added");
    signs_in(&evening, &mut key).await.expect("signed in");

    key.origin = "https://openchair.evil.example".to_owned();
    assert_eq!(
        signs_in(&evening, &mut key).await.err(),
        fault::<()>(PasskeyFault::Foreign).err()
    );
    key.origin = ORIGIN.to_owned();
    key.in_a_frame = true;
    assert_eq!(
        signs_in(&evening, &mut key).await.err(),
        fault::<()>(PasskeyFault::Foreign).err()
    );
    key.in_a_frame = false;
    key.verifies = false;
    assert_eq!(
        signs_in(&evening, &mut key).await.err(),
        fault::<()>(PasskeyFault::NotVerified).err()
    );
    key.verifies = true;
    key.counter = 1;
    assert_eq!(
        signs_in(&evening, &mut key).await.err(),
        fault::<()>(PasskeyFault::RanBackwards).err()
    );
    assert_eq!(
        signs_in(&evening, &mut Authenticator::new(ORIGIN)).await.err(),
        fault::<()>(PasskeyFault::Unknown).err()
    );
    key.counter = 9;
    assert!(
        signs_in(&evening, &mut key).await.is_ok(),
        "the true one still works"
    );

    let rows = evening.app.store().audit().latest(30).await.expect("read");
    let mut log: Vec<_> = rows
        .iter()
        .filter(|row| row.outcome == 4)
        .map(|row| {
            format!(
                "{} {}",
                row.action,
                row.detail.split(' ').next().unwrap_or_default()
            )
        })
        .collect();
    log.reverse();
    let whys: Vec<_> = ["foreign", "foreign", "not-verified", "ran-backwards", "unknown"]
        .map(|why| format!("Page/UsePasskey why={why}"))
        .into();
    assert_eq!(log, whys);
}

#[tokio::test]
async fn nothing_is_made_without_a_finger_or_on_another_website() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    let mut key = Authenticator::new("https://openchair.evil.example");
    assert_eq!(adds(&anna, &mut key).await, fault(PasskeyFault::Foreign));
    let mut key = Authenticator::new(ORIGIN);
    key.verifies = false;
    assert_eq!(adds(&anna, &mut key).await, fault(PasskeyFault::NotVerified));
    assert_eq!(list(&anna).await.expect("hers"), []);
}

#[tokio::test]
async fn one_key_is_one_persons_and_what_was_asked_of_one_is_not_answered_by_another() {
    let evening = Evening::begin().await;
    let (anna, eli) = (evening.as_("anna").await, evening.as_("eli").await);
    let begun = begin_adding(&anna, HOST).await.expect("begun");
    let mut key = Authenticator::new(ORIGIN);
    let answer = key.create(&begun.options);
    let stolen = finish_adding(&eli, HOST, Some(begun.token.reveal()), &answer, "x").await;
    assert_eq!(stolen, fault(PasskeyFault::NotAsked));
    adds(&anna, &mut key).await.expect("added");
    assert_eq!(adds(&eli, &mut key).await, fault(PasskeyFault::AlreadyThere));
}

#[tokio::test]
async fn a_passkey_is_added_right_after_signing_in_and_of_staff_a_link_adds_no_second_one() {
    let evening = Evening::begin().await;
    let mara = evening.as_("mara").await;
    evening.passes(SignedDuration::from_mins(15));
    let mut key = Authenticator::new(ORIGIN);
    assert_eq!(adds(&mara, &mut key).await, fault(PasskeyFault::NotFresh));

    let mara = evening.as_("mara").await;
    let first = adds(&mara, &mut key).await.expect("added");
    let begun_before = begin_adding(&evening.as_("anna").await, HOST).await;
    assert!(begun_before.is_ok(), "a member is asked for no more");
    let thief = evening.as_("mara").await;
    let mut second = Authenticator::new(ORIGIN);
    assert_eq!(adds(&thief, &mut second).await, fault(PasskeyFault::NotFresh));
    assert_eq!(remove(&thief, first).await, fault(PasskeyFault::NotFresh));

    let mara = here(&evening, &signs_in(&evening, &mut key).await.expect("signed in")).await;
    assert_eq!(
        remove(&mara, first).await,
        Err(Refusal::LastPasskeyOfLeader.into())
    );
    adds(&mara, &mut second).await.expect("a second");
    assert_eq!(remove(&mara, first).await, Ok(()));
    assert_eq!(
        signs_in(&evening, &mut key).await.err(),
        fault::<()>(PasskeyFault::Unknown).err()
    );
}

#[tokio::test]
async fn who_was_refused_a_passkey_is_whom_the_row_is_about() {
    let evening = Evening::begin().await;
    let mara = evening.as_("mara").await;
    let mut key = Authenticator::new("https://openchair.evil.example");
    assert_eq!(adds(&mara, &mut key).await, fault(PasskeyFault::Foreign));
    assert_eq!(
        begin_adding(&mara, "127.0.0.1:4000").await.map(drop),
        fault(PasskeyFault::NotHere)
    );
    evening.passes(SignedDuration::from_mins(15));
    assert_eq!(adds(&mara, &mut key).await, fault(PasskeyFault::NotFresh));
    let rows = evening.app.store().audit().latest(500).await.expect("read");
    let refused: Vec<_> = rows
        .iter()
        .filter(|row| row.action == "Account/AddPasskey" && row.outcome == 4)
        .map(|row| row.subject.clone())
        .collect();
    assert_eq!(refused, vec![evening.person("mara").to_string(); 3]);
}

#[tokio::test]
async fn of_two_who_add_the_first_passkey_of_staff_by_a_link_one_succeeds() {
    let evening = Evening::begin().await;
    let (mara, thief) = (evening.as_("mara").await, evening.as_("mara").await);
    let begun = begin_adding(&thief, HOST).await.expect("none is there yet");
    adds(&mara, &mut Authenticator::new(ORIGIN)).await.expect("added");
    let answer = Authenticator::new(ORIGIN).create(&begun.options);
    let late = finish_adding(&thief, HOST, Some(begun.token.reveal()), &answer, "x").await;
    assert_eq!(late, fault(PasskeyFault::NotFresh));
}

#[tokio::test]
async fn nobody_touches_anothers_passkey_or_learns_that_it_is_there() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    let id = adds(&anna, &mut Authenticator::new(ORIGIN)).await.expect("added");
    let mara = evening.as_("mara").await;
    assert_eq!(rename(&mara, id, "mine").await, Err(Error::NotFound));
    assert_eq!(remove(&mara, id).await, Err(Error::NotFound));
    assert_eq!(
        rename(&anna, id, "")
            .await
            .map_err(|error| matches!(error, Error::Malformed(_))),
        Err(true)
    );
    rename(&anna, id, "Old phone").await.expect("hers");
    assert_eq!(
        list(&anna).await.expect("hers")[0].name.reveal().as_str(),
        "Old phone"
    );
    remove(&anna, id).await.expect("hers");
    assert!(!holds(&evening.bytes_on_disk(), "Old phone"));
}

#[tokio::test]
async fn at_an_address_of_numbers_there_are_no_passkeys_and_it_says_so() {
    let evening = Evening::begin().await;
    let begun = begin_sign_in(&evening.stranger(), "127.0.0.1:4000").await;
    assert_eq!(begun.map(drop), fault(PasskeyFault::NotHere));
}

#[tokio::test]
async fn what_reads_as_no_answer_is_named_and_changes_nothing() {
    let evening = Evening::begin().await;
    let cx = evening.stranger();
    for nonsense in ["", "{}", "[1]", "\u{0}", &"a".repeat(10_000)] {
        let begun = begin_sign_in(&cx, HOST).await.expect("begun");
        let ended = finish_sign_in(&cx, HOST, Some(begun.token.reveal()), nonsense, "").await;
        assert_eq!(ended.map(drop), fault(PasskeyFault::Unreadable));
    }
}

async fn refused_rows(evening: &Evening) -> usize {
    let rows = evening.app.store().audit().latest(2_000).await.expect("read");
    rows.iter().filter(|row| row.outcome == 4).count()
}

#[tokio::test]
async fn ten_thousand_guesses_keep_nobody_out_and_do_not_flood_the_log() {
    let evening = Evening::begin().await;
    let mut key = Authenticator::new(ORIGIN);
    adds(&evening.as_("anna").await, &mut key).await.expect("added");
    let thief = evening.stranger().from_network("203.0.113.9");
    for number in 0..10_000 {
        let guess = spend_link(&thief, &format!("{number:043}"), "").await;
        assert!(guess.is_err());
        if number % 20 == 0 {
            evening.passes(SignedDuration::from_millis(500));
        }
    }
    assert_eq!(refused_rows(&evening).await, 30);
    let asked = request_link(&thief, "anna@linden.example").await;
    assert_eq!(asked, Ok(()), "wrong links are no asking");

    // From the thief's own network too: she may live in the same house.
    for network in ["203.0.113.9", "198.51.100.7"] {
        let cx = evening.stranger().from_network(network);
        let begun = begin_sign_in(&cx, HOST).await.expect("asked");
        let answer = key.get(&begun.options);
        let new = finish_sign_in(&cx, HOST, Some(begun.token.reveal()), &answer, "").await;
        assert!(new.is_ok(), "{network}");
    }
}

#[tokio::test]
async fn wrong_answers_in_ones_name_are_counted_and_the_right_one_still_signs_in() {
    let evening = Evening::begin().await;
    let mut key = Authenticator::new(ORIGIN);
    adds(&evening.as_("anna").await, &mut key).await.expect("added");
    key.verifies = false;
    let mut told = 0;
    for number in 0..40 {
        let cx = evening.stranger().from_network(&number.to_string());
        let begun = begin_sign_in(&cx, HOST).await.expect("asked");
        let answer = key.get(&begun.options);
        match finish_sign_in(&cx, HOST, Some(begun.token.reveal()), &answer, "").await {
            Err(Error::Refused(Refusal::Passkey(PasskeyFault::NotVerified))) => told += 1,
            other => assert_eq!(other.err(), Some(Refusal::TooOften.into())),
        }
    }
    assert_eq!((told, refused_rows(&evening).await), (10, 10));
    key.verifies = true;
    assert!(signs_in(&evening, &mut key).await.is_ok());
}

#[tokio::test]
async fn a_used_link_is_written_down_as_refused() {
    let evening = Evening::begin().await;
    let links = app::demo::sign_in_links(&evening.app, &evening.demo)
        .await
        .expect("links");
    let (_, link) = links.iter().find(|(name, _)| name == "anna").expect("hers");
    let token = crate::evening::token_in(link);
    spend_link(&evening.stranger(), token, "").await.expect("once");
    assert!(spend_link(&evening.stranger(), token, "").await.is_err());
    let row = evening
        .app
        .store()
        .audit()
        .latest(1)
        .await
        .expect("read")
        .remove(0);
    assert_eq!(
        (row.action.as_str(), row.outcome, row.detail.as_str()),
        ("Page/SpendLink", 4, "why=spent")
    );
    assert_eq!(row.resource, evening.person("anna").to_string());
}

#[tokio::test]
async fn who_lost_every_passkey_begins_again_after_a_local_command_and_is_signed_out_everywhere() {
    let evening = Evening::begin().await;
    let mut lost = Authenticator::new(ORIGIN);
    let (token, _) = evening.signs_in("mara").await;
    adds(&evening.as_("mara").await, &mut lost).await.expect("added");
    let email = EmailAddress::parse("mara@linden.example").expect("an address");
    let forgotten = app::passkeys::forget(evening.app.store(), &email, evening.app.now()).await;
    assert_eq!(forgotten, Ok(1));
    let row = evening
        .app
        .store()
        .audit()
        .latest(1)
        .await
        .expect("read")
        .remove(0);
    assert_eq!(
        (row.action.as_str(), row.actor.as_str()),
        ("Account/ForgetPasskeys", "house")
    );
    assert!(signs_in(&evening, &mut lost).await.is_err());
    let resumed = app::sign_in::resume(&evening.app, &token).await;
    assert!(resumed.expect("a store").is_none());
    let letters = evening.letters().await;
    let told: Vec<_> = letters
        .iter()
        .filter(|one| one.text.reveal().contains("took every passkey off your account"))
        .map(|one| one.to.reveal().as_str())
        .collect();
    assert_eq!(told, ["mara@linden.example"], "and told so");
    let noticed = app::notices::list(&evening.as_("mara").await, None)
        .await
        .expect("hers");
    assert!(
        noticed
            .notices
            .iter()
            .any(|one| one.happened == Happened::PasskeysForgotten)
    );
    adds(&evening.as_("mara").await, &mut Authenticator::new(ORIGIN))
        .await
        .expect("a new first one");
}

#[tokio::test]
async fn with_a_passkey_go_the_devices_that_came_by_it_and_no_others_and_its_person_is_told() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    let (mut lost, mut kept) = (Authenticator::new(ORIGIN), Authenticator::new(ORIGIN));
    let id = adds(&anna, &mut lost).await.expect("added");
    adds(&anna, &mut kept).await.expect("added");
    let thief = signs_in(&evening, &mut lost).await.expect("signed in");
    let own = signs_in(&evening, &mut kept).await.expect("signed in");
    let ended = Arc::new(Mutex::new(Vec::new()));
    let heard = ended.clone();
    evening
        .app
        .when_sign_in_ends(move |one| heard.lock().expect("no test panics holding it").push(one));

    remove(&anna, id).await.expect("hers");
    assert_eq!(*ended.lock().expect("no test panics holding it"), [thief.sign_in]);
    assert!(here(&evening, &thief).await.signed_in().is_none());
    assert!(here(&evening, &own).await.signed_in().is_some());
    let told = app::notices::list(&anna, None).await.expect("hers").notices;
    let told: Vec<_> = told.iter().map(|one| one.happened).collect();
    assert_eq!(
        told.iter().filter(|one| **one == Happened::PasskeyAdded).count(),
        2
    );
    assert_eq!(
        told.iter()
            .filter(|one| **one == Happened::PasskeyRemoved)
            .count(),
        1
    );
}

#[tokio::test]
async fn who_was_signed_out_while_their_finger_was_waited_for_adds_nothing() {
    let evening = Evening::begin().await;
    let (thief, anna) = (evening.as_("anna").await, evening.as_("anna").await);
    let begun = begin_adding(&thief, HOST).await.expect("begun");
    let there = thief.signed_in().expect("signed in").sign_in;
    app::sign_in::end(&anna, there).await.expect("hers");
    let answer = Authenticator::new(ORIGIN).create(&begun.options);
    let late = finish_adding(&thief, HOST, Some(begun.token.reveal()), &answer, "x").await;
    assert_eq!(late, fault(PasskeyFault::NotFresh));
    assert_eq!(list(&anna).await.expect("hers"), []);
}
