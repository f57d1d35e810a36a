//! Passkeys: each opens one account, its counter moves once at a time, and nothing of it stands readable.

use crate::house::new_id;
use crate::rule;
use domain::Private;
use domain::passkey::{Passkey, PasskeyName};
use jiff::SignedDuration;
use store::{Error, StoredPasskey};
use testkit::Cast::{self, *};
use testkit::first_evening;

const CREDENTIAL: &[u8] = b"canary-credential-id";

fn name(text: &str) -> PasskeyName {
    PasskeyName::parse(text).expect("a name")
}

fn passkey(of: Cast) -> StoredPasskey {
    StoredPasskey {
        passkey: Passkey {
            id: new_id(),
            person: of.id(),
            name: Private::new(name("canary phone")),
            made_at: first_evening(),
            last_used_at: None,
        },
        credential: "canary-counter-1".into(),
    }
}

async fn keep(house: &crate::house::House, stored: &StoredPasskey) {
    let mut work = house.work().await;
    work.passkeys().add(CREDENTIAL, stored).await.expect("adds");
    work.commit().await.expect("commits");
}

rule! {
    async fn a_passkey_is_found_by_the_id_a_browser_names_it_by(house) {
        house.furnish().await;
        let annas = passkey(Anna);
        keep(house, &annas).await;
        house.restart().await;
        let found = house.store.passkeys().by_credential(CREDENTIAL).await.expect("reads");
        assert_eq!(found, Some(annas.clone()));
        assert_eq!(house.store.passkeys().by_credential(b"another").await.expect("reads"), None);
        assert_eq!(house.store.passkeys().of_person(Anna.id()).await.expect("reads"), [annas]);
        assert_eq!(house.store.passkeys().of_person(Ben.id()).await.expect("reads"), []);
    }
}

rule! {
    async fn one_key_never_opens_two_accounts(house) {
        house.furnish().await;
        keep(house, &passkey(Anna)).await;
        for again in [Ben, Anna] {
            let mut work = house.work().await;
            let refused = work.passkeys().add(CREDENTIAL, &passkey(again)).await;
            assert!(matches!(refused, Err(Error::Conflict { .. })), "{again:?}");
        }
    }
}

rule! {
    async fn of_two_answers_with_one_counter_one_counts(house) {
        house.furnish().await;
        let before = passkey(Anna);
        keep(house, &before).await;
        let at = first_evening() + SignedDuration::from_mins(1);
        let tries: Vec<_> = (0..6)
            .map(|_| {
                let (store, before) = (house.store.clone(), before.clone());
                tokio::spawn(async move {
                    let mut work = store.begin(crate::house::entry("test")).await.expect("begins");
                    let counted = work.passkeys().used(&before, "canary-counter-2", at).await.expect("asks");
                    work.commit().await.expect("commits");
                    counted
                })
            })
            .collect();
        let mut counted = 0;
        for one in tries {
            counted += usize::from(one.await.expect("no panic"));
        }
        assert_eq!(counted, 1);
        let after = house.store.passkeys().lookup(before.passkey.id).await.expect("reads").expect("is there");
        assert_eq!((after.credential.reveal().as_str(), after.passkey.last_used_at), ("canary-counter-2", Some(at)));
    }
}

rule! {
    async fn a_passkey_is_renamed_and_once_removed_it_counts_no_more(house) {
        house.furnish().await;
        let before = passkey(Anna);
        keep(house, &before).await;
        let id = before.passkey.id;
        let mut work = house.work().await;
        work.passkeys().rename(id, &name("My key")).await.expect("renames");
        let renamed = work.passkeys().lookup(id).await.expect("reads").expect("is there");
        assert_eq!(renamed.passkey.name.reveal(), &name("My key"));
        assert!(work.passkeys().remove(id).await.expect("removes"));
        assert!(!work.passkeys().remove(id).await.expect("asks again"));
        assert!(!work.passkeys().used(&before, "canary-counter-2", first_evening()).await.expect("asks"));
        work.commit().await.expect("commits");
        assert_eq!(house.store.passkeys().by_credential(CREDENTIAL).await.expect("reads"), None);
    }
}

rule! {
    async fn whoever_steals_the_disk_reads_no_name_no_key_and_no_id_of_a_passkey(house) {
        house.furnish().await;
        keep(house, &passkey(Anna)).await;
        let stolen = house.stolen().await;
        for secret in ["canary phone", "canary-counter", "canary-credential"] {
            assert!(!stolen.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()), "{secret}");
        }
    }
}
