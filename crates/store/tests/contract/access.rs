//! People, their one-time links, their devices, and the mail that carries the links.

use crate::house::new_id;
use crate::rule;
use domain::SignInId;
use domain::notice::{Happened, Notice};
use domain::person::EmailAddress;
use domain::recovery::{Confirmed, Recovery};
use domain::sign_in::SignedInBy;
use jiff::SignedDuration;
use store::{Error, SignIn, SignInLink, StoredMail};
use testkit::Cast::*;
use testkit::first_evening;

const TOKEN: &str = "canary-token-of-anna";

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

fn link() -> SignInLink {
    SignInLink {
        person: Anna.id(),
        created_at: first_evening(),
        expires_at: first_evening() + minutes(15),
        spent_at: None,
    }
}

fn sign_in(id: SignInId) -> SignIn {
    SignIn {
        id,
        person: Anna.id(),
        label: "Firefox on Linux".to_owned(),
        by: SignedInBy::Passkey,
        passkey: None,
        created_at: first_evening(),
        last_seen_at: first_evening(),
        idle_expires_at: first_evening() + minutes(60),
        expires_at: first_evening() + minutes(600),
        ended_at: None,
    }
}

async fn add_link(house: &crate::house::House) {
    let mut work = house.work().await;
    work.people().add(&Anna.person()).await.expect("adds");
    work.sign_in_links().add(TOKEN, &link()).await.expect("adds");
    work.commit().await.expect("commits");
}

async fn spend(house: &crate::house::House, now: jiff::Timestamp) -> Option<domain::PersonId> {
    let mut work = house.work().await;
    let person = work.sign_in_links().spend(TOKEN, now).await.expect("asks");
    work.commit().await.expect("commits");
    person
}

rule! {
    async fn a_person_reads_back_and_is_found_by_address(house) {
        house.furnish().await;
        let typed = EmailAddress::parse(" Farah@Linden.EXAMPLE ").expect("an address");
        assert_eq!(
            house.store.people().by_email(&typed).await.expect("reads"),
            Some(Farah.person())
        );
        let unknown = EmailAddress::parse("nobody@linden.example").expect("an address");
        assert_eq!(
            house.store.people().by_email(&unknown).await.expect("reads"),
            None
        );
    }
}

rule! {
    async fn two_people_never_share_an_address(house) {
        let mut work = house.work().await;
        work.people().add(&Anna.person()).await.expect("adds");
        let impostor = domain::person::Person {
            id: Sam.id(),
            ..Anna.person()
        };
        assert!(matches!(
            work.people().add(&impostor).await,
            Err(Error::Conflict { .. })
        ));
    }
}

rule! {
    async fn looking_at_a_link_never_spends_it(house) {
        add_link(house).await;
        for _ in 0..3 {
            let seen = house.store.sign_in_links().look(TOKEN).await.expect("looks");
            assert_eq!(seen, Some(link()));
        }
        assert_eq!(spend(house, first_evening()).await, Some(Anna.id()));
    }
}

rule! {
    async fn a_spent_link_never_works_twice(house) {
        add_link(house).await;
        assert_eq!(spend(house, first_evening()).await, Some(Anna.id()));
        assert_eq!(spend(house, first_evening()).await, None);
        house.restart().await;
        assert_eq!(spend(house, first_evening()).await, None);
        let seen = house
            .store
            .sign_in_links()
            .look(TOKEN)
            .await
            .expect("looks")
            .expect("is still known");
        assert!(!seen.works(first_evening()));
    }
}

rule! {
    async fn of_many_who_spend_a_link_at_once_one_alone_succeeds(house) {
        add_link(house).await;
        let tries: Vec<_> = (0..8)
            .map(|_| {
                let store = house.store.clone();
                tokio::spawn(async move {
                    let mut work = store
                        .begin(crate::house::entry("sign_in.spend"))
                        .await
                        .expect("begins");
                    let person = work
                        .sign_in_links()
                        .spend(TOKEN, first_evening())
                        .await
                        .expect("asks");
                    work.commit().await.expect("commits");
                    person
                })
            })
            .collect();
        let mut successes = 0;
        for tried in tries {
            successes += usize::from(tried.await.expect("ends").is_some());
        }
        assert_eq!(successes, 1);
    }
}

