//! Many at once: nobody hears that the database is locked, nothing is lost, the audit chain stays whole.

use crate::house::{entry, job};
use crate::rule;
use store::{Chain, Store};
use testkit::Cast::*;
use testkit::{tuesday_circle, tuesday_evening};

const WRITERS: u64 = 8;
const WORKS_EACH: u64 = 25;

async fn write(store: Store) {
    for _ in 0..WORKS_EACH {
        let mut work = store
            .begin(entry("test.change"))
            .await
            .expect("a writer waits its turn");
        // A read before the write inside one transaction is what upgrades a snapshot and fails in SQLite.
        assert!(work.people().lookup(Anna.id()).await.expect("reads").is_some());
        work.jobs().enqueue(&job("greet")).await.expect("enqueues");
        work.commit().await.expect("commits");
    }
}

async fn read(store: Store) {
    for _ in 0..WORKS_EACH * 2 {
        let circle = store
            .memberships()
            .of_group(tuesday_evening().id)
            .await
            .expect("a reader never waits for writers");
        assert_eq!(circle, tuesday_circle());
    }
}

rule! {
    async fn writers_and_readers_at_once_neither_fail_nor_lose_anything(house) {
        house.furnish().await;
        let mut tasks = Vec::new();
        for _ in 0..WRITERS {
            tasks.push(tokio::spawn(write(house.store.clone())));
            tasks.push(tokio::spawn(read(house.store.clone())));
        }
        for task in tasks {
            task.await.expect("nobody failed");
        }
        assert_eq!(
            house.store.jobs().open_count().await.expect("counts"),
            WRITERS * WORKS_EACH
        );
        let written = WRITERS * WORKS_EACH + 1;
        let chain = house.store.audit().verify().await.expect("proves");
        assert!(matches!(chain, Chain::Whole { rows, .. } if rows == written), "{chain:?}");
    }
}
