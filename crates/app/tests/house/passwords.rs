//! A password with codes: of those who lead alone, both or neither, each code once, and nobody is told what was wrong.

use crate::authenticator::Authenticator;
use crate::evening::{Evening, holds};
use app::passwords::{
    MOST_FAILURES, MaySet, NewPassword, PasswordFault, TypedPassword, may_set, mine, prepare, remove, set,
    sign_in,
};
use app::sign_in::{NewSignIn, devices};
use app::{Context, Error, Fault, FieldFault, Refusal};
use domain::sign_in::{SignedInBy, ToShow, Ways};
use jiff::{SignedDuration, Timestamp};
use totp_rs::{Builder, Secret};

pub(crate) const WORDS: &str = "teal harbor mistaken lantern";
pub(crate) const MINUTE: SignedDuration = SignedDuration::from_mins(1);

pub(crate) fn fault<T>(fault: PasswordFault) -> Result<T, Error> {
    Err(Error::Refused(Refusal::Password(fault)))
}

/// What the app on the phone shows at that moment.
pub(crate) fn code(secret: &str, at: Timestamp) -> String {
    let secret = Secret::try_from_base32(secret).expect("base32");
    let totp = Builder::new().with_secret(secret).build().expect("codes");
    let seconds = u64::try_from(at.as_second()).expect("after 1970");
    totp.generate(seconds).to_string()
}

/// Sets it, and gives back the secret of the codes.
pub(crate) async fn sets(cx: &Context, words: &str) -> Result<String, Error> {
    let setting = prepare(cx).await?;
    let secret = setting.secret.reveal().clone();
    let new = NewPassword {
        password: words.into(),
        again: words.into(),
        code: code(&secret, cx.now()),
    };
    set(cx, &new).await?;
    Ok(secret)
}

pub(crate) async fn tries(cx: &Context, email: &str, words: &str, code: &str) -> Result<NewSignIn, Error> {
    let typed = TypedPassword {
        email: email.into(),
        password: words.into(),
        code: code.into(),
    };
    sign_in(cx, &typed, "Firefox on Linux").await
}

pub(crate) const MARA: &str = "mara@linden.example";

pub(crate) async fn comes_in(evening: &Evening, secret: &str) -> Result<NewSignIn, Error> {
    let cx = evening.stranger().from_network("her own");
    tries(&cx, MARA, WORDS, &code(secret, evening.app.now())).await
}

pub(crate) async fn here(evening: &Evening, new: &NewSignIn) -> Context {
    let signed_in = app::sign_in::resume(&evening.app, new.token.reveal()).await;
    evening.app.context(signed_in.expect("a store"))
}

