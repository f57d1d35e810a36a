//! The old end of the log goes in one way, which leaves a proof; and what is over its period goes class by class, unless it is held.

use crate::audit::{is_whole, place, rows, verify, write_rows};
use crate::house::{House, new_id};
use crate::rule;
use domain::retention::Class;
use jiff::{SignedDuration, Timestamp};
use store::{Actor, AuditEntry, Break, Chain, NewHold, WrittenHead};
use testkit::Cast::{self, *};
use testkit::{first_evening, linden_house, tuesday_evening, tuesday_session};

fn day(number: i64) -> Timestamp {
    first_evening() + SignedDuration::from_hours(24 * number)
}

async fn row_of_day(house: &House, number: i64) {
    let entry = AuditEntry::new(
        Actor::Person(Anna.id()),
        "Session/SeeDesk",
        tuesday_session().id,
        day(number),
    );
    house.store.write_down(vec![entry]).await.expect("writes");
}

async fn cut(house: &House, before: Timestamp) -> u64 {
    let practice = linden_house().id;
    house
        .store
        .cut_audit_log(practice, before, 30, day(90))
        .await
        .expect("cuts")
}

async fn hold(house: &House, who: Cast, ends_at: Timestamp) {
    let mut work = house.work().await;
    let hold = NewHold {
        id: new_id(),
        person: who.id(),
        reason: "a court asked".into(),
        placed_by: "the practice".into(),
        placed_at: first_evening(),
        ends_at,
    };
    work.holds().place(&hold).await.expect("places");
    work.commit().await.expect("commits");
}

rule! {
    async fn a_log_that_the_job_cut_is_whole_and_tells_where_it_begins(house) {
        for number in [1, 2, 3, 40, 41] {
            row_of_day(house, number).await;
        }
        let before = rows(house).await;
        assert_eq!(cut(house, day(30)).await, 3);
        let left = rows(house).await;
        assert_eq!(left.iter().map(|row| row.position).collect::<Vec<_>>(), [4, 5, 6]);
        let said = left.last().expect("the row of the cut");
        assert_eq!((said.action.as_str(), said.actor.as_str()), ("Audit/Cut", "house"));
        for (name, value) in [("rows", "3"), ("through", "3"), ("days", "30"), ("class", "audit-log")] {
            assert_eq!(said.detail_of(name), Some(value), "{name}");
        }
        let Chain::Whole { rows: count, cut: begins, .. } = verify(house).await else {
            panic!("{:?}", verify(house).await);
        };
        assert_eq!((count, begins.map(|head| head.to_string())), (3, Some(format!("3:{}", before[2].hash))));
        assert_eq!(cut(house, day(30)).await, 0, "twice is no fault");
        house.restart().await;
        write_rows(house, 2).await;
        assert!(is_whole(&verify(house).await, 5));
    }
}

rule! {
    async fn a_second_cut_lets_go_of_the_row_of_the_first(house) {
        for number in [1, 2, 40] {
            row_of_day(house, number).await;
        }
        assert_eq!(cut(house, day(30)).await, 2);
        assert_eq!(cut(house, day(91)).await, 2, "a late row and the row of the first cut");
        assert!(is_whole(&verify(house).await, 1));
    }
}

rule! {
    async fn a_head_from_before_the_cut_still_proves_what_it_can(house) {
        for number in [1, 2, 3, 40] {
            row_of_day(house, number).await;
        }
        let all = rows(house).await;
        let head = |at: usize| -> WrittenHead {
            format!("{}:{}", all[at].position, all[at].hash).parse().expect("a head")
        };
        assert_eq!(cut(house, day(30)).await, 3);
        let against = async |written: &WrittenHead| house.store.audit().verify_against(written).await.expect("proves");
        assert!(is_whole(&against(&head(2)).await, 2), "the last that went is the checkpoint itself");
        assert!(is_whole(&against(&head(3)).await, 2));
        assert_eq!(place(&against(&head(0)).await), Some((3, Break::OlderThanTheCut)));
        let forged: WrittenHead = format!("3:{}", all[0].hash).parse().expect("a head");
        assert_eq!(place(&against(&forged).await), Some((3, Break::NotAsWritten)));
    }
}

