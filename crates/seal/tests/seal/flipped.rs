//! Every byte of what travels, turned in its lowest and its highest bit: refused.

use crate::cast::{device, from_hex, name};
use crate::evening::Evening;
use crate::flips::flips;
use openmls::prelude::OpenMlsProvider;
use seal::delivery::{Input, Output, Refused};
use seal::sframe::{FrameKey, Kid, Parts, Slot};
use seal::{Agreed, Chain, Identity, NamesItsSigner, Provider, PublicKey, Reason, Signed, Statement};
use serde_json::Value;

fn shared(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn bytes(value: &Value) -> Vec<u8> {
    from_hex(value.as_str().unwrap())
}

#[test]
fn every_byte_of_every_statement() {
    let shared = shared(include_str!("../vectors/statements.json"));
    let leaf = PublicKey(bytes(&shared["public"]["leaf"]).try_into().unwrap());
    for (at, flipped) in flips(&bytes(&shared["identity"]["bytes"])) {
        assert!(
            !Signed::<Identity>::read(&flipped).is_ok_and(|read| read.is_of_leaf(&leaf)),
            "identity, byte {at}"
        );
    }
    for (at, flipped) in flips(&bytes(&shared["agreed"]["bytes"])) {
        assert!(
            !Signed::<Agreed>::read(&flipped).is_ok_and(|read| read.is_by_leaf(&leaf)),
            "agreed, byte {at}"
        );
    }
    for kind in ["token", "order", "leave", "loss"] {
        for (at, flipped) in flips(&bytes(&shared[kind]["bytes"])) {
            assert!(!Reason::read(&flipped).is_ok_and(holds), "{kind}, byte {at}");
        }
    }
    let group = name(shared["group"].as_str().unwrap());
    for (at, flipped) in flips(&bytes(&shared["chain"][0]["bytes"])) {
        assert!(Chain::read(&[flipped], &group).is_err(), "link, byte {at}");
    }
}

fn holds(reason: Reason) -> bool {
    fn signed<S: NamesItsSigner + Statement>(read: &Signed<S>) -> bool {
        read.is_signed()
    }
    match reason {
        Reason::Token(read) => signed(&read),
        Reason::Order(read) => signed(&read),
        Reason::Leave(read) => signed(&read),
        Reason::Loss(read) => signed(&read),
    }
}

#[test]
fn every_byte_of_every_frame_its_header_and_its_clear_bytes() {
    let shared = shared(include_str!("../vectors/frames.json"));
    let base = bytes(&shared["base"]);
    for frame in shared["frames"].as_array().unwrap() {
        let slot = if frame["slot"] == 0 {
            Slot::Microphone
        } else {
            Slot::Camera
        };
        let key = FrameKey::derive(&base, frame["kid"].as_u64().unwrap());
        let sealed = bytes(&frame["sealed"]);
        assert!(Parts::read(slot, &sealed).unwrap().open(&key).is_some());
        for (at, flipped) in flips(&sealed) {
            // The receiver finds the key by the id in the frame: with another id there is another key, or none.
            let opened = Parts::read(slot, &flipped).ok().and_then(|parts| {
                let key = FrameKey::derive(&base, Kid::read(parts.header.kid).ok()?.number());
                parts.open(&key)
            });
            assert!(opened.is_none(), "{}, byte {at}", frame["kind"]);
        }
        for length in 0..sealed.len() {
            let cut = Parts::read(slot, &sealed[..length])
                .ok()
                .and_then(|parts| parts.open(&key));
            assert!(cut.is_none(), "cut to {length} bytes");
        }
    }
}

#[test]
fn every_byte_of_a_whisper() {
    let shared = shared(include_str!("../vectors/whispers.json"));
    let provider = Provider::default();
    let sender = PublicKey(bytes(&shared["sender_public"]).try_into().unwrap());
    let key = crate::shared::whisper_key("anna");
    for (at, flipped) in flips(&bytes(&shared["body"])) {
        // X25519 ignores the highest bit of a public key (RFC 7748, 5); HPKE binds the bytes as they came.
        assert!(
            key.open(provider.crypto(), &crate::shared::WAY, &sender, &flipped)
                .is_none(),
            "byte {at}"
        );
    }
}

#[test]
fn every_byte_of_a_key_package() {
    let mut evening = Evening::begin();
    evening.load("mara", true);
    let who = seal::member::Who {
        group: crate::cast::group(),
        session: crate::cast::session(),
        member: name("mem_anna"),
    };
    let mut anna = seal::Member::new(
        who,
        device("anna"),
        seal::member::Memory::default(),
        Provider::default(),
    );
    let package = anna.here(evening.now_ms).key_package;
    let here = |key_package| Input::Here {
        member: name("mem_anna"),
        leads: false,
        key_package,
        holds: None,
    };
    for (at, flipped) in flips(&package) {
        evening.now_ms += 1_000;
        let refused = evening.delivery.handle(here(flipped), evening.now_ms);
        assert!(
            matches!(refused, Err(Refused::BadKeyPackage(_))),
            "byte {at}: {refused:?}"
        );
    }
    assert_eq!(
        evening.delivery.handle(here(package), evening.now_ms + 1_000),
        Ok(())
    );
}

#[test]
fn every_byte_of_a_group_info() {
    let mut evening = Evening::begin();
    evening.lie = |output| {
        if let Output::State { .. } = output {
            None
        } else {
            Some(output)
        }
    };
    let mara = evening.load("mara", true);
    let now_ms = evening.now_ms;
    let founding = evening.page(&mara).member.found(now_ms).unwrap();
    let found = |group_info| Input::Found {
        by: mara.clone(),
        link: founding.link.clone(),
        group_info,
    };
    for (at, flipped) in flips(&founding.group_info) {
        evening.now_ms += 1_000;
        let refused = evening.delivery.handle(found(flipped), evening.now_ms);
        assert!(
            matches!(refused, Err(Refused::BadGroup(_))),
            "byte {at}: {refused:?}"
        );
    }
    assert_eq!(
        evening
            .delivery
            .handle(found(founding.group_info.clone()), evening.now_ms + 1_000),
        Ok(())
    );
}

/// Mara and Anna in a circle, and the commit and welcome that would add Ben.
fn about_to_add_ben() -> (Evening, [seal::Name; 3], seal::member::Made) {
    let (mut evening, mara, anna) = Evening::of_two();
    evening.load("ben", false);
    evening.lie = |output| {
        if let Output::Work { .. } = output {
            None
        } else {
            Some(output)
        }
    };
    let ben = evening.admit(&mara, "ben");
    let Some(Output::Work { epoch, adds, .. }) = evening
        .told
        .iter()
        .rev()
        .find(|told| matches!(told, Output::Work { .. }))
        .cloned()
    else {
        panic!("nobody was asked")
    };
    let adds: Vec<_> = adds
        .into_iter()
        .map(|add| seal::member::Add {
            member: add.member,
            key_package: add.key_package,
            token: add.token,
        })
        .collect();
    let now_ms = evening.now_ms;
    let made = evening
        .page(&mara)
        .member
        .work(epoch, &adds, &[], now_ms)
        .unwrap()
        .unwrap();
    (evening, [mara, anna, ben], made)
}

#[test]
fn every_byte_of_a_commit() {
    let (mut evening, [mara, anna, _], made) = about_to_add_ben();
    let last = made.commit.len() - 2 * 33;
    let now_ms = evening.now_ms;
    for (at, flipped) in flips(&made.commit) {
        // To the server, all but the two tags at the end, for which it has no keys.
        if at < last {
            evening.now_ms += 1_000;
            let (by, epoch, commit) = (mara.clone(), made.epoch, flipped.clone());
            let input = Input::Commit {
                by,
                epoch,
                commit,
                welcome: made.welcome.clone(),
            };
            let refused = evening.delivery.handle(input, evening.now_ms);
            assert!(
                matches!(refused, Err(Refused::BadCommit(_))),
                "server, byte {at}: {refused:?}"
            );
        }
        // To a page, all of it. It stops at once, so its trouble is what is asked for.
        let page = &mut evening.page(&anna).member;
        assert!(page.would_take(&flipped, now_ms).is_err(), "page, byte {at}");
    }
    assert!(
        evening
            .page(&anna)
            .member
            .would_take(&made.commit, now_ms)
            .is_ok()
    );
}

#[test]
fn every_byte_of_a_welcome() {
    let (mut evening, [_, _, ben], made) = about_to_add_ben();
    let (now_ms, welcome) = (evening.now_ms, made.welcome.unwrap());
    let page = &mut evening.page(&ben).member;
    for (at, flipped) in flips(&welcome) {
        assert!(
            page.welcome(made.epoch + 1, &flipped, now_ms).is_err(),
            "byte {at}"
        );
        assert_eq!(page.epoch(), None, "byte {at}");
    }
    assert_eq!(page.welcome(made.epoch + 1, &welcome, now_ms), Ok(()));
}

#[test]
fn every_byte_of_a_message() {
    let (mut evening, mara, anna) = Evening::of_two();
    evening.pass(500);
    let body = evening.page(&anna).member.seal(b"What I wanted to say.").unwrap();
    let page = &mut evening.page(&mara).member;
    for (at, flipped) in flips(&body) {
        assert!(page.open(&flipped).is_err(), "byte {at}");
    }
    assert_eq!(page.open(&body).unwrap().plain, b"What I wanted to say.");
    assert!(page.open(&body).is_err(), "and not twice");
}
