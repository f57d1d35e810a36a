//! Complaints go past whoever leads what they may be about, to whoever was named for it; the log tells nothing of who stays unnamed.

use crate::evening::{Evening, holds};
use app::complaints::{
    ComplaintForm, Name, Sent, answer, by_address, close, list, make_incident, mine, name_reader,
    name_reader_no_more, prepare, read, send,
};
use app::{Context, Error, Fault, FieldFault, Refusal};
use domain::GroupId;
use domain::complaint::State;
use domain::id::ComplaintId;
use domain::membership::Role;
use domain::person::EmailAddress;

const STORY: &str = "She read my Zwiebelfisch aloud before everyone.\nI had asked her not to.";

async fn form(cx: &Context) -> ComplaintForm {
    let name = match prepare(cx).await.expect("a form").name {
        Name::Own(id) => id.to_string(),
        Name::At(word) => word.into_inner(),
    };
    ComplaintForm {
        name,
        words: STORY.into(),
        answering: "here".into(),
        ..ComplaintForm::default()
    }
}

async fn about_tuesday(evening: &Evening, cx: &Context) -> ComplaintForm {
    ComplaintForm {
        group: evening.demo.group.to_string(),
        ..form(cx).await
    }
}

fn own(sent: Result<Sent, Error>) -> ComplaintId {
    match sent.expect("sent") {
        Sent::Own(id) => id,
        Sent::At(_) => panic!("of somebody with an account"),
    }
}

fn faults(sent: Result<Sent, Error>) -> Vec<(&'static str, Fault)> {
    match sent {
        Err(Error::Malformed(faults)) => faults
            .into_iter()
            .map(|FieldFault { field, fault }| (field, fault))
            .collect(),
        other => panic!("{other:?}"),
    }
}

/// Olu leads the group too, as in a practice of one.
async fn olu_leads(evening: &Evening, group: GroupId) {
    let entry = store::AuditEntry::new(store::Actor::House, "Test/Join", group, evening.app.now());
    let mut work = evening.app.store().begin(entry).await.expect("begins");
    let seat = domain::membership::Membership {
        id: domain::id::Id::from_uuid(uuid::Uuid::from_u128(4711)),
        group,
        person: evening.person("olu"),
        alias: domain::membership::Alias::parse("Olu").expect("a name"),
        role: Role::CoFacilitator,
        seat: 14,
        state: domain::membership::State::Active,
    };
    work.memberships().add(&seat).await.expect("sits");
    work.commit().await.expect("commits");
}

#[tokio::test]
async fn a_complaint_reaches_its_reader_past_whoever_leads_and_its_answer_comes_back() {
    let evening = Evening::begin().await;
    let (anna, olu) = (evening.as_("anna").await, evening.as_("olu").await);
    let id = own(send(&anna, &about_tuesday(&evening, &anna).await).await);
    assert_eq!(
        mine(&anna, id).await.expect("hers").complaint.state(),
        State::Received
    );

    // Nobody else learns that there is one: not who leads, not another member, not the front desk.
    for name in ["mara", "ines", "ben", "pia"] {
        let cx = evening.as_(name).await;
        assert_eq!(list(&cx).await.err(), Some(Error::NotFound), "{name}");
        assert_eq!(read(&cx, id).await.err(), Some(Error::NotFound), "{name}");
        assert_eq!(
            answer(&cx, id, "No.").await.err(),
            Some(Error::NotFound),
            "{name}"
        );
        assert_eq!(mine(&cx, id).await.err(), Some(Error::NotFound), "{name}");
    }
    assert_eq!(
        read(&evening.stranger(), id).await.err(),
        Some(Error::Refused(Refusal::SignInFirst))
    );

    assert_eq!(list(&olu).await.expect("his").len(), 1);
    let shown = read(&olu, id).await.expect("his to read");
    assert_eq!(shown.complaint.words.reveal(), STORY);
    assert_eq!(shown.group.as_deref(), Some("Tuesday evening group"));
    assert!(
        shown.name.is_none() && shown.complaint.by.is_none(),
        "she stayed unnamed"
    );
    answer(&olu, id, "We have spoken with her.")
        .await
        .expect("answered");
    let number = make_incident(&olu, id).await.expect("an incident");
    assert_eq!(make_incident(&olu, id).await, Ok(number), "twice is the same");
    close(&olu, id).await.expect("closed");
    close(&olu, id).await.expect("twice is no fault");
    assert_eq!(
        answer(&olu, id, "More.").await.err(),
        Some(Error::Refused(Refusal::NoLonger))
    );
    let hers = mine(&anna, id).await.expect("hers").complaint;
    assert_eq!(hers.state(), State::Closed);
    assert_eq!(hers.answer.reveal(), "We have spoken with her.");
    let incidents = app::incidents::list(evening.app.store()).await.expect("read");
    assert_eq!(incidents.len(), 1);
    assert_eq!(incidents[0].id, number.to_string());
}

