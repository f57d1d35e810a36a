//! What went wrong is written once, cannot be changed, and is handed out with who saw what; never with a name.

use crate::evening::Evening;
use app::incidents::{Happened, add, list, report};
use domain::incident::{Kind, NotAnIncident};
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};
use serde_json::json;
use store::Chain;

fn lost_device(happened: &str, noticed: Option<&str>) -> Happened {
    let at = |text: &str| text.parse::<DateTime>().expect("a moment");
    Happened {
        kind: Kind::LostDevice,
        at: at(happened),
        noticed: noticed.map(at),
        people: 3,
    }
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

#[tokio::test]
async fn an_incident_is_written_into_the_chain_and_read_back_with_its_hours() {
    let evening = Evening::begin().await;
    let (store, now) = (evening.app.store(), evening.app.now());
    let said = lost_device("2026-01-05T21:30", Some("2026-01-06T08:00"));
    let id = add(store, &said, now)
        .await
        .expect("the store")
        .expect("an incident");
    let written = list(store).await.expect("read");
    assert_eq!(written.len(), 1);
    assert_eq!((&written[0].id, written[0].at), (&id.to_string(), now));
    let incident = written[0].incident.expect("it can be read");
    // Berlin is an hour ahead in winter.
    assert_eq!(incident.happened.to_string(), "2026-01-05T20:30:00Z");
    assert_eq!(incident.noticed.to_string(), "2026-01-06T07:00:00Z");
    assert_eq!((incident.kind, incident.people), (Kind::LostDevice, 3));
    let chain = store.audit().verify().await.expect("proved");
    assert!(matches!(chain, Chain::Whole { .. }), "{chain:?}");
}

#[tokio::test]
async fn what_cannot_be_so_is_not_written() {
    let evening = Evening::begin().await;
    let (store, now) = (evening.app.store(), evening.app.now());
    let backwards = lost_device("2026-01-06T08:00", Some("2026-01-05T21:30"));
    let tomorrow = lost_device("2026-01-06T08:00", Some("2026-01-09T00:00"));
    for (said, why) in [
        (backwards, NotAnIncident::NoticedTooEarly),
        (tomorrow, NotAnIncident::NotYet),
    ] {
        assert_eq!(add(store, &said, now).await.expect("the store"), Err(why));
    }
    assert_eq!(list(store).await.expect("read"), []);
}

#[tokio::test]
async fn a_report_says_who_saw_what_how_often_and_when_and_names_nobody() {
    let evening = Evening::begin().await;
    let (store, session, ben) = (evening.app.store(), evening.demo.session, evening.member("ben"));
    let (mara, anna) = (evening.person("mara"), evening.person("anna"));
    let begun = evening.app.now();
    for _ in 0..2 {
        app::live::open_card(&evening.app, session, mara, None, ben)
            .await
            .expect("a card");
        evening.passes(SignedDuration::from_mins(1));
    }
    app::live::open_card(&evening.app, session, anna, None, ben)
        .await
        .expect_err("she does not lead");
    let said = lost_device("2026-01-05T21:30", Some("2026-01-06T08:00"));
    let id = add(store, &said, evening.app.now())
        .await
        .expect("the store")
        .expect("an incident");

    let now = evening.app.now();
    let told = report(store, day("2026-01-06"), now).await.expect("a report");
    let minute = SignedDuration::from_mins(1);
    assert_eq!(
        told["looks"],
        json!([{
            "of": evening.person("ben").to_string(),
            "by": mara.to_string(),
            "sign_in": "",
            "role": "facilitator",
            "action": "Emergency/OpenCard",
            "times": 2,
            "first": begun.to_string(),
            "last": (begun + minute).to_string(),
        }])
    );
    assert_eq!(
        (&told["refused"][0]["by"], &told["refused"][0]["times"]),
        (&json!(anna.to_string()), &json!(1))
    );
    assert_eq!(told["people_looked_at"], 1);
    assert_eq!(told["log"]["whole"], true);
    assert_eq!(
        told["incidents"],
        json!([{
            "id": id.to_string(),
            "kind": "lost-device",
            "happened": "2026-01-05T20:30:00Z",
            "noticed": "2026-01-06T07:00:00Z",
            "people": 3,
            "written": now.to_string(),
        }])
    );
    let text = told.to_string();
    for word in ["Mara", "Ben", "Anna", "Tuesday", "@"] {
        assert!(!text.contains(word), "{word}");
    }
    let newest = store.audit().latest(1).await.expect("read");
    assert_eq!(newest[0].action, "Incident/Export", "and that it was handed out");
    let later = report(store, day("2026-01-07"), now).await.expect("a report");
    assert_eq!((&later["looks"], &later["incidents"]), (&json!([]), &json!([])));
}

#[tokio::test]
async fn a_report_tells_sign_ins_apart_and_leaves_out_what_people_saw_of_their_own() {
    let evening = Evening::begin().await;
    let (store, session) = (evening.app.store(), evening.demo.session);
    let (one, other) = (evening.as_("mara").await, evening.as_("mara").await);
    for cx in [&one, &other, &other] {
        app::sessions::for_facilitator(cx, session)
            .await
            .expect("her desk");
    }
    let ben = evening.as_("ben").await;
    app::door::mine(&ben, session).await.expect("his own door");

    let now = evening.app.now();
    let told = report(store, day("2026-01-06"), now).await.expect("a report");
    let mut of_ben: Vec<_> = told["looks"]
        .as_array()
        .expect("looks")
        .iter()
        .filter(|look| look["of"] == evening.person("ben").to_string())
        .map(|look| (look["by"].clone(), look["sign_in"].clone(), look["times"].clone()))
        .collect();
    of_ben.sort_by_key(|(_, _, times)| times.as_u64());
    let by_mara = |cx: &app::Context, times: u64| {
        let sign_in = cx.signed_in().expect("signed in").sign_in.to_string();
        (
            json!(evening.person("mara").to_string()),
            json!(sign_in),
            json!(times),
        )
    };
    assert_eq!(of_ben, [by_mara(&one, 1), by_mara(&other, 2)]);
}