rule! {
    async fn a_spending_that_is_rolled_back_leaves_the_link_usable(house) {
        add_link(house).await;
        let mut work = house.work().await;
        assert!(
            work.sign_in_links()
                .spend(TOKEN, first_evening())
                .await
                .expect("asks")
                .is_some()
        );
        drop(work);
        assert_eq!(spend(house, first_evening()).await, Some(Anna.id()));
    }
}

rule! {
    async fn an_expired_or_unknown_link_is_not_spent(house) {
        add_link(house).await;
        assert_eq!(spend(house, link().expires_at).await, None);
        let mut work = house.work().await;
        assert_eq!(
            work.sign_in_links()
                .spend("another", first_evening())
                .await
                .expect("asks"),
            None
        );
        assert_eq!(work.sign_in_links().look("another").await.expect("looks"), None);
        assert_eq!(
            work.sign_in_links()
                .forget_expired(link().expires_at + minutes(1))
                .await
                .expect("forgets"),
            1
        );
        assert_eq!(work.sign_in_links().look(TOKEN).await.expect("looks"), None);
    }
}

rule! {
    async fn links_asked_for_are_counted_from_a_moment_on(house) {
        add_link(house).await;
        let count = async |since| {
            house
                .store
                .sign_in_links()
                .count_since(Anna.id(), since)
                .await
                .expect("counts")
        };
        assert_eq!(count(first_evening()).await, 1);
        assert_eq!(count(first_evening() + minutes(1)).await, 0);
    }
}

rule! {
    async fn a_device_is_found_by_its_token_and_the_token_is_not_kept(house) {
        let id = new_id();
        let mut work = house.work().await;
        work.people().add(&Anna.person()).await.expect("adds");
        work.sign_ins().add(TOKEN, &sign_in(id)).await.expect("adds");
        work.sign_in_links().add(TOKEN, &link()).await.expect("adds");
        work.commit().await.expect("commits");
        assert_eq!(
            house.store.sign_ins().by_token(TOKEN).await.expect("reads"),
            Some(sign_in(id))
        );
        assert_eq!(
            house.store.sign_ins().by_token("another").await.expect("reads"),
            None
        );
        let stolen = house.stolen().await;
        assert!(!stolen.windows(TOKEN.len()).any(|bytes| bytes == TOKEN.as_bytes()));
    }
}

rule! {
    async fn a_device_that_was_ended_is_not_revived_by_being_seen(house) {
        let id = new_id();
        let mut work = house.work().await;
        work.people().add(&Anna.person()).await.expect("adds");
        work.sign_ins().add(TOKEN, &sign_in(id)).await.expect("adds");
        work.sign_ins()
            .touch(id, first_evening() + minutes(5), first_evening() + minutes(65))
            .await
            .expect("touches");
        let seen = work
            .sign_ins()
            .lookup(id)
            .await
            .expect("reads")
            .expect("is known");
        assert!(seen.holds(first_evening() + minutes(64)));

        assert!(
            work.sign_ins()
                .end(id, first_evening() + minutes(6))
                .await
                .expect("ends")
        );
        assert!(
            !work
                .sign_ins()
                .end(id, first_evening() + minutes(7))
                .await
                .expect("asks again")
        );
        work.sign_ins()
            .touch(id, first_evening() + minutes(8), first_evening() + minutes(68))
            .await
            .expect("touches");
        let ended = work
            .sign_ins()
            .lookup(id)
            .await
            .expect("reads")
            .expect("is known");
        assert!(!ended.holds(first_evening() + minutes(8)));
        assert_eq!(ended.last_seen_at, first_evening() + minutes(5));
    }
}

