//! A password beside a passkey: what it does not open, and how it comes to rest.

use crate::authenticator::Authenticator;
use crate::evening::Evening;
use crate::passwords::{MARA, MINUTE, WORDS, code, comes_in, fault, here, sets, tries, whys};
use app::passkeys::{MayAdd, MayRemove};
use app::passwords::{MOST_WRONG_CODES, MaySet, PasswordFault, Rests, may_remove, may_set, mine};
use app::{Context, Error, Refusal};
use domain::id::PasskeyId;
use domain::notice::Happened;
use domain::sign_in::{ToShow, Ways};
use jiff::SignedDuration;

const HOST: &str = "mara.localhost:4000";
const ORIGIN: &str = "http://mara.localhost:4000";

async fn adds_a_passkey(cx: &Context, key: &mut Authenticator) -> Result<PasskeyId, Error> {
    let begun = app::passkeys::begin_adding(cx, HOST).await?;
    let answer = key.create(&begun.options);
    app::passkeys::finish_adding(cx, HOST, Some(begun.token.reveal()), &answer, "Key").await
}

async fn by_passkey(evening: &Evening, key: &mut Authenticator) -> Context {
    let cx = evening.stranger();
    let begun = app::passkeys::begin_sign_in(&cx, HOST).await.expect("begun");
    let answer = key.get(&begun.options);
    let new = app::passkeys::finish_sign_in(&cx, HOST, Some(begun.token.reveal()), &answer, "").await;
    here(evening, &new.expect("signed in")).await
}

#[tokio::test]
async fn who_was_told_the_password_and_reads_the_mail_plants_no_key_beside_a_passkey_and_takes_none_off() {
    let evening = Evening::begin().await;
    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    evening.passes(MINUTE);
    let mara = here(&evening, &comes_in(&evening, &secret).await.expect("signed in")).await;
    let mut key = Authenticator::new(ORIGIN);
    let first = adds_a_passkey(&mara, &mut key)
        .await
        .expect("there is nothing better yet");

    evening.passes(MINUTE);
    let asked_by_a_copied_page = here(&evening, &comes_in(&evening, &secret).await.expect("signed in")).await;
    let reads_the_mail = evening.as_("mara").await;
    let not_fresh = Err(Error::Refused(Refusal::Passkey(
        app::passkeys::PasskeyFault::NotFresh,
    )));
    let mine_are = app::passkeys::list(&asked_by_a_copied_page).await.expect("hers");
    for thief in [&asked_by_a_copied_page, &reads_the_mail] {
        let planted = adds_a_passkey(thief, &mut Authenticator::new(ORIGIN)).await;
        assert_eq!(planted.map(drop), not_fresh);
        assert_eq!(app::passkeys::remove(thief, first).await, not_fresh);
        let words = sets(thief, "another sentence of theirs").await.map(drop);
        assert_eq!(words, fault(PasswordFault::NotFresh));
        // And the page offers none of it.
        let there = Ways {
            passkey: true,
            password: true,
        };
        assert_eq!(may_set(thief, there), MaySet::After(ToShow::Passkey));
        assert_eq!(
            app::passkeys::may_remove(thief, &mine_are),
            MayRemove::After(ToShow::Passkey)
        );
        let may_add = app::passkeys::may_add(thief, HOST, &mine_are, true).await;
        assert_eq!(may_add, Ok(MayAdd::After(ToShow::Passkey)));
    }
    // Nor does a password open a way back in that a link alone would not.
    assert!(app::recovery::ask(&asked_by_a_copied_page).await.is_err());

    let mara = by_passkey(&evening, &mut key).await;
    assert!(
        adds_a_passkey(&mara, &mut Authenticator::new(ORIGIN))
            .await
            .is_ok()
    );
    assert!(may_remove(&mara, true));
    assert!(sets(&mara, "another sentence of hers").await.is_ok());
}

#[tokio::test]
async fn who_begins_to_add_by_a_password_adds_nothing_once_a_passkey_is_there() {
    let evening = Evening::begin().await;
    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    evening.passes(MINUTE);
    let thief = here(&evening, &comes_in(&evening, &secret).await.expect("signed in")).await;
    evening.passes(MINUTE);
    let mara = here(&evening, &comes_in(&evening, &secret).await.expect("signed in")).await;
    let begun = app::passkeys::begin_adding(&thief, HOST).await.expect("none yet");
    adds_a_passkey(&mara, &mut Authenticator::new(ORIGIN))
        .await
        .expect("hers");
    let answer = Authenticator::new(ORIGIN).create(&begun.options);
    let late =
        app::passkeys::finish_adding(&thief, HOST, Some(begun.token.reveal()), &answer, "Theirs").await;
    assert_eq!(
        late.map(drop),
        Err(Error::Refused(Refusal::Passkey(
            app::passkeys::PasskeyFault::NotFresh
        )))
    );
}

