//! The hostile member is in a hurry: commits out of turn, again, in floods, cut off, or that nobody can follow.

use super::*;

#[test]
fn whoever_was_not_asked_does_not_turn_the_epoch() {
    let mut evening = Evening::begin();
    let mara = evening.load("mara", true);
    let mut sam = Rogue::enters(&mut evening, &mara, "sam");
    let made = sam.commit(&[], |commit| commit);
    let input = sam.sends(&mut evening, &made);
    assert_eq!(
        evening.delivery.handle(input, evening.now_ms),
        Err(Refused::NotAsked)
    );
}

#[test]
fn a_commit_that_came_before_counts_no_second_time() {
    let Scene {
        mut evening, mut sam, ..
    } = scene();
    let made = sam.commit(&[], |commit| commit);
    let input = sam.sends(&mut evening, &made);
    assert_eq!(evening.delivery.handle(input.clone(), evening.now_ms), Ok(()));
    assert_eq!(
        evening.delivery.handle(input, evening.now_ms),
        Err(Refused::WrongEpoch)
    );
    let Input::Commit {
        by,
        epoch,
        commit,
        welcome,
    } = sam.sends(&mut evening, &made)
    else {
        panic!("not a commit")
    };
    let relabelled = Input::Commit {
        by,
        epoch,
        commit,
        welcome,
    };
    assert!(evening.delivery.handle(relabelled, evening.now_ms).is_err());
}

#[test]
fn a_flood_of_commits_is_paced_and_the_circle_goes_on() {
    let Scene {
        mut evening,
        mut sam,
        mara,
        ..
    } = scene();
    let (ghost, _) = stranger("eli");
    let made = sam.commit(&[], |commit| commit.propose_adds([ghost]));
    let mut looked_at = 0;
    for _ in 0..1_000 {
        let input = sam.sends(&mut evening, &made);
        let refused = evening.delivery.handle(input, evening.now_ms).unwrap_err();
        looked_at += usize::from(refused != Refused::TooOften);
    }
    assert!(looked_at <= 10, "{looked_at} were looked at");
    evening.present(&mara);
    evening.pass(1_000);
    assert!(evening.locked.contains(&name("mem_dana")));
    evening.everybody_agrees("after the flood");
}

#[test]
fn what_is_too_long_or_cut_off_or_of_another_version_is_refused() {
    let Scene {
        mut evening, mut sam, ..
    } = scene();
    let made = sam.commit(&[], |commit| commit);
    let Input::Commit {
        by, epoch, commit, ..
    } = sam.sends(&mut evening, &made)
    else {
        panic!("not a commit")
    };
    let send = |commit: Vec<u8>, welcome: Option<Vec<u8>>| Input::Commit {
        by: by.clone(),
        epoch,
        commit,
        welcome,
    };
    let longer = [commit.as_slice(), &[0]].concat();
    let mut version = commit.clone();
    version[1] = 2;
    for (bytes, refused) in [
        (vec![0; 64 * 1_024 + 1], Refused::TooLong),
        (
            commit[..commit.len() - 1].to_vec(),
            Refused::BadCommit(NotTaken::Malformed),
        ),
        (Vec::new(), Refused::BadCommit(NotTaken::Malformed)),
        (longer, Refused::BadCommit(NotTaken::Malformed)),
        (version, Refused::BadCommit(NotTaken::Malformed)),
    ] {
        assert_eq!(
            evening.delivery.handle(send(bytes, None), evening.now_ms),
            Err(refused)
        );
    }
    let welcome = send(commit.clone(), Some(vec![0; 128 * 1_024 + 1]));
    assert_eq!(
        evening.delivery.handle(welcome, evening.now_ms),
        Err(Refused::TooLong)
    );
    let welcome = send(commit, Some(vec![1, 2, 3]));
    assert_eq!(
        evening.delivery.handle(welcome, evening.now_ms),
        Err(Refused::BadWelcome)
    );
    let here = Input::Here {
        member: by.clone(),
        leads: false,
        key_package: vec![0; 4_097],
        holds: None,
    };
    assert_eq!(
        evening.delivery.handle(here, evening.now_ms),
        Err(Refused::TooLong)
    );
}

#[test]
fn a_commit_that_nobody_can_follow_ends_the_circle_and_the_next_one_goes_on_without_asking_its_maker_first() {
    let mut evening = Evening::begin();
    let mara = evening.load("mara", true);
    let mut sam = Rogue::enters(&mut evening, &mara, "sam");
    // Two honest pages that the rogue's group does not yet know of, and one it does.
    let first = evening.delivery.epoch().unwrap();
    let ben = evening.arrive(&mara, "ben");
    let chidi = evening.arrive(&mara, "chidi");
    follow(&mut sam, &evening, first.1);
    sam.is_asked(&mut evening, &mara);
    // The signature does not cover the two tags at the end, and the server has no key to check them.
    let mut made = sam.commit(&[], |commit| commit);
    let last = made.commit.len() - 1;
    made.commit[last] ^= 1;
    let input = sam.sends(&mut evening, &made);
    evening.say(input);
    for page in [&ben, &chidi] {
        let trouble = evening.page(page).member.trouble();
        assert_eq!(
            trouble,
            Some(Trouble::BadCommit(Why::NotTaken(NotTaken::NotVerified)))
        );
    }
    evening.present(&mara);
    evening.pass(FOLLOWED_MS);
    evening.pass(1_000);
    assert_ne!(evening.delivery.epoch().unwrap().0, first.0, "another circle");
    assert!(
        [&mara, &ben, &chidi]
            .iter()
            .all(|member| evening.locked.contains(member))
    );
    evening.everybody_agrees("in the next circle");
}

/// The rogue takes the commits since `epoch` like anybody.
fn follow(sam: &mut Rogue, evening: &Evening, epoch: u64) {
    for output in &evening.told {
        let seal::delivery::Output::Commit {
            to,
            epoch: of,
            commit,
        } = output
        else {
            continue;
        };
        if *to != sam.member || *of < epoch {
            continue;
        }
        let message = MlsMessageIn::tls_deserialize_exact_bytes(commit).unwrap();
        let processed = sam
            .group
            .process_message(&sam.provider, message.try_into_protocol_message().unwrap())
            .unwrap();
        let ProcessedMessageContent::StagedCommitMessage(staged) = processed.into_content() else {
            panic!("not a commit")
        };
        sam.group.merge_staged_commit(&sam.provider, *staged).unwrap();
    }
}

#[test]
fn a_key_package_serves_once_and_for_its_own_person() {
    let mut evening = Evening::begin();
    evening.load("mara", true);
    let (package, _) = stranger("eli");
    let bytes = key_package_bytes(package);
    let here = |member: &str, leads| Input::Here {
        member: name(member),
        leads,
        key_package: bytes.clone(),
        holds: None,
    };
    let now_ms = evening.now_ms;
    assert_eq!(
        evening.delivery.handle(here("mem_farah", false), now_ms),
        Err(Refused::BadKeyPackage(NotTaken::NoIdentity))
    );
    assert_eq!(evening.delivery.handle(here("mem_eli", false), now_ms), Ok(()));
    assert_eq!(
        evening.delivery.handle(here("mem_eli", false), now_ms),
        Err(Refused::KeyPackageSeen)
    );
}
