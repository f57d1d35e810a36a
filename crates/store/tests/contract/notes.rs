//! Vaults, notes and wills: each person's apart, changed in order, and gone with what they hang on.

use crate::house::{House, new_id};
use crate::rule;
use domain::Private;
use domain::id::NoteId;
use domain::passkey::{Passkey, PasskeyName};
use domain::vault::{Locked, WILL_WAIT, Will};
use jiff::SignedDuration;
use store::{Error, StoredNote, StoredPasskey, StoredVault, StoredWill, Wrap};
use testkit::Cast::{self, *};
use testkit::first_evening;

fn key(letter: &str) -> Locked {
    Locked::key(&letter.repeat(84)).expect("the length of a key")
}

/// 1,024 bytes and what is around them.
fn body(letter: &str) -> Locked {
    Locked::note(&letter.repeat(1_404)).expect("the length of a note")
}

fn vault(who: Cast) -> StoredVault {
    StoredVault {
        person: who.id(),
        id: new_id(),
        generation: 1,
        public_key: Locked::public_key(&"P".repeat(87)).expect("the length of a point"),
        private_key: key("s"),
        recovery: key("r"),
        previous: None,
        proof_hash: "00".repeat(32),
        made_on: "2026-01-06".to_owned(),
    }
}

fn note(who: Cast, id: NoteId, version: u32, letter: &str) -> StoredNote {
    StoredNote {
        person: who.id(),
        id,
        generation: 1,
        version,
        body: body(letter),
        written_on: "2026-01-06".to_owned(),
    }
}

fn will(author: Cast, heir: Cast) -> StoredWill {
    StoredWill {
        person: author.id(),
        heir: heir.id(),
        generation: 1,
        key: key("k"),
        pin: key("p"),
        named_at: first_evening(),
        state: Will::Resting { stopped_at: None },
        reason: None,
    }
}

async fn keep(house: &House, vault: &StoredVault) {
    let mut work = house.work().await;
    work.vaults().add(vault).await.expect("adds");
    work.commit().await.expect("commits");
}

async fn change(house: &House, note: &StoredNote) -> bool {
    let mut work = house.work().await;
    let mut notes = work.notes();
    let done = match note.version {
        1 => notes.add(note).await,
        _ => notes.change(note).await,
    };
    work.commit().await.expect("commits");
    done.expect("writes")
}

async fn of(house: &House, who: Cast) -> Vec<StoredNote> {
    house
        .store
        .notes()
        .of_person(who.id(), None, 100)
        .await
        .expect("reads")
}

rule! {
    async fn a_vault_reads_back_and_there_is_one_of_each_person(house) {
        house.furnish().await;
        let mut maras = vault(Mara);
        keep(house, &maras).await;
        house.restart().await;
        assert_eq!(house.store.vaults().of_person(Mara.id()).await.expect("reads"), Some(maras.clone()));
        assert_eq!(house.store.vaults().lookup(maras.id).await.expect("reads"), Some(maras.clone()));
        assert_eq!(house.store.vaults().of_person(Ines.id()).await.expect("reads"), None);
        let mut work = house.work().await;
        let second = work.vaults().add(&vault(Mara)).await;
        assert!(matches!(second, Err(Error::Conflict { .. })));
        drop(work);
        maras.generation = 2;
        maras.previous = Some(key("o"));
        maras.proof_hash = "11".repeat(32);
        let mut work = house.work().await;
        work.vaults().hold(Mara.id()).await.expect("waits for nobody");
        assert!(work.vaults().replace(&maras).await.expect("replaces"));
        assert!(!work.vaults().replace(&vault(Ines)).await.expect("finds none"));
        work.commit().await.expect("commits");
        assert_eq!(house.store.vaults().all().await.expect("reads"), [maras]);
    }
}

