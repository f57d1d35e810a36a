//! Pages that wait outside: a facilitator's, while those inside are frozen or do not want it in; one that was loaded anew.

use crate::cast::{device, name};
use crate::evening::Evening;
use crate::rogue::Rogue;
use seal::Name;
use seal::delivery::{ANSWER_MS, FOUNDER_WAITS_MS, Input, Output};
use std::collections::BTreeMap;

#[test]
fn a_frozen_page_keeps_a_facilitator_outside_for_a_while_and_no_longer() {
    let (mut evening, mara, anna) = Evening::of_two();
    let (first, _) = evening.delivery.epoch().unwrap();
    evening.drop_line(&mara);
    evening.page(&anna).line = false;
    evening.load("mara", true);
    evening.pass(FOUNDER_WAITS_MS - 1);
    assert_eq!(evening.delivery.epoch().unwrap().0, first);

    evening.pass(1);
    let (second, _) = evening.delivery.epoch().unwrap();
    assert_ne!(second, first, "another circle");
    assert!(evening.locked.contains(&mara));
    // The page thaws, hears of the next circle, and is in it without anybody's hand.
    evening.present(&anna);
    evening.pass(600);
    assert!(evening.locked.contains(&anna));
    assert_eq!(evening.delivery.epoch().unwrap().0, second);
    evening.everybody_agrees("after the thaw");
}

#[test]
fn somebody_who_is_let_in_may_wait_as_long_as_it_takes() {
    let (mut evening, mara, anna) = Evening::of_two();
    let (first, _) = evening.delivery.epoch().unwrap();
    evening.load("ben", false);
    evening.page(&anna).line = false;
    evening.lie = |output| (!matches!(output, Output::Work { .. })).then_some(output);
    evening.admit(&mara, "ben");
    evening.pass(10 * FOUNDER_WAITS_MS);
    assert_eq!(evening.delivery.epoch().unwrap().0, first);
}

#[test]
fn commits_that_leave_the_facilitator_out_win_no_time() {
    let mut evening = Evening::begin();
    let mara = evening.load("mara", true);
    let mut sam = Rogue::enters(&mut evening, &mara, "sam");
    let (first, epoch) = evening.delivery.epoch().unwrap();
    evening.drop_line(&mara);
    evening.load("mara", true);
    let due_ms = evening.now_ms + FOUNDER_WAITS_MS;
    evening.pass(FOUNDER_WAITS_MS - 1);
    let made = sam.commit(&[], |commit| commit);
    let input = sam.sends(&mut evening, &made);
    evening.say(input);
    assert_eq!(
        evening.delivery.epoch(),
        Some((first, epoch + 1)),
        "it is a commit"
    );
    assert_eq!(
        evening.delivery.next_timeout_ms(),
        Some(due_ms),
        "it is not forgotten"
    );
    evening.pass(1);
    assert_ne!(evening.delivery.epoch().unwrap().0, first, "another circle");
    assert!(evening.locked.contains(&mara));
}

#[test]
fn a_facilitator_whom_nobody_adds_ends_one_circle_and_not_the_next_too() {
    let (mut evening, mara, _) = Evening::of_two();
    let (first, _) = evening.delivery.epoch().unwrap();
    let ines = evening.load("ines", true);
    evening.lie = |output| (!matches!(output, Output::Work { .. })).then_some(output);
    let now_ms = evening.now_ms;
    let vouch = evening
        .page(&mara)
        .member
        .vouch(&ines, &device("ines").public(), now_ms);
    let link = vouch.unwrap();
    evening.page(&ines).line = false;
    evening.say(Input::Vouch {
        by: mara.clone(),
        link,
    });
    evening.pass(FOUNDER_WAITS_MS);
    let (second, _) = evening.delivery.epoch().unwrap();
    assert_ne!(second, first, "Mara founds the next");
    evening.pass(10 * FOUNDER_WAITS_MS);
    assert_eq!(evening.delivery.epoch().unwrap().0, second, "and it lives on");
    assert!(!evening.locked.contains(&name("mem_ines")));
}

/// What a hostile member does who answers the work with a Welcome that opens nothing.
fn breaks_welcomes_of_mara(mut output: Output) -> Option<Output> {
    if let Output::Welcome { to, welcome, .. } = &mut output
        && *to == name("mem_mara")
        && let Some(last) = welcome.last_mut()
    {
        *last ^= 1;
    }
    Some(output)
}

#[test]
fn welcomes_that_do_not_open_keep_a_facilitator_outside_no_longer_than_none_at_all() {
    let (mut evening, mara, anna) = Evening::of_two();
    let (first, _) = evening.delivery.epoch().unwrap();
    evening.drop_line(&mara);
    evening.lie = breaks_welcomes_of_mara;
    evening.load("mara", true);
    assert!(evening.locked.contains(&mara), "as far as the server can see");
    for _ in 0..2 {
        assert_eq!(evening.page(&mara).member.epoch(), None);
        assert_eq!(evening.delivery.epoch().unwrap().0, first);
        evening.pass(FOUNDER_WAITS_MS / 2);
        evening.present(&mara);
    }
    let (second, _) = evening.delivery.epoch().unwrap();
    assert_ne!(second, first, "another circle");
    assert_eq!(evening.page(&mara).member.epoch().unwrap().0, second);
    evening.pass(600);
    assert_eq!(evening.page(&anna).member.epoch().unwrap().0, second);
    evening.everybody_agrees("in the next");
}

