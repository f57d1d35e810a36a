//! Media offers, voices, airtime, and the emergency card.

use super::fakes::*;
use crate::{Act, MediaKind, MediaOffer, Notice, OfferedSlot, Refused};
use domain::group::Levels;
use domain::live::Airtime;
use media::{ParticipantId, RoomEvent};
use testkit::Cast::{self, *};

fn offer(sdp: &str, whose: Cast) -> Act {
    let slot = OfferedSlot {
        mid: "2".to_owned(),
        member: member(whose),
        kind: MediaKind::Audio,
    };
    Act::OfferMedia(MediaOffer {
        sdp: sdp.to_owned(),
        slots: vec![slot],
    })
}

async fn refusal(visit: &crate::Visit) -> (u32, Refused) {
    hears(visit, |notice| {
        if let Notice::Refused { re, why } = notice {
            Some((re, why))
        } else {
            None
        }
    })
    .await
}

#[tokio::test]
async fn an_offer_from_the_circle_is_answered_and_no_other() {
    let evening = Evening::new();
    let (_mara, visits) = evening.circle(&[Anna]).await;
    let (anna, ben) = (&visits[0], evening.enter(Ben).await);
    anna.act(1, offer("v=0", Ben));
    let answer = hears(anna, |notice| {
        if let Notice::MediaAnswer { sdp } = notice {
            Some(sdp)
        } else {
            None
        }
    })
    .await;
    assert_eq!(answer, "answer");
    anna.act(2, offer("nonsense", Ben));
    assert_eq!(refusal(anna).await, (2, Refused::BadOffer));
    anna.act(3, offer("v=0", Anna));
    assert_eq!(refusal(anna).await, (3, Refused::BadOffer));
    anna.act(4, offer("v=0", Sam));
    assert_eq!(refusal(anna).await, (4, Refused::NotFound));
    ben.act(5, offer("v=0", Anna));
    assert_eq!(refusal(&ben).await, (5, Refused::NotInTheCircle));
    assert_eq!(
        evening.media.asked(),
        [Asked::Open, Asked::Connect(1), Asked::Connect(1)]
    );
}

#[tokio::test]
async fn media_that_begin_after_their_sign_in_has_ended_are_ended() {
    let evening = Evening::new();
    let (_mara, visits) = evening.circle(&[Anna]).await;
    evening.media.answers.forget_permits(1_000);
    visits[0].act(1, offer("v=0", Ben));
    until(|| evening.media.asked().contains(&Asked::Connect(1))).await;
    evening.live.end_sign_in(sign_in(Anna));
    evening.media.answers.add_permits(1);
    let ends = || {
        evening
            .media
            .asked()
            .iter()
            .filter(|asked| **asked == Asked::Disconnect(1))
            .count()
    };
    until(|| ends() == 2).await;
}

#[tokio::test]
async fn who_is_removed_is_heard_no_longer() {
    let evening = Evening::new();
    let (mara, visits) = evening.circle(&[Anna]).await;
    mara.act(
        1,
        Act::Remove {
            member: member(Anna),
            reason: "kept shouting".into(),
        },
    );
    ends(&visits[0]).await;
    assert_eq!(evening.media.asked().last(), Some(&Asked::Disconnect(1)));
}

#[tokio::test]
async fn voices_reach_the_circle_and_airtime_the_desk_and_the_store() {
    let evening = Evening::new();
    let (mara, visits) = evening.circle(&[Anna]).await;
    evening
        .media
        .says(RoomEvent::Speaking(vec![ParticipantId(1), ParticipantId(400)]));
    let members = hears(&visits[0], |notice| {
        if let Notice::Speaking { members } = notice {
            Some(members)
        } else {
            None
        }
    });
    assert_eq!(members.await, [member(Anna)]);
    evening
        .media
        .says(RoomEvent::Airtime(vec![(ParticipantId(1), 2.5)]));
    let spoke = [Airtime {
        member: member(Anna),
        seconds: 2.5,
    }];
    sees(&mara, |view| {
        view.desk.as_ref().is_some_and(|desk| desk.airtime == spoke)
    })
    .await;
    mara.act(1, Act::EndForAll);
    ends(&mara).await;
    until(|| evening.house.stored.lock().unwrap().airtime == spoke).await;
}

#[tokio::test]
async fn a_room_keeps_to_what_the_group_had_chosen_when_it_started() {
    let mut evening = Evening::new();
    let session = testkit::tuesday_session().id;
    assert_eq!(evening.live.levels(session).await, None, "no room runs yet");
    let _mara = evening.enter(Mara).await;
    *evening.house.levels.lock().unwrap() = Levels::Devices;
    let _anna = evening.enter(Anna).await;
    assert_eq!(evening.live.levels(session).await, Some(Levels::Server));
    evening.restart();
    let _mara = evening.enter(Mara).await;
    assert_eq!(evening.live.levels(session).await, Some(Levels::Devices));
    assert_eq!(
        *evening.media.levels.lock().unwrap(),
        [Levels::Server, Levels::Devices]
    );
}

#[tokio::test]
async fn a_card_opens_for_the_facilitator_who_asked_and_is_asked_of_the_house_in_their_name() {
    let evening = Evening::new();
    let (mara, visits) = evening.circle(&[Anna]).await;
    visits[0].act(1, Act::OpenCard { member: member(Mara) });
    assert_eq!(refusal(&visits[0]).await, (1, Refused::NotAllowed));
    mara.act(2, Act::OpenCard { member: member(Anna) });
    let card = hears(&mara, |notice| {
        if let Notice::Card(card) = notice {
            Some(card)
        } else {
            None
        }
    })
    .await;
    assert_eq!(card.legal_name, Anna.person().legal_name);
    assert_eq!(*evening.house.cards_opened_by.lock().unwrap(), [Mara.id()]);
    let refused = evening.house.cards_refused.lock().unwrap().clone();
    assert_eq!(
        refused,
        [(Anna.id(), member(Mara))],
        "and that she tried is written down"
    );
}
