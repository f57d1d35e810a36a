//! Being erased: asked for, taken back, carried out when nothing is in the way, and still true after an old backup comes back.

use crate::evening::{Evening, holds, token_in};
use crate::my_data::{Somebody, three_people};
use app::erasure::{Asked, Erasing, again, ask, carry_out, take_back};
use app::my_data::{export, show};
use app::{App, Error, Refusal};
use domain::id::Id as _;
use domain::{PersonId, Private};
use jiff::SignedDuration;
use std::sync::{Arc, Mutex};
use store::{ErasedList, Keys, NewHold, Store, StoreUrl, StoredMail};

const WEEK: SignedDuration = SignedDuration::from_hours(24 * 7);

fn due(asked: &Asked) -> jiff::Timestamp {
    match asked {
        Asked::Waits(wish) => wish.due_at,
        Asked::ThroughThePractice => panic!("she is a member"),
    }
}

async fn is_there(app: &App, person: PersonId) -> bool {
    app.store()
        .people()
        .lookup(person)
        .await
        .expect("reads")
        .is_some()
}

async fn erased(evening: &Evening) -> usize {
    carry_out(&evening.app).await.expect("a look")
}

#[tokio::test]
async fn a_device_that_was_signed_in_a_while_ago_neither_carries_away_nor_asks() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    assert!(show(&anna).await.expect("hers").fresh);
    evening.passes(domain::sign_in::FRESH_FOR);
    assert!(!show(&anna).await.expect("hers").fresh);
    let again = Error::Refused(Refusal::SignInAgain);
    assert_eq!(export(&anna).await.err(), Some(again.clone()));
    assert_eq!(ask(&anna).await.err(), Some(again));
    let anna = evening.as_("anna").await;
    export(&anna).await.expect("signed in anew");
    let day = due(&ask(&anna).await.expect("asked"));
    evening.passes(domain::sign_in::FRESH_FOR);
    assert_eq!(due(&ask(&anna).await.expect("asked twice")), day);
    take_back(&anna).await.expect("to stay needs nothing");
}

#[tokio::test]
async fn nothing_goes_before_its_day_and_until_then_it_can_be_taken_back() {
    let evening = Evening::begin().await;
    let (anna, id) = (evening.as_("anna").await, evening.person("anna"));
    let day = due(&ask(&anna).await.expect("asked"));
    assert_eq!(day, evening.app.now() + WEEK);
    evening.passes(SignedDuration::from_hours(1));
    assert_eq!(
        due(&ask(&anna).await.expect("asked twice")),
        day,
        "the day she was told"
    );
    evening.passes(WEEK - SignedDuration::from_hours(1) - SignedDuration::from_secs(1));
    assert_eq!(erased(&evening).await, 0);
    take_back(&anna).await.expect("taken back");
    take_back(&anna).await.expect("twice");
    evening.passes(WEEK);
    assert_eq!(erased(&evening).await, 0);
    assert!(is_there(&evening.app, id).await);
    assert!(show(&anna).await.expect("hers").wish.is_none());
    let rows = evening.app.store().audit().about(id).await.expect("rows");
    let said: Vec<_> = rows
        .iter()
        .map(|row| row.action.as_str())
        .filter(|one| one.ends_with("Erasure"))
        .collect();
    assert_eq!(said, ["Account/AskForErasure", "Account/TakeBackErasure"]);
}