rule! {
    async fn a_passkey_that_is_removed_takes_its_way_into_the_vault_along(house) {
        house.furnish().await;
        keep(house, &vault(Mara)).await;
        let passkey = StoredPasskey {
            passkey: Passkey {
                id: new_id(),
                person: Mara.id(),
                name: Private::new(PasskeyName::parse("My phone").expect("a name")),
                made_at: first_evening(),
                last_used_at: None,
            },
            credential: "{}".into(),
        };
        let wrap = |letter| Wrap { passkey: passkey.passkey.id, wrap: key(letter) };
        let mut work = house.work().await;
        work.passkeys().add(b"id", &passkey).await.expect("adds");
        work.vaults().wrap(Mara.id(), &wrap("a")).await.expect("wraps");
        work.vaults().wrap(Mara.id(), &wrap("b")).await.expect("wraps again");
        work.commit().await.expect("commits");
        assert_eq!(house.store.vaults().wraps(Mara.id()).await.expect("reads"), [wrap("b")]);
        let mut work = house.work().await;
        work.passkeys().remove(passkey.passkey.id).await.expect("removes");
        work.commit().await.expect("commits");
        assert_eq!(house.store.vaults().wraps(Mara.id()).await.expect("reads"), []);
    }
}

rule! {
    async fn of_two_devices_that_change_one_version_one_does_and_the_other_is_told(house) {
        house.furnish().await;
        keep(house, &vault(Mara)).await;
        let id = new_id();
        assert!(!change(house, &note(Mara, id, 2, "x")).await, "there is nothing to change");
        assert!(change(house, &note(Mara, id, 1, "a")).await);
        assert!(!change(house, &note(Mara, id, 1, "b")).await, "it is there already");
        assert!(change(house, &note(Mara, id, 2, "c")).await);
        assert!(!change(house, &note(Mara, id, 2, "d")).await, "the second device");
        assert!(!change(house, &note(Mara, id, 4, "e")).await, "a version is left out");
        assert_eq!(of(house, Mara).await, [note(Mara, id, 2, "c")]);
        let mut work = house.work().await;
        assert!(!work.notes().delete(Mara.id(), id, 1).await.expect("looks"), "not what was seen");
        assert!(!work.notes().delete(Ines.id(), id, 2).await.expect("looks"), "not hers");
        assert!(work.notes().delete(Mara.id(), id, 2).await.expect("deletes"));
        work.commit().await.expect("commits");
        assert_eq!(of(house, Mara).await, []);
    }
}

rule! {
    async fn notes_come_in_pages_and_nobody_elses_among_them(house) {
        house.furnish().await;
        keep(house, &vault(Mara)).await;
        keep(house, &vault(Ines)).await;
        for _ in 0..5 {
            change(house, &note(Mara, new_id(), 1, "m")).await;
        }
        change(house, &StoredNote { generation: 2, ..note(Mara, new_id(), 1, "n") }).await;
        let same = of(house, Mara).await[0].id;
        assert!(change(house, &note(Ines, same, 1, "i")).await, "another's id is in nobody's way");
        let mut seen = Vec::new();
        let mut behind = None;
        loop {
            let page = house.store.notes().of_person(Mara.id(), behind, 4).await.expect("reads");
            let Some(last) = page.last() else { break };
            behind = Some(last.id);
            seen.extend(page);
        }
        assert_eq!(seen, of(house, Mara).await);
        assert_eq!(seen.len(), 6);
        assert_eq!(house.store.notes().count(Mara.id()).await.expect("counts"), 6);
        assert_eq!(house.store.notes().count_before(Mara.id(), 2).await.expect("counts"), 5);
        assert_eq!(house.store.notes().lookup(Ines.id(), seen[1].id).await.expect("looks"), None);
    }
}

