//! The door, admission, the way back, the sign-in that ends.

use super::fakes::*;
use crate::{Act, CloseReason, EntryRefused, Notice, Presence, Refused};
use domain::id::Id;
use domain::live::LiveFact;
use domain::membership::{Role, Status};
use testkit::Cast::*;
use testkit::tuesday_session;

#[tokio::test]
async fn anna_waits_until_mara_admits_her_and_the_admission_is_stored_before_she_hears_of_it() {
    let evening = Evening::new();
    let anna = evening.enter(Anna).await;
    assert_eq!(
        next(&anna).await,
        Some(Notice::Waiting {
            facilitator_is_here: false,
            locked: false
        })
    );
    let mara = evening.enter(Mara).await;
    assert_eq!(
        next(&anna).await,
        Some(Notice::Waiting {
            facilitator_is_here: true,
            locked: false
        })
    );
    let desk = sees(&mara, |view| view.desk.is_some()).await.desk.unwrap();
    assert_eq!(
        desk.waiting[0].place,
        Anna.at_the_door(
            tuesday_session().id,
            tuesday_session().group,
            evening.house.clock.now()
        )
        .place
    );
    mara.act(1, Act::Admit(admission(Anna)));
    assert_eq!(next(&anna).await, Some(Notice::Admitted { token: vec![7] }));
    let stored = evening.house.stored.lock().unwrap().admitted.clone();
    assert!(stored.iter().any(|admitted| admitted.member == member(Anna)));
    let view = view(&anna).await;
    assert_eq!((view.seats.len(), view.desk), (8, None));
}

#[tokio::test]
async fn a_desk_that_shows_what_somebody_said_at_the_door_is_a_look_once_for_each_who_leads() {
    let evening = Evening::new();
    let anna = evening.enter(Anna).await;
    let read = || evening.house.doors_read.lock().unwrap().clone();
    assert_eq!(read(), [], "nobody who leads is here");
    let mara = evening.enter(Mara).await;
    sees(&mara, |view| view.desk.is_some()).await;
    let ben = evening.enter(Ben).await;
    sees(&mara, |view| {
        view.desk.as_ref().is_some_and(|desk| desk.waiting.len() == 2)
    })
    .await;
    let by_mara = [(Mara.id(), Anna.id()), (Mara.id(), Ben.id())];
    assert_eq!(read(), by_mara, "each once, though the desk was shown again");
    let ines = evening.enter(Ines).await;
    sees(&ines, |view| view.desk.is_some()).await;
    assert_eq!(read()[2..], [(Ines.id(), Anna.id()), (Ines.id(), Ben.id())]);
    // Anna goes to the car and says so: that is another thing to see, and Ben has said nothing new.
    evening.later(60);
    let again = evening.enter(Anna).await;
    until(|| read().len() == 6).await;
    let mut anew = read().split_off(4);
    anew.sort();
    let mut expected = [(Mara.id(), Anna.id()), (Ines.id(), Anna.id())];
    expected.sort();
    assert_eq!(anew, expected);
    drop((anna, again, ben));
}

#[tokio::test]
async fn the_door_asks_for_a_seat_for_answers_and_for_the_hour() {
    let evening = Evening::new();
    assert_eq!(evening.try_enter(Sam).await.unwrap_err(), EntryRefused::NotFound);
    evening.house.silent.lock().unwrap().extend([Ben, Mara]);
    assert_eq!(
        evening.try_enter(Ben).await.unwrap_err(),
        EntryRefused::AnswerTheDoorFirst
    );
    assert_eq!(
        evening.try_enter(Mara).await.unwrap_err(),
        EntryRefused::AnswerTheDoorFirst
    );
    evening.later(-16 * 60);
    let opens_at = tuesday_session().door_opens_at();
    assert_eq!(
        evening.try_enter(Anna).await.unwrap_err(),
        EntryRefused::DoorNotOpen(opens_at)
    );
    evening.later(5 * 60 * 60);
    assert_eq!(
        evening.try_enter(Anna).await.unwrap_err(),
        EntryRefused::SessionOver
    );
    assert!(
        evening.media.asked().is_empty(),
        "no room was started for any of them"
    );
}

#[tokio::test]
async fn answers_given_while_the_room_runs_count_at_once() {
    let evening = Evening::new();
    evening.house.silent.lock().unwrap().push(Anna);
    let mara = evening.enter(Mara).await;
    evening.try_enter(Anna).await.unwrap_err();
    evening.house.silent.lock().unwrap().clear();
    let _anna = evening.enter(Anna).await;
    let desk = sees(&mara, |view| {
        view.desk.as_ref().is_some_and(|desk| !desk.waiting.is_empty())
    })
    .await
    .desk;
    assert!(!desk.unwrap().waiting[0].place.reveal().is_empty());
}

