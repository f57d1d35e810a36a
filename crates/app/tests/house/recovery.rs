//! Who lost every passkey comes back in by a colleague's word and a day of waiting, and everybody concerned can stop it.

use crate::authenticator::Authenticator;
use crate::evening::Evening;
use crate::passkeys::{ORIGIN, adds, here, signs_in};
use app::passkeys::{PasskeyFault, list};
use app::recovery::{
    RecoveryFault, ask, code, colleagues, confirm, mine, stop_mine, stop_of_colleague, type_code,
};
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

/// Ines with a passkey of her own, which she does not lose.
struct Ines(Authenticator);

impl Ines {
    async fn with_a_passkey(evening: &Evening) -> Self {
        let mut key = Authenticator::new(ORIGIN);
        adds(&evening.as_("ines").await, &mut key).await.expect("added");
        Self(key)
    }

    /// Signed in by it just now.
    async fn here(&mut self, evening: &Evening) -> Context {
        let new = signs_in(evening, &mut self.0).await.expect("signed in");
        here(evening, &new).await
    }

    /// Says that they have spoken, and hears the code.
    async fn confirms(&mut self, evening: &Evening, id: RecoveryId) -> String {
        let cx = self.here(evening).await;
        let told = confirm(&cx, id, true).await.expect("confirmed");
        told.code.into_inner()
    }
}

