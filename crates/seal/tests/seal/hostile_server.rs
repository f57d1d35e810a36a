//! A hostile server tries to get in, to listen, to go back, to divide. Every page refuses, stops where it must, and says why.

use crate::cast::{device, group, name, seed};
use crate::evening::Evening;
use crate::rogue::{Rogue, SUITE, credential};
use openmls::prelude::tls_codec::{DeserializeBytes, Serialize};
use openmls::prelude::*;
use seal::delivery::{Input, Output};
use seal::member::{Add, Declined, Trouble};
use seal::{Chain, Key, Name, NotTaken, Provider, PublicKey, founding_link, link};

/// Mara, Anna, Ben and Chidi in a circle.
fn four() -> (Evening, [Name; 4]) {
    let mut evening = Evening::begin();
    let mara = evening.load("mara", true);
    let [anna, ben, chidi] = ["anna", "ben", "chidi"].map(|who| evening.arrive(&mara, who));
    evening.pass(500);
    evening.everybody_agrees("four");
    (evening, [mara, anna, ben, chidi])
}

fn last_told<T>(evening: &Evening, pick: impl Fn(&Output) -> Option<T>) -> T {
    evening.told.iter().rev().find_map(pick).unwrap()
}

fn state(
    evening: &mut Evening,
    to: &Name,
    links: &[Vec<u8>],
    epoch: u64,
    server_key: PublicKey,
) -> Result<bool, Declined> {
    let (circle, _) = evening.delivery.epoch().unwrap();
    let now_ms = evening.now_ms;
    evening
        .page(to)
        .member
        .state(links, Some(circle), epoch, server_key, now_ms)
}

#[test]
fn a_device_that_the_server_alone_vouches_for_is_in_nobodys_chain() {
    let (mut evening, [_, anna, ..]) = four();
    let (server_key, (_, epoch)) = (evening.delivery.server_key(), evening.delivery.epoch().unwrap());
    let links = evening.links.clone();
    let ghost = link(
        &group(),
        &name("mem_ines"),
        &device("ines").public(),
        &device("a server"),
        evening.now_ms,
    );
    let longer = [links, vec![ghost]].concat();
    let declined = state(&mut evening, &anna, &longer, epoch, server_key);
    assert_eq!(declined, Err(Declined::Stopped(Trouble::BrokenChain)));
    assert!(evening.page(&anna).member.seal(b"words").is_err());
}

#[test]
fn a_chain_that_begins_with_another_device_is_refused_by_whoever_saw_the_first() {
    let (mut evening, [_, anna, ..]) = four();
    let (server_key, (_, epoch)) = (evening.delivery.server_key(), evening.delivery.epoch().unwrap());
    let other = vec![founding_link(
        &group(),
        &name("mem_mara"),
        &device("a server"),
        evening.now_ms,
    )];
    let declined = state(&mut evening, &anna, &other, epoch, server_key);
    assert_eq!(declined, Err(Declined::Stopped(Trouble::OtherFounder)));

    // And by her next page, which remembers.
    evening.drop_line(&anna);
    evening.lie = |output| match output {
        Output::State {
            to,
            circle,
            epoch,
            server_key,
            may_found,
            ..
        } => {
            let chain = vec![founding_link(&group(), &name("mem_mara"), &device("a server"), 0)];
            Some(Output::State {
                to,
                chain,
                circle,
                epoch,
                server_key,
                may_found,
            })
        }
        output => Some(output),
    };
    evening.load("anna", false);
    assert_eq!(evening.page(&anna).member.trouble(), Some(Trouble::OtherFounder));
}