#[tokio::test]
async fn a_lost_socket_comes_back_to_its_seat_without_queueing() {
    let evening = Evening::new();
    let (mara, mut visits) = evening.circle(&[Anna]).await;
    drop(visits.pop());
    sees(&mara, |view| view.seats[1].presence == Presence::Reconnecting).await;
    let anna = evening.enter(Anna).await;
    assert_eq!(view(&anna).await.seats[1].presence, Presence::Here);
}

#[tokio::test]
async fn the_newer_page_has_the_seat_and_the_older_says_so() {
    let evening = Evening::new();
    let (_mara, visits) = evening.circle(&[Anna]).await;
    let newer = evening.enter(Anna).await;
    assert_eq!(ends(&visits[0]).await, Some(CloseReason::TakenOver));
    view(&newer).await;
    // The older visit goes later, and takes nothing with it.
    drop(visits);
    newer.act(1, Act::PassFloor);
    hears(&newer, |notice| {
        matches!(notice, Notice::Refused { re: 1, .. }).then_some(())
    })
    .await;
}

#[tokio::test]
async fn ending_a_sign_in_ends_its_socket_and_media_within_the_call() {
    let evening = Evening::new();
    let (mara, visits) = evening.circle(&[Anna]).await;
    evening.live.end_sign_in(sign_in(Anna));
    assert_eq!(evening.media.asked().last(), Some(&Asked::Disconnect(1)));
    visits[0].act(1, Act::PassFloor);
    assert_eq!(next(&visits[0]).await, Some(Notice::End(CloseReason::SignedOut)));
    assert_eq!(next(&visits[0]).await, None);
    sees(&mara, |view| view.seats[1].presence == Presence::Reconnecting).await;
}

#[tokio::test]
async fn a_sign_in_that_has_ended_opens_no_socket() {
    let evening = Evening::new();
    evening.live.end_sign_in(sign_in(Anna));
    assert_eq!(
        evening.try_enter(Anna).await.unwrap_err(),
        EntryRefused::SignedOut
    );
}

#[tokio::test]
async fn after_a_crash_the_removed_stay_out_and_the_admitted_come_straight_in() {
    let mut evening = Evening::new();
    let (mara, visits) = evening.circle(&[Anna, Ben]).await;
    mara.act(
        1,
        Act::Remove {
            member: member(Anna),
            reason: "kept shouting".into(),
        },
    );
    assert_eq!(ends(&visits[0]).await, Some(CloseReason::Removed));
    evening.restart();
    assert_eq!(
        ends(&visits[1]).await,
        None,
        "the old process is gone with its sockets"
    );
    assert_eq!(evening.try_enter(Anna).await.unwrap_err(), EntryRefused::Removed);
    view(&evening.enter(Ben).await).await;
}

#[tokio::test]
async fn an_empty_room_closes_and_stands_where_it_stood_when_somebody_returns() {
    let evening = Evening::new();
    let (mara, visits) = evening.circle(&[Anna]).await;
    mara.act(1, Act::MoveToPhase { index: 2 });
    sees(&mara, |view| view.phase == 2).await;
    drop((mara, visits));
    until(|| evening.media.asked().last() == Some(&Asked::Close)).await;
    assert_eq!(view(&evening.enter(Anna).await).await.phase, 2);
}

#[tokio::test]
async fn ending_for_all_is_stored_and_closes_the_room() {
    let evening = Evening::new();
    let (mara, visits) = evening.circle(&[Anna]).await;
    mara.act(1, Act::EndForAll);
    assert_eq!(ends(&visits[0]).await, Some(CloseReason::SessionOver));
    assert!(matches!(
        evening.house.facts.lock().unwrap().last(),
        Some(LiveFact::Ended { .. })
    ));
    until(|| evening.media.asked().last() == Some(&Asked::Close)).await;
    assert_eq!(
        evening.try_enter(Anna).await.unwrap_err(),
        EntryRefused::SessionOver
    );
}

#[tokio::test]
async fn an_unknown_session_is_not_found() {
    let evening = Evening::new();
    let session = domain::SessionId::from_uuid(Anna.id().uuid());
    let entrance = crate::Entrance {
        session,
        person: Anna.id(),
        sign_in: sign_in(Anna),
        page: "page".to_owned(),
    };
    assert_eq!(
        evening.live.enter(entrance).await.unwrap_err(),
        EntryRefused::NotFound
    );
}

