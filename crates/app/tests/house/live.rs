//! A living session: facts outlive a crash, reasons stay sealed, cards are opened by leaders and never unseen.

use crate::evening::{Evening, holds};
use app::demo::Wish;
use app::{Error, Refusal};
use domain::Private;
use domain::live::{Airtime, LiveFact, Restored};
use jiff::SignedDuration;
use store::Chain;

#[tokio::test]
async fn what_was_recorded_is_what_a_room_starts_from_again() {
    let evening = Evening::begin().await;
    let (mara, anna, ben) = (
        evening.member("mara"),
        evening.member("anna"),
        evening.member("ben"),
    );
    let (session, at) = (evening.demo.session, evening.app.now());
    let facts = [
        LiveFact::Admitted {
            member: mara,
            by: None,
            token: vec![],
            at,
        },
        LiveFact::Admitted {
            member: anna,
            by: Some(mara),
            token: vec![1, 2],
            at,
        },
        LiveFact::LeadTaken { lead: Some(mara), at },
        LiveFact::PhaseBegan { phase: 1, at },
        LiveFact::Removed {
            member: ben,
            by: mara,
            reason: "shouted at Chidi".into(),
            at,
        },
        LiveFact::Locked {
            locked: true,
            by: mara,
            at,
        },
    ];
    let mut expected = Restored::default();
    for fact in &facts {
        app::live::record(&evening.app, session, fact, None)
            .await
            .expect("stored");
        expected.apply(fact);
    }
    app::live::save_airtime(
        &evening.app,
        session,
        &[Airtime {
            member: anna,
            seconds: 12.5,
        }],
    )
    .await
    .expect("stored");

    let setup = app::live::setup(&evening.app, session).await.expect("a session");
    assert_eq!(setup.seats.len(), 8);
    assert_eq!(setup.plan.phases.len(), 5);
    assert_eq!(setup.restored.state, expected.state);
    assert_eq!(setup.restored.removed, expected.removed);
    assert_eq!(setup.restored.admitted.len(), 2);
    assert_eq!(
        setup.restored.airtime,
        [Airtime {
            member: anna,
            seconds: 12.5
        }]
    );
}

#[tokio::test]
async fn admissions_and_removals_are_in_the_audit_log_and_the_reason_is_readable_nowhere() {
    let evening = Evening::begin().await;
    let (mara, anna, ben) = (
        evening.member("mara"),
        evening.member("anna"),
        evening.member("ben"),
    );
    let (session, at) = (evening.demo.session, evening.app.now());
    let reason = "threatened somebody in the circle";
    let facts = [
        LiveFact::Admitted {
            member: anna,
            by: Some(mara),
            token: vec![],
            at,
        },
        LiveFact::Removed {
            member: ben,
            by: mara,
            reason: Private::from(reason),
            at,
        },
        LiveFact::PhaseBegan { phase: 2, at },
    ];
    for fact in &facts {
        app::live::record(&evening.app, session, fact, None)
            .await
            .expect("stored");
    }
    let rows = evening.app.store().audit().about(session).await.expect("rows");
    let said: Vec<_> = rows
        .iter()
        .map(|row| (row.action.as_str(), row.detail.clone()))
        .collect();
    assert_eq!(
        said,
        [
            ("Room/Admit", format!("member={anna}")),
            ("Room/Remove", format!("member={ben}")),
        ]
    );
    assert!(
        rows.iter()
            .all(|row| row.actor == evening.person("mara").to_string())
    );
    assert!(matches!(
        evening.app.store().audit().verify().await,
        Ok(Chain::Whole { .. })
    ));

    let bytes = evening.bytes_on_disk();
    assert!(!holds(&bytes, reason) && holds(&bytes, "Room/Remove"));
    let kept = evening
        .app
        .store()
        .removals()
        .reason(session, ben)
        .await
        .expect("a store")
        .expect("a reason");
    assert_eq!(kept.reveal(), reason);
}