#[test]
fn a_chain_that_lost_a_link_is_refused() {
    let mut evening = Evening::begin();
    let mara = evening.load("mara", true);
    let ines = evening.load("ines", true);
    let now_ms = evening.now_ms;
    let link = evening
        .page(&mara)
        .member
        .vouch(&ines, &device("ines").public(), now_ms)
        .unwrap();
    evening.say(Input::Vouch {
        by: mara.clone(),
        link,
    });
    let (server_key, (_, epoch)) = (evening.delivery.server_key(), evening.delivery.epoch().unwrap());
    let shorter = evening.links[..1].to_vec();
    assert!(Chain::read(&shorter, &group()).unwrap().is_some());
    let declined = state(&mut evening, &mara, &shorter, epoch, server_key);
    assert_eq!(declined, Err(Declined::Stopped(Trouble::BrokenChain)));
}

#[test]
fn nobody_is_led_back_behind_an_epoch_that_was() {
    let (mut evening, [mara, anna, ..]) = four();
    let (server_key, links) = (evening.delivery.server_key(), evening.links.clone());
    let (_, epoch) = evening.delivery.epoch().unwrap();
    let replayed = last_told(&evening, |output| match output {
        Output::Commit { to, epoch, commit } if *to == anna => Some((*epoch, commit.clone())),
        _ => None,
    });
    let now_ms = evening.now_ms;
    let declined = evening.page(&anna).member.commit(replayed.0, &replayed.1, now_ms);
    assert_eq!(declined, Err(NotTaken::WrongEpoch.into()));
    assert_eq!(
        evening.page(&anna).member.trouble(),
        None,
        "a replayed commit changes nothing"
    );
    let declined = state(&mut evening, &mara, &links, epoch - 1, server_key);
    assert_eq!(declined, Err(Declined::Stopped(Trouble::RolledBack)));
}

#[test]
fn an_old_commit_sold_as_the_one_of_this_epoch_stops_the_page() {
    let (mut evening, [_, anna, ..]) = four();
    let (_, epoch) = evening.delivery.epoch().unwrap();
    let old = last_told(&evening, |output| match output {
        Output::Commit { to, commit, .. } if *to == anna => Some(commit.clone()),
        _ => None,
    });
    let now_ms = evening.now_ms;
    let declined = evening.page(&anna).member.commit(epoch, &old, now_ms);
    assert_eq!(
        declined,
        Err(Declined::Stopped(Trouble::BadCommit(NotTaken::WrongEpoch.into())))
    );
}

#[test]
fn the_servers_key_does_not_change_while_a_circle_lives() {
    let (mut evening, [_, anna, ..]) = four();
    let (links, (_, epoch)) = (evening.links.clone(), evening.delivery.epoch().unwrap());
    let declined = state(
        &mut evening,
        &anna,
        &links,
        epoch,
        device("another server").public(),
    );
    assert_eq!(declined, Err(Declined::Stopped(Trouble::ServerKeyChanged)));
}

#[test]
fn a_welcome_opens_once() {
    let (mut evening, [_, _, _, chidi]) = four();
    let (epoch, welcome) = last_told(&evening, |output| match output {
        Output::Welcome { to, epoch, welcome } if *to == chidi => Some((*epoch, welcome.clone())),
        _ => None,
    });
    let now_ms = evening.now_ms;
    let again = evening.page(&chidi).member.welcome(epoch, &welcome, now_ms);
    assert_eq!(again, Err(NotTaken::NotForUs.into()));
    evening.everybody_agrees("after a replayed welcome");
}

#[test]
fn a_swapped_key_package_is_not_added_by_an_honest_page() {
    let (mut evening, [mara, ..]) = four();
    evening.load("dana", false);
    let row = evening
        .desk
        .iter()
        .find(|row| row.member == name("mem_dana"))
        .unwrap()
        .clone();
    let now_ms = evening.now_ms;
    let token = evening
        .page(&mara)
        .member
        .token(&row.member, row.device, now_ms)
        .unwrap();
    let (_, epoch) = evening.delivery.epoch().unwrap();
    // A key package that the server made: Dana's name, a device of the server's.
    let leaf = Key::from_seed(&seed("a leaf of the server"));
    let who = credential(&crate::cast::session(), &row.member, &device("a server"), &leaf);
    let package = crate::rogue::key_package(&Provider::default(), who, &leaf);
    let add = Add {
        member: row.member,
        key_package: crate::rogue::key_package_bytes(package),
        token,
    };
    assert_eq!(
        evening.page(&mara).member.work(epoch, &[add], &[], now_ms),
        Ok(None)
    );
}