#[tokio::test]
async fn on_its_day_everything_of_hers_goes_and_the_others_keep_a_group_that_holds() {
    let evening = Evening::begin().await;
    let group = three_people(&evening, 11).await;
    release_holds(&evening, &group.anna).await;
    let anna = group.anna.signed_in(&evening);
    ask(&anna).await.expect("asked");
    let ids = [group.anna.person.id.uuid(), group.anna.place.id.uuid()];
    let on_disk = evening.bytes_on_disk();
    assert!(
        ids.iter()
            .all(|id| on_disk.windows(16).any(|bytes| bytes == id.as_bytes()))
    );

    evening.passes(WEEK);
    let ended = Arc::new(Mutex::new(0));
    let count = ended.clone();
    evening
        .app
        .when_sign_in_ends(move |_| *count.lock().expect("no test panics holding it") += 1);
    assert_eq!(erased(&evening).await, 1);
    assert_eq!(erased(&evening).await, 0, "once");
    assert_eq!(
        *ended.lock().expect("no test panics holding it"),
        1,
        "her device is signed out"
    );
    assert!(!is_there(&evening.app, group.anna.person.id).await);

    let on_disk = evening.bytes_on_disk();
    for id in ids {
        assert!(
            !on_disk.windows(16).any(|bytes| bytes == id.as_bytes()),
            "no row of hers is left, not even in the write-ahead log"
        );
    }
    for other in [&group.leader, &group.ben] {
        let cx = other.signed_in(&evening);
        let text = crate::my_data::text_of(&cx).await;
        for canary in &other.canaries {
            assert!(text.contains(canary.as_str()), "{canary} is another's and stays");
        }
    }
    let store = evening.app.store();
    let places = store
        .memberships()
        .of_group(group.anna.place.group)
        .await
        .expect("reads");
    let seats: Vec<_> = places.iter().map(|place| place.seat).collect();
    assert_eq!(seats, [0, 2], "her chair is empty, and nobody moves");
    let room = store
        .live()
        .restored(group.session)
        .await
        .expect("the room as it was");
    assert_eq!(room.state.round.map(|round| round.turns.len()), Some(1));
    assert_eq!((room.state.quiet.len(), room.removed.len()), (1, 0));
    let rows = store.audit().about(group.anna.person.id).await.expect("rows");
    assert!(
        rows.iter()
            .any(|row| row.action == "Erasure/Done" && row.actor == "house")
    );
    assert!(matches!(
        store.audit().verify().await,
        Ok(store::Chain::Whole { .. })
    ));
}

async fn release_holds(evening: &Evening, who: &Somebody) {
    let store = evening.app.store();
    for hold in store.holds().of_person(who.person.id).await.expect("reads") {
        let mut work = store.begin_unaudited("a test").await.expect("begins");
        work.holds()
            .release(hold.id, evening.app.now())
            .await
            .expect("releases");
        work.commit().await.expect("commits");
    }
}

#[tokio::test]
async fn whoever_leads_or_works_here_asks_the_practice() {
    let evening = Evening::begin().await;
    for name in ["mara", "ines", "pia", "olu"] {
        let cx = evening.as_(name).await;
        assert_eq!(ask(&cx).await, Ok(Asked::ThroughThePractice), "{name}");
        assert!(show(&cx).await.expect("theirs").wish.is_none(), "{name}");
    }
}

#[tokio::test]
async fn a_hold_is_seen_by_its_person_and_keeps_them_until_it_ends() {
    let evening = Evening::begin().await;
    let (anna, id) = (evening.as_("anna").await, evening.person("anna"));
    let store = evening.app.store();
    let mut work = store.begin_unaudited("a test").await.expect("begins");
    let hold = NewHold {
        id: domain::id::HoldId::from_uuid(uuid::Uuid::from_u128(7)),
        person: id,
        reason: Private::from("a court asked"),
        placed_by: Private::from("the practice"),
        placed_at: evening.app.now(),
        ends_at: evening.app.now() + WEEK + WEEK,
    };
    work.holds().place(&hold).await.expect("places");
    work.commit().await.expect("commits");
    ask(&anna).await.expect("asking is always possible");
    let seen = show(&anna).await.expect("hers").holds;
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].reason.reveal(), "a court asked");
    evening.passes(WEEK);
    assert_eq!(erased(&evening).await, 0);
    evening.passes(WEEK);
    assert_eq!(erased(&evening).await, 1, "its end was in its own row");
    assert!(!is_there(&evening.app, id).await);
}

#[tokio::test]
async fn somebody_in_the_circle_is_not_taken_out_of_an_evening() {
    let evening = Evening::begin().await;
    evening.app.erases(Erasing {
        wait: SignedDuration::ZERO,
        list: None,
    });
    let anna = evening.as_("anna").await;
    let member = evening.member("anna");
    let admitted = domain::live::LiveFact::Admitted {
        member,
        by: Some(evening.member("mara")),
        token: vec![1],
        at: evening.app.now(),
    };
    app::live::record(&evening.app, evening.demo.session, &admitted, None)
        .await
        .expect("recorded");
    ask(&anna).await.expect("asked during the session");
    assert_eq!(erased(&evening).await, 0);
    evening.passes(SignedDuration::from_hours(6));
    assert_eq!(
        erased(&evening).await,
        1,
        "and on the same evening when it is over"
    );
}

