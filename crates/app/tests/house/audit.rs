//! Looks at a person's things are written down, that person reads of them, and nobody else does; rows go out as FHIR.

use crate::evening::Evening;
use app::audit::{Looker, What, audit_event, export, who_looked};
use app::{Error, Refusal};
use domain::id::Id as _;
use domain::membership::Role;
use serde_json::Value;
use store::{Actor, AuditEntry};

#[tokio::test]
async fn a_person_reads_who_looked_at_their_answers_and_their_card_and_nobody_elses() {
    let evening = Evening::begin().await;
    let (session, ben) = (evening.demo.session, evening.as_("ben").await);
    assert!(
        who_looked(&ben, None).await.expect("his").looks.is_empty(),
        "nobody has yet"
    );

    let mara = evening.as_("mara").await;
    app::sessions::for_facilitator(&mara, session)
        .await
        .expect("her desk");
    app::live::open_card(
        &evening.app,
        session,
        evening.person("ines"),
        None,
        evening.member("ben"),
    )
    .await
    .expect("a card");
    app::live::doors_were_read(
        &evening.app,
        session,
        (evening.person("ines"), None),
        Role::CoFacilitator,
        &[(evening.member("ben"), evening.person("ben"))],
    )
    .await;

    let looks = who_looked(&ben, None).await.expect("his");
    let mut seen: Vec<_> = looks
        .looks
        .iter()
        .map(|look| (look.who.clone(), look.what))
        .collect();
    seen.sort();
    let leader = |name: &str, role| Looker::Leader {
        name: name.to_owned(),
        role,
    };
    let (mara_name, ines_name) = (
        mara.person().expect("signed in").legal_name.reveal().clone(),
        evening
            .as_("ines")
            .await
            .person()
            .expect("signed in")
            .legal_name
            .reveal()
            .clone(),
    );
    let mut expected = [
        (leader(&mara_name, Role::Facilitator), What::DoorAnswers),
        (leader(&ines_name, Role::CoFacilitator), What::DoorAnswers),
        (leader(&ines_name, Role::CoFacilitator), What::EmergencyCard),
    ];
    expected.sort();
    assert_eq!(seen, expected);
    assert!(
        looks
            .looks
            .iter()
            .all(|look| look.group.as_deref() == Some("Tuesday evening group"))
    );

    // Anna has not answered the door: there was nothing of hers to see. Mara's own answers are no look of hers.
    for name in ["anna", "mara"] {
        let cx = evening.as_(name).await;
        let hers = who_looked(&cx, None).await.expect("hers").looks;
        assert!(hers.is_empty(), "{name}: {hers:?}");
    }
    let stranger = who_looked(&evening.stranger(), None).await;
    assert_eq!(stranger.err(), Some(Error::Refused(Refusal::SignInFirst)));
}

#[tokio::test]
async fn a_card_that_was_refused_is_no_look() {
    let evening = Evening::begin().await;
    let (session, ben) = (evening.demo.session, evening.member("ben"));
    for _ in 0..2 {
        app::live::open_card(&evening.app, session, evening.person("anna"), None, ben)
            .await
            .expect_err("she does not lead");
    }
    let cx = evening.as_("ben").await;
    assert!(who_looked(&cx, None).await.expect("his").looks.is_empty());
    let rows = evening.app.store().audit().about(ben).await.expect("read");
    let tried: Vec<_> = rows
        .iter()
        .filter(|row| row.action == "Emergency/OpenCard")
        .map(|row| (row.actor.clone(), row.outcome))
        .collect();
    let anna = evening.person("anna").to_string();
    assert_eq!(tried, [(anna, 4)], "and that she tried is written down, once");
}