#[test]
fn a_group_put_together_from_public_leaves_is_not_believed() {
    // The server lets its own rogue play the circle towards somebody who comes: the right id, and nobody of the chain in it.
    let (mut evening, [mara, ..]) = four();
    let (circle, _) = evening.delivery.epoch().unwrap();
    evening.load("dana", false);
    evening.lie = |output| {
        if let Output::Welcome { .. } = output {
            None
        } else {
            Some(output)
        }
    };
    let dana = evening.admit(&mara, "dana");
    let package = last_told(&evening, |output| match output {
        Output::Work { adds, .. } => adds
            .iter()
            .find(|add| add.member == dana)
            .map(|add| add.key_package.clone()),
        _ => None,
    });
    let MlsMessageBodyIn::KeyPackage(package) = MlsMessageIn::tls_deserialize_exact_bytes(&package)
        .unwrap()
        .extract()
    else {
        panic!("not a key package")
    };
    let (provider, leaf) = (Provider::default(), Key::from_seed(&seed("a leaf of the server")));
    let package = package
        .validate(provider.crypto(), ProtocolVersion::Mls10)
        .unwrap();
    let who = credential(
        &crate::cast::session(),
        &name("mem_anna"),
        &device("a server"),
        &leaf,
    );
    let mut fake = MlsGroup::builder()
        .with_group_id(GroupId::from_slice(&circle))
        .ciphersuite(SUITE)
        .with_wire_format_policy(PURE_PLAINTEXT_WIRE_FORMAT_POLICY)
        .use_ratchet_tree_extension(true)
        .build(&provider, &leaf, who)
        .unwrap();
    let (_, welcome, _) = fake.add_members(&provider, &leaf, &[package]).unwrap();
    let now_ms = evening.now_ms;
    let page = &mut evening.page(&dana).member;
    assert_eq!(
        page.welcome(1, &welcome.tls_serialize_detached().unwrap(), now_ms),
        Ok(())
    );
    assert!(!page.is_sure(), "nobody of the chain has agreed");
    assert!(page.speak(now_ms + 60_000).is_none() && page.listen().is_none());
    assert_eq!(page.seal(b"words"), Err(Declined::NotInside));
}

#[test]
fn two_commits_of_one_epoch_part_the_circle_and_both_sides_notice() {
    let (mut evening, [mara, anna, ben, chidi]) = four();
    let (now_ms, (_, epoch)) = (evening.now_ms, evening.delivery.epoch().unwrap());
    let one = evening.page(&mara).member.renew().unwrap();
    let other = evening.page(&ben).member.renew().unwrap();
    for (member, commit) in [(&mara, &one), (&anna, &one), (&ben, &other), (&chidi, &other)] {
        evening
            .page(member)
            .member
            .commit(epoch, &commit.commit, now_ms)
            .unwrap();
    }
    let words: Vec<_> = [&mara, &anna, &ben, &chidi]
        .map(|member| evening.page(member).member.agreed_statement().unwrap())
        .into_iter()
        .collect();
    for member in [&mara, &anna, &ben, &chidi] {
        for word in &words {
            let _ = evening.page(member).member.hear_agreed(word);
        }
        let page = &mut evening.page(member).member;
        assert_eq!(page.trouble(), Some(Trouble::Fork), "{member}");
        assert!(page.speak(now_ms + 60_000).is_none());
    }
}

