//! Waiting room, admission, the way back, removal, the hidden page.

use crate::evening::*;
use crate::*;

const ALONE_OUTSIDE: Screen = Screen::Waiting {
    facilitator_is_here: false,
    locked: false,
};
const OUTSIDE: Screen = Screen::Waiting {
    facilitator_is_here: true,
    locked: false,
};

#[test]
fn the_room_waits_for_a_facilitator() {
    let mut evening = Evening::at("18:00");
    evening.arrives(ANNA);
    assert_eq!(evening.sees(ANNA), ALONE_OUTSIDE);
    evening.arrives(MARA);
    assert_eq!((evening.sees(MARA), evening.sees(ANNA)), (Screen::Room, OUTSIDE));
    evening.admits(MARA, ANNA);
    assert_eq!(evening.sees(ANNA), Screen::Room);
}

#[test]
fn the_waiting_are_told_of_a_facilitator_and_of_the_lock_and_of_nobody_else() {
    let mut evening = Evening::at("18:00");
    evening.arrives(ANNA);
    evening.arrives(BEN);
    evening.arrives(MARA);
    evening.admits(MARA, BEN);
    evening.does(BEN, Act::Send(b"hello".as_slice().into())).unwrap();
    evening.input(Input::Speaking(vec![member(BEN)])).unwrap();
    evening.does(MARA, Act::Lock { locked: true }).unwrap();
    let waiting = |facilitator_is_here, locked| Notice::Waiting {
        facilitator_is_here,
        locked,
    };
    assert_eq!(
        evening.hears(ANNA),
        [waiting(false, false), waiting(true, false), waiting(true, true)]
    );
}

#[test]
fn the_door_is_shut_before_its_time_and_after_it() {
    let mut evening = Evening::at("17:44");
    assert_eq!(evening.arrives_with(MARA, "page"), Err(Refused::DoorNotOpen));
    evening.later(60);
    evening.arrives(MARA);
    evening.later(3 * 60 * 60);
    assert_eq!(evening.sees(MARA), Screen::Ended(CloseReason::SessionOver));
    assert_eq!(evening.arrives_with(ANNA, "page"), Err(Refused::SessionOver));
    assert_eq!(evening.stored.state.ended_at, Some(at("20:00")));
}

#[test]
fn a_stranger_is_not_found_here() {
    let mut evening = Evening::with(&[]);
    assert_eq!(evening.arrives_with(SAM, "page"), Err(Refused::NotFound));
}

#[test]
fn the_admitted_hear_their_token_before_they_see_the_circle_and_again_after_a_reload() {
    let mut evening = Evening::with(&[ANNA]);
    for _ in 0..2 {
        let heard = evening.hears(ANNA);
        let token = heard
            .iter()
            .position(|notice| *notice == Notice::Admitted { token: vec![ANNA; 3] });
        let circle = heard.iter().position(|notice| matches!(notice, Notice::Room(_)));
        assert!(token.is_some() && token < circle, "{token:?} {circle:?}");
        evening.loses_line(ANNA);
        evening.arrives(ANNA);
    }
}

#[test]
fn a_facilitator_sees_who_waits_in_order_of_arrival() {
    let mut evening = Evening::with(&[]);
    for who in [CHIDI, ANNA, BEN] {
        evening.arrives(who);
        evening.later(1);
    }
    let waiting = |evening: &Evening| -> Vec<Who> {
        evening
            .view(MARA)
            .desk
            .unwrap()
            .waiting
            .iter()
            .map(|person| who(person.member))
            .collect()
    };
    assert_eq!(waiting(&evening), [CHIDI, ANNA, BEN]);
    let all = vec![admission(BEN), admission(CHIDI), admission(OTTO)];
    evening.does(MARA, Act::AdmitAll(all)).unwrap();
    assert_eq!(waiting(&evening), [ANNA]);
    assert_eq!(
        (evening.sees(BEN), evening.sees(CHIDI)),
        (Screen::Room, Screen::Room)
    );
}

#[test]
fn a_member_neither_admits_nor_leads() {
    let mut evening = Evening::with(&[ANNA]);
    evening.arrives(BEN);
    assert_eq!(
        evening.does(ANNA, Act::Admit(admission(BEN))),
        Err(Refused::NotAllowed)
    );
    assert_eq!(
        evening.does(BEN, Act::Admit(admission(BEN))),
        Err(Refused::NotInTheCircle)
    );
    assert_eq!(evening.does(ANNA, Act::EndForAll), Err(Refused::NotAllowed));
    assert_eq!(evening.sees(BEN), OUTSIDE);
}