rule! {
    async fn whoever_cuts_further_by_hand_or_bends_the_row_of_the_cut_is_found(house) {
        for number in [1, 2, 40, 41] {
            row_of_day(house, number).await;
        }
        assert_eq!(cut(house, day(30)).await, 2);
        let third = rows(house).await[0].clone();
        house
            .tamper(&format!("insert into audit_checkpoints (position, hash, cut_at) values (3, '{}', 0)", third.hash))
            .await;
        assert_eq!(place(&verify(house).await), Some((3, Break::Checkpoint)));
        house.tamper("delete from audit_rows where position <= 3").await;
        assert_eq!(place(&verify(house).await), Some((3, Break::Checkpoint)));
        house.unguard().await;
        house
            .tamper(&format!("update audit_rows set detail = 'through=3 hash={}' where action = 'Audit/Cut'", third.hash))
            .await;
        assert_eq!(place(&verify(house).await), Some((5, Break::Changed)));
    }
}

rule! {
    async fn rows_about_somebody_who_is_held_stay_and_so_does_what_stands_behind_them(house) {
        house.furnish().await;
        let begin = rows(house).await.len();
        for number in [1, 2, 3] {
            row_of_day(house, number).await;
        }
        hold(house, Anna, day(91)).await;
        let standing = rows(house).await;
        let hers = standing.iter().position(|row| row.actor == Anna.id().to_string()).expect("hers");
        assert_eq!(cut(house, day(90)).await, u64::try_from(hers).expect("few"));
        assert!(rows(house).await.len() >= 3 && hers >= begin);
        assert!(matches!(verify(house).await, Chain::Whole { .. }));
    }
}

rule! {
    async fn what_is_over_its_period_goes_and_what_is_held_or_young_stays(house) {
        house.furnish().await;
        let (session, group) = (tuesday_session().id, tuesday_evening().id);
        let mut work = house.work().await;
        for who in [Anna, Ben] {
            work.door_answers().put(&who.at_the_door(session, group, first_evening())).await.expect("puts");
        }
        work.commit().await.expect("commits");
        hold(house, Ben, day(60)).await;
        let cut = async |before, now| {
            let mut work = house.work().await;
            let gone = work.retention().cut(Class::DoorAnswers, before, now).await.expect("cuts");
            work.commit().await.expect("commits");
            gone
        };
        assert_eq!(cut(day(0), day(30)).await, 0, "it began then, and is not over yet");
        assert_eq!(cut(day(1), day(31)).await, 1);
        let left = house.store.door_answers().of_session(session).await.expect("reads");
        assert_eq!(left.iter().map(|one| one.member).collect::<Vec<_>>(), [Ben.membership_id(group)]);
        assert_eq!(cut(day(1), day(61)).await, 1, "the hold has ended");
        assert_eq!(cut(day(1), day(61)).await, 0);
        let mut work = house.work().await;
        for class in [
            Class::SignInLinks,
            Class::SignIns,
            Class::Letters,
            Class::Jobs,
            Class::Evenings,
            Class::Removals,
        ] {
            work.retention().cut(class, day(1), day(61)).await.expect("both engines understand it");
        }
        work.commit().await.expect("commits");
    }
}

rule! {
    async fn a_hold_goes_a_while_after_it_was_released_or_its_end_had_come(house) {
        house.furnish().await;
        hold(house, Anna, day(10)).await;
        hold(house, Ben, day(100)).await;
        hold(house, Dana, day(100)).await;
        let of_ben = house.store.holds().of_person(Ben.id()).await.expect("reads")[0].id;
        let mut work = house.work().await;
        assert!(work.holds().release(of_ben, day(20)).await.expect("releases"));
        work.commit().await.expect("commits");
        for (before, left) in [(day(10), 3), (day(11), 2), (day(21), 1), (day(40), 1)] {
            let mut work = house.work().await;
            work.retention().cut(Class::Holds, before, day(40)).await.expect("cuts");
            work.commit().await.expect("commits");
            assert_eq!(house.store.holds().all().await.expect("reads").len(), left, "{before}");
        }
        let stays = house.store.holds().all().await.expect("reads");
        assert_eq!(stays[0].person, Dana.id(), "what holds now stays");
    }
}