#[test]
fn a_word_that_another_leaf_signed_or_that_speaks_for_another_is_no_word() {
    let (mut evening, [mara, anna, ben, _]) = four();
    let statement = evening.page(&anna).member.agreed_statement().unwrap();
    let of_anna = Input::Agreed {
        by: ben.clone(),
        statement: statement.clone(),
    };
    assert!(
        evening.delivery.handle(of_anna, evening.now_ms).is_ok(),
        "said twice in one epoch: nothing happens"
    );
    assert!(evening.delivery.poll().is_none());
    let mut flipped = statement;
    let last = flipped.len() - 1;
    flipped[last] ^= 1;
    assert_eq!(
        evening.page(&mara).member.hear_agreed(&flipped),
        Err(NotTaken::NotVerified.into())
    );
}

#[test]
fn a_frame_sold_as_another_persons_or_another_lines_is_dropped() {
    use seal::sframe::{Dropped, Slot};
    let (mut evening, [mara, anna, ben, _]) = four();
    let now_ms = evening.now_ms;
    let frame = evening.page(&anna).senders.as_mut().unwrap()[0]
        .seal(b"sound")
        .unwrap();
    let receiver = &mut evening.page(&mara).receiver;
    assert_eq!(
        receiver.open(&ben, Slot::Microphone, &frame, now_ms),
        Err(Dropped::OtherTile)
    );
    assert!(receiver.open(&anna, Slot::Camera, &frame, now_ms).is_err());
    assert_eq!(
        receiver.open(&anna, Slot::Microphone, b"sound", now_ms),
        Err(Dropped::Malformed),
        "nothing plain is played"
    );
    assert!(receiver.open(&anna, Slot::Microphone, &frame, now_ms).is_ok());
    assert_eq!(
        receiver.open(&anna, Slot::Microphone, &frame, now_ms),
        Err(Dropped::Replayed)
    );
}

#[test]
fn frames_of_the_epoch_before_are_opened_for_five_seconds() {
    use seal::sframe::{Dropped, KEPT_MS, Slot};
    let (mut evening, [mara, anna, ben, _]) = four();
    let mut frames = [b"one", b"two"]
        .map(|words| {
            evening.page(&anna).senders.as_mut().unwrap()[0]
                .seal(words)
                .unwrap()
        })
        .into_iter();
    let of_ben = evening.page(&ben).senders.as_mut().unwrap()[0]
        .seal(b"still here")
        .unwrap();
    evening.remove(&mara, &ben);
    let began = evening.now_ms;
    let receiver = &mut evening.page(&mara).receiver;
    assert!(
        receiver
            .open(
                &anna,
                Slot::Microphone,
                &frames.next().unwrap(),
                began + KEPT_MS - 1
            )
            .is_ok()
    );
    assert_eq!(
        receiver.open(&anna, Slot::Microphone, &frames.next().unwrap(), began + KEPT_MS),
        Err(Dropped::NoKey)
    );
    assert_eq!(
        receiver.open(&ben, Slot::Microphone, &of_ben, began),
        Err(Dropped::NoKey),
        "who was sent out ends at once"
    );
}

#[test]
fn a_whisper_is_for_one_page_and_from_one_page() {
    let (mut evening, [mara, anna, ben, _]) = four();
    let body = evening
        .page(&anna)
        .member
        .whisper(&mara, b"I need a pause.")
        .unwrap();
    assert_eq!(
        evening.page(&mara).member.open_whisper(&anna, &body).unwrap(),
        b"I need a pause."
    );
    assert!(
        evening.page(&mara).member.open_whisper(&ben, &body).is_err(),
        "sold as another's"
    );
    assert!(
        evening.page(&ben).member.open_whisper(&anna, &body).is_err(),
        "handed to another"
    );
}

#[test]
fn a_rogue_that_was_let_in_is_who_the_roster_says() {
    let mut evening = Evening::begin();
    let mara = evening.load("mara", true);
    let sam = Rogue::enters(&mut evening, &mara, "sam");
    let seats = evening.page(&mara).member.seats().to_vec();
    assert!(
        seats
            .iter()
            .any(|seat| seat.member == sam.member && seat.device == sam.device.public() && !seat.facilitator)
    );
}
