//! What is refused to somebody who is signed in stands in the log, once: at every route and for every message of the room.

use crate::house::{House, request, routes_with_leaving_last};
use crate::page::{Page, kinds, with_target};
use std::collections::BTreeSet;

/// Gita sits in another group; Pia is the front desk; Olu runs the server; Ben sits here.
const PERSONAS: [&str; 4] = ["gita", "pia", "olu", "ben"];

/// What these are about stands in their form: an empty one is about nothing, and there is nothing to refuse.
const NAMED_IN_THE_FORM: [&str; 3] = [
    "Agreement/AnswerChoice",
    "Agreement/RecordGuardian",
    "Agreement/Revoke",
];

/// Who, what, and how often, of the rows about tries that were refused.
async fn tries(house: &House) -> Vec<(String, String, String)> {
    app::live::write_owed(&house.app).await.expect("written");
    let rows = house.app.store().audit().latest(5_000).await.expect("read");
    rows.into_iter()
        .filter(|row| row.outcome == 4)
        .map(|row| (row.actor, row.action, row.resource))
        .collect()
}

fn person(house: &House, name: &str) -> String {
    let one = house.demo.people.iter().find(|one| one.name == name);
    one.expect("of the cast").person.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_that_turns_somebody_away_says_so_in_the_log_once() {
    let house = House::open().await;
    let mut turned_away = BTreeSet::new();
    for persona in PERSONAS {
        // On one device: what is tried on another stands there again.
        let cookie = house.cookie(persona).await;
        for _ in 0..2 {
            for (method, path, action) in routes_with_leaving_last() {
                if !path.contains("{group}") && !path.contains("{session}") {
                    continue;
                }
                let path = path
                    .replace("{group}", &house.demo.group.to_string())
                    .replace("{session}", &house.demo.session.to_string());
                // A socket needs more than this to be opened, and its messages have a test of their own.
                if path.ends_with("/socket") {
                    continue;
                }
                let status = house.status(request(method, &path, cookie.as_deref(), "")).await;
                if (status == 403 || status == 404) && !NAMED_IN_THE_FORM.contains(&action.name()) {
                    // These two read the session first, and are turned away there.
                    let action = match action.to_string() {
                        two if two == "Session/Prepare" || two == "Session/OpenRoomPage" => {
                            "Session/See".to_owned()
                        }
                        asked => asked,
                    };
                    turned_away.insert((person(&house, persona), action));
                }
            }
        }
    }
    assert!(turned_away.len() > 15, "{turned_away:?}");
    let tries = tries(&house).await;
    let of_log: BTreeSet<_> = tries
        .iter()
        .filter(|(_, what, _)| !NAMED_IN_THE_FORM.contains(&what.as_str()))
        .map(|(who, what, _)| (who.clone(), what.clone()))
        .collect();
    assert_eq!(of_log, turned_away);
    let once: BTreeSet<_> = tries.iter().collect();
    assert_eq!(once.len(), tries.len(), "each stands there once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_role_is_answered_to_its_sender_alone_and_stands_in_the_log() {
    let house = House::open().await;
    let at = house.listens().await;
    let mut mara = Page::open(&house, at, "mara", "page-of-mara").await;
    mara.hears("room").await;
    let heard = mara.told.len();
    let mut ben = Page::open(&house, at, "ben", "page-of-ben").await;
    mara.hears("room").await;
    let target = person(&house, "mara");
    let mut refused = BTreeSet::new();
    for kind in kinds().into_iter().filter(|kind| kind != "ping") {
        ben.says(with_target(&kind, &target)).await;
        if let Some(code) = ben.is_refused().await
            && code == "not_allowed"
        {
            refused.insert(kind);
        }
    }
    for leading in [
        "admit",
        "remove",
        "lock",
        "hold",
        "start_round",
        "end_for_all",
        "open_card",
    ] {
        assert!(
            refused.contains(leading),
            "{leading} of {refused:?} {:?}",
            ben.told
        );
    }
    assert_eq!(
        mara.told.len(),
        heard + 1,
        "she heard that Ben waits, and nothing of what he tried"
    );
    let of_ben: Vec<_> = tries(&house)
        .await
        .into_iter()
        .filter(|(who, ..)| *who == person(&house, "ben"))
        .map(|(_, what, _)| what)
        .collect();
    for action in [
        "Room/Admit",
        "Room/Remove",
        "Room/Lock",
        "Room/Hold",
        "Room/StartRound",
        "Room/EndForAll",
    ] {
        assert_eq!(
            of_ben.iter().filter(|what| *what == action).count(),
            1,
            "{action} of {of_ben:?}"
        );
    }
}
