//! Break-glass: nothing opens without a reason, a fresh sign-in and a second person; it ends by itself, and is told to those it is about.

use crate::evening::Evening;
use app::audit::{Looker, What, who_looked};
use app::break_glass::{Ask, Seen, answer, ask, close, desk, look, open, write_ends};
use app::{Context, Error, Fault, FieldFault, Refusal};
use domain::break_glass::{Class, Second, State};
use domain::id::{BreakGlassId, Id as _};
use domain::person::{EmailAddress, Standing};
use jiff::SignedDuration;
use uuid::Uuid;

const WHY: &str = "Her sister rang: nobody has heard of her since Monday.";

fn wish(number: u128, about: &str, whom: &str) -> Ask {
    Ask {
        id: BreakGlassId::from_uuid(Uuid::from_u128(number)).to_string(),
        about: about.into(),
        whom: whom.into(),
        class: "danger".into(),
        reason: WHY.into(),
    }
}

fn about_anna(number: u128) -> Ask {
    wish(number, "person", "anna@linden.example")
}

fn no<T>(refusal: Refusal) -> Result<T, Error> {
    Err(Error::Refused(refusal))
}

async fn standing(evening: &Evening, cx: &Context, id: BreakGlassId) -> State {
    let desk = desk(cx).await.expect("a desk");
    let found = desk.mine.iter().find(|(one, _)| one.id == id).expect("mine");
    assert!(found.0.asked_at <= evening.app.now());
    found.1
}

#[tokio::test]
async fn it_opens_after_a_second_yes_for_an_hour_for_who_asked_alone_and_its_person_reads_of_it() {
    let evening = Evening::begin().await;
    let (olu, mara, pia) = (
        evening.as_("olu").await,
        evening.as_("mara").await,
        evening.as_("pia").await,
    );
    let id = ask(&olu, &about_anna(1)).await.expect("asked");
    assert_eq!(ask(&olu, &about_anna(1)).await, Ok(id), "sent twice");
    assert_eq!(
        look(&olu, id).await.map(drop),
        no(Refusal::NoLonger),
        "nobody said yes"
    );
    assert_eq!(open(&olu, id).await, no(Refusal::NoLonger));
    assert_eq!(answer(&olu, id, true).await, no(Refusal::NotOneself));

    let waiting = desk(&mara).await.expect("hers").waiting;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].reason.reveal(), WHY);
    assert!(!format!("{waiting:?}").contains("anna"), "not about whom");
    answer(&mara, id, true).await.expect("yes");
    assert_eq!(answer(&pia, id, false).await, no(Refusal::NoLonger), "answered");
    assert!(matches!(standing(&evening, &olu, id).await, State::Agreed(_)));
    open(&olu, id).await.expect("opens");
    open(&olu, id).await.expect("twice is no fault");
    let told = app::notices::list(&evening.as_("anna").await, None)
        .await
        .expect("hers")
        .notices;
    let emergencies = told
        .iter()
        .filter(|one| one.happened == domain::notice::Happened::OpenedInEmergency);
    assert_eq!(emergencies.count(), 1, "she is told at once, and once");
    // Not for the second person, nor for others who work here.
    for cx in [&mara, &pia] {
        assert_eq!(look(cx, id).await.map(drop), Err(Error::NotFound));
    }
    let seen = look(&olu, id).await.expect("seen");
    let Seen::Person(person) = &seen.seen else {
        panic!("{seen:?}")
    };
    assert!(!person.devices.is_empty() || person.places.len() == 1);
    assert_eq!(person.places[0].group, "Tuesday evening group");
    assert!(
        person.places[0]
            .leaders
            .iter()
            .any(|name| name == "Mara Lindqvist")
    );
    // No topic, no name that is used there, no words.
    let everything = format!("{person:?}");
    for secret in ["Tuesday Evening\"", "Anna", "Berger", "Linienstra", "Ruth"] {
        assert!(!everything.contains(secret), "{secret} in {everything}");
    }

    let anna = evening.as_("anna").await;
    let looks = who_looked(&anna, None).await.expect("hers").looks;
    assert_eq!(
        looks
            .iter()
            .map(|one| (one.who.clone(), one.what))
            .collect::<Vec<_>>(),
        [(
            Looker::WorksHere {
                standing: Standing::Operator
            },
            What::BreakGlass {
                why: Some((Class::Danger, Second::Leads))
            }
        )]
    );

    evening.passes(SignedDuration::from_mins(60));
    assert_eq!(
        look(&olu, id).await.map(drop),
        no(Refusal::NoLonger),
        "the hour is over"
    );
    assert_eq!(write_ends(&evening.app).await, Ok(1));
    assert_eq!(write_ends(&evening.app).await, Ok(0));
    let rows = evening.app.store().audit().about(id).await.expect("rows");
    let said: Vec<_> = rows
        .iter()
        .map(|row| (row.action.as_str(), row.outcome))
        .collect();
    assert_eq!(
        said,
        [
            ("BreakGlass/Ask", 0),
            ("BreakGlass/Agree", 0),
            ("BreakGlass/Open", 0),
            ("BreakGlass/Look", 0),
            ("BreakGlass/End", 0),
        ]
    );
    assert!(
        rows.iter()
            .all(|row| row.subject == evening.person("anna").to_string())
    );
    assert!(
        rows.iter().all(|row| !format!("{row:?}").contains("sister")),
        "no word of the reason"
    );
    assert!(rows[..4].iter().all(|row| row.sign_in.starts_with("sgn_")));
}

