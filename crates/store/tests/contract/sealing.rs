//! Private words are nowhere in the database, open only in their place, and survive a change of keys.

use crate::house::{House, new_id};
use crate::rule;
use domain::checkin::{CheckinWords, KeptCheckin};
use domain::live::LiveFact;
use domain::membership::{Alias, Membership};
use domain::{PersonId, SessionId};
use store::{Error, Keys, StoredMail};
use testkit::Cast::{self, *};
use testkit::{first_evening, tuesday_evening, tuesday_session};

/// One of everything private.
async fn fill(house: &House) {
    house.furnish().await;
    let (session, group): (SessionId, _) = (tuesday_session().id, tuesday_evening().id);
    let mut work = house.work().await;
    let alias = Alias::parse("Sam, the canary").expect("an alias");
    let sam = Membership {
        alias,
        ..Sam.membership(group, 8)
    };
    work.memberships().add(&sam).await.expect("adds");
    for who in [Anna, Ben] {
        work.door_answers()
            .put(&who.at_the_door(session, group, first_evening()))
            .await
            .expect("puts");
    }
    let removed = LiveFact::Removed {
        member: Ben.membership_id(group),
        by: Mara.membership_id(group),
        reason: "canary-reason".into(),
        at: first_evening(),
    };
    work.live().record(session, &removed).await.expect("records");
    work.jobs()
        .enqueue(&crate::house::job("greet"))
        .await
        .expect("enqueues");
    let kept = KeptCheckin {
        id: new_id(),
        person: Anna.id(),
        session,
        words: CheckinWords::parse("7", "canary-line").expect("words"),
        kept_at: first_evening(),
    };
    assert!(work.kept_checkins().keep(&kept).await.expect("keeps"));
    let mail = StoredMail {
        id: new_id(),
        recipient: domain::Private::new(Anna.email()),
        subject: "canary-subject".into(),
        body: "canary-body".into(),
        sent_at: first_evening(),
    };
    work.mails().add(&mail).await.expect("adds");
    work.commit().await.expect("commits");
}

/// Long words, or words with a space: short ones turn up by chance in what is sealed.
fn private_words() -> Vec<String> {
    let words = [
        "Lindenweg",
        "canary",
        "sister",
        "Robin, who",
        "30 23125",
        "linden.example",
    ];
    let people = Cast::ALL
        .iter()
        .flat_map(|who| [who.legal_name().to_owned(), who.email().as_str().to_owned()]);
    words
        .iter()
        .map(|word| (*word).to_owned())
        .chain(people)
        .collect()
}

rule! {
    async fn whoever_steals_the_disk_reads_no_private_word(house) {
        fill(house).await;
        let stolen = house.stolen().await;
        let holds = |word: &str| stolen.windows(word.len()).any(|bytes| bytes == word.as_bytes());
        assert!(holds("Tuesday Evening"), "the search itself works");
        for word in private_words() {
            assert!(!holds(&word), "{word} lies open");
        }
    }
}

rule! {
    async fn a_sealed_value_moved_to_another_row_does_not_open(house) {
        fill(house).await;
        house
            .tamper(
                "update people set email_sealed = (select email_sealed from people where email_hash <>
                      (select max(email_hash) from people) limit 1)
                      where email_hash = (select max(email_hash) from people)",
            )
            .await;
        let read = house.store.people().all().await;
        assert!(matches!(read, Err(Error::Corrupt { .. })), "{read:?}");
    }
}

rule! {
    async fn a_sealed_value_moved_to_another_column_does_not_open(house) {
        fill(house).await;
        house
            .tamper("update emergency_facts set phone_sealed = contact_phone_sealed")
            .await;
        let read = house.store.emergency_facts().of_person(Anna.id()).await;
        assert!(matches!(read, Err(Error::Corrupt { .. })), "{read:?}");
    }
}

rule! {
    async fn a_damaged_sealed_value_damages_its_own_row_only(house) {
        fill(house).await;
        house
            .tamper("update removals set reason_sealed = 'v1.1.x.y'")
            .await;
        let (session, ben) = (tuesday_session().id, Ben.membership_id(tuesday_evening().id));
        assert!(matches!(
            house.store.removals().reason(session, ben).await,
            Err(Error::Corrupt { .. })
        ));
        assert_eq!(
            house
                .store
                .removals()
                .of_session(session)
                .await
                .expect("still stands"),
            [ben]
        );
        assert_eq!(
            house.store.people().lookup(Anna.id()).await.expect("reads"),
            Some(Anna.person())
        );
    }
}

rule! {
    async fn another_practices_key_opens_nothing(house) {
        fill(house).await;
        house
            .restart_with(Keys::from_numbered([(1, [8; 32])], [9; 32]).expect("keys"))
            .await;
        assert!(matches!(
            house.store.people().lookup(Anna.id()).await,
            Err(Error::Corrupt { .. })
        ));
        house
            .restart_with(Keys::from_numbered([(2, [7; 32])], [9; 32]).expect("keys"))
            .await;
        let id: PersonId = Anna.id();
        assert!(matches!(
            house.store.people().lookup(id).await,
            Err(Error::KeyMissing { number: 1 })
        ));
    }
}

rule! {
    async fn after_resealing_under_a_new_key_the_old_one_can_be_forgotten(house) {
        fill(house).await;
        let both = || Keys::from_numbered([(1, [7; 32]), (2, [5; 32])], [9; 32]).expect("keys");
        house.restart_with(both()).await;
        assert!(house.store.reseal().await.expect("reseals") > 100);
        assert_eq!(house.store.reseal().await.expect("finds nothing left"), 0);
        house
            .restart_with(Keys::from_numbered([(2, [5; 32])], [9; 32]).expect("keys"))
            .await;

        let (session, group) = (tuesday_session().id, tuesday_evening().id);
        assert_eq!(
            house.store.people().by_email(&Anna.email()).await.expect("reads"),
            Some(Anna.person())
        );
        assert_eq!(
            house.store.memberships().of_group(group).await.expect("reads")[..8],
            testkit::tuesday_circle()
        );
        assert_eq!(
            house
                .store
                .door_answers()
                .of_session(session)
                .await
                .expect("reads")
                .len(),
            2
        );
        assert_eq!(
            house
                .store
                .emergency_facts()
                .of_person(Ben.id())
                .await
                .expect("reads"),
            Some(Ben.emergency_facts())
        );
        let reason = house
            .store
            .removals()
            .reason(session, Ben.membership_id(group))
            .await
            .expect("reads");
        assert_eq!(reason.expect("is there").reveal(), "canary-reason");
        assert_eq!(
            house.store.mails().latest(1).await.expect("reads")[0]
                .body
                .reveal(),
            "canary-body"
        );
        let kept = house.store.kept_checkins().of_person(Anna.id()).await.expect("reads");
        assert_eq!((kept[0].words.number(), kept[0].words.line()), (Some(7), "canary-line"));
        let claimed = house
            .store
            .outbox()
            .claim(first_evening(), jiff::SignedDuration::from_mins(1), 1)
            .await;
        assert_eq!(claimed.expect("claims")[0].payload.reveal(), "canary-payload");
    }
}
