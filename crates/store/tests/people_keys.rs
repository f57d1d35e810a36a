//! Keys of people in a file of their own: what was sealed before there were any moves over, what is shredded opens in no copy.

use domain::agreement::{Clause, How, Kind, Proof, Reason, Signature, Version};
use domain::id::{HoldId, Id as _};
use domain::live::{LiveFact, QuietSignal, QuietTold};
use domain::release::{Matter, Release};
use domain::{CheckinId, ClauseId, Private, ReleaseId, SignatureId, checkin};
use jiff::SignedDuration;
use std::path::{Path, PathBuf};
use store::{Error, Keys, NewHold, Store, StoreUrl};
use tempfile::TempDir;
use testkit::Cast::{self, Anna, Ben, Chidi};
use testkit::{first_evening, tuesday_evening, tuesday_session};

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    async fn open(&self, database: &str) -> Result<Store, Error> {
        self.open_without(database, &[]).await
    }

    async fn open_without(&self, database: &str, gone: &[Cast]) -> Result<Store, Error> {
        let keys = Keys::load_or_generate(&self.at("keys"))?;
        let gone = gone.iter().map(|who| who.id()).collect();
        Store::open_without(&StoreUrl::sqlite(self.at(database)), keys, &gone).await
    }
}

async fn furnish(store: &Store) {
    let mut work = store.begin_unaudited("a test").await.expect("begins");
    work.groups().add(&tuesday_evening()).await.expect("adds");
    work.sessions().add(&tuesday_session()).await.expect("adds");
    let (group, session) = (tuesday_evening().id, tuesday_session().id);
    let version = Version {
        group,
        number: 1,
        clauses: vec![
            Clause::parse(
                ClauseId::from_uuid(uuid::Uuid::from_u128(1)),
                Kind::Promise,
                "Privacy",
                "It stays here.",
            )
            .expect("a clause"),
        ],
        reason: Reason::Words,
        made_by: None,
        made_at: first_evening(),
    };
    assert!(work.agreement_versions().add(&version).await.expect("adds"));
    for (seat, who) in [(1, Anna), (2, Ben)] {
        work.people().add(&who.person()).await.expect("adds");
        work.memberships()
            .add(&who.membership(group, seat))
            .await
            .expect("adds");
        work.emergency_facts()
            .put(&who.emergency_facts())
            .await
            .expect("puts");
        let answers = who.at_the_door(session, group, first_evening());
        work.door_answers().put(&answers).await.expect("puts");
        let kept = checkin::KeptCheckin {
            id: CheckinId::from_uuid(uuid::Uuid::from_u128(seat.into())),
            person: who.id(),
            session,
            words: checkin::CheckinWords::parse("7", "a line").expect("words"),
            kept_at: first_evening(),
        };
        work.kept_checkins().keep(&kept).await.expect("keeps");
        let member = who.membership_id(group);
        let number = uuid::Uuid::from_u128(u128::from(seat) + 100);
        let signature = Signature {
            id: SignatureId::from_uuid(number),
            group,
            member,
            version: 1,
            how: How::parse("In my own hand").expect("a name"),
            signed_at: first_evening(),
            proof: Proof {
                sha256: "ab".repeat(32),
                salt: Some(Private::new([7; 32])),
            },
            withdrawn_at: None,
        };
        assert!(work.agreement_signatures().add(&signature).await.expect("signs"));
        let release = Release::parse(
            ReleaseId::from_uuid(number),
            (group, member),
            "Dr Roth",
            &[Matter::Summary],
            first_evening() + SignedDuration::from_hours(24),
            first_evening(),
        );
        work.releases()
            .add(&release.expect("a release"))
            .await
            .expect("adds");
        let hold = NewHold {
            id: HoldId::from_uuid(number),
            person: who.id(),
            reason: "A court asked".into(),
            placed_by: "The practice".into(),
            placed_at: first_evening(),
            ends_at: first_evening() + SignedDuration::from_hours(24),
        };
        work.holds().place(&hold).await.expect("places");
    }
    let told = [Anna, Ben].map(|who| QuietTold {
        note: 1,
        member: who.membership_id(group),
        signal: QuietSignal::NotOk,
        at: first_evening(),
        seen_by: None,
    });
    let fact = LiveFact::QuietToldOrSeen {
        notes: told.to_vec(),
        at: first_evening(),
    };
    work.live().record(session, &fact).await.expect("records");
    work.commit().await.expect("commits");
}