#[tokio::test]
async fn a_facilitator_opens_a_card_and_the_log_says_so() {
    let evening = Evening::begin().await;
    let (session, ben) = (evening.demo.session, evening.member("ben"));
    let card = app::live::open_card(&evening.app, session, evening.person("mara"), None, ben)
        .await
        .expect("a card");
    assert_eq!(card.legal_name.reveal(), "Benjamin Adler");
    assert_eq!(card.alias.as_str(), "Ben");
    assert_eq!(card.place.reveal(), "Wiener Straße 7, back house, Berlin");
    assert_eq!(card.emergency_number, "112");

    let rows = evening.app.store().audit().about(ben).await.expect("rows");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].action, "Emergency/OpenCard");
    assert_eq!(rows[0].actor, evening.person("mara").to_string());
    assert_eq!(rows[0].detail, format!("session={session}"));
    assert_eq!(rows[0].role, "facilitator");
    assert_eq!(rows[0].subject, evening.person("ben").to_string());
}

#[tokio::test]
async fn a_card_is_shown_while_its_row_cannot_be_written_and_the_row_is_owed_until_it_is() {
    let evening = Evening::begin().await;
    let (app, session, ben) = (&evening.app, evening.demo.session, evening.member("ben"));
    let (mara, opened_at) = (evening.person("mara"), app.now());
    // The one writer is taken: nothing can be written until it is given back.
    let stuck = app.store().begin_unaudited("a test").await.expect("the writer");
    for _ in 0..2 {
        let card = app::live::open_card(app, session, mara, None, ben)
            .await
            .expect("a card");
        assert_eq!(card.legal_name.reveal(), "Benjamin Adler");
    }
    assert!(app.store().audit().about(ben).await.expect("rows").is_empty());
    drop(stuck);

    evening.passes(SignedDuration::from_mins(1));
    // Whoever comes first writes them: those who waited, or this one. Afterwards nothing is owed.
    app::live::write_owed(app).await.expect("the writer is back");
    assert_eq!(app::live::write_owed(app).await, Ok(0), "each once");
    let rows = app.store().audit().about(ben).await.expect("rows");
    assert_eq!(rows.len(), 2);
    for row in rows {
        assert_eq!((row.actor, row.at), (mara.to_string(), opened_at));
    }
    assert!(matches!(
        app.store().audit().verify().await,
        Ok(Chain::Whole { .. })
    ));
}

#[tokio::test]
async fn the_card_of_somebody_not_here_yet_shows_what_is_known() {
    let evening = Evening::begin().await;
    let (session, eli) = (evening.demo.session, evening.member("eli"));
    let card = app::live::open_card(&evening.app, session, evening.person("ines"), None, eli)
        .await
        .expect("a card");
    assert_eq!(card.contact_name.reveal(), "Sara Roth");
    assert_eq!(card.place.reveal(), "");
}

#[tokio::test]
async fn a_member_opens_no_card_and_outsiders_find_none() {
    let evening = Evening::begin().await;
    let (app, session, ben) = (&evening.app, evening.demo.session, evening.member("ben"));
    let member = app::live::open_card(app, session, evening.person("anna"), None, ben).await;
    assert_eq!(member.err(), Some(Error::Refused(Refusal::FacilitatorsOnly)));
    for name in ["gita", "pia", "olu"] {
        let outside = app::live::open_card(app, session, evening.person(name), None, ben).await;
        assert_eq!(outside.err(), Some(Error::NotFound), "{name}");
    }
    let tried = app.store().audit().about(ben).await.expect("rows");
    let tried: Vec<_> = tried.iter().map(|row| (row.actor.clone(), row.outcome)).collect();
    assert_eq!(
        tried,
        [(evening.person("anna").to_string(), 4)],
        "who sits here and tries is written down"
    );
}

