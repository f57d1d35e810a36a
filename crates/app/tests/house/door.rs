//! The door: every answer is needed, while it is open, from those who sit here.

use crate::evening::Evening;
use app::door::{DoorForm, answer, last_country, mine};
use app::{Error, Refusal};
use domain::door::{Alone, SafeChannel};
use domain::session::Door;
use jiff::SignedDuration;

fn at_home() -> DoorForm {
    DoorForm {
        place: "Linienstraße 12, Berlin".into(),
        country: "DE".into(),
        alone: Some(Alone::Yes),
        safe_channel: Some(SafeChannel::Text),
    }
}

#[tokio::test]
async fn the_door_asks_again_until_every_question_is_answered() {
    let evening = Evening::begin().await;
    let (anna, session) = (evening.as_("anna").await, evening.demo.session);
    let open = answer(
        &anna,
        session,
        DoorForm {
            alone: None,
            ..at_home()
        },
    )
    .await;
    assert!(matches!(open, Err(Error::Malformed(faults)) if faults.len() == 1));
    assert!(mine(&anna, session).await.expect("her door").answers.is_none());

    answer(&anna, session, at_home()).await.expect("every answer");
    let page = mine(&anna, session).await.expect("her door");
    assert_eq!(page.door, Door::Open);
    assert_eq!(
        page.answers.map(|said| said.safe_channel),
        Some(SafeChannel::Text)
    );
    assert_eq!(last_country(&anna).await, Ok(Some("DE".to_owned())));

    // She goes to the car: the newer answer counts.
    answer(
        &anna,
        session,
        DoorForm {
            place: "In the car".into(),
            ..at_home()
        },
    )
    .await
    .expect("again");
    let again = mine(&anna, session)
        .await
        .expect("her door")
        .answers
        .expect("answered");
    assert_eq!(again.place.reveal(), "In the car");
}

#[tokio::test]
async fn a_closed_door_takes_no_answers() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    let coming = app::sessions::mine(&anna).await.expect("her sessions");
    let next = coming
        .iter()
        .find(|one| one.session.id != evening.demo.session)
        .expect("next Tuesday");
    let early = answer(&anna, next.session.id, at_home()).await;
    assert_eq!(
        early,
        Err(Error::Refused(Refusal::DoorNotOpenYet(
            next.session.door_opens_at()
        )))
    );

    evening.passes(SignedDuration::from_hours(2));
    let late = answer(&anna, evening.demo.session, at_home()).await;
    assert_eq!(late, Err(Error::Refused(Refusal::SessionOver)));
}

#[tokio::test]
async fn for_those_outside_the_group_the_session_does_not_exist() {
    let evening = Evening::begin().await;
    // Gita sits in another group only; Pia is the front desk; Olu runs the server.
    for name in ["gita", "pia", "olu"] {
        let cx = evening.as_(name).await;
        assert_eq!(
            answer(&cx, evening.demo.session, at_home()).await,
            Err(Error::NotFound),
            "{name}"
        );
        assert!(
            matches!(
                app::sessions::show(&cx, evening.demo.session).await,
                Err(Error::NotFound)
            ),
            "{name}"
        );
        assert!(
            matches!(
                app::groups::show(&cx, evening.demo.group).await,
                Err(Error::NotFound)
            ),
            "{name}"
        );
    }
    let stranger = answer(&evening.stranger(), evening.demo.session, at_home()).await;
    assert_eq!(stranger, Err(Error::NotFound));
}

#[tokio::test]
async fn the_desk_of_those_who_lead_shows_every_chair_and_who_has_answered() {
    let evening = Evening::begin().await;
    let mara = evening.as_("mara").await;
    let desk = app::sessions::for_facilitator(&mara, evening.demo.session)
        .await
        .expect("her desk");
    let answered: Vec<_> = desk
        .seats
        .iter()
        .map(|seat| {
            let alias = seat.membership.as_ref().map_or("free", |one| one.alias.as_str());
            (alias.to_owned(), seat.answers.is_some())
        })
        .collect();
    let seat = |alias: &str, said| (alias.to_owned(), said);
    let circle = [
        seat("Mara", true),
        seat("Anna", false),
        seat("Ben", true),
        seat("Chidi", true),
        seat("Dana", true),
        seat("Eli", false),
        seat("Farah", true),
        seat("Ines", true),
    ];
    assert_eq!(answered, circle);

    let anna = evening.as_("anna").await;
    let refused = app::sessions::for_facilitator(&anna, evening.demo.session).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::FacilitatorsOnly))));
}

#[tokio::test]
async fn the_front_desk_sees_times_and_never_a_topic() {
    let evening = Evening::begin().await;
    let pia = evening.as_("pia").await;
    let times = app::sessions::times(&pia).await.expect("times");
    assert!(
        times
            .iter()
            .any(|one| one.neutral_name == "Tuesday evening group")
    );
    assert!(times.iter().all(|one| !one.neutral_name.contains("Loss")));
    let olu = evening.as_("olu").await;
    let times = app::sessions::times(&olu).await.expect("times");
    assert!(
        times
            .iter()
            .all(|one| one.neutral_name == "Thursday evening group"),
        "public times only"
    );
}

#[tokio::test]
async fn the_door_shows_me_the_end_of_my_own_number_and_of_nobody_elses() {
    let evening = Evening::begin().await;
    for name in ["anna", "ben"] {
        let me = evening.as_(name).await;
        let phone = evening
            .app
            .store()
            .emergency_facts()
            .of_person(evening.person(name))
            .await
            .expect("reads")
            .expect("known")
            .phone;
        let end = mine(&me, evening.demo.session)
            .await
            .expect("the door")
            .phone_end
            .expect("an end");
        assert_eq!(end.reveal().len(), 3);
        assert!(phone.reveal().ends_with(end.reveal().as_str()), "{name}");
    }
}
