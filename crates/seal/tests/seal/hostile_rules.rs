//! A hostile member makes commits that are well formed and break a rule: who may come in, and who must go.

use crate::cast::{CIRCLE, device, name, seed, session};
use crate::hostile_member::{Scene, is_refused};
use crate::rogue::{Made, credential, key_package, stranger};
use openmls::prelude::LeafNodeIndex;
use seal::delivery::Refused;
use seal::rules::Wrong;
use seal::{Key, Leave, Loss, Order, Provider, Signed, Token};

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

/// `bytes` with the signature of another statement, made by somebody who is not who it names.
fn signed_by_sam(says: &[u8]) -> Vec<u8> {
    let (body, _) = says.split_at(says.len() - 64);
    let label = b"openchair admission v1\0";
    [body, &device("sam").sign(&[label, body].concat())].concat()
}

#[test]
fn a_statement_that_names_a_facilitator_and_is_signed_by_another_is_no_reason() {
    breaks(
        |scene| {
            let token = token(scene, "eli", |_| {}, &device("mara"));
            adds_eli(scene, signed_by_sam(&token))
        },
        Wrong::AddWithoutToken,
    );
    breaks(
        |scene| {
            let order = order(scene, "mara", &device("mara"));
            mara_removes(scene, &[signed_by_sam(&order)])
        },
        Wrong::RemoveWithoutReason,
    );
    breaks(
        |scene| {
            let (circle, epoch) = scene.evening.delivery.epoch().unwrap();
            let signer = scene.evening.delivery.server_key();
            let says = Loss {
                circle,
                member: name("mem_mara"),
                leaf: 0,
                epoch,
                signer,
            };
            let loss = Signed::by(says, &device("sam")).into_bytes();
            mara_removes(scene, &[loss])
        },
        Wrong::RemoveWithoutReason,
    );
}

#[test]
fn an_order_of_another_circle_or_session_removes_nobody() {
    let changed = |change: fn(&mut Order)| {
        move |scene: &mut Scene| {
            let bytes = order(scene, "mara", &device("mara"));
            let mut says = Signed::<Order>::read(&bytes).unwrap().says;
            change(&mut says);
            let order = Signed::by(says, &device("mara")).into_bytes();
            mara_removes(scene, &[order])
        }
    };
    breaks(changed(|says| says.circle = CIRCLE), Wrong::RemoveWithoutReason);
    breaks(
        changed(|says| says.session = name("ses_other")),
        Wrong::RemoveWithoutReason,
    );
}