async fn rested(evening: &Evening) -> usize {
    let told = evening.app.store().notices();
    let all = { told }
        .of_person(evening.person("mara"), 500)
        .await
        .expect("reads");
    all.iter()
        .filter(|one| one.happened == Happened::PasswordRests)
        .count()
}

#[tokio::test]
async fn after_ten_wrong_codes_beside_the_right_password_it_rests_until_a_passkey_sets_another() {
    let evening = Evening::begin().await;
    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    evening.passes(MINUTE);
    let mara = here(&evening, &comes_in(&evening, &secret).await.expect("signed in")).await;
    let mut key = Authenticator::new(ORIGIN);
    adds_a_passkey(&mara, &mut key).await.expect("added");
    for number in 0..MOST_WRONG_CODES {
        assert_eq!(rested(&evening).await, 0, "after {number}");
        // A network each, and hours between them; a link of whoever reads the mail makes them no fewer.
        evening.passes(SignedDuration::from_hours(1));
        let cx = evening.stranger().from_network(&number.to_string());
        let answer = tries(&cx, MARA, WORDS, "000000").await.map(drop);
        assert_eq!(answer, fault(PasswordFault::Wrong));
        evening.as_("mara").await;
    }
    assert_eq!(rested(&evening).await, 1);
    let letters = evening.letters().await;
    let told = letters
        .iter()
        .filter(|one| one.text.reveal().contains("The password rests now"));
    assert_eq!(told.count(), 1);

    evening.passes(MINUTE);
    assert_eq!(
        comes_in(&evening, &secret).await.map(drop),
        fault(PasswordFault::Wrong),
        "both are right, and it rests"
    );
    assert_eq!(whys(&evening).await.last().map(String::as_str), Some("resting"));
    let cx = evening.stranger().from_network("once more");
    assert!(tries(&cx, MARA, WORDS, "000000").await.is_err());
    assert_eq!(rested(&evening).await, 1, "told once");
    assert_eq!(
        mine(&evening.as_("mara").await)
            .await
            .expect("hers")
            .and_then(|one| one.rests),
        Some(Rests::Codes),
        "nor does a link wake it"
    );

    let mara = by_passkey(&evening, &mut key).await;
    assert_eq!(
        mine(&mara).await.expect("hers").and_then(|one| one.rests),
        Some(Rests::Codes),
        "a passkey alone does not: somebody knows the words"
    );
    let secret = sets(&mara, "another sentence of hers").await.expect("set");
    evening.passes(MINUTE);
    let right = code(&secret, evening.app.now());
    assert!(
        tries(&evening.stranger(), MARA, "another sentence of hers", &right)
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_right_code_begins_anew_and_nobody_puts_it_to_rest_who_does_not_know_the_password() {
    let evening = Evening::begin().await;
    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    for number in 1..MOST_WRONG_CODES {
        let cx = evening.stranger().from_network(&number.to_string());
        assert!(tries(&cx, MARA, WORDS, "000000").await.is_err());
    }
    for number in 0..3 * MOST_WRONG_CODES {
        let cx = evening.stranger().from_network(&format!("guess {number}"));
        assert!(
            tries(&cx, MARA, "teal harbor mistaken lanterm", "000000")
                .await
                .is_err()
        );
    }
    evening.passes(MINUTE);
    assert!(comes_in(&evening, &secret).await.is_ok());
    let stored = evening
        .app
        .store()
        .passwords()
        .of_person(evening.person("mara"))
        .await;
    assert_eq!(stored.expect("reads").map(|one| one.wrong_codes), Some(0));
    // A code that was used is no guess.
    for _ in 0..2 * MOST_WRONG_CODES {
        assert!(comes_in(&evening, &secret).await.is_err());
    }
    assert_eq!(rested(&evening).await, 0);
}

#[tokio::test]
async fn one_network_that_tries_one_account_alone_is_heard_thirty_times() {
    let evening = Evening::begin().await;
    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    let thief = evening.stranger().from_network("203.0.113.9");
    for _ in 0..60 {
        assert!(
            tries(&thief, MARA, "teal harbor mistaken lanterm", "000000")
                .await
                .is_err()
        );
    }
    let stored = evening
        .app
        .store()
        .passwords()
        .of_person(evening.person("mara"))
        .await;
    assert_eq!(stored.expect("reads").map(|one| one.failures), Some(30));
    evening.passes(MINUTE);
    assert!(comes_in(&evening, &secret).await.is_ok());
}

#[tokio::test]
async fn the_local_command_for_lost_passkeys_forgets_the_password_too() {
    let evening = Evening::begin().await;
    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    let email = domain::person::EmailAddress::parse(MARA).expect("an address");
    app::passkeys::forget(evening.app.store(), &email, evening.app.now())
        .await
        .expect("forgotten");
    evening.passes(MINUTE);
    assert_eq!(
        comes_in(&evening, &secret).await.map(drop),
        fault(PasswordFault::Wrong)
    );
    assert!(
        sets(&evening.as_("mara").await, WORDS).await.is_ok(),
        "a first one again, by a link"
    );
}
