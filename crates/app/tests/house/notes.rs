//! Psychotherapy notes: the writer's alone, in no export, changed by nobody who has a cookie and not the key; and a will that waits.

use crate::authenticator::Authenticator;
use crate::evening::{Evening, holds};
use crate::passkeys::{ORIGIN, adds, here, signs_in};
use app::vault::{
    NewKeys, NewVault, NewWill, NoteWritten, Proof, Wrap, Written, ask_for_left, begin, delete,
    finish_renewing, forget, left_to_me, name_heir, notes, open, read_left, read_left_notes, renew,
    stop_will, visit, withdraw_will, wrap, write,
};
use app::{Context, Error, Refusal};
use domain::group::{Group, Kind};
use domain::id::{Id as _, NoteId, PasskeyId, VaultId};
use domain::vault::{ASK_AGAIN_AFTER, Locked, WILL_WAIT};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Base64url of 32 bytes.
const PROOF: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const ANOTHER: &str = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA";
/// Stands in a locked body as in a true one stands chance.
const CANARY: &str = "GrauwackeKiebitz7431";

fn key(letter: char) -> Locked {
    Locked::key(&letter.to_string().repeat(84)).expect("the length of a key")
}

fn public(letter: char) -> Locked {
    Locked::public_key(&letter.to_string().repeat(87)).expect("the length of a point")
}

fn body(words: &str) -> Locked {
    Locked::note(&format!("{words}{}", "x".repeat(1_404 - words.len()))).expect("the length of a note")
}

fn vault_of(number: u128) -> VaultId {
    VaultId::from_uuid(Uuid::from_u128(number))
}

fn note_of(number: u128) -> NoteId {
    NoteId::from_uuid(Uuid::from_u128(number))
}

fn new_vault(number: u128) -> NewVault<'static> {
    NewVault {
        id: vault_of(number),
        public_key: public('P'),
        private_key: key('s'),
        recovery: key('r'),
        wrap: None,
        proof: Proof(PROOF),
    }
}

fn written(number: u128, version: u32, words: &str) -> NoteWritten<'static> {
    NoteWritten {
        id: note_of(number),
        version,
        generation: 1,
        body: body(words),
        proof: Proof(PROOF),
    }
}

async fn with_vault(evening: &Evening, name: &str, number: u128) -> Context {
    let cx = evening.as_(name).await;
    begin(&cx, new_vault(number)).await.expect("begun");
    cx
}

async fn leave(cx: &Context, to: u128) -> Result<(), Error> {
    let will = NewWill {
        heir: vault_of(to),
        heir_key: public('P'),
        generation: 1,
        key: key('k'),
        pin: key('p'),
        proof: Proof(PROOF),
    };
    name_heir(cx, will).await
}

/// Letters to Mara about what she left.
async fn told(evening: &Evening) -> Vec<mail::Letter> {
    let letters = evening.letters().await;
    let of_will = |letter: &mail::Letter| {
        letter.to.reveal().as_str().starts_with("mara@") && letter.text.reveal().contains("left for later")
    };
    letters.into_iter().filter(of_will).collect()
}

fn malformed(result: Result<impl std::fmt::Debug, Error>, field: &str) -> bool {
    matches!(result, Err(Error::Malformed(faults)) if faults.iter().any(|one| one.field == field))
}

#[tokio::test]
async fn only_who_leads_a_group_that_is_treatment_has_notes_and_others_hear_that_there_is_no_such_page() {
    let evening = Evening::begin().await;
    for name in ["anna", "ben", "pia", "olu"] {
        let cx = evening.as_(name).await;
        assert_eq!(visit(&cx).await, Err(Error::NotFound), "{name}");
        assert_eq!(open(&cx).await.err(), Some(Error::NotFound), "{name}");
        assert_eq!(begin(&cx, new_vault(1)).await, Err(Error::NotFound), "{name}");
        assert_eq!(
            write(&cx, written(1, 1, CANARY)).await,
            Err(Error::NotFound),
            "{name}"
        );
    }
    assert_eq!(
        visit(&evening.stranger()).await,
        Err(Error::Refused(Refusal::SignInFirst))
    );
    let mara = evening.as_("mara").await;
    assert_eq!(visit(&mara).await, Ok(()));
    assert_eq!(begin(&mara, new_vault(1)).await, Ok(()));

    let store = evening.app.store();
    for group in store.groups().all().await.expect("groups") {
        let entry = store::AuditEntry::new(store::Actor::House, "Test/Kind", group.id, evening.app.now());
        let mut work = store.begin(entry).await.expect("begins");
        let peers = Group {
            kind: Kind::Support,
            ..group
        };
        work.groups().update(&peers).await.expect("updates");
        work.commit().await.expect("commits");
    }
    assert_eq!(
        visit(&evening.as_("ines").await).await,
        Err(Error::NotFound),
        "led by peers"
    );
    assert_eq!(
        visit(&mara).await,
        Ok(()),
        "what was written before stays hers to read"
    );
    assert_eq!(
        write(&mara, written(1, 1, "x")).await,
        Err(Error::NotFound),
        "and nothing new comes"
    );
}

