//! Being erased beside others who write: what comes first counts, and nothing comes between.

use crate::house::{House, new_id};
use crate::rule;
use domain::Private;
use jiff::{SignedDuration, Timestamp};
use store::{Error, NewHold, Store, Wish};
use testkit::Cast::{Anna, Mara};
use testkit::{first_evening, tuesday_evening};

fn hold() -> NewHold {
    NewHold {
        id: new_id(),
        person: Anna.id(),
        reason: Private::from("A court asked"),
        placed_by: Private::from("The practice"),
        placed_at: first_evening(),
        ends_at: first_evening() + SignedDuration::from_hours(24),
    }
}

async fn place(store: Store) -> Result<(), Error> {
    let mut work = store.begin_unaudited("a test holds").await?;
    work.holds().place(&hold()).await?;
    work.commit().await
}

async fn take_back(store: Store) -> Result<bool, Error> {
    let mut work = store.begin_unaudited("a test stays").await?;
    let taken = work.erasures().take_back(Anna.id()).await?;
    work.commit().await?;
    Ok(taken)
}

async fn asked(house: &House) -> Timestamp {
    house.furnish().await;
    let wish = Wish {
        person: Anna.id(),
        asked_at: first_evening(),
        due_at: first_evening(),
    };
    let mut work = house.work().await;
    assert!(work.erasures().ask(wish).await.expect("asks"));
    work.commit().await.expect("commits");
    wish.due_at
}

rule! {
    async fn a_wish_is_taken_when_it_is_due_and_once(house) {
        let due = asked(house).await;
        let mut work = house.work().await;
        let before = due - SignedDuration::from_secs(1);
        assert!(!work.erasures().take(Anna.id(), before).await.expect("looks"));
        assert!(work.erasures().take(Anna.id(), due).await.expect("takes"));
        assert!(!work.erasures().take(Anna.id(), due).await.expect("looks"));
        drop(work);
        let wish = house.store.erasures().of_person(Anna.id()).await.expect("reads");
        assert!(wish.is_some(), "what was not committed left the wish where it was");
    }
}

rule! {
    async fn a_hold_or_a_change_of_mind_that_comes_while_somebody_is_erased_comes_too_late_and_is_told_so(house) {
        let due = asked(house).await;
        let mut work = house.work().await;
        work.erasures().hold_still(Anna.id()).await.expect("holds");
        assert!(work.erasures().take(Anna.id(), due).await.expect("takes"));
        assert!(work.holds().of_person(Anna.id()).await.expect("reads").is_empty(), "nothing is in the way");
        let late = tokio::spawn(place(house.store.clone()));
        let later = tokio::spawn(take_back(house.store.clone()));
        // They have every chance to come between, and must not.
        for _ in 0..200 {
            house.store.ping().await.expect("answers");
        }
        assert!(!late.is_finished() && !later.is_finished(), "both wait for this work");
        work.erasures().erase(Anna.id()).await.expect("erases");
        work.commit().await.expect("commits");
        let refused = late.await.expect("no panic");
        assert!(matches!(refused, Err(Error::Conflict { .. })), "{refused:?}");
        assert!(!later.await.expect("no panic").expect("answers"));
        assert!(!house.store.erasures().is_there(Anna.id()).await.expect("reads"));
    }
}

rule! {
    async fn whoever_removed_others_or_wrote_down_a_guardian_can_be_erased(house) {
        house.furnish().await;
        let group = tuesday_evening().id;
        let (mara, anna) = (Mara.membership_id(group), Anna.membership_id(group));
        let session = testkit::tuesday_session().id;
        let guardian = domain::agreement::Guardian {
            group,
            member: anna,
            consent: None,
            recorded_by: Some(mara),
            recorded_at: first_evening(),
        };
        let mut work = house.work().await;
        work.removals().add(session, anna, mara, &"a reason".into(), first_evening()).await.expect("adds");
        work.guardians().put(&guardian).await.expect("puts");
        work.commit().await.expect("commits");
        let mut work = house.work().await;
        work.erasures().erase(Mara.id()).await.expect("erases");
        work.commit().await.expect("commits");
        let stays = house.store.guardians().of_member(anna).await.expect("reads");
        assert_eq!(stays, Some(domain::agreement::Guardian { recorded_by: None, ..guardian }));
        assert_eq!(house.store.removals().of_session(session).await.expect("reads"), [anna]);
    }
}
