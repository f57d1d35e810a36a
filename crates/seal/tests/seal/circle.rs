//! A circle from its first moment on: founding, letting in, reloading, losing, removing, agreeing.

use crate::cast::name;
use crate::evening::Evening;
use seal::delivery::{Input, LEAF_KEPT_MS, Output};
use seal::member::{Add, Became};
use seal::{LONGEST_PATIENCE_MS, Name, PATIENCE_MS};

#[test]
fn the_first_facilitators_page_founds_the_circle_and_the_chain() {
    let mut evening = Evening::begin();
    let mara = evening.load("mara", true);
    assert_eq!(evening.links.len(), 1);
    assert!(evening.delivery.epoch().is_some());
    assert!(evening.locked.contains(&mara));
    evening.everybody_agrees("alone");
}

#[test]
fn whoever_waits_is_told_nothing_and_once_let_in_is_locked_in() {
    let mut evening = Evening::begin();
    let mara = evening.load("mara", true);
    let anna = evening.load("anna", false);
    assert!(
        !evening
            .told
            .iter()
            .any(|output| matches!(output, Output::State { to, .. } if *to == anna))
    );
    evening.admit(&mara, "anna");
    assert!(evening.locked.contains(&anna));
    evening.everybody_agrees("two");
    evening.says(&anna, "Good evening.");
    assert_eq!(
        evening.page(&mara).heard,
        [(anna.clone(), "Good evening.".into())]
    );
    evening.pass(500);
    assert!(evening.everybody_speaks()[&mara].contains(&anna));
    assert!(evening.refused.is_empty());
}

/// Nobody hears what Ben's device says of its epoch: a page that is slow, or frozen.
fn without_the_word_of_ben(output: Output) -> Option<Output> {
    let is_his = matches!(&output, Output::Agreed { member, .. } if *member == name("mem_ben"));
    (!is_his).then_some(output)
}

/// Whether this page has begun to send with a new key, after so long.
fn has_turned(evening: &mut Evening, page: &Name, after_ms: u64) -> bool {
    evening.pass(after_ms);
    evening.page(page).senders.take().is_some()
}

#[test]
fn who_kept_up_with_the_epoch_before_is_waited_for_and_who_was_behind_is_not() {
    let (mut evening, mara, anna) = Evening::of_two();
    evening.arrive(&mara, "ben");
    assert!(has_turned(&mut evening, &anna, 0), "all have agreed");
    evening.lie = without_the_word_of_ben;
    evening.arrive(&mara, "chidi");
    assert!(!has_turned(&mut evening, &anna, LONGEST_PATIENCE_MS - 1));
    assert!(has_turned(&mut evening, &anna, 1));
    evening.arrive(&mara, "dana");
    assert!(!has_turned(&mut evening, &anna, PATIENCE_MS - 1));
    assert!(has_turned(&mut evening, &anna, 1), "Ben is not waited for again");
}

#[test]
fn where_somebody_was_sent_away_nobody_is_waited_for_longer_than_half_a_second() {
    let (mut evening, mara, anna) = Evening::of_two();
    evening.arrive(&mara, "ben");
    let chidi = evening.arrive(&mara, "chidi");
    assert!(has_turned(&mut evening, &anna, 0));
    evening.lie = without_the_word_of_ben;
    evening.remove(&mara, &chidi);
    assert!(!has_turned(&mut evening, &anna, PATIENCE_MS - 1));
    assert!(has_turned(&mut evening, &anna, 1));
}

#[test]
fn a_page_that_is_loaded_anew_is_back_without_anybodys_hand() {
    let (mut evening, mara, anna) = Evening::of_two();
    evening.drop_line(&anna);
    evening.load("anna", false);
    evening.everybody_agrees("Anna is back");
    evening.drop_line(&mara);
    evening.load("mara", true);
    evening.everybody_agrees("Mara is back, let in by Anna's page");
    assert_eq!(evening.locked.len(), 2);
}

#[test]
fn a_blip_of_the_line_needs_no_new_keys_and_what_was_missed_is_told() {
    let (mut evening, mara, anna) = Evening::of_two();
    let before = evening.delivery.epoch();
    evening.drop_line(&anna);
    evening.present(&anna);
    assert_eq!(evening.delivery.epoch(), before);
    evening.drop_line(&anna);
    evening.arrive(&mara, "ben");
    evening.present(&anna);
    evening.everybody_agrees("Anna has caught up");
}

