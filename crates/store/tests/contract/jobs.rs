//! Jobs are claimed by one, come back when their claimer dies, and wake whoever waits.

use crate::house::{House, ids, job};
use crate::rule;
use jiff::{SignedDuration, Timestamp};
use store::Job;
use testkit::first_evening;

const LEASE: SignedDuration = SignedDuration::from_mins(1);

async fn enqueue(house: &House, count: usize) {
    let mut work = house.work().await;
    for _ in 0..count {
        work.jobs().enqueue(&job("greet")).await.expect("enqueues");
    }
    work.commit().await.expect("commits");
}

async fn claim(house: &House, now: Timestamp, limit: u32) -> Vec<Job> {
    house
        .store
        .outbox()
        .claim(now, LEASE, limit)
        .await
        .expect("claims")
}

rule! {
    async fn a_claimed_job_is_nobody_elses_until_its_lease_ends(house) {
        enqueue(house, 1).await;
        let claimed = claim(house, first_evening(), 10).await;
        assert_eq!(claimed.len(), 1);
        assert_eq!((claimed[0].kind.as_str(), claimed[0].attempts), ("greet", 1));
        assert_eq!(claimed[0].payload.reveal(), "canary-payload");
        assert_eq!(
            claim(house, first_evening() + LEASE - SignedDuration::from_secs(1), 10).await,
            []
        );
        let again = claim(house, first_evening() + LEASE, 10).await;
        assert_eq!((ids(&again), again[0].attempts), (ids(&claimed), 2));
    }
}

rule! {
    async fn a_job_is_claimed_when_due_oldest_first_and_not_more_than_asked(house) {
        enqueue(house, 3).await;
        assert_eq!(
            claim(house, first_evening() - SignedDuration::from_millis(1), 10).await,
            []
        );
        let first = claim(house, first_evening(), 2).await;
        let rest = claim(house, first_evening(), 2).await;
        assert_eq!((first.len(), rest.len()), (2, 1));
        let order: Vec<_> = ids(&first).into_iter().chain(ids(&rest)).collect();
        assert!(order.is_sorted());
    }
}

rule! {
    async fn many_who_claim_at_once_never_get_the_same_job(house) {
        enqueue(house, 20).await;
        let claims: Vec<_> = (0..6)
            .map(|_| {
                let outbox = house.store.outbox();
                tokio::spawn(async move { outbox.claim(first_evening(), LEASE, 4).await.expect("claims") })
            })
            .collect();
        let mut all = Vec::new();
        for claimed in claims {
            all.extend(ids(&claimed.await.expect("ends")));
        }
        let claimed = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), claimed, "a job was claimed twice");
        assert!(claimed <= 20);
    }
}

rule! {
    async fn a_done_job_never_comes_back(house) {
        enqueue(house, 1).await;
        let claimed = claim(house, first_evening(), 1).await;
        house
            .store
            .outbox()
            .done(claimed[0].id, first_evening())
            .await
            .expect("is done");
        house.restart().await;
        assert_eq!(
            claim(house, first_evening() + SignedDuration::from_hours(9), 10).await,
            []
        );
        assert_eq!(house.store.jobs().open_count().await.expect("counts"), 0);
        house
            .store
            .outbox()
            .forget_done(first_evening() + LEASE)
            .await
            .expect("forgets");
    }
}

rule! {
    async fn a_failed_job_is_tried_again_at_its_time_and_given_up_for_good(house) {
        enqueue(house, 1).await;
        let claimed = claim(house, first_evening(), 1).await;
        let retry_at = first_evening() + SignedDuration::from_secs(5);
        house
            .store
            .outbox()
            .failed(claimed[0].id, retry_at, "refused")
            .await
            .expect("is noted");
        assert_eq!(claim(house, first_evening(), 1).await, []);
        let again = claim(house, retry_at, 1).await;
        assert_eq!((ids(&again), again[0].attempts), (ids(&claimed), 2));
        house
            .store
            .outbox()
            .gave_up(again[0].id, retry_at, "refused")
            .await
            .expect("is noted");
        assert_eq!(
            claim(house, retry_at + SignedDuration::from_hours(9), 1).await,
            []
        );
        assert_eq!(house.store.jobs().open_count().await.expect("counts"), 0);
    }
}

rule! {
    async fn a_committed_job_wakes_whoever_waits_and_an_abandoned_one_does_not(house) {
        let outbox = house.store.outbox();
        let mut waiting = tokio::spawn(async move { outbox.arrived().await });
        let mut work = house.work().await;
        work.jobs().enqueue(&job("greet")).await.expect("enqueues");
        drop(work);
        let patience = std::time::Duration::from_millis(50);
        assert!(
            tokio::time::timeout(patience, &mut waiting).await.is_err(),
            "woken for nothing"
        );
        enqueue(house, 1).await;
        // Far longer than it takes: a store that never wakes anybody must fail, not hang.
        let minute = std::time::Duration::from_secs(60);
        tokio::time::timeout(minute, waiting)
            .await
            .expect("is woken")
            .expect("ends");
    }
}