#[tokio::test]
async fn of_who_stays_unnamed_nothing_in_the_log_tells_and_of_who_is_named_it_does() {
    let evening = Evening::begin().await;
    let (anna, ben, olu) = (
        evening.as_("anna").await,
        evening.as_("ben").await,
        evening.as_("olu").await,
    );
    let hers = own(send(&anna, &about_tuesday(&evening, &anna).await).await);
    let named = ComplaintForm {
        named: true,
        ..about_tuesday(&evening, &ben).await
    };
    let his = own(send(&ben, &named).await);
    for id in [hers, his] {
        read(&olu, id).await.expect("read");
        answer(&olu, id, "Thank you.").await.expect("answered");
    }
    mine(&anna, hers).await.expect("hers");
    mine(&ben, his).await.expect("his");
    let (anna_id, ben_id) = (
        evening.person("anna").to_string(),
        evening.person("ben").to_string(),
    );
    let rows = evening.app.store().audit().latest(200).await.expect("read");
    let about = |id: ComplaintId| {
        rows.iter()
            .filter(|row| row.resource == id.to_string())
            .map(|row| format!("{row:?}"))
            .collect::<Vec<_>>()
    };
    assert!(about(hers).len() >= 3 && about(his).len() >= 4);
    assert!(
        about(hers).iter().all(|row| !row.contains(&anna_id)),
        "{:?}",
        about(hers)
    );
    assert!(about(his).iter().any(|row| row.contains(&ben_id)));
    assert!(
        rows.iter()
            .filter(|row| row.actor == anna_id || row.subject == anna_id)
            .all(|row| !row.action.contains("Complain")),
        "that she complained at all stands nowhere"
    );
    assert!(
        rows.iter()
            .all(|row| !format!("{row:?}").contains("Zwiebelfisch"))
    );
    let looks = app::audit::who_looked(&ben, None).await.expect("his").looks;
    let seen: Vec<_> = looks.iter().map(|look| look.what).collect();
    assert_eq!(seen, [app::audit::What::Complaint; 2]);
    assert!(!holds(&evening.bytes_on_disk(), "Zwiebelfisch"), "it is sealed");
}

#[tokio::test]
async fn whoever_reads_complaints_and_leads_the_group_is_passed_and_where_nobody_is_left_that_is_said() {
    let evening = Evening::begin().await;
    let group = evening.demo.group;
    let anna = evening.as_("anna").await;
    let before = own(send(&anna, &about_tuesday(&evening, &anna).await).await);
    let unsaid = own(send(&anna, &form(&anna).await).await);
    olu_leads(&evening, group).await;
    let olu = evening.as_("olu").await;
    assert!(
        list(&olu).await.expect("a list").is_empty(),
        "neither the one about it nor the one about anything"
    );
    for id in [before, unsaid] {
        assert_eq!(read(&olu, id).await.err(), Some(Error::NotFound));
    }
    let offered = prepare(&anna).await.expect("a form");
    assert!(!offered.can_be_read && offered.groups.iter().all(|one| !one.can_be_read));
    let refused = send(&anna, &about_tuesday(&evening, &anna).await).await;
    assert_eq!(refused, Err(Error::Refused(Refusal::NobodyToRead)));

    // Once somebody else is named it works again, and reaches them alone.
    let store = evening.app.store();
    let email = |text: &str| EmailAddress::parse(text).expect("an address");
    let pia = email("pia@linden.example");
    assert_eq!(
        name_reader(store, &email("ben@linden.example"), evening.app.now()).await,
        Err(Error::NotFound),
        "he does not work here"
    );
    assert_eq!(name_reader(store, &pia, evening.app.now()).await, Ok(true));
    assert_eq!(name_reader(store, &pia, evening.app.now()).await, Ok(false));
    let id = own(send(&anna, &about_tuesday(&evening, &anna).await).await);
    let pia_cx = evening.as_("pia").await;
    assert_eq!(list(&pia_cx).await.expect("hers").len(), 3);
    read(&pia_cx, id).await.expect("hers to read");
    assert_eq!(
        list(&olu).await.err(),
        Some(Error::NotFound),
        "the first operator stands in no more"
    );
    assert_eq!(
        name_reader_no_more(store, &pia, evening.app.now()).await,
        Ok(true)
    );
    assert_eq!(read(&pia_cx, id).await.err(), Some(Error::NotFound));
}