pub(crate) async fn whys(evening: &Evening) -> Vec<String> {
    let rows = evening.app.store().audit().latest(500).await.expect("read");
    let refused = rows.iter().rev().filter(|row| row.outcome == 4);
    refused
        .filter_map(|row| row.detail.strip_prefix("why="))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn both_together_sign_in_a_facilitator_and_the_list_says_how() {
    let evening = Evening::begin().await;
    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    evening.passes(MINUTE);
    let new = comes_in(&evening, &secret).await.expect("signed in");
    assert_eq!(new.person, evening.person("mara"));
    let cx = here(&evening, &new).await;
    let shown = devices(&cx).await.expect("hers");
    let this = shown.iter().find(|one| one.this_one).expect("the one that asks");
    assert_eq!(this.by, SignedInBy::Password);
    assert!(this.by.is_more_than_mail());
    assert!(
        mine(&cx)
            .await
            .expect("hers")
            .is_some_and(|one| one.last_used_at.is_some())
    );
    for words in [WORDS, secret.as_str(), "argon2id"] {
        assert!(!holds(&evening.bytes_on_disk(), words), "{words} stands readable");
    }
}

#[tokio::test]
async fn whatever_does_not_fit_the_answer_is_one_and_the_log_alone_knows_more() {
    let evening = Evening::begin().await;
    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    evening.passes(MINUTE);
    let cx = evening.stranger();
    let right = code(&secret, evening.app.now());
    for (email, words, code) in [
        (MARA, "teal harbor mistaken lanterm", right.as_str()),
        (MARA, WORDS, "000000"),
        (MARA, WORDS, ""),
        (MARA, "", right.as_str()),
        ("anna@linden.example", WORDS, right.as_str()),
        ("nobody@linden.example", WORDS, right.as_str()),
        ("no address", WORDS, right.as_str()),
    ] {
        let answer = tries(&cx, email, words, code).await.map(drop);
        assert_eq!(answer, fault(PasswordFault::Wrong), "{email} {words} {code}");
    }
    let expected = [
        "password", "code", "code", "password", "none", "unknown", "unknown",
    ];
    assert_eq!(whys(&evening).await, expected);
    assert!(
        tries(&cx, MARA, WORDS, &right).await.is_ok(),
        "wrong tries spend no code"
    );
}

#[tokio::test]
async fn a_code_works_once_and_none_before_it_works_after() {
    let evening = Evening::begin().await;
    let mara = evening.as_("mara").await;
    let secret = sets(&mara, WORDS).await.expect("set");
    let of_setting = comes_in(&evening, &secret).await.map(drop);
    assert_eq!(
        of_setting,
        fault(PasswordFault::Wrong),
        "the code that confirmed it is spent"
    );
    evening.passes(MINUTE);
    let before = code(&secret, evening.app.now() - SignedDuration::from_secs(30));
    comes_in(&evening, &secret).await.expect("once");
    assert_eq!(
        comes_in(&evening, &secret).await.map(drop),
        fault(PasswordFault::Wrong)
    );
    let earlier = tries(&evening.stranger(), MARA, WORDS, &before).await.map(drop);
    assert_eq!(
        earlier,
        fault(PasswordFault::Wrong),
        "within the slack of clocks, and still spent"
    );
    evening.passes(SignedDuration::from_secs(30));
    assert!(comes_in(&evening, &secret).await.is_ok());
}

#[tokio::test]
async fn of_many_who_show_one_code_at_one_moment_one_comes_in() {
    let evening = Evening::begin().await;
    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    evening.passes(MINUTE);
    let code = code(&secret, evening.app.now());
    let all: Vec<_> = (0..6)
        .map(|_| {
            let (cx, code) = (evening.stranger(), code.clone());
            tokio::spawn(async move { tries(&cx, MARA, WORDS, &code).await.is_ok() })
        })
        .collect();
    let mut came_in = 0;
    for one in all {
        came_in += usize::from(one.await.expect("no panic"));
    }
    assert_eq!(came_in, 1);
}

#[tokio::test]
async fn members_have_none_and_who_leads_no_more_does_not_come_in_by_theirs() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    assert_eq!(prepare(&anna).await.map(drop), Err(Error::NotFound));
    assert_eq!(set(&anna, &NewPassword::default()).await, Err(Error::NotFound));
    assert_eq!(may_set(&anna, Ways::default()), MaySet::Never);
    // Olu runs the server, Pia is the front desk.
    for staff in ["olu", "pia"] {
        assert!(sets(&evening.as_(staff).await, WORDS).await.is_ok(), "{staff}");
    }
    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    // What is left in the store of somebody who led once: here, Mara's under Anna's name.
    let maras = evening
        .app
        .store()
        .passwords()
        .of_person(evening.person("mara"))
        .await
        .expect("reads");
    let of_anna = store::StoredPassword {
        person: evening.person("anna"),
        ..maras.expect("just set")
    };
    let entry = store::AuditEntry::new(
        store::Actor::House,
        "Test/Left",
        of_anna.person,
        evening.app.now(),
    );
    let mut work = evening.app.store().begin(entry).await.expect("begins");
    work.passwords().set(&of_anna).await.expect("sets");
    work.commit().await.expect("commits");
    evening.passes(MINUTE);
    let right = code(&secret, evening.app.now());
    let answer = tries(&evening.stranger(), "anna@linden.example", WORDS, &right).await;
    assert_eq!(answer.map(drop), fault(PasswordFault::Wrong));
    assert_eq!(whys(&evening).await.last().map(String::as_str), Some("not-staff"));
}