#[tokio::test]
async fn of_a_group_it_shows_who_leads_and_when_and_of_its_members_only_how_many() {
    let evening = Evening::begin().await;
    let (olu, pia) = (evening.as_("olu").await, evening.as_("pia").await);
    let id = ask(&olu, &wish(1, "group", " tuesday EVENING group "))
        .await
        .expect("asked");
    answer(&pia, id, true).await.expect("yes");
    open(&olu, id).await.expect("opens");
    let Seen::Group(group) = look(&olu, id).await.expect("seen").seen else {
        panic!("a group")
    };
    assert_eq!((group.people, group.leaders.len()), (8, 2));
    let everything = format!("{group:?}");
    for member in ["Anna", "Benjamin", "Chidi", "Tuesday Evening\""] {
        assert!(!everything.contains(member), "{member}");
    }
    // Those whose things were shown read of it, and nobody else.
    for (name, looks) in [("mara", 1), ("ines", 1), ("ben", 0)] {
        let cx = evening.as_(name).await;
        let seen = who_looked(&cx, None).await.expect("theirs").looks;
        assert_eq!(seen.len(), looks, "{name}");
    }
    close(&olu, id).await.expect("closed early");
    close(&olu, id).await.expect("twice is no fault");
    assert_eq!(look(&olu, id).await.map(drop), no(Refusal::NoLonger));
    assert_eq!(
        write_ends(&evening.app).await,
        Ok(0),
        "its end is written already"
    );
}

#[tokio::test]
async fn whether_there_is_such_a_person_or_group_is_told_only_once_it_stands_open() {
    let evening = Evening::begin().await;
    let (olu, pia) = (evening.as_("olu").await, evening.as_("pia").await);
    for (number, about, whom) in [
        (1, "person", "nobody@linden.example"),
        (2, "group", "grp_00000000000070008000000000000000"),
        (3, "group", "no such group"),
    ] {
        let id = ask(&olu, &wish(number, about, whom))
            .await
            .expect("the same answer");
        answer(&pia, id, true).await.expect("yes");
        open(&olu, id).await.expect("opens");
        let seen = look(&olu, id).await.expect("seen").seen;
        assert!(matches!(seen, Seen::Nobody), "{whom}");
        close(&olu, id).await.expect("closed");
    }
    for id in ["", "brk_1", "grp_00000000000070008000000000000000"] {
        let form = Ask {
            id: id.into(),
            ..about_anna(9)
        };
        assert_eq!(ask(&olu, &form).await, Err(Error::NotFound), "{id}");
    }
    let unknown = BreakGlassId::from_uuid(Uuid::from_u128(99));
    assert_eq!(answer(&pia, unknown, true).await, Err(Error::NotFound));
    assert_eq!(look(&olu, unknown).await.map(drop), Err(Error::NotFound));
}