#[tokio::test]
async fn a_co_facilitator_finds_nothing_of_it_whatever_she_asks_for() {
    let evening = Evening::begin().await;
    let mara = with_vault(&evening, "mara", 1).await;
    assert_eq!(write(&mara, written(1, 1, CANARY)).await, Ok(Written::Done));
    let ines = with_vault(&evening, "ines", 2).await;
    assert_eq!(notes(&ines, None).await.map(|all| all.len()), Ok(0));
    assert_eq!(
        write(&ines, written(1, 2, "hers")).await,
        Ok(Written::Gone),
        "as of one that never was"
    );
    assert_eq!(
        delete(&ines, note_of(1), 1, &Proof(PROOF)).await,
        Err(Error::NotFound)
    );
    for vault in [vault_of(1), vault_of(9)] {
        assert_eq!(
            ask_for_left(&ines, vault, "why").await,
            Err(Error::NotFound),
            "{vault}"
        );
        assert_eq!(
            read_left(&ines, vault).await.err(),
            Some(Error::NotFound),
            "{vault}"
        );
        assert_eq!(
            read_left_notes(&ines, vault, None).await.err(),
            Some(Error::NotFound),
            "{vault}"
        );
    }
    assert_eq!(left_to_me(&ines).await.map(|all| all.len()), Ok(0));
    let opened = format!("{:?}", open(&ines).await.expect("her own"));
    assert!(!opened.contains(&vault_of(1).to_string()), "{opened}");
}

#[tokio::test]
async fn a_cookie_without_the_key_changes_and_deletes_nothing() {
    let evening = Evening::begin().await;
    let mara = with_vault(&evening, "mara", 1).await;
    assert_eq!(write(&mara, written(1, 1, CANARY)).await, Ok(Written::Done));
    for proof in [ANOTHER, "", "x", "%%%"] {
        let late = NoteWritten {
            proof: Proof(proof),
            ..written(1, 2, "garbage")
        };
        assert!(malformed(write(&mara, late).await, "proof"), "{proof:?}");
        assert!(malformed(
            delete(&mara, note_of(1), 1, &Proof(proof)).await,
            "proof"
        ));
        let keys = NewKeys {
            proof: Proof(proof),
            ..new_keys()
        };
        assert!(malformed(renew(&mara, keys).await, "proof"));
    }
    assert_eq!(notes(&mara, None).await.expect("hers")[0].body, body(CANARY));
    evening.passes(SignedDuration::from_mins(16));
    assert_eq!(
        forget(&mara).await,
        Err(Refusal::SignInAgain.into()),
        "a device that lies open throws nothing away"
    );
    let mara = evening.as_("mara").await;
    assert_eq!(forget(&mara).await, Ok(()));
    assert!(open(&mara).await.expect("hers").vault.is_none());
    assert_eq!(notes(&mara, None).await.map(|all| all.len()), Ok(0));
}

#[tokio::test]
async fn two_devices_do_not_write_over_each_other_and_an_answer_that_was_lost_changes_nothing() {
    let evening = Evening::begin().await;
    let mara = with_vault(&evening, "mara", 1).await;
    assert_eq!(
        begin(&mara, new_vault(2)).await,
        Err(Refusal::OtherwiseByNow.into())
    );
    assert_eq!(write(&mara, written(1, 1, "first")).await, Ok(Written::Done));
    assert_eq!(
        write(&mara, written(1, 1, "first")).await,
        Ok(Written::Done),
        "sent again"
    );
    assert_eq!(write(&mara, written(1, 2, "phone")).await, Ok(Written::Done));
    let Ok(Written::Otherwise(now)) = write(&mara, written(1, 2, "laptop")).await else {
        panic!("the laptop came second");
    };
    assert_eq!((now.version, &now.body), (2, &body("phone")));
    assert_eq!(
        delete(&mara, note_of(1), 1, &Proof(PROOF)).await,
        Err(Refusal::OtherwiseByNow.into())
    );
    assert!(malformed(write(&mara, written(1, 0, "x")).await, "version"));
    let other_key = NoteWritten {
        generation: 2,
        ..written(1, 3, "x")
    };
    assert_eq!(write(&mara, other_key).await, Err(Refusal::OtherwiseByNow.into()));
    assert_eq!(delete(&mara, note_of(1), 2, &Proof(PROOF)).await, Ok(()));
    assert_eq!(write(&mara, written(1, 3, "x")).await, Ok(Written::Gone));
}

