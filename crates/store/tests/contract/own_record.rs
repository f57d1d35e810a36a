//! Check-ins in people's own records: each person's apart from everybody's, kept once, gone when they say so.

use crate::house::{House, new_id};
use crate::rule;
use domain::CheckinId;
use domain::checkin::{CheckinWords, KeptCheckin};
use jiff::SignedDuration;
use store::Error;
use testkit::Cast::{self, *};
use testkit::{first_evening, tuesday_session};

fn kept(who: Cast, id: CheckinId, number: &str, line: &str) -> KeptCheckin {
    KeptCheckin {
        id,
        person: who.id(),
        session: tuesday_session().id,
        words: CheckinWords::parse(number, line).expect("words"),
        kept_at: first_evening(),
    }
}

async fn keep(house: &House, checkin: &KeptCheckin) -> bool {
    let mut work = house.work().await;
    let new = work.kept_checkins().keep(checkin).await.expect("keeps");
    work.commit().await.expect("commits");
    new
}

async fn of(house: &House, who: Cast) -> Vec<KeptCheckin> {
    house
        .store
        .kept_checkins()
        .of_person(who.id())
        .await
        .expect("reads")
}

rule! {
    async fn check_ins_read_back_as_they_were_said_and_the_newest_comes_first(house) {
        house.furnish().await;
        let both = kept(Anna, new_id(), "0", "foggy");
        let number = KeptCheckin {
            kept_at: first_evening() + SignedDuration::from_mins(1),
            ..kept(Anna, new_id(), "10", "")
        };
        let line = KeptCheckin {
            kept_at: first_evening() + SignedDuration::from_mins(2),
            ..kept(Anna, new_id(), "", "Müde, aber da. 🌧")
        };
        for one in [&both, &line, &number] {
            assert!(keep(house, one).await);
        }
        assert_eq!(of(house, Anna).await, [line, number, both]);
        assert_eq!(of(house, Ben).await, []);
    }
}

rule! {
    async fn keeping_twice_under_one_id_keeps_the_first(house) {
        house.furnish().await;
        let id = new_id();
        let first = kept(Anna, id, "7", "first");
        assert!(keep(house, &first).await);
        assert!(!keep(house, &kept(Anna, id, "2", "second")).await);
        assert_eq!(of(house, Anna).await, [first]);
        let count = house.store.kept_checkins().count_of_session(Anna.id(), tuesday_session().id).await;
        assert_eq!(count.expect("counts"), 1);
    }
}

rule! {
    async fn an_id_means_something_for_its_own_person_only(house) {
        house.furnish().await;
        let id = new_id();
        let (annas, bens) = (kept(Anna, id, "7", "hers"), kept(Ben, id, "3", "his"));
        assert!(keep(house, &annas).await);
        assert!(keep(house, &bens).await, "another's id is in nobody's way");
        let mut work = house.work().await;
        assert!(!work.kept_checkins().delete(Chidi.id(), id).await.expect("looks"));
        assert!(work.kept_checkins().delete(Ben.id(), id).await.expect("deletes"));
        work.commit().await.expect("commits");
        assert_eq!(of(house, Anna).await, [annas]);
        assert_eq!(of(house, Ben).await, []);
    }
}

rule! {
    async fn deleting_everything_leaves_other_peoples_records(house) {
        house.furnish().await;
        for number in ["1", "2", "3"] {
            keep(house, &kept(Anna, new_id(), number, "")).await;
        }
        let bens = kept(Ben, new_id(), "3", "his");
        keep(house, &bens).await;
        let mut work = house.work().await;
        assert_eq!(work.kept_checkins().delete_all(Anna.id()).await.expect("deletes"), 3);
        assert_eq!(work.kept_checkins().delete_all(Anna.id()).await.expect("finds none"), 0);
        work.commit().await.expect("commits");
        assert_eq!(of(house, Anna).await, []);
        assert_eq!(of(house, Ben).await, [bens]);
    }
}

rule! {
    async fn words_moved_into_another_persons_record_do_not_open(house) {
        house.furnish().await;
        keep(house, &kept(Anna, new_id(), "7", "hers")).await;
        keep(house, &kept(Ben, new_id(), "3", "his")).await;
        house
            .tamper("update kept_checkins set line_sealed = (select max(line_sealed) from kept_checkins)")
            .await;
        let mut damaged = 0;
        for who in [Anna, Ben] {
            let read = house.store.kept_checkins().of_person(who.id()).await;
            damaged += usize::from(matches!(read, Err(Error::Corrupt { .. })));
        }
        assert_eq!(damaged, 1, "only where they were does the line open");
    }
}