#[tokio::test]
async fn an_old_backup_brings_nobody_back() {
    let evening = Evening::begin().await;
    let folder = tempfile::tempdir().expect("a folder");
    let list = ErasedList::at(folder.path().join("erased"));
    evening.app.erases(Erasing {
        wait: SignedDuration::ZERO,
        list: Some(list.clone()),
    });
    let (anna, id) = (evening.as_("anna").await, evening.person("anna"));
    evening
        .app
        .store()
        .scrub()
        .await
        .expect("everything is in the one file");
    let backup = folder.path().join("house.db");
    std::fs::copy(evening.database(), &backup).expect("a backup");

    ask(&anna).await.expect("asked");
    assert_eq!(erased(&evening).await, 1);

    let gone = list.all().expect("reads");
    let restored = evening.reopened(&backup, &gone).await;
    restored.erases(Erasing {
        wait: SignedDuration::ZERO,
        list: Some(list),
    });
    assert!(
        restored.store().erasures().is_there(id).await.expect("reads"),
        "the backup has her"
    );
    assert!(
        restored.store().people().lookup(id).await.is_err(),
        "and nothing in it opens: her keys are gone"
    );
    assert_eq!(again(&restored).await, Ok(1));
    assert!(!is_there(&restored, id).await);
    assert!(
        is_there(&restored, evening.person("ben")).await,
        "and everybody else"
    );
    assert_eq!(again(&restored).await, Ok(0));
    let rows = restored.store().audit().about(id).await.expect("rows");
    assert!(rows.iter().any(|row| row.action == "Erasure/Again"));
}

#[tokio::test]
async fn nobody_who_was_erased_is_let_in_by_an_old_cookie_or_link() {
    let evening = Evening::begin().await;
    evening.app.erases(Erasing {
        wait: SignedDuration::ZERO,
        list: None,
    });
    let (token, signed_in) = evening.signs_in("anna").await;
    let links = app::demo::sign_in_links(&evening.app, &evening.demo)
        .await
        .expect("links");
    let (_, link) = links.iter().find(|(name, _)| name == "anna").expect("hers");
    ask(&evening.app.context(Some(signed_in))).await.expect("asked");
    assert_eq!(erased(&evening).await, 1);
    assert!(
        app::sign_in::resume(&evening.app, &token)
            .await
            .expect("a store")
            .is_none()
    );
    let spent = app::sign_in::spend_link(&evening.stranger(), token_in(link), "a test").await;
    assert!(spent.is_err());
    assert!(!holds(&evening.bytes_on_disk(), token_in(link)));
}

#[tokio::test]
async fn somebody_who_once_led_and_comes_back_with_an_old_backup_stops_no_start() {
    let evening = Evening::begin().await;
    let folder = tempfile::tempdir().expect("a folder");
    let list = ErasedList::at(folder.path().join("erased"));
    evening.app.erases(Erasing {
        wait: SignedDuration::ZERO,
        list: Some(list.clone()),
    });
    let (mara, ben) = (evening.member("mara"), evening.member("ben"));
    let removed = domain::live::LiveFact::Removed {
        member: ben,
        by: mara,
        reason: "Grauwacke".into(),
        at: evening.app.now(),
    };
    app::live::record(&evening.app, evening.demo.session, &removed, None)
        .await
        .expect("recorded");
    let minor = app::agreement::GuardianForm::default();
    let cx = evening.as_("mara").await;
    app::agreement::record_guardian(&cx, evening.demo.group, ben, minor)
        .await
        .expect("recorded");
    let store = evening.app.store();
    store.scrub().await.expect("everything is in the one file");
    let backup = folder.path().join("house.db");
    std::fs::copy(evening.database(), &backup).expect("a backup");
    // Both were erased since; the practice had ended Mara's part first.
    let gone = ["mara", "anna"].map(|name| evening.person(name));
    for person in gone {
        list.add(person, evening.app.now()).expect("adds");
        store.shred(person).expect("shreds");
    }

    let restored = evening.reopened(&backup, &list.all().expect("reads")).await;
    restored.erases(Erasing {
        wait: SignedDuration::ZERO,
        list: Some(list),
    });
    assert_eq!(again(&restored).await, Ok(2));
    assert_eq!(again(&restored).await, Ok(0));
    for person in gone {
        assert!(!is_there(&restored, person).await);
    }
    let session = evening.demo.session;
    let room = restored.store().live().restored(session).await.expect("reads");
    assert_eq!(room.removed, [ben], "what she did stays, without her");
    let guardian = restored.store().guardians().of_member(ben).await.expect("reads");
    assert_eq!(guardian.map(|one| one.recorded_by), Some(None));
}