rule! {
    async fn ending_all_devices_of_a_person_names_those_that_were_open(house) {
        let (first, second, closed) = (new_id(), new_id(), new_id());
        let mut work = house.work().await;
        work.people().add(&Anna.person()).await.expect("adds");
        for (token, id) in [("a", first), ("b", second), ("c", closed)] {
            work.sign_ins().add(token, &sign_in(id)).await.expect("adds");
        }
        work.sign_ins().end(closed, first_evening()).await.expect("ends");
        let mut ended = work
            .sign_ins()
            .end_all_of(Anna.id(), first_evening())
            .await
            .expect("ends");
        ended.sort();
        assert_eq!(ended, [first, second]);
        let devices = work.sign_ins().of_person(Anna.id()).await.expect("reads");
        assert_eq!(devices.len(), 3);
        assert!(devices.iter().all(|device| !device.holds(first_evening())));
    }
}

rule! {
    async fn a_device_holds_until_its_idle_or_its_absolute_end_whichever_is_first(_house) {
        let device = sign_in(new_id());
        assert!(device.holds(first_evening() + minutes(59)));
        assert!(!device.holds(first_evening() + minutes(60)));
        let busy = SignIn {
            idle_expires_at: first_evening() + minutes(900),
            ..device
        };
        assert!(busy.holds(first_evening() + minutes(599)));
        assert!(!busy.holds(first_evening() + minutes(600)));
    }
}

rule! {
    async fn mail_reads_back_newest_first_and_by_address(house) {
        let mail = |who: testkit::Cast, after| StoredMail {
            id: new_id(),
            recipient: domain::Private::new(who.email()),
            subject: "Your link".into(),
            body: "Here it is.\n".into(),
            sent_at: first_evening() + minutes(after),
        };
        let (first, second, third) = (mail(Anna, 0), mail(Ben, 1), mail(Anna, 2));
        let mut work = house.work().await;
        for sent in [&second, &first, &third] {
            work.mails().add(sent).await.expect("adds");
        }
        work.commit().await.expect("commits");
        let store = &house.store;
        assert_eq!(
            store.mails().latest(2).await.expect("reads"),
            [third.clone(), second.clone()]
        );
        assert_eq!(
            store.mails().latest_to(&Anna.email(), 9).await.expect("reads"),
            [third, first]
        );
        assert_eq!(
            store.mails().lookup(second.id).await.expect("reads"),
            Some(second)
        );
    }
}

rule! {
    async fn what_a_person_was_told_is_put_away_up_to_the_newest_they_saw_and_by_nobody_else(house) {
        house.furnish().await;
        let told = |after, device: Option<&str>| Notice {
            id: new_id(),
            person: Anna.id(),
            happened: Happened::SignedIn,
            device: device.map(str::to_owned),
            at: first_evening() + minutes(after),
            put_away_at: None,
        };
        let (first, second) = (told(0, Some("Firefox on Linux")), told(1, None));
        let mut work = house.work().await;
        for one in [&first, &second] {
            work.notices().add(one).await.expect("adds");
        }
        let later = first_evening() + minutes(2);
        assert_eq!(work.notices().put_away(Ben.id(), second.id, later).await.expect("runs"), 0);
        assert_eq!(work.notices().put_away(Anna.id(), first.id, later).await.expect("runs"), 1);
        work.commit().await.expect("commits");
        let first = Notice { put_away_at: Some(later), ..first };
        let all = house.store.notices().of_person(Anna.id(), 9).await.expect("reads");
        assert_eq!(all, [second, first]);
    }
}