#[tokio::test]
async fn a_wish_has_a_reason_a_class_and_somebody_and_each_fault_is_said() {
    let evening = Evening::begin().await;
    let olu = evening.as_("olu").await;
    let bad = |change: fn(&mut Ask)| {
        let mut form = about_anna(1);
        change(&mut form);
        form
    };
    for (form, expected) in [
        (
            bad(|form| form.reason = String::new()),
            ("reason", Fault::TooShort(20)),
        ),
        (
            bad(|form| form.reason = " <b> </b> \n\u{0}".into()),
            ("reason", Fault::TooShort(20)),
        ),
        (
            bad(|form| form.reason = "x".repeat(10_000)),
            ("reason", Fault::TooLong(1_000)),
        ),
        (
            bad(|form| form.class = "curious".into()),
            ("class", Fault::Missing),
        ),
        (
            bad(|form| form.about = "everyone".into()),
            ("about", Fault::Missing),
        ),
        (bad(|form| form.whom = " ".into()), ("whom", Fault::Missing)),
        (
            bad(|form| form.whom = "Anna".into()),
            ("whom", Fault::NotAnAddress),
        ),
    ] {
        let (field, fault) = expected;
        let refused = ask(&olu, &form).await;
        assert_eq!(refused, Err(Error::Malformed(vec![FieldFault { field, fault }])));
    }
    // Markup is words like others; the page shows it as it was typed.
    let markup = bad(|form| form.reason = "<script>alert('open sesame')</script>".into());
    assert!(ask(&olu, &markup).await.is_ok());
    for number in 2..=3 {
        ask(&olu, &about_anna(number)).await.expect("three at a time");
    }
    assert_eq!(ask(&olu, &about_anna(4)).await, no(Refusal::TooOften));
    evening.passes(SignedDuration::from_mins(60));
    let olu = evening.as_("olu").await;
    assert!(ask(&olu, &about_anna(5)).await.is_ok(), "those have lapsed");
}

#[tokio::test]
async fn it_wants_fresh_sign_ins_of_both_and_an_asker_who_still_works_here() {
    let evening = Evening::begin().await;
    let (olu, pia, anna) = (
        evening.as_("olu").await,
        evening.as_("pia").await,
        evening.as_("anna").await,
    );
    assert_eq!(ask(&anna, &about_anna(1)).await, Err(Error::NotFound), "a member");
    assert_eq!(
        ask(&evening.as_("mara").await, &about_anna(1)).await,
        Err(Error::NotFound),
        "who leads"
    );
    assert_eq!(
        ask(&evening.stranger(), &about_anna(1)).await,
        no(Refusal::SignInFirst)
    );
    assert_eq!(desk(&anna).await.map(drop), Err(Error::NotFound));
    let id = ask(&olu, &about_anna(1)).await.expect("asked");
    assert_eq!(
        answer(&anna, id, true).await,
        Err(Error::NotFound),
        "not a member"
    );
    evening.passes(SignedDuration::from_mins(16));
    assert_eq!(ask(&olu, &about_anna(2)).await, no(Refusal::SignInAgain));
    assert_eq!(answer(&pia, id, true).await, no(Refusal::SignInAgain));
    let fresh_pia = evening.as_("pia").await;
    evening.passes(SignedDuration::from_mins(44));
    assert_eq!(
        answer(&evening.as_("pia").await, id, true).await,
        no(Refusal::NoLonger),
        "an hour"
    );
    drop(fresh_pia);

    let olu = evening.as_("olu").await;
    let id = ask(&olu, &about_anna(3)).await.expect("asked");
    let email = EmailAddress::parse("olu@linden.example").expect("an address");
    let store = evening.app.store();
    let changed = app::standing::change(store, &email, Standing::Person, evening.app.now()).await;
    assert_eq!(changed, Ok(true));
    let pia = evening.as_("pia").await;
    assert!(desk(&pia).await.expect("hers").waiting.is_empty());
    assert_eq!(
        answer(&pia, id, true).await,
        no(Refusal::NoLonger),
        "he works here no more"
    );
    let olu = evening.as_("olu").await;
    for refused in [
        open(&olu, id).await,
        close(&olu, id).await,
        look(&olu, id).await.map(drop),
    ] {
        assert_eq!(refused, Err(Error::NotFound));
    }
}

#[tokio::test]
async fn the_emergency_card_of_ones_own_session_never_needs_it() {
    let evening = Evening::begin().await;
    // Signed in this morning, on a device that has not been fresh for hours; nobody has agreed to anything.
    let _mara = evening.as_("mara").await;
    evening.passes(SignedDuration::from_mins(40));
    let card = app::live::open_card(
        &evening.app,
        evening.demo.session,
        evening.person("mara"),
        None,
        evening.member("ben"),
    )
    .await
    .expect("opens at once");
    assert_eq!(card.legal_name.reveal(), "Benjamin Adler");
    let rows = evening.app.store().audit().latest(50).await.expect("read");
    assert!(rows.iter().all(|row| !row.action.starts_with("BreakGlass/")));
    let wishes = evening
        .app
        .store()
        .break_glasses()
        .since(jiff::Timestamp::UNIX_EPOCH)
        .await;
    assert!(wishes.expect("read").is_empty());
}
