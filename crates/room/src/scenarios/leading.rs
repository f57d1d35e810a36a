//! Lead, phases, hold, the mute question, the end, and what survives a crash.

use crate::evening::*;
use crate::*;

#[test]
fn the_facilitator_leads_before_the_co_facilitator() {
    let mut evening = Evening::at("17:50");
    evening.arrives(INES);
    assert_eq!(evening.lead(), Some(INES));
    evening.arrives(MARA);
    assert_eq!(evening.lead(), Some(MARA));
}

#[test]
fn the_co_facilitator_takes_over_at_once_when_the_leader_steps_out() {
    let mut evening = Evening::with(&[INES]);
    evening.does(MARA, Act::StepOut).unwrap();
    assert_eq!(evening.lead(), Some(INES));
}

#[test]
fn the_co_facilitator_takes_over_ten_seconds_after_the_leader_dropped() {
    let mut evening = Evening::with(&[INES]);
    evening.loses_line(MARA);
    evening.later(9);
    assert_eq!(evening.lead(), Some(MARA));
    evening.later(1);
    assert_eq!(evening.lead(), Some(INES));
}

#[test]
fn a_leader_who_is_back_in_time_keeps_the_lead() {
    let mut evening = Evening::with(&[INES]);
    evening.loses_line(MARA);
    evening.later(9);
    evening.arrives(MARA);
    evening.later(60);
    assert_eq!(evening.lead(), Some(MARA));
}

#[test]
fn a_returning_leader_gets_the_lead_back_when_the_next_phase_begins() {
    let mut evening = Evening::with(&[INES]);
    evening.does(MARA, Act::MoveToPhase { index: CHECK_IN }).unwrap();
    evening.loses_line(MARA);
    evening.later(10);
    evening.arrives(MARA);
    assert_eq!(evening.lead(), Some(INES), "not in the middle of the round");
    evening.does(INES, Act::MoveToPhase { index: TALK }).unwrap();
    assert_eq!(evening.lead(), Some(MARA));
}

#[test]
fn while_people_still_arrive_the_facilitator_leads_again_at_once() {
    let mut evening = Evening::with(&[INES]);
    evening.does(MARA, Act::StepOut).unwrap();
    evening.arrives(MARA);
    assert_eq!(evening.lead(), Some(MARA));
}

#[test]
fn a_facilitator_alone_who_is_gone_leaves_the_circle_without_lead_until_they_return() {
    let mut evening = Evening::with(&[ANNA]);
    evening.loses_line(MARA);
    evening.later(14);
    assert_eq!(evening.lead(), Some(MARA));
    evening.later(1);
    assert_eq!(evening.lead(), None);
    evening.arrives(MARA);
    assert_eq!(evening.lead(), Some(MARA));
}

#[test]
fn the_first_phase_begins_with_the_hour_and_not_with_the_first_to_come() {
    let mut evening = Evening::at("17:50");
    evening.arrives(MARA);
    assert_eq!(evening.view(MARA).phase_started_at, at("18:00"));
    evening.later(20 * 60);
    evening.does(MARA, Act::MoveToPhase { index: TALK }).unwrap();
    let view = evening.view(MARA);
    assert_eq!((view.phase, view.phase_started_at), (TALK, at("18:10")));
    assert_eq!(
        evening.does(MARA, Act::MoveToPhase { index: 3 }),
        Err(Refused::NotFound)
    );
}

#[test]
fn a_facilitator_alone_can_hold_the_circle_with_a_card() {
    let mut evening = Evening::with(&[ANNA]);
    evening
        .does(
            MARA,
            Act::Hold {
                card: Some(Card::BackSoon),
            },
        )
        .unwrap();
    assert_eq!(evening.view(ANNA).hold, Some(Card::BackSoon));
    evening.does(MARA, Act::Hold { card: None }).unwrap();
    assert_eq!(evening.view(ANNA).hold, None);
}

#[test]
fn to_mute_is_asked_of_the_person_and_said_to_nobody_else() {
    let mut evening = Evening::with(&[ANNA, BEN]);
    evening.hears(BEN);
    evening
        .does(MARA, Act::AskToMute { member: member(ANNA) })
        .unwrap();
    assert!(
        evening
            .hears(ANNA)
            .contains(&Notice::AskedToMute { by: member(MARA) })
    );
    assert!(evening.hears(BEN).is_empty());
    assert_eq!(
        evening.does(
            MARA,
            Act::AskToMute {
                member: member(CHIDI)
            }
        ),
        Err(Refused::NotFound)
    );
}

#[test]
fn ending_for_all_ends_it_for_the_waiting_too() {
    let mut evening = Evening::with(&[ANNA]);
    evening.arrives(BEN);
    evening.does(MARA, Act::EndForAll).unwrap();
    for who in [MARA, ANNA, BEN] {
        assert_eq!(evening.sees(who), Screen::Ended(CloseReason::SessionOver));
    }
    assert_eq!(evening.media_ended, [MARA, ANNA]);
    evening.restarts();
    assert_eq!(evening.arrives_with(ANNA, "page"), Err(Refused::SessionOver));
}

#[test]
fn a_crash_loses_neither_phase_nor_round_nor_lead_nor_hold() {
    let mut evening = Evening::with(&[ANNA, BEN, INES]);
    evening.does(MARA, Act::MoveToPhase { index: CHECK_IN }).unwrap();
    evening.does(MARA, Act::PassFloor).unwrap();
    evening.does(ANNA, Act::PassFloor).unwrap();
    evening
        .does(
            MARA,
            Act::Hold {
                card: Some(Card::ShortBreak),
            },
        )
        .unwrap();
    let before = evening.view(BEN);
    evening.restarts();
    for who in [INES, BEN, ANNA, MARA] {
        evening.arrives(who);
    }
    let after = evening.view(BEN);
    assert_eq!(
        (after.phase, after.phase_started_at),
        (before.phase, before.phase_started_at)
    );
    assert_eq!(
        (&after.round, after.hold, after.lead),
        (&before.round, before.hold, before.lead)
    );
}

#[test]
fn after_a_crash_views_and_content_are_numbered_from_above() {
    let mut evening = Evening::with(&[ANNA]);
    let seq = |notices: &[Notice]| {
        notices.iter().find_map(|notice| {
            if let Notice::Content { seq, .. } = notice {
                Some(*seq)
            } else {
                None
            }
        })
    };
    evening.does(ANNA, Act::Send(b"a".as_slice().into())).unwrap();
    let (revision, first) = (evening.view(ANNA).revision, seq(&evening.hears(ANNA)));
    evening.later(1);
    evening.restarts();
    evening.arrives(ANNA);
    assert!(evening.view(ANNA).revision > revision);
    evening.does(ANNA, Act::Send(b"b".as_slice().into())).unwrap();
    assert!(seq(&evening.hears(ANNA)) > first);
}

#[test]
fn a_card_is_opened_by_those_who_lead_only() {
    let mut evening = Evening::with(&[ANNA]);
    assert_eq!(
        evening.does(ANNA, Act::OpenCard { member: member(ANNA) }),
        Err(Refused::NotAllowed)
    );
    assert_eq!(
        evening.does(MARA, Act::OpenCard { member: member(SAM) }),
        Err(Refused::NotFound)
    );
    evening
        .does(MARA, Act::OpenCard { member: member(ANNA) })
        .unwrap();
    let connection = evening.connection(MARA);
    let expected = Effect::OpenCard {
        connection,
        by: member(MARA),
        of: member(ANNA),
    };
    assert_eq!(evening.effects.back(), Some(&expected));
}
