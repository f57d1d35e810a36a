//! Rounds in seat order: floor, pass, skip, the lost line, the late arrival.

use crate::evening::*;
use crate::*;
use TurnState::{HasFloor, Passed, Skipped, Spoke, ToCome};

/// The check-in, once Mara has shown how.
fn check_in() -> Evening {
    let mut evening = Evening::with(&[CHIDI, ANNA, BEN, INES]);
    evening.does(MARA, Act::MoveToPhase { index: CHECK_IN }).unwrap();
    evening.does(MARA, Act::PassFloor).unwrap();
    evening
}

#[test]
fn a_round_begins_with_whoever_leads_and_goes_around_the_circle() {
    let mut evening = Evening::with(&[CHIDI, ANNA, BEN, INES]);
    evening.does(MARA, Act::MoveToPhase { index: CHECK_IN }).unwrap();
    assert_eq!(
        evening.turns(),
        [
            (MARA, HasFloor),
            (ANNA, ToCome),
            (BEN, ToCome),
            (CHIDI, ToCome),
            (INES, ToCome)
        ]
    );
    for who in [MARA, ANNA, BEN, CHIDI, INES] {
        assert_eq!(evening.floor(), Some(who));
        evening.does(who, Act::PassFloor).unwrap();
    }
    assert_eq!(evening.floor(), None);
    assert!(evening.turns().iter().all(|(_, state)| *state == Spoke));
}

#[test]
fn a_round_led_from_the_middle_of_the_circle_wraps_round_it() {
    let mut evening = Evening::with(&[ANNA, INES]);
    evening.does(MARA, Act::MoveToPhase { index: TALK }).unwrap();
    evening.does(MARA, Act::StepOut).unwrap();
    evening.arrives(MARA);
    evening.does(INES, Act::StartRound).unwrap();
    let order: Vec<_> = evening.turns().iter().map(|(who, _)| *who).collect();
    assert_eq!(order, [INES, MARA, ANNA]);
}

#[test]
fn one_passes_now_or_in_advance_and_nobody_passes_the_floor_of_another() {
    let mut evening = check_in();
    assert_eq!(evening.does(BEN, Act::PassFloor), Err(Refused::NotAllowed));
    evening.does(BEN, Act::PassTurn).unwrap();
    evening.does(ANNA, Act::PassTurn).unwrap();
    assert_eq!(
        evening.turns()[1..4],
        [(ANNA, Passed), (BEN, Passed), (CHIDI, HasFloor)]
    );
    assert_eq!(evening.does(ANNA, Act::PassFloor), Err(Refused::TooLate));
    assert_eq!(evening.does(BEN, Act::PassTurn), Err(Refused::TooLate));
}

#[test]
fn those_who_lead_skip_a_turn_and_end_a_round() {
    let mut evening = check_in();
    assert_eq!(
        evening.does(BEN, Act::SkipTurn { member: member(ANNA) }),
        Err(Refused::NotAllowed)
    );
    evening
        .does(INES, Act::SkipTurn { member: member(ANNA) })
        .unwrap();
    assert_eq!(
        (evening.turns()[1], evening.floor()),
        ((ANNA, Skipped), Some(BEN))
    );
    assert_eq!(
        evening.does(MARA, Act::StartRound),
        Err(Refused::TooLate),
        "one round at a time"
    );
    evening.does(MARA, Act::EndRound).unwrap();
    assert_eq!(evening.view(ANNA).round, None);
    assert_eq!(evening.does(BEN, Act::PassFloor), Err(Refused::TooLate));
}

#[test]
fn the_turn_of_a_lost_line_is_kept_for_a_while() {
    let mut evening = check_in();
    evening.loses_line(ANNA);
    evening.later(14);
    evening.arrives(ANNA);
    evening.later(60);
    assert_eq!(evening.floor(), Some(ANNA));
}

#[test]
fn the_round_goes_on_without_the_lost_and_comes_to_them_at_the_end() {
    let mut evening = check_in();
    evening.loses_line(ANNA);
    evening.later(15);
    assert_eq!(evening.floor(), Some(BEN));
    evening.does(BEN, Act::PassFloor).unwrap();
    evening.arrives(ANNA);
    assert_eq!(
        evening.turns(),
        [
            (MARA, Spoke),
            (BEN, Spoke),
            (CHIDI, HasFloor),
            (INES, ToCome),
            (ANNA, ToCome)
        ]
    );
}

#[test]
fn a_turn_skipped_by_a_leader_does_not_come_again() {
    let mut evening = check_in();
    evening
        .does(MARA, Act::SkipTurn { member: member(ANNA) })
        .unwrap();
    evening.loses_line(ANNA);
    evening.later(20);
    evening.arrives(ANNA);
    assert_eq!(evening.turns()[1], (ANNA, Skipped));
}

#[test]
fn the_floor_moves_on_at_once_when_its_holder_steps_out_or_is_removed() {
    let mut evening = check_in();
    evening.does(ANNA, Act::StepOut).unwrap();
    assert_eq!(evening.floor(), Some(BEN));
    evening.removes(MARA, BEN);
    assert_eq!(evening.floor(), Some(CHIDI));
}

#[test]
fn a_late_arrival_speaks_at_the_end_and_an_observer_is_not_asked() {
    let mut evening = Evening::with(&[ANNA, OTTO]);
    evening.does(MARA, Act::StartRound).unwrap();
    evening.arrives(BEN);
    evening.admits(MARA, BEN);
    let order: Vec<_> = evening.turns().iter().map(|(who, _)| *who).collect();
    assert_eq!(order, [MARA, ANNA, BEN]);
    assert_eq!(evening.does(OTTO, Act::PassTurn), Err(Refused::NotFound));
}

#[test]
fn a_round_waits_while_nobody_is_in_the_circle() {
    let mut evening = check_in();
    for who in [MARA, ANNA, BEN, CHIDI, INES] {
        evening.loses_line(who);
    }
    evening.later(120);
    assert_eq!(evening.floor(), Some(ANNA));
    evening.arrives(BEN);
    assert_eq!(evening.floor(), Some(BEN));
}

#[test]
fn moving_on_puts_the_round_away() {
    let mut evening = check_in();
    evening.does(MARA, Act::MoveToPhase { index: TALK }).unwrap();
    assert_eq!(evening.view(ANNA).round, None);
    assert_eq!(evening.stored.state.round, None);
}