#[tokio::test]
async fn a_seat_of_another_group_has_no_card_here() {
    let evening = Evening::begin().await;
    let gita = evening.as_("gita").await;
    let elsewhere = app::groups::mine(&gita).await.expect("her groups")[0]
        .membership
        .id;
    let card = app::live::open_card(
        &evening.app,
        evening.demo.session,
        evening.person("mara"),
        None,
        elsewhere,
    )
    .await;
    assert_eq!(card.err(), Some(Error::NotFound));
}

#[tokio::test]
async fn an_ended_session_closes_its_door() {
    let evening = Evening::begin().await;
    let (session, at) = (evening.demo.session, evening.app.now());
    let by = Some(evening.member("mara"));
    app::live::record(&evening.app, session, &LiveFact::Ended { by, at }, None)
        .await
        .expect("stored");
    let anna = evening.as_("anna").await;
    let page = app::sessions::show(&anna, session).await.expect("her session");
    assert_eq!(page.door, domain::session::Door::Over);
    assert!(
        app::sessions::mine(&anna)
            .await
            .expect("hers")
            .iter()
            .all(|one| one.session.id != session)
    );
}

#[tokio::test]
async fn a_session_ended_outside_its_room_is_over_for_the_room_too() {
    let evening = Evening::begin().await;
    let ended = evening.demo.session;
    evening.passes(SignedDuration::from_mins(1));
    // Starting the demo again ends the evening that was on, without its room.
    app::demo::seed(&evening.app, &Wish::for_bots(6))
        .await
        .expect("seeded");
    let setup = app::live::setup(&evening.app, ended).await.expect("a session");
    assert_eq!(setup.restored.state.ended_at, Some(evening.app.now()));
}

#[tokio::test]
async fn who_was_removed_is_shown_no_way_in_and_keeps_their_place_and_the_next_evening() {
    let evening = Evening::begin().await;
    let (ben, session) = (evening.as_("ben").await, evening.demo.session);
    let offered = async || {
        let coming = app::sessions::mine(&ben).await.expect("his sessions");
        coming.iter().map(|one| one.session.id).collect::<Vec<_>>()
    };
    assert!(offered().await.contains(&session));
    let fact = LiveFact::Removed {
        member: evening.member("ben"),
        by: evening.member("mara"),
        reason: "shouted at Chidi".into(),
        at: evening.app.now(),
    };
    app::live::record(&evening.app, session, &fact, None)
        .await
        .expect("stored");

    let page = app::sessions::show(&ben, session).await.expect("his place stays");
    assert!(page.removed);
    let left = offered().await;
    assert!(!left.is_empty() && !left.contains(&session), "{left:?}");

    let anna = evening.as_("anna").await;
    let hers = app::sessions::show(&anna, session).await.expect("her page");
    assert!(!hers.removed, "only Ben was removed");
}

#[tokio::test]
async fn links_are_kept_in_order_with_an_audit_row_each_and_forgotten_by_the_house_alone() {
    let evening = Evening::begin().await;
    let (session, group) = (evening.demo.session, evening.demo.group);
    let mara = evening.member("mara");
    for (behind, link) in [(None, [1]), (Some(&[1][..]), [2])] {
        app::live::keep_link(&evening.app, session, mara, None, behind, &link)
            .await
            .expect("kept");
    }
    let taken = app::live::keep_link(&evening.app, session, mara, None, Some(&[1]), &[3]).await;
    assert!(taken.is_err(), "another stands behind that one");
    let setup = app::live::setup(&evening.app, session).await.expect("read");
    assert_eq!((setup.group, setup.chain), (group, vec![vec![1], vec![2]]));

    let forgotten = app::groups::forget_devices(evening.app.store(), group, evening.app.now()).await;
    assert_eq!(forgotten.expect("forgotten"), 2);
    let setup = app::live::setup(&evening.app, session).await.expect("read");
    assert_eq!(setup.chain, Vec::<Vec<u8>>::new());
    assert!(matches!(
        evening.app.store().audit().verify().await,
        Ok(Chain::Whole { .. })
    ));
}