rule! {
    async fn a_will_goes_its_steps_one_at_a_time_and_a_new_one_forgets_what_was_asked(house) {
        house.furnish().await;
        for who in [Mara, Ines] {
            keep(house, &vault(who)).await;
        }
        let named = will(Mara, Ines);
        let mut work = house.work().await;
        work.wills().name(&named).await.expect("names");
        work.commit().await.expect("commits");
        assert_eq!(house.store.wills().left_to(Ines.id()).await.expect("reads"), std::slice::from_ref(&named));
        assert_eq!(house.store.wills().left_to(Mara.id()).await.expect("reads"), []);

        let asked = named.state.ask(first_evening()).expect("may ask");
        let mut work = house.work().await;
        assert!(work.wills().step(&named, asked, Some("She is in hospital.")).await.expect("steps"));
        assert!(!work.wills().step(&named, asked, None).await.expect("looks"), "somebody was faster");
        work.commit().await.expect("commits");
        let now = house.store.wills().of_person(Mara.id()).await.expect("reads").expect("there");
        assert_eq!(now.state, asked);
        assert_eq!(now.reason.as_ref().map(|one| one.reveal().as_str()), Some("She is in hospital."));

        let released = asked.release(first_evening() + WILL_WAIT).expect("the wait is over");
        let mut work = house.work().await;
        assert!(work.wills().step(&now, released, None).await.expect("steps"));
        work.commit().await.expect("commits");
        let now = house.store.wills().of_person(Mara.id()).await.expect("reads").expect("there");
        assert_eq!((now.state, now.reason.is_some()), (released, true));

        let again = StoredWill { named_at: first_evening() + SignedDuration::from_hours(1), ..will(Mara, Ines) };
        let mut work = house.work().await;
        work.wills().name(&again).await.expect("names");
        work.commit().await.expect("commits");
        assert_eq!(house.store.wills().of_person(Mara.id()).await.expect("reads"), Some(again));
        let mut work = house.work().await;
        assert_eq!(work.wills().withdraw_left_to(Ines.id()).await.expect("withdraws"), 1);
        assert!(!work.wills().withdraw(Mara.id()).await.expect("finds none"));
        work.commit().await.expect("commits");
    }
}

rule! {
    async fn erasing_somebody_takes_their_vault_and_what_hangs_on_it(house) {
        house.furnish().await;
        for who in [Mara, Ines] {
            keep(house, &vault(who)).await;
            change(house, &note(who, new_id(), 1, "x")).await;
        }
        for (author, heir) in [(Mara, Ines), (Ines, Mara)] {
            let mut work = house.work().await;
            work.wills().name(&will(author, heir)).await.expect("names");
            work.commit().await.expect("commits");
        }
        let mut work = house.work().await;
        work.erasures().erase(Mara.id()).await.expect("erases");
        work.commit().await.expect("commits");
        assert_eq!(of(house, Mara).await, []);
        assert_eq!(house.store.vaults().of_person(Mara.id()).await.expect("reads"), None);
        assert_eq!(of(house, Ines).await.len(), 1, "a colleague's stay");
        assert_eq!(house.store.wills().of_person(Ines.id()).await.expect("reads"), None, "left to nobody");
    }
}

rule! {
    async fn forgetting_a_vault_takes_everything_in_it_and_nothing_of_a_colleague(house) {
        house.furnish().await;
        for who in [Mara, Ines] {
            keep(house, &vault(who)).await;
            change(house, &note(who, new_id(), 1, "x")).await;
        }
        let mut work = house.work().await;
        work.wills().name(&will(Ines, Mara)).await.expect("names");
        work.commit().await.expect("commits");
        let mut work = house.work().await;
        assert!(work.vaults().forget(Mara.id()).await.expect("forgets"));
        assert!(!work.vaults().forget(Mara.id()).await.expect("finds none"));
        work.commit().await.expect("commits");
        assert_eq!(of(house, Mara).await, []);
        assert_eq!(of(house, Ines).await.len(), 1);
        assert_eq!(house.store.wills().of_person(Ines.id()).await.expect("reads"), None);
    }
}

rule! {
    async fn a_note_moved_to_another_person_or_row_does_not_open(house) {
        house.furnish().await;
        for who in [Mara, Ines] {
            keep(house, &vault(who)).await;
            change(house, &note(who, new_id(), 1, "x")).await;
        }
        house.tamper("update notes set body_sealed = (select max(body_sealed) from notes)").await;
        let mut damaged = 0;
        for who in [Mara, Ines] {
            let read = house.store.notes().of_person(who.id(), None, 10).await;
            damaged += usize::from(matches!(read, Err(Error::Corrupt { .. })));
        }
        assert_eq!(damaged, 1, "only where it was does it open");
    }
}