const KINDS: usize = 9;

/// Which kinds of words of this person open.
async fn opens(store: &Store, who: Cast) -> [bool; KINDS] {
    let (member, session) = (who.membership_id(tuesday_evening().id), tuesday_session().id);
    let answers = store.door_answers().lookup(session, member).await;
    [
        store
            .people()
            .lookup(who.id())
            .await
            .is_ok_and(|one| one == Some(who.person())),
        store
            .memberships()
            .lookup(member)
            .await
            .is_ok_and(|one| one.is_some()),
        store
            .emergency_facts()
            .of_person(who.id())
            .await
            .is_ok_and(|one| one.is_some()),
        answers.is_ok_and(|one| one.is_some()),
        store
            .kept_checkins()
            .of_person(who.id())
            .await
            .is_ok_and(|all| all.len() == 1),
        store
            .agreement_signatures()
            .of_member(member)
            .await
            .is_ok_and(|all| all.len() == 1),
        store
            .releases()
            .of_member(member)
            .await
            .is_ok_and(|all| all.len() == 1),
        store
            .holds()
            .of_person(who.id())
            .await
            .is_ok_and(|all| all.len() == 1),
        store
            .live()
            .restored(session)
            .await
            .expect("the room itself opens for the others")
            .state
            .quiet
            .iter()
            .any(|told| told.member == member),
    ]
}

async fn copy(store: &Store, from: &Path, to: &Path) {
    store.scrub().await.expect("everything is in the one file");
    std::fs::copy(from, to).expect("copies");
}

