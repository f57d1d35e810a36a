//! Keys of people in a file of their own: what was sealed before there were any moves over, what is shredded opens in no copy.

use domain::id::Id as _;
use domain::{CheckinId, checkin};
use std::path::{Path, PathBuf};
use store::{Error, Keys, Store, StoreUrl};
use tempfile::TempDir;
use testkit::Cast::{self, Anna, Ben};
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
        let keys = Keys::load_or_generate(&self.at("keys"))?;
        Store::open(&StoreUrl::sqlite(self.at(database)), keys).await
    }
}

async fn furnish(store: &Store) {
    let mut work = store.begin_unaudited("a test").await.expect("begins");
    work.groups().add(&tuesday_evening()).await.expect("adds");
    work.sessions().add(&tuesday_session()).await.expect("adds");
    let (group, session) = (tuesday_evening().id, tuesday_session().id);
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
    }
    work.commit().await.expect("commits");
}

/// Which of the five kinds of words of this person open.
async fn opens(store: &Store, who: Cast) -> [bool; 5] {
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
    assert_eq!(opens(&store, Anna).await, [true; 5]);
    copy(&store, &folder.at("house.db"), &folder.at("backup.db")).await;
    store.shred(Anna.id()).expect("shreds");
    store.shred(Anna.id()).expect("twice");
    assert_eq!(
        (opens(&store, Anna).await, opens(&store, Ben).await),
        ([false; 5], [true; 5])
    );
    store.close().await;
    let backup = folder
        .open("backup.db")
        .await
        .expect("opens, with every numbered key there is");
    assert_eq!(
        (opens(&backup, Anna).await, opens(&backup, Ben).await),
        ([false; 5], [true; 5])
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
        ([true; 5], [true; 5])
    );
    store.shred(Anna.id()).expect("shreds");
    assert_eq!(
        (opens(&store, Anna).await, opens(&store, Ben).await),
        ([false; 5], [true; 5])
    );
    store.close().await;
    let again = folder.open("house.db").await.expect("a start after that");
    assert_eq!(
        (opens(&again, Anna).await, opens(&again, Ben).await),
        ([false; 5], [true; 5])
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
    assert!(store.reseal().await.expect("reseals") > 0);
    assert_eq!(store.reseal().await.expect("reseals"), 0);
    assert_eq!(
        (opens(&store, Anna).await, opens(&store, Ben).await),
        ([true; 5], [true; 5])
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
    assert_eq!(opens(&store, Anna).await, [true; 5]);
}