#[test]
fn whose_welcome_does_not_open_is_asked_last() {
    let (mut evening, mara, _) = Evening::of_two();
    let ben = evening.arrive(&mara, "ben");
    let (first, epoch) = evening.delivery.epoch().unwrap();
    assert_eq!(epoch, 2);
    evening.drop_line(&mara);
    evening.lie = |output| match output {
        Output::Welcome { epoch: 3, .. } => breaks_welcomes_of_mara(output),
        output => Some(output),
    };
    evening.load("mara", true);
    assert_eq!(evening.page(&mara).member.epoch(), None);
    evening.pass(FOUNDER_WAITS_MS / 2);
    evening.present(&mara);
    assert!(
        matches!(evening.told.iter().rev().find(|output| matches!(output, Output::Work { .. })),
        Some(Output::Work { to, .. }) if *to == ben)
    );
    assert_eq!(
        evening.page(&mara).member.epoch().unwrap().0,
        first,
        "the circle lives on"
    );
    evening.everybody_agrees("with Ben's help");
}

#[test]
fn a_page_that_falls_silent_after_its_welcome_ends_nobodys_circle() {
    let (mut evening, mara, anna) = Evening::of_two();
    let ben = evening.arrive(&mara, "ben");
    let (first, _) = evening.delivery.epoch().unwrap();
    evening.drop_line(&mara);
    evening.lie = breaks_welcomes_of_mara;
    evening.load("mara", true);
    evening.pass(10 * FOUNDER_WAITS_MS);
    assert_eq!(evening.delivery.epoch().unwrap().0, first);
    // And when it comes back on another line, that is a new wait.
    evening.drop_line(&mara);
    evening.lie = Some;
    evening.load("mara", true);
    assert_eq!(evening.delivery.epoch().unwrap().0, first);
    for page in [&mara, &anna, &ben] {
        assert_eq!(evening.page(page).member.epoch().unwrap().0, first);
    }
}

#[test]
fn a_page_that_wakes_long_after_its_welcome_ends_nobodys_circle_and_accuses_nobody() {
    let (mut evening, mara, _) = Evening::of_two();
    let ben = evening.arrive(&mara, "ben");
    let (first, _) = evening.delivery.epoch().unwrap();
    evening.drop_line(&mara);
    // What it was sent while it slept, it never read.
    evening.lie = breaks_welcomes_of_mara;
    evening.load("mara", true);
    evening.pass(10 * FOUNDER_WAITS_MS);
    evening.lie = Some;
    evening.present(&mara);
    assert_eq!(evening.page(&mara).member.epoch().unwrap().0, first);
    evening.pass(FOUNDER_WAITS_MS);
    assert_eq!(evening.page(&ben).member.epoch().unwrap().0, first);
    let asked = |output: &&Output| matches!(output, Output::Work { .. });
    assert!(
        matches!(evening.told.iter().rev().find(asked), Some(Output::Work { to, .. }) if *to == name("mem_anna")),
        "Anna, who was asked before, is asked again"
    );
    evening.everybody_agrees("awake");
}

#[test]
fn whoever_accuses_again_and_again_counts_once() {
    let (mut evening, mara, anna) = Evening::of_two();
    let ben = evening.arrive(&mara, "ben");
    let [chidi, dana] = ["chidi", "dana"].map(|who| evening.arrive(&mara, who));
    evening.drop_line(&mara);
    evening.lie = |output| match &output {
        Output::Welcome { to, .. } if [name("mem_chidi"), name("mem_dana")].contains(to) => None,
        _ => Some(output),
    };
    let asked = |evening: &Evening| match evening
        .told
        .iter()
        .rev()
        .find(|told| matches!(told, Output::Work { .. }))
    {
        Some(Output::Work { to, .. }) => to.clone(),
        _ => panic!("nobody was asked"),
    };
    evening.drop_line(&chidi);
    evening.load("chidi", false);
    let says_it_did_not_open = |evening: &mut Evening, who: &Name| {
        evening.pass(FOUNDER_WAITS_MS / 2);
        evening.present(who);
        asked(evening)
    };
    let by_chidi = [(); 3].map(|()| says_it_did_not_open(&mut evening, &chidi));
    assert_eq!(
        by_chidi,
        [&ben, &dana, &anna].map(Clone::clone),
        "each is asked last in turn, then all alike"
    );
    evening.drop_line(&chidi);
    evening.drop_line(&dana);
    evening.load("dana", false);
    assert_eq!(asked(&evening), anna);
    assert_eq!(
        says_it_did_not_open(&mut evening, &dana),
        ben,
        "two people could not use what Anna made"
    );
    evening.drop_line(&dana);
    evening.load("chidi", false);
    assert_eq!(
        says_it_did_not_open(&mut evening, &chidi),
        ben,
        "Chidi said so of Ben before"
    );
}

#[test]
fn the_others_are_told_whose_page_was_loaded_anew_until_its_new_leaf_is_there() {
    let (mut evening, mara, anna) = Evening::of_two();
    let ben = evening.arrive(&mara, "ben");
    evening.load("chidi", false);
    let told = |evening: &Evening| -> BTreeMap<_, _> {
        let told = evening.told.iter().filter_map(|output| match output {
            Output::ComingBack { to, members } => Some((to.clone(), members.clone())),
            _ => None,
        });
        told.collect()
    };
    assert!(told(&evening).is_empty(), "who comes in does not come back");
    evening.lie = |output| (!matches!(output, Output::Work { .. })).then_some(output);
    evening.drop_line(&ben);
    evening.load("ben", false);
    let everybody = |members: Vec<_>| [&mara, &anna, &ben].map(|to| (to.clone(), members.clone()));
    assert_eq!(told(&evening), BTreeMap::from(everybody(vec![ben.clone()])));
    evening.lie = Some;
    evening.pass(2 * ANSWER_MS);
    assert_eq!(told(&evening), BTreeMap::from(everybody(vec![])));
    evening.everybody_agrees("with Ben back");
}
