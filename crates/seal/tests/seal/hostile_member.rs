//! A hostile member tries what no rule allows. The server refuses it, every page would refuse it too, and the circle goes on.

mod flooding;

use crate::cast::{CIRCLE, device, name, seed, session};
use crate::evening::Evening;
use crate::rogue::{Made, Rogue, credential, key_package, key_package_bytes, stranger};
use openmls::prelude::tls_codec::{DeserializeBytes, Serialize};
use openmls::prelude::*;
use openmls::schedule::PreSharedKeyId;
use seal::delivery::{FOLLOWED_MS, Input, Refused};
use seal::member::{Declined, Trouble, Why};
use seal::rules::Wrong;
use seal::{Key, Leave, Loss, Name, NotTaken, Order, Provider, Signed, Token};

/// Mara with an honest page, and Sam, who was let in and is asked to add Dana.
struct Scene {
    evening: Evening,
    mara: Name,
    sam: Rogue,
}

fn scene() -> Scene {
    let mut evening = Evening::begin();
    let mara = evening.load("mara", true);
    let sam = Rogue::enters(&mut evening, &mara, "sam");
    let mut scene = Scene { evening, mara, sam };
    scene.sam.is_asked(&mut scene.evening, &scene.mara.clone());
    scene
}

/// The server refuses it with `refused`; a page to which a hostile server hands it stops with `why`; then the circle goes on.
fn is_refused(make: impl Fn(&mut Scene) -> Made, refused: Refused, why: impl Into<Why>) {
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

fn breaks(make: impl Fn(&mut Scene) -> Made, wrong: Wrong) {
    is_refused(make, Refused::Wrong(wrong), wrong);
}

fn token(scene: &Scene, of: &str, change: impl FnOnce(&mut Token), by: &Key) -> Vec<u8> {
    let mut says = Token {
        circle: scene.evening.delivery.epoch().unwrap().0,
        session: session(),
        member: name(&format!("mem_{of}")),
        device: device(of).public(),
        issued_ms: scene.evening.now_ms,
        until_ms: scene.evening.now_ms + 3_600_000,
        serial: [1; 16],
        signer: by.public(),
    };
    change(&mut says);
    Signed::by(says, by).into_bytes()
}

fn adds_eli(scene: &mut Scene, token: Vec<u8>) -> Made {
    let (eli, _) = stranger("eli");
    scene.sam.commit(&[token], |commit| commit.propose_adds([eli]))
}

fn mara_removes(scene: &mut Scene, reasons: &[Vec<u8>]) -> Made {
    scene
        .sam
        .commit(reasons, |commit| commit.propose_removals([LeafNodeIndex::new(0)]))
}

#[test]
fn a_ghost_without_an_admission_is_not_added() {
    breaks(
        |scene| {
            let (ghost, _) = stranger("eli");
            scene.sam.commit(&[], |commit| commit.propose_adds([ghost]))
        },
        Wrong::AddWithoutToken,
    );
}

#[test]
fn an_admission_to_another_circle_admits_nobody() {
    breaks(
        |scene| {
            let token = token(scene, "eli", |says| says.circle = CIRCLE, &device("mara"));
            adds_eli(scene, token)
        },
        Wrong::AddWithoutToken,
    );
}

#[test]
fn an_admission_to_another_session_admits_nobody() {
    breaks(
        |scene| {
            let token = token(
                scene,
                "eli",
                |says| says.session = name("ses_other"),
                &device("mara"),
            );
            adds_eli(scene, token)
        },
        Wrong::AddWithoutToken,
    );
}

#[test]
fn an_admission_that_a_device_outside_the_chain_signed_admits_nobody() {
    breaks(
        |scene| {
            let token = token(scene, "eli", |_| {}, &device("sam"));
            adds_eli(scene, token)
        },
        Wrong::AddWithoutToken,
    );
}

#[test]
fn an_admission_of_another_device_or_person_admits_nobody() {
    breaks(
        |scene| {
            let token = token(
                scene,
                "eli",
                |says| says.device = device("farah").public(),
                &device("mara"),
            );
            adds_eli(scene, token)
        },
        Wrong::AddWithoutToken,
    );
    breaks(
        |scene| {
            let token = token(
                scene,
                "farah",
                |says| says.device = device("eli").public(),
                &device("mara"),
            );
            adds_eli(scene, token)
        },
        Wrong::AddWithoutToken,
    );
}

#[test]
fn an_admission_that_is_over_admits_nobody() {
    breaks(
        |scene| {
            let token = token(
                scene,
                "eli",
                |says| says.until_ms = says.issued_ms - 3 * 3_600_000,
                &device("mara"),
            );
            adds_eli(scene, token)
        },
        Wrong::AddWithoutToken,
    );
}

#[test]
fn an_admission_that_was_revoked_in_the_same_commit_admits_nobody() {
    breaks(
        |scene| {
            let token = token(scene, "eli", |_| {}, &device("mara"));
            let order = order(scene, "eli", &device("mara"));
            let (eli, _) = stranger("eli");
            scene
                .sam
                .commit(&[token, order], |commit| commit.propose_adds([eli]))
        },
        Wrong::AddWithoutToken,
    );
}

#[test]
fn somebody_of_another_session_is_not_added() {
    breaks(
        |scene| {
            let token = token(scene, "eli", |_| {}, &device("mara"));
            let (device, leaf) = (device("eli"), Key::from_seed(&seed("rogue leaf of eli")));
            let who = credential(&name("ses_other"), &name("mem_eli"), &device, &leaf);
            let package = key_package(&Provider::default(), who, &leaf);
            scene
                .sam
                .commit(&[token], |commit| commit.propose_adds([package]))
        },
        Wrong::WrongSession,
    );
}

#[test]
fn nobody_gets_a_second_leaf() {
    breaks(
        |scene| {
            let own = token(scene, "sam", |_| {}, &device("mara"));
            let leaf = Key::from_seed(&seed("a second leaf of sam"));
            let who = credential(&session(), &name("mem_sam"), &device("sam"), &leaf);
            let package = key_package(&Provider::default(), who, &leaf);
            scene.sam.commit(&[own], |commit| commit.propose_adds([package]))
        },
        Wrong::SecondLeaf,
    );
}

fn order(scene: &Scene, of: &str, by: &Key) -> Vec<u8> {
    let says = Order {
        circle: scene.evening.delivery.epoch().unwrap().0,
        session: session(),
        member: name(&format!("mem_{of}")),
        issued_ms: scene.evening.now_ms,
        signer: by.public(),
    };
    Signed::by(says, by).into_bytes()
}

#[test]
fn nobody_is_removed_without_a_reason() {
    breaks(|scene| mara_removes(scene, &[]), Wrong::RemoveWithoutReason);
}

#[test]
fn an_order_by_a_member_removes_nobody() {
    breaks(
        |scene| {
            let order = order(scene, "mara", &device("sam"));
            mara_removes(scene, &[order])
        },
        Wrong::RemoveWithoutReason,
    );
}

#[test]
fn another_ones_word_that_they_leave_removes_nobody() {
    breaks(
        |scene| {
            let circle = scene.evening.delivery.epoch().unwrap().0;
            let says = Leave {
                circle,
                member: name("mem_mara"),
                leaf: 0,
                device: device("sam").public(),
            };
            let leave = Signed::by(says, &device("sam")).into_bytes();
            mara_removes(scene, &[leave])
        },
        Wrong::RemoveWithoutReason,
    );
}

#[test]
fn a_loss_that_the_server_did_not_sign_removes_nobody() {
    breaks(
        |scene| {
            let (circle, epoch) = scene.evening.delivery.epoch().unwrap();
            let signer = device("sam");
            let says = Loss {
                circle,
                member: name("mem_mara"),
                leaf: 0,
                epoch,
                signer: signer.public(),
            };
            let loss = Signed::by(says, &signer).into_bytes();
            mara_removes(scene, &[loss])
        },
        Wrong::RemoveWithoutReason,
    );
}

#[test]
fn reasons_that_cannot_be_read_are_refused() {
    breaks(
        |scene| scene.sam.commit(&[b"OCA2 of tomorrow".to_vec()], |commit| commit),
        Wrong::UnreadableReason,
    );
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