#[tokio::test]
async fn without_an_account_a_secret_address_is_the_way_back_and_shows_none_of_the_words() {
    let evening = Evening::begin().await;
    let sam = evening.stranger();
    let form = form(&sam).await;
    let Ok(Sent::At(word)) = send(&sam, &form).await else {
        panic!("at an address")
    };
    assert_eq!(word.reveal().len(), 43, "256 bits");
    // The first answer was lost on the way.
    assert_eq!(send(&sam, &form).await, Ok(Sent::At(word.clone())));
    let olu = evening.as_("olu").await;
    let listed = list(&olu).await.expect("his");
    assert_eq!(listed.len(), 1, "sent twice, there once");
    let shown = read(&olu, listed[0].id).await.expect("read");
    assert!(!shown.has_account && shown.complaint.words.reveal() == STORY);
    answer(&olu, listed[0].id, "We will look into it.")
        .await
        .expect("answered");
    let back = by_address(&sam, word.reveal()).await.expect("the address");
    assert_eq!(back.answer.reveal(), "We will look into it.");
    assert!(back.words.reveal().is_empty(), "an address is forwarded");
    for wrong in ["", "x", &"A".repeat(43), &listed[0].id.to_string()] {
        assert_eq!(
            by_address(&sam, wrong).await.err(),
            Some(Error::NotFound),
            "{wrong}"
        );
    }
    assert_eq!(
        mine(&evening.as_("anna").await, listed[0].id).await.err(),
        Some(Error::NotFound),
        "it is nobody's"
    );
}

#[tokio::test]
async fn what_cannot_be_a_complaint_is_said_field_by_field_and_nothing_is_stored() {
    let evening = Evening::begin().await;
    let (anna, sam) = (evening.as_("anna").await, evening.stranger());
    let good = form(&anna).await;
    let bad = ComplaintForm {
        words: "\u{0}\r\n ".into(),
        about: "x".repeat(201),
        answering: "by raven".into(),
        trap: "http://example.org".into(),
        // A group she does not sit in is no choice of hers, whether it exists or not.
        group: "grp_00000000000070008000000000000000".into(),
        ..good.clone()
    };
    let mut found = faults(send(&anna, &bad).await);
    found.sort_by_key(|(field, _)| *field);
    assert_eq!(
        found,
        [
            ("about", Fault::TooLong(200)),
            ("answering", Fault::Missing),
            ("group", Fault::NotAChoice),
            ("trap", Fault::NotAChoice),
            ("words", Fault::Missing),
        ]
    );
    let long = ComplaintForm {
        words: "ß".repeat(10_001),
        answering: "ring".into(),
        ..good.clone()
    };
    let found = faults(send(&anna, &long).await);
    assert_eq!(
        found,
        [("words", Fault::TooLong(10_000)), ("reach", Fault::Missing)]
    );
    for name in ["", "cmp_1", "../../x", &"ß".repeat(30)] {
        for cx in [&anna, &sam] {
            let form = ComplaintForm {
                name: name.into(),
                ..good.clone()
            };
            assert_eq!(send(cx, &form).await, Err(Error::NotFound), "{name}");
        }
    }
    // Ben takes the number of Anna's complaint: it stays hers, and he learns nothing.
    let id = own(send(&anna, &good).await);
    assert_eq!(send(&evening.as_("ben").await, &good).await, Err(Error::NotFound));
    let all = evening.app.store().complaints().all().await.expect("read");
    assert_eq!(all.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
}

#[tokio::test]
async fn one_person_and_all_strangers_together_can_send_only_so_many_a_day() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    let mut sent = 0;
    while send(&anna, &form(&anna).await).await.is_ok() {
        sent += 1;
        assert!(sent <= 20);
    }
    assert_eq!(sent, 20);
    let refused = send(&anna, &form(&anna).await).await;
    assert_eq!(refused, Err(Error::Refused(Refusal::TooOften)));
    evening.passes(jiff::SignedDuration::from_hours(25));
    let later = evening.as_("anna").await;
    assert!(
        send(&later, &form(&later).await).await.is_ok(),
        "the next day it works again"
    );
}