#[test]
fn a_line_that_does_not_come_back_is_taken_out_and_the_keys_turn() {
    let (mut evening, _, anna) = Evening::of_two();
    evening.drop_line(&anna);
    evening.pass(LEAF_KEPT_MS - 1);
    assert!(evening.locked.contains(&anna));
    evening.pass(1);
    assert!(!evening.locked.contains(&anna));
    evening.everybody_agrees("without Anna");
}

#[test]
fn whoever_is_removed_hears_nothing_more_and_their_admission_is_spent() {
    let (mut evening, mara, anna) = Evening::of_two();
    let ben = evening.arrive(&mara, "ben");
    let spent = evening.tokens[&ben].clone();
    evening.remove(&mara, &ben);
    evening.pass(600);
    assert!(!evening.locked.contains(&ben));
    let heard = evening.everybody_speaks();
    assert!(heard[&anna].contains(&mara) && heard[&ben].is_empty());
    evening.says(&anna, "Only you hear this.");
    assert!(evening.page(&ben).heard.is_empty());

    evening.load("ben", false);
    evening.say(Input::Admitted {
        member: ben.clone(),
        token: spent,
    });
    assert!(!evening.locked.contains(&ben), "the token was revoked");
    evening.pass(1);
    evening.admit(&mara, "ben");
    assert!(evening.locked.contains(&ben), "a new one counts");
    evening.everybody_agrees("Ben is let in again");
}

#[test]
fn whoever_leaves_is_taken_out_by_their_own_word() {
    let (mut evening, _, anna) = Evening::of_two();
    evening.leave(&anna);
    assert!(!evening.locked.contains(&anna));
    let reasons = evening.told.iter().rev().find_map(|output| match output {
        Output::Work { reasons, .. } => Some(reasons.clone()),
        _ => None,
    });
    assert!(reasons.unwrap()[0].starts_with(b"OCL1"));
    evening.everybody_agrees("without Anna");
}

#[test]
fn whoever_stepped_out_comes_back_without_anybodys_hand() {
    let (mut evening, _, anna) = Evening::of_two();
    evening.leave(&anna);
    assert!(!evening.locked.contains(&anna));
    evening.load("anna", false);
    assert!(
        evening.locked.contains(&anna),
        "her token is good for the evening"
    );
    evening.everybody_agrees("Anna is back");
}

#[test]
fn a_device_that_does_not_answer_is_passed_over_after_a_second() {
    let (mut evening, mara, anna) = Evening::of_two();
    evening.load("ben", false);
    let ben = name("mem_ben");
    let row = evening.desk[0].clone();
    let now_ms = evening.now_ms;
    let token = evening
        .page(&mara)
        .member
        .token(&ben, row.device, now_ms)
        .unwrap();
    evening.page(&mara).line = false;
    evening.say(Input::Admitted {
        member: ben.clone(),
        token,
    });
    assert!(
        !evening.locked.contains(&ben),
        "Mara's page was asked and is silent"
    );
    evening.pass(1_000);
    assert!(evening.locked.contains(&ben), "Anna's page did it");
    let _ = anna;
}

#[test]
fn a_colleagues_device_sits_without_a_leaf_until_it_is_vouched_for() {
    let mut evening = Evening::begin();
    let mara = evening.load("mara", true);
    let ines = evening.load("ines", true);
    assert!(!evening.locked.contains(&ines));
    let row = evening.unvouched[0].clone();
    let now_ms = evening.now_ms;
    let link = evening
        .page(&mara)
        .member
        .vouch(&ines, &row.device, now_ms)
        .unwrap();
    evening.say(Input::Vouch {
        by: mara.clone(),
        link,
    });
    assert!(evening.locked.contains(&ines));
    assert_eq!(evening.links.len(), 2);
    evening.everybody_agrees("both facilitators");
    evening.arrive(&ines, "anna");
    evening.everybody_agrees("Ines let Anna in");
}