#[tokio::test]
async fn ones_own_answers_at_the_door_are_a_look_by_whoever_holds_the_device() {
    let evening = Evening::begin().await;
    let (session, ben, anna) = (
        evening.demo.session,
        evening.as_("ben").await,
        evening.as_("anna").await,
    );
    for cx in [&ben, &anna] {
        app::door::mine(cx, session).await.expect("their door");
    }
    let looks = who_looked(&ben, None).await.expect("his").looks;
    let looks: Vec<_> = looks.iter().map(|look| (look.who.clone(), look.what)).collect();
    assert_eq!(looks, [(Looker::You, What::DoorAnswers)]);
    let hers = who_looked(&anna, None).await.expect("hers").looks;
    assert!(hers.is_empty(), "she has answered nothing yet");
    let rows = evening.app.store().audit().latest(1).await.expect("read");
    let sign_in = ben.signed_in().expect("signed in").sign_in.to_string();
    assert_eq!(
        (rows[0].action.as_str(), rows[0].verb.as_str(), &rows[0].sign_in),
        ("Session/SeeOwnAnswers", "R", &sign_in)
    );
}

#[tokio::test]
async fn a_look_at_the_door_is_owed_at_once_also_when_nobody_comes_to_write_it() {
    let evening = Evening::begin().await;
    let (app, session, mara) = (&evening.app, evening.demo.session, evening.person("mara"));
    let of = [(evening.member("ben"), evening.person("ben"))];
    drop(app::live::doors_were_read(
        app,
        session,
        (mara, None),
        Role::Facilitator,
        &of,
    ));
    assert_eq!(app::live::write_owed(app).await, Ok(1));
    let ben = evening.as_("ben").await;
    assert_eq!(who_looked(&ben, None).await.expect("his").looks.len(), 1);
}

#[tokio::test]
async fn ones_own_record_says_when_it_was_read_kept_and_deleted_and_never_its_words() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    app::own_record::mine(&anna).await.expect("hers");
    assert!(
        who_looked(&anna, None).await.expect("hers").looks.is_empty(),
        "there was nothing to see"
    );
    let said = app::own_record::CheckinForm {
        id: "chk_00000000000070008000000000000001".into(),
        number: "7".into(),
        line: "Grauwacke-Kiebitz".into(),
    };
    app::own_record::keep(&anna, evening.demo.session, said)
        .await
        .expect("kept");
    app::own_record::mine(&anna).await.expect("hers");
    app::own_record::delete_all(&anna).await.expect("deleted");

    let looks = who_looked(&anna, None).await.expect("hers").looks;
    let looks: Vec<_> = looks.iter().map(|look| (look.who.clone(), look.what)).collect();
    assert_eq!(looks, [(Looker::You, What::OwnRecord)]);
    let mut rows = evening.app.store().audit().latest(3).await.expect("read");
    rows.reverse();
    let (person, sign_in) = (
        evening.person("anna").to_string(),
        anna.signed_in().expect("signed in").sign_in.to_string(),
    );
    let verbs: Vec<_> = rows
        .iter()
        .map(|row| (row.action.as_str(), row.verb.as_str()))
        .collect();
    let expected = [
        ("Session/KeepCheckin", "C"),
        ("Account/SeeOwnRecord", "R"),
        ("Account/DeleteOwnWords", "D"),
    ];
    assert_eq!(verbs, expected);
    for row in rows {
        assert_eq!(
            (row.kind.as_str(), &row.actor, &row.subject, &row.sign_in),
            ("110110", &person, &person, &sign_in),
            "{}",
            row.action
        );
        assert!(row.detail.is_empty(), "{}: {}", row.action, row.detail);
    }
}

