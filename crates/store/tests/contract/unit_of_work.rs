//! A change, its audit row and its jobs are one: all of them or none. And what is committed stays.

use crate::house::{entry, job};
use crate::rule;
use jiff::SignedDuration;
use store::{Chain, Error};
use testkit::Cast::*;

rule! {
    async fn what_is_not_committed_leaves_no_change_no_audit_row_and_no_job(house) {
        let mut work = house.work().await;
        work.people().add(&Anna.person()).await.expect("adds");
        work.jobs().enqueue(&job("greet")).await.expect("enqueues");
        drop(work);

        assert_eq!(house.store.people().lookup(Anna.id()).await.expect("reads"), None);
        assert_eq!(house.store.jobs().open_count().await.expect("counts"), 0);
        let chain = house.store.audit().verify().await.expect("proves");
        assert!(matches!(chain, Chain::Whole { rows: 0, .. }), "{chain:?}");
    }
}

rule! {
    async fn what_is_committed_is_there_with_its_audit_row_and_its_job(house) {
        let mut work = house.work().await;
        work.people().add(&Anna.person()).await.expect("adds");
        work.jobs().enqueue(&job("greet")).await.expect("enqueues");
        work.note("person", Anna.id());
        work.commit().await.expect("commits");

        assert_eq!(
            house.store.people().lookup(Anna.id()).await.expect("reads"),
            Some(Anna.person())
        );
        assert_eq!(house.store.jobs().open_count().await.expect("counts"), 1);
        let rows = house.store.audit().latest(10).await.expect("reads");
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].actor, Mara.id().to_string());
        assert_eq!(rows[0].detail, format!("person={}", Anna.id()));
    }
}

rule! {
    async fn a_refused_change_undoes_the_whole_work(house) {
        let mut work = house.work().await;
        work.people().add(&Anna.person()).await.expect("adds");
        let again = work.people().add(&Anna.person()).await;
        assert!(matches!(again, Err(Error::Conflict { .. })), "{again:?}");
        drop(work);
        assert_eq!(house.store.people().lookup(Anna.id()).await.expect("reads"), None);
    }
}

rule! {
    async fn a_work_sees_its_own_changes_before_others_do(house) {
        let mut work = house.work().await;
        work.people().add(&Anna.person()).await.expect("adds");
        assert!(work.people().lookup(Anna.id()).await.expect("reads").is_some());
        assert!(
            house
                .store
                .people()
                .lookup(Anna.id())
                .await
                .expect("reads")
                .is_none()
        );
        work.commit().await.expect("commits");
        assert!(
            house
                .store
                .people()
                .lookup(Anna.id())
                .await
                .expect("reads")
                .is_some()
        );
    }
}

rule! {
    async fn an_unaudited_work_leaves_its_change_and_no_audit_row(house) {
        let mut work = house.store.begin_unaudited("a test").await.expect("begins");
        work.people().add(&Anna.person()).await.expect("adds");
        work.commit().await.expect("commits");
        assert!(
            house
                .store
                .people()
                .lookup(Anna.id())
                .await
                .expect("reads")
                .is_some()
        );
        assert_eq!(house.store.audit().latest(10).await.expect("reads"), []);
    }
}

rule! {
    async fn a_restart_keeps_everything(house) {
        house.furnish().await;
        let mut work = house.store.begin(entry("test.enqueue")).await.expect("begins");
        work.jobs().enqueue(&job("greet")).await.expect("enqueues");
        work.commit().await.expect("commits");
        house.restart().await;

        let store = &house.store;
        assert_eq!(
            store.practices().current().await.expect("reads"),
            Some(testkit::linden_house())
        );
        assert_eq!(store.people().all().await.expect("reads").len(), 19);
        assert_eq!(
            store
                .memberships()
                .of_group(testkit::tuesday_evening().id)
                .await
                .expect("reads"),
            testkit::tuesday_circle()
        );
        assert_eq!(
            store
                .sessions()
                .lookup(testkit::tuesday_session().id)
                .await
                .expect("reads"),
            Some(testkit::tuesday_session())
        );
        assert_eq!(
            store.emergency_facts().of_person(Dana.id()).await.expect("reads"),
            Some(Dana.emergency_facts())
        );
        let chain = store.audit().verify().await.expect("proves");
        assert!(matches!(chain, Chain::Whole { rows: 2, .. }), "{chain:?}");
        let jobs = store
            .outbox()
            .claim(testkit::first_evening(), SignedDuration::from_mins(1), 10)
            .await
            .expect("claims");
        assert_eq!(jobs.len(), 1);
    }
}

rule! {
    async fn a_closed_store_answers_unavailable(house) {
        house.store.close().await;
        assert!(matches!(house.store.ping().await, Err(Error::Unavailable(_))));
        assert!(matches!(
            house.store.begin(entry("test.change")).await,
            Err(Error::Unavailable(_))
        ));
    }
}