fn new_keys() -> NewKeys<'static> {
    NewKeys {
        generation: 1,
        public_key: public('Q'),
        private_key: key('t'),
        recovery: key('u'),
        previous: key('o'),
        wraps: vec![],
        proof: Proof(PROOF),
        new_proof: Proof(ANOTHER),
    }
}

#[tokio::test]
async fn a_new_key_ends_every_old_way_in_and_every_will_and_is_done_when_each_note_has_followed() {
    let evening = Evening::begin().await;
    let mara = with_vault(&evening, "mara", 1).await;
    let ines = with_vault(&evening, "ines", 2).await;
    for number in [1, 2] {
        assert_eq!(write(&mara, written(number, 1, CANARY)).await, Ok(Written::Done));
    }
    let day = notes(&mara, None).await.expect("hers")[0].written_on.clone();
    leave(&mara, 2).await.expect("named");
    leave(&ines, 1).await.expect("named");
    evening.passes(SignedDuration::from_hours(30));
    let mara = evening.as_("mara").await;
    renew(&mara, new_keys()).await.expect("renewed");
    let now = open(&mara).await.expect("hers");
    assert_eq!((now.behind, now.will.is_none(), now.wraps.len()), (2, true, 0));
    assert_eq!(
        left_to_me(&mara).await.expect("hers").len(),
        0,
        "it was locked to a key that is no more"
    );
    let again = NewKeys {
        generation: 2,
        proof: Proof(ANOTHER),
        ..new_keys()
    };
    assert_eq!(
        renew(&mara, again).await,
        Err(Refusal::OtherwiseByNow.into()),
        "one after the other"
    );
    assert_eq!(
        finish_renewing(&mara, 2, &Proof(ANOTHER)).await,
        Err(Refusal::OtherwiseByNow.into()),
        "notes still need the key before"
    );
    for number in [1, 2] {
        let moved = NoteWritten {
            generation: 2,
            proof: Proof(ANOTHER),
            ..written(number, 2, "anew")
        };
        assert_eq!(write(&mara, moved).await, Ok(Written::Done));
    }
    finish_renewing(&mara, 2, &Proof(ANOTHER)).await.expect("done");
    let vault = open(&mara).await.expect("hers").vault.expect("there");
    assert_eq!((vault.generation, vault.previous), (2, None));
    let days: BTreeSet<_> = notes(&mara, None)
        .await
        .expect("hers")
        .into_iter()
        .map(|one| one.written_on)
        .collect();
    assert_eq!(days, BTreeSet::from([day]), "a new key is no new word");
}

#[tokio::test]
async fn a_way_in_is_kept_for_a_passkey_of_ones_own_alone() {
    let evening = Evening::begin().await;
    let (mara, ines) = (evening.as_("mara").await, evening.as_("ines").await);
    let mut key_of_ines = Authenticator::new("http://ines.localhost:4000");
    let host = "ines.localhost:4000";
    let begun = app::passkeys::begin_adding(&ines, host).await.expect("begun");
    let answer = key_of_ines.create(&begun.options);
    let hers: PasskeyId =
        app::passkeys::finish_adding(&ines, host, Some(begun.token.reveal()), &answer, "Hers")
            .await
            .expect("added");
    let way = Wrap {
        passkey: hers,
        wrap: key('w'),
    };
    let foreign = NewVault {
        wrap: Some(way.clone()),
        ..new_vault(1)
    };
    assert!(malformed(begin(&mara, foreign).await, "passkey"));
    begin(&mara, new_vault(1)).await.expect("begun");
    assert!(malformed(wrap(&mara, 1, &way, &Proof(PROOF)).await, "passkey"));
    begin(&ines, new_vault(2)).await.expect("begun");
    assert_eq!(
        wrap(&ines, 2, &way, &Proof(PROOF)).await,
        Err(Refusal::OtherwiseByNow.into())
    );
    wrap(&ines, 1, &way, &Proof(PROOF)).await.expect("hers");
    let opened = open(&ines).await.expect("hers");
    assert_eq!(opened.wraps, [way]);
    assert_eq!(opened.passkeys[0].id, hers);
    assert!(!opened.passkeys[0].credential.is_empty());
}