#[test]
fn a_lost_line_keeps_the_seat_for_a_while_and_the_way_back_all_evening() {
    let mut evening = Evening::with(&[ANNA]);
    let media = MediaState {
        microphone: Switch::On,
        camera: Switch::Absent,
    };
    evening.does(ANNA, Act::ShowMedia(media)).unwrap();
    evening.loses_line(ANNA);
    assert_eq!(evening.presence(MARA, ANNA), Presence::Reconnecting);
    assert!(evening.media_ended.is_empty());
    evening.later(15);
    assert_eq!(evening.presence(MARA, ANNA), Presence::Absent);
    assert_eq!(evening.media_ended, [ANNA]);
    evening.later(40 * 60);
    evening.arrives(ANNA);
    assert_eq!(evening.sees(ANNA), Screen::Room);
    assert_eq!(evening.view(MARA).seats[1].media, media);
}

#[test]
fn a_reload_in_the_waiting_room_keeps_the_place_and_an_admission_meanwhile_counts() {
    let mut evening = Evening::with(&[]);
    evening.arrives(ANNA);
    evening.later(5);
    evening.arrives(BEN);
    evening.loses_line(ANNA);
    evening.later(3);
    assert_eq!(evening.view(MARA).desk.unwrap().waiting[0].member, member(ANNA));
    evening.admits(MARA, ANNA);
    evening.arrives(ANNA);
    assert_eq!(evening.sees(ANNA), Screen::Room);
    evening.loses_line(BEN);
    evening.later(15);
    assert!(evening.view(MARA).desk.unwrap().waiting.is_empty());
    assert_eq!(
        evening.does(MARA, Act::Admit(admission(BEN))),
        Err(Refused::NotFound)
    );
}

#[test]
fn the_newer_of_two_pages_has_the_seat() {
    let mut evening = Evening::with(&[ANNA]);
    let older = evening.connection(ANNA);
    evening.arrives(ANNA);
    assert_eq!(evening.ends[&older], Some(CloseReason::TakenOver));
    assert_eq!(
        evening.media_ended,
        [ANNA],
        "the older page's voice must not go on"
    );
    let act = Input::Act {
        connection: older,
        act: Act::EndRound,
    };
    assert_eq!(evening.input(act), Err(Refused::NotInTheCircle));
    evening.input(Input::Lost { connection: older }).unwrap();
    assert_eq!(evening.presence(MARA, ANNA), Presence::Here);
}

#[test]
fn the_same_page_on_a_new_line_is_not_told_that_it_was_taken_over() {
    let mut evening = Evening::at("18:00");
    evening.arrives_with(MARA, "one page").unwrap();
    let older = evening.connection(MARA);
    evening.arrives_with(MARA, "one page").unwrap();
    assert_eq!(evening.ends[&older], None);
    assert!(evening.media_ended.is_empty(), "its media live on");
}

#[test]
fn who_stepped_out_may_come_back_without_queueing() {
    let mut evening = Evening::with(&[ANNA]);
    evening.does(ANNA, Act::StepOut).unwrap();
    assert_eq!(evening.sees(ANNA), Screen::Ended(CloseReason::SteppedOut));
    assert_eq!(
        (evening.presence(MARA, ANNA), evening.media_ended.clone()),
        (Presence::SteppedOut, vec![ANNA])
    );
    evening.later(600);
    assert_eq!(evening.presence(MARA, ANNA), Presence::SteppedOut);
    evening.arrives(ANNA);
    assert_eq!(evening.sees(ANNA), Screen::Room);
}

#[test]
fn the_removed_do_not_come_back_not_even_after_a_crash() {
    let mut evening = Evening::with(&[ANNA, BEN]);
    evening.removes(MARA, ANNA);
    assert_eq!(evening.sees(ANNA), Screen::Ended(CloseReason::Removed));
    assert_eq!(evening.media_ended, [ANNA]);
    assert_eq!(evening.arrives_with(ANNA, "page"), Err(Refused::Removed));
    evening.restarts();
    assert_eq!(evening.arrives_with(ANNA, "page"), Err(Refused::Removed));
    evening.arrives(BEN);
    assert_eq!(
        evening.sees(BEN),
        Screen::Room,
        "and the admitted do not queue again"
    );
}