#[tokio::test]
async fn it_is_set_like_a_first_passkey_and_then_only_by_more_than_a_link() {
    let evening = Evening::begin().await;
    let late = evening.as_("mara").await;
    prepare(&late).await.expect("in time");
    evening.passes(SignedDuration::from_mins(15));
    assert_eq!(prepare(&late).await.map(drop), fault(PasswordFault::NotFresh));
    assert_eq!(may_set(&late, Ways::default()), MaySet::After(ToShow::Any));

    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    let thief = evening.as_("mara").await;
    assert_eq!(
        sets(&thief, "another sentence of hers").await.map(drop),
        fault(PasswordFault::NotFresh)
    );
    let there = Ways {
        passkey: false,
        password: true,
    };
    assert_eq!(may_set(&thief, there), MaySet::After(ToShow::Password));
    assert_eq!(remove(&thief).await, fault(PasswordFault::NotFresh));
    // Nor does a link add a first passkey beside it.
    let begun = app::passkeys::begin_adding(&thief, "mara.localhost:4000")
        .await
        .map(drop);
    assert_eq!(
        begun,
        Err(Error::Refused(Refusal::Passkey(
            app::passkeys::PasskeyFault::NotFresh
        )))
    );

    evening.passes(MINUTE);
    let mara = here(&evening, &comes_in(&evening, &secret).await.expect("signed in")).await;
    let second = sets(&mara, "another sentence of hers").await.expect("changed");
    evening.passes(MINUTE);
    assert_eq!(
        comes_in(&evening, &second).await.map(drop),
        fault(PasswordFault::Wrong),
        "the old words"
    );
    let new = tries(
        &evening.stranger(),
        MARA,
        "another sentence of hers",
        &code(&second, evening.app.now()),
    )
    .await;
    assert!(new.is_ok());
}

#[tokio::test]
async fn everything_wrong_with_a_new_password_is_said_at_once_and_nothing_is_kept() {
    let evening = Evening::begin().await;
    let mara = evening.as_("mara").await;
    let before = prepare(&mara).await.expect("shown");
    let again = prepare(&mara).await.expect("shown again");
    assert_eq!(before.secret, again.secret, "a page loaded again shows the same");
    let right = code(before.secret.reveal(), evening.app.now());
    let of = |field, fault| FieldFault { field, fault };
    for (words, second, code, faults) in [
        (
            "short",
            "short",
            "000000",
            vec![of("password", Fault::TooShort(15)), of("code", Fault::WrongCode)],
        ),
        (
            "Mara Lindqvist 1979",
            "Mara Lindqvist 1979",
            right.as_str(),
            vec![of("password", Fault::EasilyGuessed)],
        ),
        (
            "linden house linden",
            "linden house linden",
            right.as_str(),
            vec![of("password", Fault::EasilyGuessed)],
        ),
        (
            WORDS,
            "teal harbor mistaken lanterm",
            right.as_str(),
            vec![of("again", Fault::Different)],
        ),
        (WORDS, WORDS, "", vec![of("code", Fault::WrongCode)]),
    ] {
        let new = NewPassword {
            password: words.into(),
            again: second.into(),
            code: code.into(),
        };
        assert_eq!(set(&mara, &new).await, Err(Error::Malformed(faults)), "{words}");
    }
    assert_eq!(mine(&mara).await, Ok(None));
    let other = evening.as_("mara").await;
    let new = NewPassword {
        password: WORDS.into(),
        again: WORDS.into(),
        code: right,
    };
    assert_eq!(
        set(&other, &new).await,
        fault(PasswordFault::NotPrepared),
        "shown to another device"
    );
    assert_eq!(set(&mara, &new).await, Ok(()));
}

#[tokio::test]
async fn after_a_hundred_wrong_tries_it_rests_until_its_person_comes_in_another_way() {
    let evening = Evening::begin().await;
    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    let mut told = 0;
    for number in 0..MOST_FAILURES {
        // A network each, as many machines have.
        let cx = evening.stranger().from_network(&number.to_string());
        match tries(&cx, MARA, "teal harbor mistaken lanterm", "000000").await {
            Err(Error::Refused(Refusal::Password(PasswordFault::Wrong))) => told += 1,
            other => assert_eq!(other.err(), Some(Refusal::TooOften.into())),
        }
    }
    assert_eq!(told, 10, "and so many stand in the log");
    evening.passes(SignedDuration::from_mins(15));
    assert_eq!(
        comes_in(&evening, &secret).await.map(drop),
        fault(PasswordFault::Wrong)
    );
    assert_eq!(whys(&evening).await.last().map(String::as_str), Some("resting"));

    let mara = evening.as_("mara").await;
    assert!(
        mine(&mara)
            .await
            .expect("hers")
            .is_some_and(|one| one.rests.is_none()),
        "a link was hers to use"
    );
    evening.passes(MINUTE);
    assert!(comes_in(&evening, &secret).await.is_ok());
}