#[tokio::test]
async fn nobody_pushes_a_look_out_of_reach_by_looking_again_and_again() {
    let evening = Evening::begin().await;
    let (session, ben) = (evening.demo.session, evening.member("ben"));
    app::live::open_card(&evening.app, session, evening.person("mara"), None, ben)
        .await
        .expect("a card");
    let (mara, again) = (evening.person("mara"), [(ben, evening.person("ben")); 450]);
    app::live::doors_were_read(&evening.app, session, (mara, None), Role::Facilitator, &again).await;
    app::live::write_owed(&evening.app).await.expect("all of them");

    let cx = evening.as_("ben").await;
    let (mut counts, mut before, mut last) = (Vec::new(), None, None);
    loop {
        let page = who_looked(&cx, before).await.expect("his");
        counts.push(page.looks.len());
        last = page.looks.last().map(|look| look.what).or(last);
        before = page.older;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(counts, [200, 200, 51]);
    assert_eq!(last, Some(What::EmergencyCard));
    // A row that is about somebody else says nothing, not even that it is there.
    let of_ben = who_looked(&cx, None).await.expect("his").older;
    let anna = evening.as_("anna").await;
    let hers = who_looked(&anna, of_ben).await.expect("hers");
    assert!(hers.looks.is_empty() && hers.older.is_none());
}

#[tokio::test]
async fn a_desk_is_shown_while_its_rows_cannot_be_written_and_they_are_owed() {
    let evening = Evening::begin().await;
    let mara = evening.as_("mara").await;
    let stuck = evening
        .app
        .store()
        .begin_unaudited("a test")
        .await
        .expect("the writer");
    app::sessions::for_facilitator(&mara, evening.demo.session)
        .await
        .expect("her desk");
    drop(stuck);
    app::live::write_owed(&evening.app)
        .await
        .expect("the writer is back");
    let ben = evening.as_("ben").await;
    assert_eq!(who_looked(&ben, None).await.expect("his").looks.len(), 1);
}

#[tokio::test]
async fn every_row_goes_out_as_an_audit_event_with_what_r4_requires_and_no_word_about_anybody() {
    let evening = Evening::begin().await;
    let mara = evening.as_("mara").await;
    app::sessions::for_facilitator(&mara, evening.demo.session)
        .await
        .expect("her desk");
    let store = evening.app.store();
    let now = evening.app.now();
    let mut export = export(store, "2026-01-06".parse().expect("a day"), now)
        .await
        .expect("begun");
    let mut events = Vec::new();
    loop {
        let page = export.next().await.expect("read");
        if page.is_empty() {
            break;
        }
        events.extend(page);
    }
    let newest = store.audit().latest(1).await.expect("read")[0].position;
    assert_eq!(events.len() as u64, newest, "every row, the export's own too");
    for event in &events {
        requires(event);
    }
    let looked = events
        .iter()
        .find(|event| event["subtype"][0]["code"] == "Session/SeeDesk")
        .expect("she looked");
    assert_eq!(
        (&looked["action"], &looked["type"]["code"]),
        (&"R".into(), &"110110".into())
    );
    assert!(
        looked["agent"][0]["altId"]
            .as_str()
            .is_some_and(|id| id.starts_with("sgn_"))
    );
    assert_eq!(looked["agent"][0]["role"][0]["coding"][0]["code"], "facilitator");
    let said = serde_json::to_string(&events).expect("JSON");
    for word in ["Mara", "Ben", "Benjamin", "Tuesday", "@", "Berlin"] {
        assert!(!said.contains(word), "{word}");
    }
    let tomorrow = app::audit::export(store, "2026-01-07".parse().expect("a day"), now).await;
    assert!(tomorrow.expect("begun").next().await.expect("read").is_empty());
}

#[tokio::test]
async fn an_export_leaves_no_gap_where_a_row_was_owed() {
    let evening = Evening::begin().await;
    let (store, now) = (evening.app.store(), evening.app.now());
    let practice = store.practices().current().await.expect("read").expect("one");
    let tomorrow = now + jiff::SignedDuration::from_hours(24);
    for at in [tomorrow, now, tomorrow] {
        let entry = AuditEntry::new(Actor::House, "Demo/Seed", practice.id, at);
        store.write_down(vec![entry]).await.expect("writes");
    }
    let newest = store.audit().latest(1).await.expect("read")[0].position;
    let begun = export(store, "2026-01-07".parse().expect("a day"), tomorrow).await;
    let events = begun.expect("begun").next().await.expect("read");
    let numbers: Vec<_> = events.iter().map(number).collect();
    let all: Vec<_> = (newest - 2..=newest + 1)
        .map(|number| number.to_string())
        .collect();
    assert_eq!(numbers, all, "the owed one among them, and the export's own");
}

fn number(event: &Value) -> String {
    let details = event["entity"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|entity| entity["detail"].as_array());
    let found = details.flatten().find(|detail| detail["type"] == "number");
    found
        .and_then(|detail| detail["valueString"].as_str())
        .expect("a number")
        .to_owned()
}

/// Cardinalities of hl7.org/fhir/R4/auditevent.html: type 1..1, recorded 1..1, agent 1..* with requestor 1..1, source 1..1
/// with observer 1..1; codes where the elements are bound to required value sets; ids of the form an id may have.
fn requires(event: &Value) {
    assert_eq!(event["resourceType"], "AuditEvent");
    let id = event["id"].as_str().expect("an id");
    assert!(
        id.len() <= 64
            && id
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
    );
    assert!(event["type"]["system"].is_string() && event["type"]["code"].is_string());
    assert!(event["subtype"].as_array().is_some_and(|all| !all.is_empty()));
    assert!(["C", "R", "U", "D", "E"].contains(&event["action"].as_str().expect("an action")));
    assert!(["0", "4", "8", "12"].contains(&event["outcome"].as_str().expect("an outcome")));
    let recorded = event["recorded"].as_str().expect("an instant");
    assert!(recorded.parse::<jiff::Timestamp>().is_ok() && recorded.ends_with('Z'));
    let agents = event["agent"].as_array().expect("agents");
    assert!(!agents.is_empty() && agents.iter().all(|agent| agent["requestor"].is_boolean()));
    assert!(event["source"]["observer"]["identifier"]["value"].is_string());
    for entity in event["entity"].as_array().expect("entities") {
        assert!(entity["what"]["identifier"]["value"].is_string());
        for detail in entity["detail"].as_array().into_iter().flatten() {
            assert!(detail["type"].is_string() && detail["valueString"].is_string());
        }
    }
}

#[tokio::test]
async fn a_row_of_the_first_format_goes_out_as_well() {
    let evening = Evening::begin().await;
    let mut row = evening.app.store().audit().latest(1).await.expect("read")[0].clone();
    for column in [&mut row.kind, &mut row.verb, &mut row.role, &mut row.source] {
        column.clear();
    }
    requires(&audit_event(
        &row,
        domain::PracticeId::from_uuid(uuid::Uuid::nil()),
    ));
}

#[tokio::test]
async fn a_visitor_is_a_person_and_whoever_leads_is_no_patient_of_their_own() {
    let evening = Evening::begin().await;
    let practice = evening
        .app
        .store()
        .practices()
        .current()
        .await
        .expect("read")
        .expect("one");
    let (mara, ben, now) = (evening.person("mara"), evening.person("ben"), evening.app.now());
    let by = |actor| AuditEntry::new(actor, "Room/Enter", practice.id, now);
    let entries = [
        by(Actor::Visitor),
        by(Actor::House),
        by(Actor::Person(mara)).in_role(Role::Facilitator).of(mara),
        by(Actor::Person(mara)).in_role(Role::Facilitator).of(ben),
        by(Actor::Person(ben)).in_role(Role::Member).of(ben),
    ];
    let store = evening.app.store();
    store.write_down(entries.to_vec()).await.expect("writes");
    let mut rows = store.audit().latest(5).await.expect("read");
    rows.reverse();
    let said: Vec<_> = rows
        .iter()
        .map(|row| {
            let event = audit_event(row, practice.id);
            let kind = event["agent"][0]["who"]["type"]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            let people = event["entity"].as_array().expect("entities").iter();
            let role = people
                .filter(|one| one["type"]["code"] == "1")
                .map(|one| one["role"]["display"].as_str().unwrap_or_default().to_owned());
            (kind, role.collect::<String>())
        })
        .collect();
    let expected = [
        ("Person", ""),
        ("Device", ""),
        ("Person", "Practitioner"),
        ("Person", "Patient"),
        ("Person", "Patient"),
    ];
    assert_eq!(
        said,
        expected.map(|(kind, role)| (kind.to_owned(), role.to_owned()))
    );
}
