//! A hostile member tries what no rule allows. The server refuses it, every page would refuse it too, and the circle goes on.

use crate::cast::{device, name, seed, session};
use crate::evening::Evening;
use crate::rogue::{Made, Rogue, credential, key_package, key_package_bytes, stranger};
use openmls::prelude::tls_codec::{DeserializeBytes, Serialize};
use openmls::prelude::*;
use openmls::schedule::PreSharedKeyId;
use seal::delivery::{FOLLOWED_MS, Input, Output, Refused};
use seal::member::{Declined, Trouble, Why};
use seal::{Key, Name, NotTaken, Provider};

/// Mara with an honest page, and Sam, who was let in and is asked to add Dana.
pub(crate) struct Scene {
    pub(crate) evening: Evening,
    pub(crate) mara: Name,
    pub(crate) sam: Rogue,
}

pub(crate) fn scene() -> Scene {
    let mut evening = Evening::begin();
    let mara = evening.load("mara", true);
    let sam = Rogue::enters(&mut evening, &mara, "sam");
    let mut scene = Scene { evening, mara, sam };
    scene.sam.is_asked(&mut scene.evening, &scene.mara.clone());
    scene
}

/// The server refuses it with `refused`; a page to which a hostile server hands it stops with `why`; then the circle goes on.
pub(crate) fn is_refused(make: impl Fn(&mut Scene) -> Made, refused: Refused, why: impl Into<Why>) {
    let mut scene = scene();
    let made = make(&mut scene);
    let Scene {
        evening, mara, sam, ..
    } = &mut scene;
    let input = sam.sends(evening, &made);
    assert_eq!(evening.delivery.handle(input, evening.now_ms), Err(refused));
    let (now_ms, (_, epoch)) = (evening.now_ms, evening.delivery.epoch().unwrap());

    evening.present(mara);
    evening.pass(1_000);
    assert!(evening.locked.contains(&name("mem_dana")), "the circle goes on");
    evening.everybody_agrees("after a bad commit");

    let mut other = self::scene();
    let made = make(&mut other);
    let page = &mut other.evening.page(&mara.clone()).member;
    assert_eq!(
        page.commit(epoch, &made.commit, now_ms),
        Err(Declined::Stopped(Trouble::BadCommit(why.into())))
    );
    assert!(page.speak(now_ms + 10_000).is_none(), "it sends nothing any more");
    assert!(page.seal(b"words").is_err());
}

fn is_not_taken(make: impl Fn(&mut Scene) -> Made, why: NotTaken) {
    is_refused(make, Refused::BadCommit(why), why);
}

#[test]
fn the_group_context_is_never_extended() {
    is_not_taken(
        |scene| {
            let needs = RequiredCapabilitiesExtension::new(&[], &[], &[CredentialType::Basic]);
            let extensions = Extensions::single(Extension::RequiredCapabilities(needs)).unwrap();
            scene.sam.commit(&[], |commit| {
                commit.propose_group_context_extensions(extensions).unwrap()
            })
        },
        NotTaken::OtherProposal,
    );
}

#[test]
fn a_pre_shared_key_is_not_taken() {
    let make = |scene: &mut Scene| {
        let id = PreSharedKeyId::external(b"ours alone".to_vec(), vec![7; 32]);
        id.store(&scene.sam.provider, &[1; 32]).unwrap();
        let proposal = Proposal::PreSharedKey(Box::new(PreSharedKeyProposal::new(id)));
        scene.sam.commit(&[], |commit| commit.add_proposal(proposal))
    };
    // A page has no such key and stops at that; the server, who needs none, sees the proposal.
    is_refused(
        make,
        Refused::BadCommit(NotTaken::OtherProposal),
        NotTaken::NotVerified,
    );
}

#[test]
fn a_proposal_outside_its_commit_is_not_taken_nor_a_commit_that_refers_to_it() {
    let propose = |scene: &mut Scene| {
        let Rogue {
            provider,
            group,
            leaf_key,
            ..
        } = &mut scene.sam;
        let (proposal, _) = group
            .propose_remove_member(provider, leaf_key, LeafNodeIndex::new(0))
            .unwrap();
        proposal.tls_serialize_detached().unwrap()
    };
    is_not_taken(
        |scene| Made {
            commit: propose(scene),
            welcome: None,
        },
        NotTaken::NotACommit,
    );
    let refer = |scene: &mut Scene| {
        propose(scene);
        let Rogue {
            provider,
            group,
            leaf_key,
            ..
        } = &mut scene.sam;
        let (commit, _, _) = group.commit_to_pending_proposals(provider, leaf_key).unwrap();
        Made {
            commit: commit.tls_serialize_detached().unwrap(),
            welcome: None,
        }
    };
    is_not_taken(refer, NotTaken::NotVerified);
}

#[test]
fn a_commit_never_changes_who_its_maker_is() {
    let other_identity = |scene: &mut Scene| {
        let who = credential(
            &session(),
            &name("mem_mara"),
            &scene.sam.device,
            &scene.sam.leaf_key,
        );
        let leaf = LeafNodeParameters::builder()
            .with_credential_with_key(who)
            .build();
        scene.sam.commit(&[], |commit| commit.leaf_node_parameters(leaf))
    };
    is_not_taken(other_identity, NotTaken::ChangesKey);

    let other_key = |scene: &mut Scene| {
        let Rogue {
            provider,
            group,
            leaf_key,
            device,
            member,
        } = &mut scene.sam;
        let next = Key::from_seed(&seed("another leaf key"));
        let credential_with_key = credential(&session(), member, device, &next);
        let signer = NewSignerBundle {
            signer: &next,
            credential_with_key,
        };
        let commit = group
            .commit_builder()
            .load_psks(provider.storage())
            .unwrap()
            .build_with_new_signer(provider.rand(), provider.crypto(), leaf_key, signer, |_| true)
            .unwrap()
            .stage_commit(provider)
            .unwrap();
        Made {
            commit: commit.commit().tls_serialize_detached().unwrap(),
            welcome: None,
        }
    };
    is_not_taken(other_key, NotTaken::ChangesKey);
}

