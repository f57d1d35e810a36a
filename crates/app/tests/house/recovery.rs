//! Who lost every passkey comes back in by a colleague's word and a day of waiting, and everybody concerned can stop it.

use crate::authenticator::Authenticator;
use crate::evening::Evening;
use crate::passkeys::{ORIGIN, adds, here, signs_in};
use app::passkeys::{PasskeyFault, list};
use app::recovery::{RecoveryFault, ask, colleagues, confirm, mine, stop_mine, stop_of_colleague};
use app::{Context, Error, Refusal};
use domain::id::RecoveryId;
use domain::notice::Happened;
use domain::recovery::State;
use jiff::SignedDuration;
use store::StoredPassword;

fn fault(fault: RecoveryFault) -> Result<(), Error> {
    Err(Error::Refused(Refusal::Recovery(fault)))
}

/// Mara has a passkey, and lost it.
async fn mara_lost_hers(evening: &Evening) -> (Authenticator, Context) {
    let mut lost = Authenticator::new(ORIGIN);
    adds(&evening.as_("mara").await, &mut lost).await.expect("added");
    let mara = evening.as_("mara").await;
    (lost, mara)
}

async fn asked(evening: &Evening) -> (Authenticator, RecoveryId) {
    let (lost, mara) = mara_lost_hers(evening).await;
    ask(&mara).await.expect("asked");
    let latest = mine(&mara).await.expect("hers").latest.expect("asked");
    (lost, latest.id)
}

async fn has_a_password(evening: &Evening, name: &str) {
    let stored = StoredPassword {
        person: evening.person(name),
        hash: "a hash".into(),
        secret: "a secret".into(),
        used_step: 0,
        failures: 0,
        set_at: evening.app.now(),
        last_used_at: None,
    };
    let mut work = evening
        .app
        .store()
        .begin_unaudited("a test furnishes")
        .await
        .expect("begins");
    work.passwords().set(&stored).await.expect("sets");
    work.commit().await.expect("commits");
}

async fn told(evening: &Evening, name: &str, happened: Happened) -> usize {
    let all = evening
        .app
        .store()
        .notices()
        .of_person(evening.person(name), 50)
        .await;
    all.expect("reads")
        .iter()
        .filter(|one| one.happened == happened)
        .count()
}

async fn state(evening: &Evening, id: RecoveryId) -> State {
    let one = evening.app.store().recoveries().lookup(id).await.expect("reads");
    one.expect("asked").state(evening.app.now())
}

#[tokio::test]
async fn a_day_after_a_colleague_confirmed_a_link_adds_a_first_passkey_and_everything_earlier_is_gone() {
    let evening = Evening::begin().await;
    let (mut lost, id) = asked(&evening).await;
    has_a_password(&evening, "mara").await;
    let thief = signs_in(&evening, &mut lost)
        .await
        .expect("the lost one still works until then");
    assert_eq!(told(&evening, "mara", Happened::RecoveryAsked).await, 1);
    assert_eq!(told(&evening, "ines", Happened::ColleagueAsks).await, 1);
    assert_eq!(
        told(&evening, "anna", Happened::ColleagueAsks).await,
        0,
        "no member hears of it"
    );

    let ines = evening.as_("ines").await;
    let seen = colleagues(&ines).await.expect("she leads beside her");
    assert_eq!(seen.len(), 1, "once, although they lead two groups together");
    assert_eq!(seen[0].recovery, id);
    confirm(&ines, id, true).await.expect("confirmed");
    assert_eq!(told(&evening, "mara", Happened::RecoveryConfirmed).await, 1);

    let mut new = Authenticator::new(ORIGIN);
    evening.passes(SignedDuration::from_hours(24) - SignedDuration::from_millis(1));
    let early = adds(&evening.as_("mara").await, &mut new).await;
    assert_eq!(early, Err(Refusal::Passkey(PasskeyFault::NotFresh).into()));

    evening.passes(SignedDuration::from_millis(1));
    let mara = evening.as_("mara").await;
    adds(&mara, &mut new).await.expect("a day is over");
    assert_eq!(list(&mara).await.expect("hers").len(), 1);
    assert!(
        signs_in(&evening, &mut lost).await.is_err(),
        "the lost one signs nobody in"
    );
    assert!(
        here(&evening, &thief).await.signed_in().is_none(),
        "nor is anybody in by it"
    );
    let password = evening
        .app
        .store()
        .passwords()
        .of_person(evening.person("mara"))
        .await;
    assert_eq!(password.expect("reads"), None, "the password went with them");
    let this = mara.signed_in().expect("signed in").sign_in;
    let left = evening.app.store().sign_ins().lookup(this).await.expect("reads");
    assert!(left.expect("there").ended_at.is_none(), "this device stays");
    assert!(signs_in(&evening, &mut new).await.is_ok());
    assert_eq!(told(&evening, "mara", Happened::RecoveryDone).await, 1);
    assert_eq!(state(&evening, id).await, State::Done);

    let again = adds(&evening.as_("mara").await, &mut Authenticator::new(ORIGIN)).await;
    assert_eq!(
        again,
        Err(Refusal::Passkey(PasskeyFault::NotFresh).into()),
        "it lets one in, once"
    );
}