#[test]
fn a_circle_that_everybody_left_is_over_and_the_next_one_signs_admissions_anew() {
    let (mut evening, mara, anna) = Evening::of_two();
    let first = evening.delivery.epoch().unwrap().0;
    // Both pages are loaded anew at once: nobody is left who could add them.
    evening.drop_line(&mara);
    evening.drop_line(&anna);
    evening.load("anna", false);
    evening.load("mara", true);
    let second = evening.delivery.epoch().unwrap().0;
    assert_ne!(first, second);
    assert!(
        evening.locked.contains(&anna),
        "her admission was signed anew by Mara's page"
    );
    evening.everybody_agrees("the second circle");
}

#[test]
fn after_a_restart_of_the_server_the_chain_is_the_same_and_a_new_circle_is_founded() {
    let (evening, mara, anna) = Evening::of_two();
    let old = evening.tokens[&anna].clone();
    let mut next = Evening::with_chain(evening.links.clone());
    next.pages = evening.pages;
    next.now_ms += 3_000;
    next.say(Input::Admitted {
        member: anna.clone(),
        token: old,
    });
    next.present(&anna);
    next.present(&mara);
    assert!(next.locked.contains(&anna) && next.locked.contains(&mara));
    assert_eq!(next.links.len(), 1);
    next.everybody_agrees("after the restart");
}

#[test]
fn a_page_that_comes_back_too_late_gets_a_new_leaf() {
    let (mut evening, mara, anna) = Evening::of_two();
    // Mara's page is silent, so that nobody takes Anna's leaf out although the server has given it up.
    evening.page(&mara).line = false;
    evening.drop_line(&anna);
    evening.pass(LEAF_KEPT_MS);
    let before = evening
        .page(&anna)
        .member
        .seats()
        .iter()
        .find(|seat| seat.member == anna)
        .unwrap()
        .signature_key;
    evening.page(&mara).line = true;
    evening.present(&anna);
    evening.pass(2_000);
    evening.everybody_agrees("Anna is back");
    let after = evening
        .page(&mara)
        .member
        .seats()
        .iter()
        .find(|seat| seat.member == anna)
        .unwrap()
        .signature_key;
    assert_ne!(before, after);
}

#[test]
fn a_slow_device_that_is_asked_twice_answers_once_and_follows_its_answer() {
    let (mut evening, mara, _) = Evening::of_two();
    let add = knocks(&mut evening, &mara, "ben");
    let (now_ms, page) = (evening.now_ms, evening.page(&mara));
    let (_, epoch) = page.member.epoch().unwrap();
    let first = page
        .member
        .work(epoch, std::slice::from_ref(&add), &[], now_ms)
        .unwrap()
        .unwrap();
    let again = page.member.work(epoch, &[add], &[], now_ms).unwrap().unwrap();
    assert_eq!(first, again);
    assert_eq!(
        page.member.commit(epoch, &first.commit, now_ms),
        Ok(Became::NextEpoch)
    );
}

#[test]
fn a_device_whose_earlier_answer_counts_comes_in_anew_and_blames_nobody() {
    let (mut evening, mara, _) = Evening::of_two();
    let (ben, chidi) = (
        knocks(&mut evening, &mara, "ben"),
        knocks(&mut evening, &mara, "chidi"),
    );
    let (now_ms, page) = (evening.now_ms, evening.page(&mara));
    let (_, epoch) = page.member.epoch().unwrap();
    let first = page
        .member
        .work(epoch, std::slice::from_ref(&ben), &[], now_ms)
        .unwrap()
        .unwrap();
    page.member
        .work(epoch, &[ben, chidi], &[], now_ms)
        .unwrap()
        .unwrap();
    assert_eq!(
        page.member.commit(epoch, &first.commit, now_ms),
        Ok(Became::FellOut)
    );
    assert_eq!((page.member.epoch(), page.member.trouble()), (None, None));
}

/// Somebody at the door, and the admission that Mara's page signs for them.
fn knocks(evening: &mut Evening, by: &Name, who: &str) -> Add {
    let member = evening.load(who, false);
    let now_ms = evening.now_ms;
    let page = evening.page(&member);
    let (device, key_package) = (page.member.device(), page.member.here(now_ms).key_package);
    let token = evening.page(by).member.token(&member, device, now_ms).unwrap();
    Add {
        member,
        key_package,
        token,
    }
}