#[tokio::test]
async fn ninety_nine_wrong_tries_are_not_yet_a_hundred_and_a_right_one_begins_anew() {
    let evening = Evening::begin().await;
    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    let person = evening.person("mara");
    let entry = store::AuditEntry::new(store::Actor::House, "Test/Tries", person, evening.app.now());
    let mut work = evening.app.store().begin(entry).await.expect("begins");
    for _ in 1..MOST_FAILURES {
        work.passwords().failed(person).await.expect("counts");
    }
    work.commit().await.expect("commits");
    evening.passes(MINUTE);
    assert!(comes_in(&evening, &secret).await.is_ok());
    let stored = evening
        .app
        .store()
        .passwords()
        .of_person(person)
        .await
        .expect("reads");
    assert_eq!(stored.map(|one| one.failures), Some(0));
}

#[tokio::test]
async fn a_network_that_was_wrong_too_often_waits_and_its_person_comes_in_from_elsewhere() {
    let evening = Evening::begin().await;
    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    evening.passes(MINUTE);
    let thief = evening.stranger().from_network("203.0.113.9");
    let mut answers = Vec::new();
    for number in 0..60 {
        let email = format!("{number}@linden.example");
        answers.push(tries(&thief, &email, WORDS, "000000").await.map(drop));
    }
    let (said, rest) = answers.split_at(30);
    assert!(said.iter().all(|one| *one == fault(PasswordFault::Wrong)));
    assert!(rest.iter().all(|one| *one == Err(Refusal::TooOften.into())));
    assert_eq!(whys(&evening).await.len(), 30);
    let right = code(&secret, evening.app.now());
    assert_eq!(
        tries(&thief, MARA, WORDS, &right).await.map(drop),
        Err(Refusal::TooOften.into())
    );
    assert!(comes_in(&evening, &secret).await.is_ok());
}

#[tokio::test]
async fn taken_away_it_signs_nobody_in_ends_what_came_in_by_it_and_whoever_leads_keeps_one_way() {
    let evening = Evening::begin().await;
    let secret = sets(&evening.as_("mara").await, WORDS).await.expect("set");
    evening.passes(MINUTE);
    let elsewhere = comes_in(&evening, &secret).await.expect("signed in");
    evening.passes(MINUTE);
    let mara = here(&evening, &comes_in(&evening, &secret).await.expect("signed in")).await;
    assert_eq!(remove(&mara).await, fault(PasswordFault::Last));
    let mut key = Authenticator::new("http://mara.localhost:4000");
    let begun = app::passkeys::begin_adding(&mara, "mara.localhost:4000")
        .await
        .expect("begun");
    let answer = key.create(&begun.options);
    app::passkeys::finish_adding(
        &mara,
        "mara.localhost:4000",
        Some(begun.token.reveal()),
        &answer,
        "Key",
    )
    .await
    .expect("added");
    assert_eq!(remove(&mara).await, Ok(()));
    assert_eq!(remove(&mara).await, Err(Error::NotFound));
    assert!(here(&evening, &elsewhere).await.signed_in().is_none());
    evening.passes(MINUTE);
    assert_eq!(
        comes_in(&evening, &secret).await.map(drop),
        fault(PasswordFault::Wrong)
    );
    let rows = evening.app.store().audit().latest(50).await.expect("read");
    let mut acts: Vec<_> = rows
        .iter()
        .rev()
        .filter(|row| row.action.ends_with("Password") && row.outcome == 0)
        .map(|row| row.action.as_str())
        .collect();
    acts.dedup();
    assert_eq!(
        acts,
        [
            "Account/SetPassword",
            "Page/UsePassword",
            "Account/RemovePassword"
        ]
    );
}