#[tokio::test]
async fn whoever_is_concerned_stops_it_at_any_time_and_stopped_it_opens_nothing() {
    let evening = Evening::begin().await;
    for stops in ["mara", "ines"] {
        let (_, id) = asked_again(&evening).await;
        confirm(&evening.as_("ines").await, id, true)
            .await
            .expect("confirmed");
        evening.passes(SignedDuration::from_hours(25));
        assert!(matches!(state(&evening, id).await, State::Open(_)));
        match stops {
            "mara" => stop_mine(&evening.as_("mara").await, id).await.expect("hers"),
            _ => stop_of_colleague(&evening.as_(stops).await, id)
                .await
                .expect("beside her"),
        }
        assert_eq!(state(&evening, id).await, State::Stopped);
        let mara = evening.as_("mara").await;
        let refused = adds(&mara, &mut Authenticator::new(ORIGIN)).await;
        assert_eq!(refused, Err(Refusal::Passkey(PasskeyFault::NotFresh).into()));
        assert_eq!(stop_mine(&mara, id).await, fault(RecoveryFault::Over), "twice");
        let late = confirm(&evening.as_("ines").await, id, true).await;
        assert_eq!(late, fault(RecoveryFault::Over));
        assert_eq!(ask(&mara).await, fault(RecoveryFault::StoppedLately));
        evening.passes(SignedDuration::from_hours(24));
    }
    assert_eq!(told(&evening, "mara", Happened::RecoveryStopped).await, 2);
}

/// The same whether or not she has had a passkey before.
async fn asked_again(evening: &Evening) -> (Context, RecoveryId) {
    let mara = evening.as_("mara").await;
    if list(&mara).await.expect("hers").is_empty() {
        adds(&mara, &mut Authenticator::new(ORIGIN)).await.expect("added");
    }
    ask(&mara).await.expect("asked");
    let latest = mine(&mara).await.expect("hers").latest.expect("asked");
    (mara, latest.id)
}

#[tokio::test]
async fn a_word_counts_from_a_colleague_who_has_spoken_with_them_just_now_and_from_nobody_else() {
    let evening = Evening::begin().await;
    let (_, id) = asked(&evening).await;
    let mara = evening.as_("mara").await;
    assert_eq!(confirm(&mara, id, true).await, fault(RecoveryFault::OwnWord));
    for stranger in ["anna", "pia", "olu"] {
        let cx = evening.as_(stranger).await;
        assert_eq!(confirm(&cx, id, true).await, Err(Error::NotFound), "{stranger}");
        assert_eq!(
            stop_of_colleague(&cx, id).await,
            Err(Error::NotFound),
            "{stranger}"
        );
        assert_eq!(stop_mine(&cx, id).await, Err(Error::NotFound), "{stranger}");
        assert!(
            colleagues(&cx).await.expect("nothing to see").is_empty(),
            "{stranger}"
        );
    }
    let ines = evening.as_("ines").await;
    assert_eq!(confirm(&ines, id, false).await, fault(RecoveryFault::NotSpoken));
    evening.passes(SignedDuration::from_mins(15));
    assert_eq!(confirm(&ines, id, true).await, Err(Refusal::SignInAgain.into()));
    let ines = evening.as_("ines").await;
    confirm(&ines, id, true).await.expect("confirmed");
    assert_eq!(confirm(&ines, id, true).await, fault(RecoveryFault::Already));
    assert_eq!(told(&evening, "mara", Happened::RecoveryConfirmed).await, 1);
}