#[test]
fn nobody_adds_themselves_from_outside() {
    let make = |scene: &mut Scene| {
        let sam = &scene.sam;
        let info = sam
            .group
            .export_group_info(sam.provider.crypto(), &sam.leaf_key, true)
            .unwrap();
        let info =
            MlsMessageIn::tls_deserialize_exact_bytes(&info.tls_serialize_detached().unwrap()).unwrap();
        let MlsMessageBodyIn::GroupInfo(info) = info.extract() else {
            panic!("not a group info")
        };
        let (provider, leaf) = (Provider::default(), Key::from_seed(&seed("a leaf from outside")));
        let who = credential(&session(), &name("mem_eli"), &device("eli"), &leaf);
        let config = MlsGroupJoinConfig::builder()
            .wire_format_policy(PURE_PLAINTEXT_WIRE_FORMAT_POLICY)
            .build();
        #[expect(deprecated, reason = "the short way is enough for a test")]
        let (_, commit, _) =
            MlsGroup::join_by_external_commit(&provider, &leaf, None, info, &config, None, None, &[], who)
                .unwrap();
        Made {
            commit: commit.tls_serialize_detached().unwrap(),
            welcome: None,
        }
    };
    is_not_taken(make, NotTaken::NotACommit);
}

#[test]
fn only_the_key_package_presented_last_is_added() {
    let Scene {
        mut evening, mut sam, ..
    } = scene();
    let dana = name("mem_dana");
    let leaf = Key::from_seed(&seed("an older page of dana"));
    let package = key_package(
        &Provider::default(),
        credential(&session(), &dana, &device("dana"), &leaf),
        &leaf,
    );
    let token = evening.tokens[&dana].clone();
    let made = sam.commit(&[token], |commit| commit.propose_adds([package]));
    let input = sam.sends(&mut evening, &made);
    assert_eq!(
        evening.delivery.handle(input, evening.now_ms),
        Err(Refused::OtherKeyPackage)
    );
}

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

#[test]
fn the_word_of_somebody_whom_the_commit_itself_brought_in_does_not_say_that_others_could_follow_it() {
    let mut evening = Evening::begin();
    let mara = evening.load("mara", true);
    let mut sam = Rogue::enters(&mut evening, &mara, "sam");
    let first = evening.delivery.epoch().unwrap();
    let ben = evening.arrive(&mara, "ben");
    let chidi = evening.arrive(&mara, "chidi");
    follow(&mut sam, &evening, first.1);
    sam.is_asked(&mut evening, &mara);
    // Dana's welcome is right; what the others are to follow is not.
    let dana = name("mem_dana");
    let token = evening.tokens[&dana].clone();
    let package = asked_to_add(&evening, &sam, &dana);
    let mut made = sam.commit(&[token], |commit| commit.propose_adds([package]));
    let last = made.commit.len() - 1;
    made.commit[last] ^= 1;
    let input = sam.sends(&mut evening, &made);
    evening.say(input);
    assert!(evening.locked.contains(&dana), "the server cannot see it");
    let dana_agreed = evening
        .told
        .iter()
        .any(|output| matches!(output, Output::Agreed { member, .. } if *member == dana));
    assert!(dana_agreed, "and Dana is in");
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

/// The key package that the server told the rogue to add.
fn asked_to_add(evening: &Evening, sam: &Rogue, member: &Name) -> KeyPackage {
    let add = evening.told.iter().rev().find_map(|output| match output {
        Output::Work { to, adds, .. } if *to == sam.member => adds.iter().find(|add| add.member == *member),
        _ => None,
    });
    let message = MlsMessageIn::tls_deserialize_exact_bytes(&add.unwrap().key_package).unwrap();
    let MlsMessageBodyIn::KeyPackage(package) = message.extract() else {
        panic!("not a key package")
    };
    package
        .validate(sam.provider.crypto(), ProtocolVersion::Mls10)
        .unwrap()
}

/// The rogue takes the commits since `epoch` like anybody.
fn follow(sam: &mut Rogue, evening: &Evening, epoch: u64) {
    for output in &evening.told {
        let Output::Commit {
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

#[test]
fn an_identity_that_was_made_for_another_leaf_is_nobodys() {
    // Eli's own words, which everybody in a circle can read in his leaf, around a key that is not his.
    let (his, _) = stranger("eli");
    let leaf = Key::from_seed(&seed("a leaf that is not his"));
    let who = CredentialWithKey {
        credential: his.leaf_node().credential().clone(),
        signature_key: leaf.public().0.to_vec().into(),
    };
    let stolen = key_package(&Provider::default(), who, &leaf);

    let mut evening = Evening::begin();
    evening.load("mara", true);
    let here = Input::Here {
        member: name("mem_eli"),
        leads: false,
        key_package: key_package_bytes(stolen.clone()),
        holds: None,
    };
    let refused = evening.delivery.handle(here, evening.now_ms);
    assert_eq!(refused, Err(Refused::BadKeyPackage(NotTaken::NoIdentity)));

    is_not_taken(
        move |scene| {
            scene
                .sam
                .commit(&[], |commit| commit.propose_adds([stolen.clone()]))
        },
        NotTaken::NoIdentity,
    );
}