#[tokio::test]
async fn notes_are_in_no_export_in_no_log_and_lie_sealed_once_more() {
    let evening = Evening::begin().await;
    let mara = with_vault(&evening, "mara", 1).await;
    write(&mara, written(1, 1, CANARY)).await.expect("written");
    open(&mara).await.expect("hers");
    assert!(!holds(&evening.bytes_on_disk(), CANARY), "it lies sealed");
    for name in ["mara", "ines", "anna"] {
        let export = app::my_data::export(&evening.as_(name).await)
            .await
            .expect("theirs");
        let export = export.json().to_string();
        assert!(!export.contains(CANARY), "{name}");
        assert!(!export.contains(&vault_of(1).to_string()), "{name}");
    }
    let rows = evening.app.store().audit().latest(50).await.expect("read");
    let of_vault: Vec<_> = rows
        .iter()
        .filter(|row| row.action.starts_with("Vault/"))
        .collect();
    let actions: Vec<_> = of_vault
        .iter()
        .rev()
        .map(|row| (row.action.as_str(), row.verb.as_str()))
        .collect();
    assert_eq!(
        actions,
        [("Vault/Equip", "U"), ("Vault/Open", "R")],
        "no row says when something was written"
    );
    for row in of_vault {
        assert_eq!(row.resource, vault_of(1).to_string());
        assert_eq!(row.subject, evening.person("mara").to_string());
        assert!(row.detail.is_empty(), "{}", row.detail);
    }
}

#[tokio::test]
async fn a_will_is_handed_over_after_fourteen_silent_days_and_not_before_and_the_author_is_told() {
    let evening = Evening::begin().await;
    let mara = with_vault(&evening, "mara", 1).await;
    let ines = with_vault(&evening, "ines", 2).await;
    write(&mara, written(1, 1, CANARY)).await.expect("written");
    assert_eq!(leave(&mara, 1).await, Err(Error::NotFound), "not to oneself");
    assert_eq!(leave(&mara, 9).await, Err(Error::NotFound), "not to nobody");
    leave(&mara, 2).await.expect("named");
    assert_eq!(
        read_left(&ines, vault_of(1)).await.err(),
        Some(Refusal::OtherwiseByNow.into()),
        "nobody asked"
    );
    for (reason, field) in [
        ("", "reason"),
        ("  ", "reason"),
        (&"x".repeat(501), "reason"),
        ("a\u{7}", "reason"),
    ] {
        assert!(
            malformed(ask_for_left(&ines, vault_of(1), reason).await, field),
            "{reason:?}"
        );
    }
    assert_eq!(told(&evening).await.len(), 0);
    ask_for_left(&ines, vault_of(1), " Mara is in hospital. ")
        .await
        .expect("asked");
    let letters = told(&evening).await;
    assert_eq!(letters.len(), 1, "the author is told at once");
    let letter = &letters[0];
    for word in ["Ines", "hospital", "Tuesday", "note"] {
        assert!(!letter.text.reveal().contains(word), "{word}");
    }
    assert_eq!(
        ask_for_left(&ines, vault_of(1), "again").await,
        Err(Refusal::OtherwiseByNow.into())
    );
    let will = open(&mara).await.expect("hers").will.expect("named");
    assert_eq!(
        will.reason.map(|one| one.into_inner()),
        Some("Mara is in hospital.".to_owned())
    );

    evening.passes(WILL_WAIT - SignedDuration::from_secs(1));
    let due = evening.app.now() + SignedDuration::from_secs(1);
    let ines = evening.as_("ines").await;
    assert_eq!(
        read_left(&ines, vault_of(1)).await.err(),
        Some(Refusal::NotBefore(due).into())
    );
    assert_eq!(
        read_left_notes(&ines, vault_of(1), None).await.err(),
        Some(Error::NotFound)
    );
    evening.passes(SignedDuration::from_secs(1));
    assert_eq!(
        read_left_notes(&ines, vault_of(1), None).await.err(),
        Some(Error::NotFound),
        "not before the key was handed over and written down"
    );
    let left = read_left(&ines, vault_of(1)).await.expect("handed over");
    assert_eq!((left.key, left.generation), (key('k'), 1));
    let read = read_left_notes(&ines, vault_of(1), None)
        .await
        .expect("handed over");
    assert_eq!(read[0].body, body(CANARY));
    assert_eq!(
        told(&evening).await.len(),
        2,
        "and once more when it is handed over"
    );
    read_left(&ines, vault_of(1)).await.expect("again");
    assert_eq!(told(&evening).await.len(), 2, "once");
    let looks = app::audit::who_looked(&evening.as_("mara").await, None)
        .await
        .expect("hers")
        .looks;
    let of_ines = looks
        .iter()
        .filter(|look| look.what == app::audit::What::Notes && look.who != app::audit::Looker::You);
    assert_eq!(of_ines.count(), 2, "each reading stands there for its author");
}