#[tokio::test]
async fn whoever_changes_their_mind_after_a_try_that_failed_is_not_erased_at_the_next_start() {
    let evening = Evening::begin().await;
    let folder = tempfile::tempdir().expect("a folder");
    let list = ErasedList::at(folder.path().join("erased"));
    evening.app.erases(Erasing {
        wait: SignedDuration::ZERO,
        list: Some(list.clone()),
    });
    for (name, is_held) in [("anna", false), ("ben", true)] {
        let (cx, id) = (evening.as_(name).await, evening.person(name));
        ask(&cx).await.expect("asked");
        // As a try leaves it that ended between the list and the database.
        list.add(id, evening.app.now()).expect("adds");
        if is_held {
            let mut work = evening
                .app
                .store()
                .begin_unaudited("a test")
                .await
                .expect("begins");
            let hold = NewHold {
                id: domain::id::HoldId::from_uuid(uuid::Uuid::from_u128(8)),
                person: id,
                reason: Private::from("a court asked"),
                placed_by: Private::from("the practice"),
                placed_at: evening.app.now(),
                ends_at: evening.app.now() + WEEK,
            };
            work.holds().place(&hold).await.expect("places");
            work.commit().await.expect("commits");
            assert_eq!(erased(&evening).await, 0);
        } else {
            take_back(&cx).await.expect("taken back");
        }
        assert_eq!(again(&evening.app).await, Ok(0), "{name}");
        assert!(is_there(&evening.app, id).await, "{name}");
    }
}

/// Whether the file of people's keys names them.
fn has_a_key(evening: &Evening, person: PersonId) -> bool {
    let file = std::fs::read_to_string(evening.keys().with_extension("people")).expect("reads");
    file.contains(&person.uuid().simple().to_string())
}

#[tokio::test]
async fn the_keys_go_after_the_rows_and_stay_where_those_stay() {
    let evening = Evening::begin().await;
    let folder = tempfile::tempdir().expect("a folder");
    let erasing = || Erasing {
        wait: SignedDuration::ZERO,
        list: Some(ErasedList::at(folder.path().join("erased"))),
    };
    let anna = evening.person("anna");
    evening.app.erases(erasing());
    ask(&evening.as_("anna").await).await.expect("asked");
    // A letter under a key that is gone: erasing looks through all of them, and does not come to its end.
    evening.app.store().close().await;
    let mut keys = Keys::load(&evening.keys()).expect("the keys");
    keys.turn().expect("a key that nobody keeps");
    let store = Store::open(&StoreUrl::sqlite(evening.database()), keys)
        .await
        .expect("opens");
    let mut work = store.begin_unaudited("a test").await.expect("begins");
    let letter = StoredMail {
        id: domain::id::MailId::from_uuid(uuid::Uuid::from_u128(8)),
        recipient: Private::new(
            domain::person::EmailAddress::parse("ben@linden.example").expect("an address"),
        ),
        subject: Private::from(""),
        body: Private::from(""),
        sent_at: evening.app.now(),
    };
    work.mails().add(&letter).await.expect("adds");
    work.commit().await.expect("commits");
    store.close().await;

    let house = evening.reopened(&evening.database(), &Default::default()).await;
    house.erases(erasing());
    assert_eq!(carry_out(&house).await, Ok(0));
    assert!(
        is_there(&house, anna).await,
        "her words open, and so her key is there"
    );
    assert!(has_a_key(&evening, anna));
    let listed = ErasedList::at(folder.path().join("erased")).all().expect("reads");
    assert!(!listed.contains(&anna));
}

#[tokio::test]
async fn a_key_that_a_crash_left_behind_goes_at_the_next_start() {
    let evening = Evening::begin().await;
    let folder = tempfile::tempdir().expect("a folder");
    let list = ErasedList::at(folder.path().join("erased"));
    let erasing = || Erasing {
        wait: SignedDuration::ZERO,
        list: Some(list.clone()),
    };
    evening.app.erases(erasing());
    let anna = evening.person("anna");
    ask(&evening.as_("anna").await).await.expect("asked");
    // Where the new file would be written is no room: as if the program had stopped there.
    let in_the_way = evening.keys().with_extension("people-new");
    std::fs::create_dir(&in_the_way).expect("makes");
    assert_eq!(
        erased(&evening).await,
        1,
        "the rows are gone, and that is what was promised first"
    );
    assert!(!is_there(&evening.app, anna).await && has_a_key(&evening, anna));

    std::fs::remove_dir(&in_the_way).expect("removes");
    let gone = list.all().expect("reads");
    let house = evening.reopened(&evening.database(), &gone).await;
    house.erases(erasing());
    assert_eq!(again(&house).await, Ok(0), "nobody came back");
    assert!(!has_a_key(&evening, anna));
    assert!(has_a_key(&evening, evening.person("ben")));
}