#[tokio::test]
async fn nobody_confirms_what_was_asked_three_days_ago_or_uses_what_opened_three_days_ago() {
    let evening = Evening::begin().await;
    let (_, id) = asked(&evening).await;
    evening.passes(SignedDuration::from_hours(72));
    let late = confirm(&evening.as_("ines").await, id, true).await;
    assert_eq!(late, fault(RecoveryFault::Over));

    let (_, id) = asked_again(&evening).await;
    confirm(&evening.as_("ines").await, id, true)
        .await
        .expect("confirmed");
    evening.passes(SignedDuration::from_hours(24 + 72));
    assert_eq!(state(&evening, id).await, State::Expired);
    let late = adds(&evening.as_("mara").await, &mut Authenticator::new(ORIGIN)).await;
    assert_eq!(late, Err(Refusal::Passkey(PasskeyFault::NotFresh).into()));
}

#[tokio::test]
async fn who_needs_it_not_or_has_nobody_beside_them_is_told_so_and_asked_twice_it_is_one() {
    let evening = Evening::begin().await;
    let mara = evening.as_("mara").await;
    assert_eq!(
        ask(&mara).await,
        fault(RecoveryFault::NothingLost),
        "a link adds her first one"
    );
    for (name, why) in [
        ("anna", RecoveryFault::NothingLost),
        ("olu", RecoveryFault::NobodyToAsk),
    ] {
        let cx = evening.as_(name).await;
        adds(&cx, &mut Authenticator::new(ORIGIN)).await.expect("added");
        assert_eq!(ask(&cx).await, fault(why), "{name}");
    }
    has_a_password(&evening, "ines").await;
    let by_password = mine(&evening.as_("ines").await).await.expect("hers");
    assert_eq!(
        by_password.may_ask,
        Ok(true),
        "beside a password a link adds no passkey"
    );
    let (mut key, mara) = mara_lost_hers(&evening).await;
    let found = here(&evening, &signs_in(&evening, &mut key).await.expect("signed in")).await;
    assert_eq!(
        ask(&found).await,
        fault(RecoveryFault::NothingLost),
        "she holds it in her hand"
    );
    evening.passes(SignedDuration::from_mins(15));
    assert_eq!(ask(&mara).await, Err(Refusal::SignInAgain.into()));
    let mara = evening.as_("mara").await;
    ask(&mara).await.expect("asked");
    ask(&mara).await.expect("it is under way");
    assert_eq!(told(&evening, "mara", Happened::RecoveryAsked).await, 1);
    assert_eq!(told(&evening, "ines", Happened::ColleagueAsks).await, 1);
}

#[tokio::test]
async fn somebody_who_stopped_it_while_the_finger_was_waited_for_is_heard() {
    let evening = Evening::begin().await;
    let (_, id) = asked(&evening).await;
    confirm(&evening.as_("ines").await, id, true)
        .await
        .expect("confirmed");
    evening.passes(SignedDuration::from_hours(24));
    let thief = evening.as_("mara").await;
    let begun = app::passkeys::begin_adding(&thief, "anna.localhost:4000")
        .await
        .expect("open");
    stop_of_colleague(&evening.as_("ines").await, id)
        .await
        .expect("beside her");
    let answer = Authenticator::new(ORIGIN).create(&begun.options);
    let late = app::passkeys::finish_adding(
        &thief,
        "anna.localhost:4000",
        Some(begun.token.reveal()),
        &answer,
        "x",
    )
    .await;
    assert_eq!(late, Err(Refusal::Passkey(PasskeyFault::NotFresh).into()));
    assert_eq!(list(&thief).await.expect("hers").len(), 1);
}