#[tokio::test]
async fn one_tap_of_the_author_stops_it_and_taking_it_back_ends_it() {
    let evening = Evening::begin().await;
    let mara = with_vault(&evening, "mara", 1).await;
    let ines = with_vault(&evening, "ines", 2).await;
    leave(&mara, 2).await.expect("named");
    assert_eq!(
        stop_will(&mara).await,
        Err(Refusal::OtherwiseByNow.into()),
        "nobody asks"
    );
    ask_for_left(&ines, vault_of(1), "Where is she?")
        .await
        .expect("asked");
    assert_eq!(stop_will(&ines).await, Err(Error::NotFound), "not hers to stop");
    evening.passes(WILL_WAIT + WILL_WAIT);
    let (mara, ines) = (evening.as_("mara").await, evening.as_("ines").await);
    stop_will(&mara)
        .await
        .expect("also after the wait, as long as nobody read");
    assert_eq!(
        read_left(&ines, vault_of(1)).await.err(),
        Some(Refusal::OtherwiseByNow.into())
    );
    let again = evening.app.now() + ASK_AGAIN_AFTER;
    assert_eq!(
        ask_for_left(&ines, vault_of(1), "Still?").await,
        Err(Refusal::NotBefore(again).into())
    );
    evening.passes(ASK_AGAIN_AFTER);
    ask_for_left(&ines, vault_of(1), "Still?")
        .await
        .expect("a day later");
    assert_eq!(
        read_left(&ines, vault_of(1)).await.err(),
        Some(Refusal::NotBefore(again + WILL_WAIT).into()),
        "and waits anew"
    );
    withdraw_will(&mara).await.expect("taken back");
    assert_eq!(
        ask_for_left(&ines, vault_of(1), "Still?").await,
        Err(Error::NotFound)
    );
    assert_eq!(left_to_me(&ines).await.map(|all| all.len()), Ok(0));
    let rows = evening.app.store().audit().latest(80).await.expect("read");
    let mut log: Vec<_> = rows
        .iter()
        .filter(|row| {
            row.action.ends_with("Will") || row.action.ends_with("Left") || row.action.ends_with("Heir")
        })
        .filter(|row| row.outcome == 0)
        .map(|row| row.action.as_str())
        .collect();
    log.reverse();
    let expected = [
        "Vault/NameHeir",
        "Vault/AskForLeft",
        "Vault/StopWill",
        "Vault/AskForLeft",
        "Vault/WithdrawWill",
    ];
    assert_eq!(log, expected);
}

#[tokio::test]
async fn a_colleague_whose_key_changed_since_it_was_compared_is_not_named() {
    let evening = Evening::begin().await;
    let mara = with_vault(&evening, "mara", 1).await;
    let ines = with_vault(&evening, "ines", 2).await;
    renew(&ines, new_keys()).await.expect("renewed");
    assert_eq!(leave(&mara, 2).await, Err(Refusal::OtherwiseByNow.into()));
    assert!(open(&mara).await.expect("hers").will.is_none());
}

#[tokio::test]
async fn a_no_to_who_asks_for_the_notes_needs_no_passkey_and_everything_else_does() {
    let evening = Evening::that_asks_for_passkeys().await;
    let mut by_passkey = Vec::new();
    for (name, number) in [("mara", 1), ("ines", 2)] {
        let mut key = Authenticator::new(ORIGIN);
        adds(&evening.as_(name).await, &mut key).await.expect("added");
        let cx = here(&evening, &signs_in(&evening, &mut key).await.expect("signed in")).await;
        begin(&cx, new_vault(number)).await.expect("begun");
        by_passkey.push(cx);
    }
    leave(&by_passkey[0], 2).await.expect("named");
    ask_for_left(&by_passkey[1], vault_of(1), "She is ill.")
        .await
        .expect("asked");
    assert_eq!(told(&evening).await.len(), 1, "at once");
    let mara = evening.as_("mara").await;
    assert_eq!(open(&mara).await.err(), Some(Refusal::PasskeyFirst.into()));
    assert_eq!(forget(&mara).await, Err(Refusal::PasskeyFirst.into()));
    assert_eq!(app::vault::is_asked_for(&mara).await, Ok(true));
    stop_will(&mara).await.expect("she is here");
    assert_eq!(app::vault::is_asked_for(&mara).await, Ok(false));
    withdraw_will(&mara).await.expect("hers");
    assert_eq!(left_to_me(&by_passkey[1]).await.expect("hers").len(), 0);
}