#[test]
fn a_removal_needs_a_reason_of_at_most_500_characters_and_spares_those_who_lead() {
    let mut evening = Evening::with(&[ANNA, INES]);
    let remove = |whom, reason: &str| Act::Remove {
        member: member(whom),
        reason: reason.into(),
    };
    assert_eq!(evening.does(MARA, remove(ANNA, "  ")), Err(Refused::Malformed));
    assert_eq!(
        evening.does(MARA, remove(ANNA, &"ä".repeat(501))),
        Err(Refused::TooLarge)
    );
    assert_eq!(
        evening.does(INES, remove(MARA, "a quarrel")),
        Err(Refused::NotAllowed)
    );
    assert_eq!(evening.does(MARA, remove(ANNA, &"ä".repeat(500))), Ok(()));
    assert_eq!(evening.does(INES, remove(ANNA, "again")), Err(Refused::TooLate));
}

#[test]
fn a_locked_door_keeps_out_who_is_new_and_lets_back_who_was_in() {
    let mut evening = Evening::with(&[ANNA]);
    evening.does(MARA, Act::Lock { locked: true }).unwrap();
    evening.arrives(BEN);
    assert_eq!(
        evening.sees(BEN),
        Screen::Waiting {
            facilitator_is_here: true,
            locked: true
        }
    );
    assert_eq!(
        evening.does(MARA, Act::Admit(admission(BEN))),
        Err(Refused::NotAllowed)
    );
    evening.loses_line(ANNA);
    evening.later(30);
    evening.arrives(ANNA);
    evening.arrives(INES);
    assert_eq!(
        (evening.sees(ANNA), evening.sees(INES)),
        (Screen::Room, Screen::Room)
    );
    evening.restarts();
    evening.arrives(BEN);
    assert_eq!(
        evening.sees(BEN),
        Screen::Waiting {
            facilitator_is_here: false,
            locked: true
        }
    );
}

#[test]
fn a_hidden_page_is_seen_by_those_who_lead_and_by_nobody_else() {
    let mut evening = Evening::with(&[ANNA, BEN]);
    evening
        .does(
            ANNA,
            Act::ShowMedia(MediaState {
                microphone: Switch::On,
                camera: Switch::On,
            }),
        )
        .unwrap();
    evening.does(ANNA, Act::HidePage { hidden: true }).unwrap();
    assert_eq!(evening.presence(MARA, ANNA), Presence::PageHidden);
    assert_eq!(evening.presence(BEN, ANNA), Presence::Here);
    let silent = MediaState {
        microphone: Switch::Off,
        camera: Switch::Off,
    };
    assert_eq!(evening.view(BEN).seats[1].media, silent);
    // The neutral page has no socket: the circle sees an empty chair, those who lead why.
    evening.loses_line(ANNA);
    evening.later(20);
    assert_eq!(evening.presence(BEN, ANNA), Presence::Absent);
    assert_eq!(evening.presence(MARA, ANNA), Presence::PageHidden);
    evening.arrives(ANNA);
    assert_eq!(evening.presence(MARA, ANNA), Presence::Here);
}

#[test]
fn an_observer_sits_in_the_circle_like_everyone() {
    let mut evening = Evening::with(&[ANNA, OTTO]);
    assert_eq!(evening.presence(ANNA, OTTO), Presence::Here);
    evening.does(OTTO, Act::StepOut).unwrap();
    assert_eq!(evening.presence(ANNA, OTTO), Presence::SteppedOut);
}

#[test]
fn a_fresh_membership_gets_its_chair_and_takes_nobody_elses() {
    let mut evening = Evening::with(&[ANNA]);
    let farah = holder((6, "Farah", domain::membership::Role::Member));
    evening
        .input(Input::Seat(Box::new(SeatHolder {
            seat: BEN,
            ..farah.clone()
        })))
        .unwrap_err();
    evening.input(Input::Seat(Box::new(farah))).unwrap();
    let seats: Vec<_> = evening.view(ANNA).seats.iter().map(|seat| seat.seat).collect();
    assert_eq!(seats, [0, 1, 2, 3, 4, 6, 7]);
}