rule! {
    async fn coming_back_in_is_confirmed_once_and_stopped_it_is_neither_confirmed_nor_used(house) {
        house.furnish().await;
        let asked = |after| Recovery {
            id: new_id(),
            person: Mara.id(),
            asked_at: first_evening() + minutes(after),
            device: "Firefox on Linux".into(),
            confirmed: None,
            wrong_codes: 0,
            typed_in: None,
            stopped_at: None,
            done_at: None,
        };
        let at = first_evening() + minutes(9);
        let word = Confirmed { by: Some(Ines.id()), at };
        let (stopped, used) = (asked(0), asked(1));
        let mut work = house.work().await;
        for one in [&stopped, &used] {
            work.recoveries().add(one).await.expect("adds");
        }
        assert!(!work.recoveries().done(used.id, at).await.expect("runs"), "nobody confirmed it");
        assert!(work.recoveries().confirm(used.id, word).await.expect("runs"));
        assert!(!work.recoveries().confirm(used.id, word).await.expect("runs"), "twice");
        assert!(work.recoveries().stop(stopped.id, at).await.expect("runs"));
        assert!(!work.recoveries().confirm(stopped.id, word).await.expect("runs"));
        assert!(!work.recoveries().done(stopped.id, at).await.expect("runs"));
        assert_eq!(work.recoveries().wrong_code(used.id).await.expect("counts"), 1);
        assert_eq!(work.recoveries().wrong_code(used.id).await.expect("counts"), 2);
        let typed_in: SignInId = new_id();
        work.recoveries().typed(used.id, typed_in).await.expect("keeps");
        let of_used = work.recoveries().code(used.id).into_inner();
        assert!(of_used.len() == 6 && of_used.bytes().all(|one| one.is_ascii_digit()));
        assert_eq!(of_used, work.recoveries().code(used.id).into_inner(), "the same when looked at again");
        assert_ne!(of_used, work.recoveries().code(stopped.id).into_inner());
        assert!(work.recoveries().done(used.id, at).await.expect("runs"));
        assert!(!work.recoveries().stop(used.id, at).await.expect("runs"), "it is over");
        work.commit().await.expect("commits");
        let read = house.store.recoveries().latest_of(Mara.id()).await.expect("reads");
        assert_eq!(read, Some(Recovery { confirmed: Some(word), wrong_codes: 2, typed_in: Some(typed_in), done_at: Some(at), ..used }));
        let read = house.store.recoveries().lookup(stopped.id).await.expect("reads");
        assert_eq!(read, Some(Recovery { stopped_at: Some(at), ..stopped }));
    }
}

rule! {
    async fn a_passkey_ends_the_devices_that_came_by_it(house) {
        house.furnish().await;
        let (lost, kept) = (new_id(), new_id());
        let mut work = house.work().await;
        let mut came = Vec::new();
        for (person, by, passkey) in [
            (Anna, SignedInBy::Passkey, Some(lost)),
            (Anna, SignedInBy::Passkey, Some(kept)),
            (Anna, SignedInBy::Link, None),
            (Anna, SignedInBy::Passkey, Some(lost)),
            // From before it was written down which passkey it was.
            (Anna, SignedInBy::Passkey, None),
            (Ben, SignedInBy::Passkey, None),
            (Anna, SignedInBy::Password, None),
        ] {
            let one = SignIn { person: person.id(), by, passkey, ..sign_in(new_id()) };
            work.sign_ins().add(&one.id.to_string(), &one).await.expect("adds");
            came.push(one.id);
        }
        let mut ended = work.sign_ins().end_all_by(lost, Anna.id(), first_evening()).await.expect("ends");
        ended.sort_unstable();
        let mut of_lost = [came[0], came[3], came[4]];
        of_lost.sort_unstable();
        assert_eq!(ended, of_lost);
        assert_eq!(
            work.sign_ins().end_all_by(kept, Ben.id(), first_evening()).await.expect("ends"),
            [came[5]],
            "and nobody else's passkey"
        );
        let mut ended = work.sign_ins().end_all_but(came[1], Anna.id(), first_evening()).await.expect("ends");
        ended.sort_unstable();
        let mut rest = [came[2], came[6]];
        rest.sort_unstable();
        assert_eq!(ended, rest);
        work.commit().await.expect("commits");
    }
}