fn holds(file: &Path, words: &str) -> bool {
    let bytes = std::fs::read(file).expect("readable");
    bytes
        .windows(words.len())
        .any(|window| window == words.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shredded_opens_in_no_copy_of_the_database_and_everybody_else_does() {
    let folder = Folder::new();
    let store = folder.open("house.db").await.expect("opens");
    furnish(&store).await;
    assert_eq!(opens(&store, Anna).await, [true; KINDS]);
    copy(&store, &folder.at("house.db"), &folder.at("backup.db")).await;
    store.shred(Anna.id()).expect("shreds");
    store.shred(Anna.id()).expect("twice");
    assert_eq!(
        (opens(&store, Anna).await, opens(&store, Ben).await),
        ([false; KINDS], [true; KINDS])
    );
    store.close().await;
    let refused = folder.open("backup.db").await;
    let named = Anna.id().to_string();
    assert!(
        matches!(refused, Err(Error::Setup(text)) if text.contains(&named)),
        "nobody said that she is gone"
    );
    let backup = folder
        .open_without("backup.db", &[Anna])
        .await
        .expect("opens, with every numbered key there is");
    assert_eq!(
        (opens(&backup, Anna).await, opens(&backup, Ben).await),
        ([false; KINDS], [true; KINDS])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sealed_before_there_were_keys_of_people_moves_over_at_the_start() {
    let folder = Folder::new();
    let keys = Keys::generate().expect("keys");
    keys.save_new(&folder.at("keys")).expect("saves");
    let store = Store::open(&StoreUrl::sqlite(folder.at("house.db")), keys)
        .await
        .expect("opens");
    furnish(&store).await;
    store.close().await;
    assert!(!holds(&folder.at("house.db"), "v2."), "the kind from before");
    let store = folder.open("house.db").await.expect("opens");
    assert_eq!(
        (opens(&store, Anna).await, opens(&store, Ben).await),
        ([true; KINDS], [true; KINDS])
    );
    store.shred(Anna.id()).expect("shreds");
    assert_eq!(
        (opens(&store, Anna).await, opens(&store, Ben).await),
        ([false; KINDS], [true; KINDS])
    );
    store.close().await;
    let again = folder
        .open_without("house.db", &[Anna])
        .await
        .expect("a start after that");
    assert_eq!(
        (opens(&again, Anna).await, opens(&again, Ben).await),
        ([false; KINDS], [true; KINDS])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_numbered_key_wraps_them_anew_and_the_old_one_can_be_forgotten() {
    let folder = Folder::new();
    let store = folder.open("house.db").await.expect("opens");
    furnish(&store).await;
    store.close().await;
    let mut keys = Keys::load(&folder.at("keys")).expect("the keys");
    assert_eq!(keys.turn().ok(), Some(2));
    let store = Store::open(&StoreUrl::sqlite(folder.at("house.db")), keys)
        .await
        .expect("opens");
    assert!(store.reseal().await.expect("reseals") > 0, "under the new one");
    assert_eq!(store.reseal().await.expect("reseals"), 0);
    assert_eq!(
        (opens(&store, Anna).await, opens(&store, Ben).await),
        ([true; KINDS], [true; KINDS])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_whose_keys_of_people_are_not_there_is_refused_and_nobody_gets_a_new_one() {
    let folder = Folder::new();
    let store = folder.open("house.db").await.expect("opens");
    furnish(&store).await;
    store.close().await;
    std::fs::rename(folder.at("keys.people"), folder.at("elsewhere")).expect("moves");
    let refused = folder.open("house.db").await;
    assert!(matches!(refused, Err(Error::Setup(text)) if text.contains(".people")));
    std::fs::rename(folder.at("elsewhere"), folder.at("keys.people")).expect("moves back");
    let store = folder.open("house.db").await.expect("opens");
    assert_eq!(opens(&store, Anna).await, [true; KINDS]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_peoples_keys_that_is_empty_or_old_is_refused_by_name_and_nothing_is_written() {
    let folder = Folder::new();
    let store = folder.open("house.db").await.expect("opens");
    store.close().await;
    let store = folder.open("house.db").await.expect("opens");
    furnish(&store).await;
    let old = std::fs::read(folder.at("keys.people")).expect("reads");
    let mut work = store.begin_unaudited("a test").await.expect("begins");
    work.people().add(&Chidi.person()).await.expect("adds");
    work.commit().await.expect("commits");
    store.close().await;
    let whole = std::fs::read(folder.at("keys.people")).expect("reads");
    for (wrong, lacking) in [(Vec::new(), 3), (old, 1)] {
        std::fs::write(folder.at("keys.people"), &wrong).expect("writes");
        let Err(Error::Setup(said)) = folder.open("house.db").await.map(drop) else {
            panic!("it opened without the keys of {lacking}");
        };
        let named = [Anna, Ben, Chidi]
            .iter()
            .filter(|who| said.contains(&who.id().to_string()))
            .count();
        assert_eq!(named, lacking, "{said}");
        assert_eq!(
            std::fs::read(folder.at("keys.people")).expect("reads"),
            wrong,
            "nobody was given a new key beside it"
        );
    }
    std::fs::write(folder.at("keys.people"), whole).expect("writes");
    folder.open("house.db").await.expect("the newest one is back");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_their_key_nothing_of_somebody_is_sealed_under_the_keys_of_the_house_alone() {
    let folder = Folder::new();
    let store = folder.open("house.db").await.expect("opens");
    furnish(&store).await;
    store.shred(Anna.id()).expect("shreds");
    let mut work = store.begin_unaudited("a test").await.expect("begins");
    let refused = work.emergency_facts().put(&Anna.emergency_facts()).await;
    assert!(matches!(refused, Err(Error::Setup(text)) if text.contains("the key of the person is missing")));
    drop(work);
    let mut work = store.begin_unaudited("a test").await.expect("begins");
    work.emergency_facts()
        .put(&Ben.emergency_facts())
        .await
        .expect("his key is there");
    work.commit().await.expect("commits");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_is_told_and_one_that_only_looks_is_let_in() {
    let folder = Folder::new();
    let store = folder.open("house.db").await.expect("opens");
    furnish(&store).await;
    let second = folder.open("house.db").await;
    assert!(matches!(second, Err(Error::Setup(text)) if text.contains("another openchair is running")));
    let keys = Keys::load(&folder.at("keys")).expect("the keys");
    let beside = Store::open_existing(&StoreUrl::sqlite(folder.at("house.db")), keys)
        .await
        .expect("a local command");
    assert_eq!(opens(&beside, Anna).await, [true; KINDS]);
    let mut work = beside.begin_unaudited("a test").await.expect("begins");
    let refused = work.people().add(&Chidi.person()).await;
    assert!(matches!(refused, Err(Error::Setup(text)) if text.contains("only read here")));
    drop(work);
    beside.close().await;
    assert_eq!(opens(&store, Anna).await, [true; KINDS]);
    store.close().await;
    folder.open("house.db").await.expect("it is free again");
}