#[test]
fn whoever_is_erased_in_the_middle_of_an_evening_leaves_an_empty_chair_and_the_circle_goes_on() {
    let mut evening = Evening::with(&[ANNA, BEN]);
    evening.does(ANNA, Act::TellQuietly(QuietSignal::NotOk)).unwrap();
    evening.does(MARA, Act::StartRound).unwrap();
    evening.does(MARA, Act::PassFloor).unwrap();
    assert_eq!(evening.floor(), Some(ANNA));
    evening.is_erased(ANNA);
    assert_eq!(evening.sees(ANNA), Screen::Ended(CloseReason::Erased));
    assert_eq!(evening.media_ended, [ANNA]);
    assert_eq!(evening.floor(), Some(BEN), "the round goes on");
    let view = evening.view(MARA);
    let chair = view.seats.iter().find(|seat| seat.member == member(ANNA));
    assert_eq!(
        chair.map(|chair| chair.presence),
        Some(Presence::Absent),
        "nobody moves"
    );
    assert!(view.desk.expect("she leads").quiet_notes.is_empty());
    assert!(
        view.round
            .expect("it runs")
            .turns
            .iter()
            .all(|turn| turn.member != member(ANNA))
    );
    let facts = evening.facts.len();
    assert_eq!(
        evening.does(MARA, Act::Admit(admission(ANNA))),
        Err(Refused::NotFound),
        "nothing is stored for her"
    );
    evening.is_erased(ANNA);
    assert_eq!(evening.facts.len(), facts, "twice is no fault");
}

#[test]
fn whoever_is_erased_while_they_wait_is_on_no_desk_any_more() {
    let mut evening = Evening::with(&[]);
    evening.arrives(ANNA);
    evening.is_erased(ANNA);
    assert_eq!(evening.sees(ANNA), Screen::Ended(CloseReason::Erased));
    assert!(evening.view(MARA).desk.expect("she leads").waiting.is_empty());
    evening.is_erased(SAM);
    assert_eq!(
        evening.sees(MARA),
        Screen::Room,
        "somebody of another group changes nothing here"
    );
}

#[test]
fn the_chair_of_a_place_that_ended_stays_empty_until_somebody_new_has_it() {
    let mut evening = Evening::with(&[ANNA, BEN]);
    evening.input(Input::PlaceEnded { member: member(ANNA) }).unwrap();
    assert_eq!(evening.presence(BEN, ANNA), Presence::Absent);
    assert_eq!(evening.view(BEN).seats[1].member, member(ANNA));
    let farah = SeatHolder {
        seat: ANNA,
        ..holder((6, "Farah", domain::membership::Role::Member))
    };
    evening.input(Input::Seat(Box::new(farah.clone()))).unwrap();
    assert_eq!(evening.view(BEN).seats[1].member, farah.member);
}

#[test]
fn a_round_goes_on_when_the_place_of_whoever_has_the_floor_ends() {
    let mut evening = Evening::with(&[ANNA, BEN]);
    evening.does(MARA, Act::StartRound).unwrap();
    evening.does(MARA, Act::PassFloor).unwrap();
    let floor = |evening: &Evening| evening.view(BEN).round.as_ref().and_then(|round| round.floor());
    assert_eq!(floor(&evening), Some(member(ANNA)));
    evening.input(Input::PlaceEnded { member: member(ANNA) }).unwrap();
    assert_eq!(floor(&evening), Some(member(BEN)));
}

#[test]
fn a_removal_outlasts_a_pause() {
    let mut evening = Evening::with(&[ANNA]);
    let reason = domain::Private::from("kept shouting");
    evening
        .does(
            MARA,
            Act::Remove {
                member: member(ANNA),
                reason,
            },
        )
        .unwrap();
    let mut anna = holder((ANNA, "Anna", domain::membership::Role::Member));
    anna.is_paused = true;
    evening.input(Input::Seat(Box::new(anna.clone()))).unwrap();
    anna.is_paused = false;
    evening.input(Input::Seat(Box::new(anna))).unwrap();
    let again = Input::Arrive {
        connection: ConnectionId(99),
        member: member(ANNA),
        page: "a page".to_owned(),
    };
    assert_eq!(evening.input(again), Err(Refused::Removed));
}
