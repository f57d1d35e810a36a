//! What lies on the disk: the SQLite file and the key file are their owner's alone.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use store::{Error, Keys, Store, StoreUrl};
use testkit::Cast::{Anna, Ben};

fn mode(file: impl AsRef<Path>) -> u32 {
    std::fs::metadata(file).expect("is there").permissions().mode() & 0o777
}

#[tokio::test]
async fn the_database_and_its_side_files_are_their_owners_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("house.db");
    let keys = Keys::generate().expect("keys");
    let store = Store::open(&StoreUrl::sqlite(&file), keys).await.expect("opens");
    for end in ["", "-wal", "-shm"] {
        assert_eq!(mode(format!("{}{end}", file.display())), 0o600, "{end}");
    }
    store.close().await;
}

#[tokio::test]
async fn a_database_in_a_folder_that_is_not_there_is_refused_with_its_name() {
    let refused = Store::open(
        &StoreUrl::sqlite("/nowhere/house.db"),
        Keys::generate().expect("keys"),
    )
    .await;
    assert!(matches!(refused, Err(Error::Setup(text)) if text.contains("/nowhere/house.db")));
}

#[tokio::test]
async fn whoever_wants_what_is_there_begins_nothing_in_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let (missing, empty) = (folder.path().join("missing.db"), folder.path().join("empty.db"));
    std::fs::write(&empty, "").expect("a file of no bytes");
    let keys = || Keys::generate().expect("keys");
    for file in [&missing, &empty] {
        let name = file.display().to_string();
        let refused = Store::open_existing(&StoreUrl::sqlite(file), keys()).await;
        assert!(
            matches!(refused, Err(Error::Setup(text)) if text.contains(&name)),
            "{name}"
        );
    }
    assert!(!missing.exists());
    assert_eq!(std::fs::metadata(&empty).expect("is there").len(), 0);
    let begun = Store::open(&StoreUrl::sqlite(&missing), keys())
        .await
        .expect("begins");
    begun.close().await;
    let there = Store::open_existing(&StoreUrl::sqlite(&missing), keys()).await;
    there.expect("opens what is there").close().await;
}

/// A killed process leaves its files as they are at that moment: a copy of them is what the next start finds.
#[tokio::test]
async fn what_was_committed_survives_a_killed_process_and_what_was_not_is_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("house.db");
    let keys = || Keys::from_numbered([(1, [7; 32])], [9; 32]).expect("keys");
    let store = Store::open(&StoreUrl::sqlite(&file), keys())
        .await
        .expect("opens");
    let mut work = store.begin_unaudited("a test").await.expect("begins");
    work.people().add(&Anna.person()).await.expect("adds");
    work.commit().await.expect("commits");
    let mut unfinished = store.begin_unaudited("a test").await.expect("begins");
    unfinished.people().add(&Ben.person()).await.expect("adds");

    let left = folder.path().join("left.db");
    for end in ["", "-wal"] {
        let [from, to] = [&file, &left].map(|file| format!("{}{end}", file.display()));
        std::fs::copy(from, to).expect("copies");
    }
    let next = Store::open(&StoreUrl::sqlite(&left), keys())
        .await
        .expect("opens what was left");
    assert_eq!(
        next.people().lookup(Anna.id()).await.expect("reads"),
        Some(Anna.person())
    );
    assert_eq!(next.people().lookup(Ben.id()).await.expect("reads"), None);
    drop(unfinished);
}

#[test]
fn keys_are_made_once_and_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("keys");
    let made = Keys::load_or_generate(&file).expect("makes");
    assert_eq!(mode(&file), 0o600);
    let text = std::fs::read_to_string(&file).expect("reads");
    Keys::load_or_generate(&file).expect("reads back");
    assert_eq!(
        std::fs::read_to_string(&file).expect("reads"),
        text,
        "reading must not change the keys"
    );
    assert!(
        matches!(made.save_new(&file), Err(Error::Setup(_))),
        "keys are never overwritten"
    );
}

#[test]
fn a_key_file_that_others_can_read_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("keys");
    Keys::load_or_generate(&file).expect("makes");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("changes");
    assert!(matches!(Keys::load_or_generate(&file), Err(Error::Setup(text)) if text.contains("chmod 600")));
}

#[test]
fn a_damaged_key_file_is_refused_and_never_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("keys");
    for text in [
        "",
        "lookup",
        "1 short",
        "lookup AAAA\n1 AAAA\n",
        "x AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
    ] {
        std::fs::write(&file, text).expect("writes");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("changes");
        let refused = Keys::load_or_generate(&file);
        assert!(matches!(refused, Err(Error::Setup(_))), "{text:?}");
        assert_eq!(std::fs::read_to_string(&file).expect("reads"), text);
        let shown = refused.map(drop).expect_err("refused").to_string();
        assert!(!shown.contains("AAAA"), "an error never quotes a key");
    }
}

#[test]
fn keys_show_in_no_debug_print() {
    let keys = Keys::from_numbered([(1, [7; 32])], [9; 32]).expect("keys");
    assert_eq!(format!("{keys:?}"), "Keys { numbers: [1], .. }");
}