fn other_than(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

async fn has_a_password(evening: &Evening, name: &str) {
    let stored = StoredPassword {
        person: evening.person(name),
        hash: "a hash".into(),
        secret: "a secret".into(),
        used_step: 0,
        failures: 0,
        wrong_codes: 0,
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
    let mut ines = Ines::with_a_passkey(&evening).await;
    let (mut lost, mara) = mara_lost_hers(&evening).await;
    has_a_password(&evening, "mara").await;
    let thief = signs_in(&evening, &mut lost)
        .await
        .expect("it was stolen before anybody noticed");
    ask(&mara).await.expect("asked");
    let id = mine(&mara).await.expect("hers").latest.expect("asked").id;
    assert_eq!(told(&evening, "mara", Happened::RecoveryAsked).await, 1);
    assert_eq!(told(&evening, "ines", Happened::ColleagueAsks).await, 1);
    assert_eq!(
        told(&evening, "anna", Happened::ColleagueAsks).await,
        0,
        "no member hears of it"
    );

    let seen = colleagues(&ines.here(&evening).await)
        .await
        .expect("she leads beside her");
    assert_eq!(seen.len(), 1, "once, although they lead two groups together");
    assert_eq!((seen[0].recovery, seen[0].shows_code), (id, false));
    let code = ines.confirms(&evening, id).await;
    assert_eq!(told(&evening, "mara", Happened::RecoveryConfirmed).await, 1);

    let mut new = Authenticator::new(ORIGIN);
    evening.passes(SignedDuration::from_hours(24) - SignedDuration::from_millis(1));
    let mara = evening.as_("mara").await;
    assert_eq!(type_code(&mara, id, &code).await, fault(RecoveryFault::Over));
    let early = adds(&mara, &mut new).await;
    assert_eq!(early, Err(Refusal::Passkey(PasskeyFault::NotFresh).into()));

    evening.passes(SignedDuration::from_millis(1));
    let mara = evening.as_("mara").await;
    let without = adds(&mara, &mut new).await;
    assert_eq!(
        without,
        Err(Refusal::Passkey(PasskeyFault::NotFresh).into()),
        "the mail and a day are not enough"
    );
    type_code(&mara, id, &code).await.expect("she was told");
    let elsewhere = adds(&evening.as_("mara").await, &mut new).await;
    assert_eq!(
        elsewhere,
        Err(Refusal::Passkey(PasskeyFault::NotFresh).into()),
        "whoever reads the mail beside her has not typed it"
    );
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
    let mut ines = Ines::with_a_passkey(&evening).await;
    for stops in ["mara", "ines"] {
        let (_, id) = asked_again(&evening).await;
        let code = ines.confirms(&evening, id).await;
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
        assert_eq!(type_code(&mara, id, &code).await, fault(RecoveryFault::Over));
        let refused = adds(&mara, &mut Authenticator::new(ORIGIN)).await;
        assert_eq!(refused, Err(Refusal::Passkey(PasskeyFault::NotFresh).into()));
        assert_eq!(stop_mine(&mara, id).await, fault(RecoveryFault::Over), "twice");
        let late = confirm(&ines.here(&evening).await, id, true).await.map(drop);
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
    let evening = Evening::that_asks_for_passkeys().await;
    let mut ines = Ines::with_a_passkey(&evening).await;
    let (_, id) = asked(&evening).await;
    let said = async |cx: &Context, spoken| confirm(cx, id, spoken).await.map(drop);
    let mara = evening.as_("mara").await;
    assert_eq!(said(&mara, true).await, fault(RecoveryFault::OwnWord));
    for stranger in ["anna", "pia", "olu"] {
        let cx = evening.as_(stranger).await;
        assert_eq!(said(&cx, true).await, Err(Error::NotFound), "{stranger}");
        assert_eq!(code(&cx, id).await.map(drop), Err(Error::NotFound), "{stranger}");
        assert_eq!(
            type_code(&cx, id, "123456").await,
            Err(Error::NotFound),
            "{stranger}"
        );
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
    let by_link = evening.as_("ines").await;
    assert_eq!(said(&by_link, true).await, Err(Refusal::PasskeyFirst.into()));
    let cx = ines.here(&evening).await;
    assert_eq!(said(&cx, false).await, fault(RecoveryFault::NotSpoken));
    evening.passes(SignedDuration::from_mins(15));
    assert_eq!(said(&cx, true).await, Err(Refusal::SignInAgain.into()));
    let cx = ines.here(&evening).await;
    said(&cx, true).await.expect("confirmed");
    assert_eq!(said(&cx, true).await, fault(RecoveryFault::Already));
    assert_eq!(told(&evening, "mara", Happened::RecoveryConfirmed).await, 1);
}

#[tokio::test]
async fn nobody_confirms_what_was_asked_three_days_ago_or_uses_what_opened_three_days_ago() {
    let evening = Evening::begin().await;
    let mut ines = Ines::with_a_passkey(&evening).await;
    let (_, id) = asked(&evening).await;
    evening.passes(SignedDuration::from_hours(72));
    let late = confirm(&ines.here(&evening).await, id, true).await.map(drop);
    assert_eq!(late, fault(RecoveryFault::Over));

    let (_, id) = asked_again(&evening).await;
    let heard = ines.confirms(&evening, id).await;
    evening.passes(SignedDuration::from_hours(24 + 72));
    assert_eq!(state(&evening, id).await, State::Expired);
    let mara = evening.as_("mara").await;
    assert_eq!(type_code(&mara, id, &heard).await, fault(RecoveryFault::Over));
    let late = adds(&mara, &mut Authenticator::new(ORIGIN)).await;
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
    let mut ines = Ines::with_a_passkey(&evening).await;
    let (_, id) = asked(&evening).await;
    let heard = ines.confirms(&evening, id).await;
    evening.passes(SignedDuration::from_hours(24));
    let thief = evening.as_("mara").await;
    type_code(&thief, id, &heard).await.expect("overheard");
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

#[tokio::test]
async fn the_code_is_seen_again_by_who_gave_their_word_and_stands_in_no_row_and_no_letter() {
    let evening = Evening::begin().await;
    let mut ines = Ines::with_a_passkey(&evening).await;
    let (_, id) = asked(&evening).await;
    let before = code(&ines.here(&evening).await, id).await.map(drop);
    assert_eq!(
        before,
        fault(RecoveryFault::Over),
        "she has not said anything yet"
    );
    let heard = ines.confirms(&evening, id).await;
    evening.passes(SignedDuration::from_mins(15));
    let cx = ines.here(&evening).await;
    let again = code(&cx, id).await.expect("hers to tell");
    assert_eq!(again.code.reveal(), &heard);
    evening.passes(SignedDuration::from_mins(15));
    let old = code(&cx, id).await.map(drop);
    assert_eq!(old, Err(Refusal::SignInAgain.into()));
    let by_link = code(&evening.as_("ines").await, id).await.map(drop);
    assert_eq!(by_link, fault(RecoveryFault::ByPasskey));
    let log = evening.app.store().audit().about(id).await;
    let looks = log
        .expect("rows")
        .into_iter()
        .filter(|row| row.action == "Group/SeeRecoveryCode");
    assert_eq!(looks.filter(|row| row.outcome == 0).count(), 1);
    for letter in evening.letters().await {
        assert!(!letter.text.reveal().contains(&heard));
    }
    let mara = evening.as_("mara").await;
    stop_mine(&mara, id).await.expect("hers");
    let over = code(&ines.here(&evening).await, id).await.map(drop);
    assert_eq!(over, fault(RecoveryFault::Over));
}

#[tokio::test]
async fn a_few_wrong_codes_end_it_a_slip_is_none_and_each_stands_in_the_log() {
    let evening = Evening::begin().await;
    let mut ines = Ines::with_a_passkey(&evening).await;
    let (_, id) = asked(&evening).await;
    let heard = ines.confirms(&evening, id).await;
    evening.passes(SignedDuration::from_hours(24));
    let thief = evening.as_("mara").await;
    for slip in ["", "12345", "my code"] {
        assert_eq!(type_code(&thief, id, slip).await, fault(RecoveryFault::NoCode));
    }
    let wrong = other_than(&heard);
    for left in [4, 3, 2, 1] {
        let refused = type_code(&thief, id, wrong).await;
        assert_eq!(refused, fault(RecoveryFault::WrongCode { left }));
    }
    assert_eq!(told(&evening, "mara", Happened::RecoveryStopped).await, 0);
    assert_eq!(
        type_code(&thief, id, wrong).await,
        fault(RecoveryFault::CodesSpent)
    );
    assert_eq!(state(&evening, id).await, State::Stopped);
    assert_eq!(told(&evening, "mara", Happened::RecoveryStopped).await, 1);
    let late = type_code(&thief, id, &heard).await;
    assert_eq!(late, fault(RecoveryFault::Over), "also the right one");
    let refused = adds(&thief, &mut Authenticator::new(ORIGIN)).await;
    assert_eq!(refused, Err(Refusal::Passkey(PasskeyFault::NotFresh).into()));
    let log = evening.app.store().audit().about(id).await;
    let wrong: Vec<_> = log
        .expect("rows")
        .into_iter()
        .filter(|row| row.action == "Account/TypeRecoveryCode" && row.outcome == 4)
        .map(|row| row.detail)
        .collect();
    assert_eq!(wrong.len(), 5);
    assert!(
        wrong.iter().any(|row| row == "why=wrong-code wrong=5"),
        "{wrong:?}"
    );
}

#[tokio::test]
async fn a_word_for_a_colleague_is_given_by_a_passkey_also_where_the_house_asks_for_none() {
    let evening = Evening::begin().await;
    let (_, id) = asked(&evening).await;
    let by_link = confirm(&evening.as_("ines").await, id, true).await.map(drop);
    assert_eq!(by_link, fault(RecoveryFault::ByPasskey));
}

#[tokio::test]
async fn it_ends_when_a_passkey_of_theirs_signs_in_is_added_otherwise_or_is_forgotten() {
    for how in ["signs in", "is added", "is forgotten"] {
        let evening = Evening::begin().await;
        let (mut found, mara) = mara_lost_hers(&evening).await;
        let by_passkey = signs_in(&evening, &mut found).await.expect("still hers");
        let by_passkey = here(&evening, &by_passkey).await;
        ask(&mara).await.expect("asked");
        let id = mine(&mara).await.expect("hers").latest.expect("asked").id;
        match how {
            "signs in" => drop(
                signs_in(&evening, &mut found)
                    .await
                    .expect("it was in the drawer"),
            ),
            "is added" => drop(
                adds(&by_passkey, &mut Authenticator::new(ORIGIN))
                    .await
                    .expect("by the one that was found"),
            ),
            _ => {
                let email = mara.signed_in().expect("here").person.email.reveal().clone();
                let now = evening.app.now();
                let many = app::passkeys::forget(evening.app.store(), &email, now).await;
                assert_eq!(many, Ok(1));
            }
        }
        assert_eq!(state(&evening, id).await, State::Stopped, "{how}");
        assert_eq!(
            told(&evening, "mara", Happened::RecoveryStopped).await,
            1,
            "{how}"
        );
        let mut ines = Ines::with_a_passkey(&evening).await;
        let late = confirm(&ines.here(&evening).await, id, true).await.map(drop);
        assert_eq!(late, fault(RecoveryFault::Over), "{how}");
    }
}
