//! Passwords with codes: a code counts once, wrong tries add up, and nothing of either stands readable.

use crate::rule;
use jiff::SignedDuration;
use store::StoredPassword;
use testkit::Cast::{self, *};
use testkit::first_evening;

fn password(of: Cast) -> StoredPassword {
    StoredPassword {
        person: of.id(),
        hash: "canary-hash".into(),
        secret: "canary-secret".into(),
        used_step: 7,
        failures: 0,
        wrong_codes: 0,
        set_at: first_evening(),
        last_used_at: None,
    }
}

async fn keep(house: &crate::house::House, stored: &StoredPassword) {
    let mut work = house.work().await;
    work.passwords().set(stored).await.expect("sets");
    work.commit().await.expect("commits");
}

rule! {
    async fn there_is_one_for_each_person_and_another_takes_its_place(house) {
        house.furnish().await;
        keep(house, &password(Mara)).await;
        let another = StoredPassword { hash: "canary-other".into(), used_step: 9, ..password(Mara) };
        keep(house, &another).await;
        house.restart().await;
        assert_eq!(house.store.passwords().of_person(Mara.id()).await.expect("reads"), Some(another));
        assert_eq!(house.store.passwords().of_person(Ines.id()).await.expect("reads"), None);
        let mut work = house.work().await;
        assert!(work.passwords().remove(Mara.id()).await.expect("removes"));
        assert!(!work.passwords().remove(Mara.id()).await.expect("asks again"));
        work.commit().await.expect("commits");
    }
}

rule! {
    async fn of_many_who_show_one_code_one_counts_and_none_with_an_older_one(house) {
        house.furnish().await;
        let before = password(Mara);
        keep(house, &before).await;
        let at = first_evening() + SignedDuration::from_mins(1);
        let tries: Vec<_> = [8_i64, 8, 8, 8, 7, 6]
            .map(|step| {
                let (store, before) = (house.store.clone(), before.clone());
                tokio::spawn(async move {
                    let mut work = store.begin(crate::house::entry("test")).await.expect("begins");
                    let counted = work.passwords().used(&before, step, 10, at).await.expect("asks");
                    work.commit().await.expect("commits");
                    counted
                })
            })
            .into();
        let mut counted = 0;
        for one in tries {
            counted += usize::from(one.await.expect("no panic"));
        }
        assert_eq!(counted, 1);
        let after = house.store.passwords().of_person(Mara.id()).await.expect("reads").expect("is there");
        assert_eq!((after.used_step, after.last_used_at), (8, Some(at)));
    }
}

rule! {
    async fn a_code_of_a_password_that_was_replaced_counts_no_more(house) {
        house.furnish().await;
        let before = password(Mara);
        keep(house, &before).await;
        keep(house, &StoredPassword { set_at: first_evening() + SignedDuration::from_secs(1), ..password(Mara) }).await;
        let mut work = house.work().await;
        assert!(!work.passwords().used(&before, 100, 10, first_evening()).await.expect("asks"));
        work.commit().await.expect("commits");
    }
}

rule! {
    async fn wrong_tries_add_up_until_a_right_sign_in(house) {
        house.furnish().await;
        keep(house, &password(Mara)).await;
        let mut work = house.work().await;
        for _ in 0..3 {
            work.passwords().failed(Mara.id()).await.expect("counts");
        }
        work.passwords().failed(Ines.id()).await.expect("has none");
        let so_far = work.passwords().of_person(Mara.id()).await.expect("reads").expect("is there");
        assert_eq!(so_far.failures, 3);
        work.passwords().rested(Mara.id()).await.expect("rests");
        let then = work.passwords().of_person(Mara.id()).await.expect("reads").expect("is there");
        assert_eq!(then.failures, 0);
        work.commit().await.expect("commits");
    }
}

rule! {
    async fn wrong_codes_add_up_until_a_right_one_whatever_else_signs_in_and_so_many_let_nobody_in(house) {
        house.furnish().await;
        let before = password(Mara);
        keep(house, &before).await;
        let at = first_evening() + SignedDuration::from_mins(1);
        let mut work = house.work().await;
        for number in 1..=3 {
            assert_eq!(work.passwords().wrong_code(Mara.id()).await.expect("counts"), Some(number));
        }
        assert_eq!(work.passwords().wrong_code(Ines.id()).await.expect("has none"), None);
        work.passwords().rested(Mara.id()).await.expect("rests");
        assert!(!work.passwords().used(&before, 8, 3, at).await.expect("asks"), "three are too many");
        let so_far = work.passwords().of_person(Mara.id()).await.expect("reads").expect("is there");
        assert_eq!((so_far.wrong_codes, so_far.used_step), (3, 7));
        assert!(work.passwords().used(&before, 8, 4, at).await.expect("asks"));
        let then = work.passwords().of_person(Mara.id()).await.expect("reads").expect("is there");
        assert_eq!(then.wrong_codes, 0);
        work.commit().await.expect("commits");
    }
}

rule! {
    async fn whoever_steals_the_disk_reads_neither_hash_nor_secret(house) {
        house.furnish().await;
        keep(house, &password(Mara)).await;
        let stolen = house.stolen().await;
        for secret in ["canary-hash", "canary-secret"] {
            assert!(!stolen.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()), "{secret}");
        }
    }
}