#[tokio::test]
async fn whoever_is_erased_at_the_door_or_in_the_circle_is_told_so_and_the_room_goes_on() {
    let evening = Evening::new();
    let (mara, mut circle) = evening.circle(&[Ben]).await;
    let ben = circle.pop().expect("he sits there");
    let anna = evening.enter(Anna).await;
    sees(&mara, |view| {
        view.desk.as_ref().is_some_and(|desk| desk.waiting.len() == 1)
    })
    .await;
    for who in [Anna, Ben] {
        evening.live.forget(who.id(), &[sign_in(who)]);
    }
    assert_eq!(ends(&anna).await, Some(CloseReason::Erased));
    assert_eq!(ends(&ben).await, Some(CloseReason::Erased));
    let seat = |who| {
        testkit::tuesday_circle()
            .iter()
            .find(|one| one.id == member(who))
            .expect("a chair")
            .seat
    };
    until(|| evening.media.asked().contains(&Asked::Disconnect(seat(Ben)))).await;
    let view = sees(&mara, |view| {
        let absent = |who| {
            view.seats
                .iter()
                .any(|one| one.member == member(who) && one.presence == Presence::Absent)
        };
        view.desk.as_ref().is_some_and(|desk| desk.waiting.is_empty()) && absent(Anna) && absent(Ben)
    })
    .await;
    assert_eq!(view.seats.len(), 8, "their chairs are empty, and nobody moves");
    let stored = evening.house.facts.lock().unwrap().len();
    mara.act(7, Act::Admit(admission(Anna)));
    let refused = hears(&mara, |notice| match notice {
        Notice::Refused { re: 7, why } => Some(why),
        _ => None,
    })
    .await;
    assert_eq!(refused, crate::Refused::NotFound);
    assert_eq!(
        evening.house.facts.lock().unwrap().len(),
        stored,
        "nothing is stored for her"
    );
    let again = evening.try_enter(Ben).await;
    assert_eq!(again.err(), Some(EntryRefused::SignedOut));
}

#[tokio::test]
async fn whose_place_ends_or_rests_is_out_within_the_call_and_the_chair_stands_empty() {
    for (status, why) in [
        (Status::Ended, CloseReason::PlaceEnded),
        (Status::Paused, CloseReason::PlacePaused),
    ] {
        let evening = Evening::new();
        let (mara, visits) = evening.circle(&[Anna, Ben]).await;
        match status {
            Status::Ended => evening.house.ended.lock().unwrap().push(member(Anna)),
            _ => evening.house.paused.lock().unwrap().push(member(Anna)),
        }
        evening.live.place_changed(member(Anna), status);
        assert_eq!(evening.media.asked().last(), Some(&Asked::Disconnect(1)));
        visits[0].act(1, Act::PassFloor);
        assert_eq!(ends(&visits[0]).await, Some(why));
        sees(&mara, |view| view.seats[1].presence == Presence::Absent).await;
        assert_eq!(evening.try_enter(Anna).await.unwrap_err(), EntryRefused::NotFound);
        view(&visits[1]).await;
    }
}

#[tokio::test]
async fn whose_pause_is_over_is_let_in_again_by_hand() {
    let evening = Evening::new();
    let (mara, _visits) = evening.circle(&[Anna]).await;
    evening.house.paused.lock().unwrap().push(member(Anna));
    evening.live.place_changed(member(Anna), Status::Paused);
    sees(&mara, |view| view.seats[1].presence == Presence::Absent).await;
    evening.house.paused.lock().unwrap().clear();
    evening.live.place_changed(member(Anna), Status::Active);
    let anna = evening.enter(Anna).await;
    hears(&anna, |notice| {
        matches!(notice, Notice::Waiting { .. }).then_some(())
    })
    .await;
    mara.act(1, Act::Admit(admission(Anna)));
    view(&anna).await;
}

#[tokio::test]
async fn who_gets_another_role_loads_the_page_again_and_leads_no_longer() {
    let evening = Evening::new();
    let (mara, visits) = evening.circle(&[Ines]).await;
    evening
        .house
        .roles
        .lock()
        .unwrap()
        .push((member(Ines), Role::Member));
    evening.live.place_changed(member(Ines), Status::Active);
    assert_eq!(ends(&visits[0]).await, Some(CloseReason::Renewed));
    sees(&mara, |view| view.seats[7].role == Role::Member).await;
    let ines = evening.enter(Ines).await;
    assert_eq!(ines.you.role, Role::Member);
    ines.act(3, Act::Lock { locked: true });
    let why = hears(&ines, |notice| match notice {
        Notice::Refused { re: 3, why } => Some(why),
        _ => None,
    });
    assert_eq!(why.await, Refused::NotAllowed);
}

#[tokio::test]
async fn what_somebody_decides_in_a_room_carries_the_sign_in_of_their_device() {
    let evening = Evening::new();
    let (mara, visits) = evening.circle(&[Anna]).await;
    mara.act(1, Act::Lock { locked: true });
    mara.act(2, Act::EndForAll);
    assert_eq!(ends(&visits[0]).await, Some(CloseReason::SessionOver));
    let facts = evening.house.facts.lock().unwrap().clone();
    let through = evening.house.through.lock().unwrap().clone();
    let group = testkit::tuesday_evening().id;
    let mut decided = 0;
    for (fact, through) in facts.iter().zip(through) {
        let by = app::live::decided_by(fact);
        let who = by.map(|by| {
            let all = testkit::Cast::ALL.into_iter();
            all.clone().find(|who| who.membership_id(group) == by).unwrap()
        });
        assert_eq!(through, who.map(sign_in), "{fact:?}");
        decided += usize::from(who.is_some());
    }
    assert!(decided >= 4, "two came in, and Mara locked and ended: {facts:?}");
}
