//! Places in a group: left, paused, opened again, ended, given another role; and names that those who lead can follow.

use crate::evening::{Evening, holds};
use app::agreement::mine;
use app::groups::{
    AboutName, AliasWish, change_place, choose_alias, choose_levels, follow_name, leave, leaving, own_alias,
    people, show,
};
use app::{Context, Error, Fault, FieldFault, Refusal};
use domain::group::Levels;
use domain::membership::{Alias, Change, EndedBy, Membership, Role, State, Status};
use domain::sign_in::FRESH_FOR;
use domain::{GroupId, MembershipId, PersonId};
use jiff::SignedDuration;
use std::sync::{Arc, Mutex};

async fn does(cx: &Context, group: GroupId, member: MembershipId, change: Change) -> Result<(), Error> {
    change_place(cx, group, member, change, &"Grauwacke, and more".into()).await
}

async fn place(evening: &Evening, member: MembershipId) -> Membership {
    let found = evening.app.store().memberships().lookup(member).await;
    found.expect("reads").expect("a place")
}

fn heard(evening: &Evening) -> Arc<Mutex<Vec<(MembershipId, Status)>>> {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ear = heard.clone();
    evening
        .app
        .when_place_changes(move |member, status| ear.lock().expect("whole").push((member, status)));
    heard
}

#[tokio::test]
async fn a_paused_place_keeps_its_seat_and_opens_again_and_an_ended_one_does_not() {
    let evening = Evening::begin().await;
    let (group, eli) = (evening.demo.group, evening.member("eli"));
    let heard = heard(&evening);
    let mara = evening.as_("mara").await;
    does(&mara, group, eli, Change::Pause).await.expect("paused");
    let cx = evening.as_("eli").await;
    let paused = Some(Error::Refused(Refusal::WhilePaused));
    let session = evening.demo.session;
    assert_eq!(app::sessions::show(&cx, session).await.err(), paused);
    assert_eq!(own_alias(&cx, group).await.err(), paused);
    assert!(app::sessions::mine(&cx).await.expect("his day").is_empty());
    let page = show(&cx, group).await.expect("the group's page");
    assert!(!page.coming.is_empty(), "with its times");
    mine(&cx, group).await.expect("and his agreement");
    assert_eq!(
        does(&mara, group, eli, Change::Pause).await,
        Err(Refusal::Overtaken.into())
    );

    does(&mara, group, eli, Change::Resume).await.expect("opened");
    app::sessions::show(&evening.as_("eli").await, session)
        .await
        .expect("his evening");

    let free = show(&mara, group).await.expect("hers").places_free;
    does(&mara, group, eli, Change::End).await.expect("ended");
    assert_eq!(show(&mara, group).await.expect("hers").places_free, free + 1);
    let cx = evening.as_("eli").await;
    assert_eq!(show(&cx, group).await.err(), Some(Error::NotFound));
    assert_eq!(mine(&cx, group).await.err(), Some(Error::NotFound));
    app::own_record::mine(&cx).await.expect("his own record stays");
    app::my_data::export(&cx)
        .await
        .expect("and all of it is his to carry away");
    assert_eq!(
        does(&mara, group, eli, Change::Resume).await,
        Err(Error::NotFound),
        "nothing becomes of it"
    );
    assert_eq!(
        *heard.lock().expect("whole"),
        [(eli, Status::Paused), (eli, Status::Active), (eli, Status::Ended)]
    );
}

#[tokio::test]
async fn whoever_comes_back_has_another_place_on_the_same_chair() {
    let evening = Evening::begin().await;
    let (group, before) = (evening.demo.group, evening.member("eli"));
    leave(&evening.as_("eli").await, group).await.expect("he leaves");
    let gone = place(&evening, before).await;
    assert!(matches!(
        gone.state,
        State::Ended {
            by: EndedBy::Themselves,
            ..
        }
    ));
    let mut work = evening
        .app
        .store()
        .begin_unaudited("a test")
        .await
        .expect("begins");
    let again = Membership {
        id: domain::id::Id::from_uuid(uuid::Uuid::from_u128(7)),
        state: State::Active,
        ..gone
    };
    work.memberships().add(&again).await.expect("the chair is free");
    work.commit().await.expect("commits");
    let cx = evening.as_("eli").await;
    assert_eq!(own_alias(&cx, group).await.expect("his").mine.id, again.id);
    let answers = app::door::mine(&cx, evening.demo.session)
        .await
        .expect("his door");
    assert_eq!(answers.answers, None, "nothing hangs on the new place");
}

#[tokio::test]
async fn what_is_done_to_others_wants_a_sign_in_of_the_last_minutes_and_leaving_does_not() {
    let evening = Evening::begin().await;
    let (group, eli) = (evening.demo.group, evening.member("eli"));
    let (mara, cx) = (evening.as_("mara").await, evening.as_("eli").await);
    evening.passes(FRESH_FOR);
    let again: Result<(), Error> = Err(Refusal::SignInAgain.into());
    for change in [Change::Pause, Change::End, Change::Become(Role::CoFacilitator)] {
        assert_eq!(does(&mara, group, eli, change).await, again);
    }
    assert_eq!(
        follow_name(&mara, group, eli, AboutName::AskForAnother).await,
        again
    );
    assert_eq!(choose_levels(&mara, group, Levels::Devices).await, again);
    assert!(place(&evening, eli).await.is_active());
    leave(&cx, group).await.expect("his own way out");
}

#[tokio::test]
async fn the_only_one_who_leads_hands_the_group_over_first() {
    let evening = Evening::begin().await;
    let (group, mara) = (evening.demo.group, evening.as_("mara").await);
    let ines = evening.member("ines");
    assert!(!leaving(&mara, group).await.expect("the page").is_only_leader);
    does(&mara, group, ines, Change::Pause).await.expect("paused");
    assert!(leaving(&mara, group).await.expect("the page").is_only_leader);
    assert_eq!(leave(&mara, group).await, Err(Refusal::OnlyOneLeading.into()));
    assert!(place(&evening, evening.member("mara")).await.leads());
    let eli = evening.member("eli");
    does(&mara, group, eli, Change::Become(Role::CoFacilitator))
        .await
        .expect("Eli leads too");
    leave(&mara, group).await.expect("now she may");
}

#[tokio::test]
async fn a_reason_is_for_those_who_lead_and_lies_sealed() {
    let evening = Evening::begin().await;
    let (group, eli) = (evening.demo.group, evening.member("eli"));
    let mara = evening.as_("mara").await;
    does(&mara, group, eli, Change::Pause).await.expect("paused");
    let seen = people(&mara, group).await.expect("the list");
    let row = seen.seated.iter().find(|one| one.whose.membership.id == eli);
    let why = row.and_then(|row| row.why.as_ref()).expect("a reason");
    assert_eq!(why.reveal(), "Grauwacke, and more");
    assert!(!holds(&evening.bytes_on_disk(), "Grauwacke"));
    for row in evening.app.store().audit().about(eli).await.expect("rows") {
        assert!(!row.detail.contains("Grauwacke"));
    }
    let ben = evening.as_("ben").await;
    assert_eq!(
        people(&ben, group).await.err(),
        Some(Refusal::FacilitatorsOnly.into())
    );
    let long = "x".repeat(app::groups::LONGEST_WHY + 1).into();
    let fault = FieldFault {
        field: "why",
        fault: Fault::TooLong(app::groups::LONGEST_WHY),
    };
    assert_eq!(
        change_place(&mara, group, eli, Change::End, &long).await,
        Err(Error::Malformed(vec![fault]))
    );
    does(&mara, group, eli, Change::Resume).await.expect("opened");
}

#[tokio::test]
async fn a_change_to_a_place_stands_in_the_log_about_its_person() {
    let evening = Evening::begin().await;
    let (group, eli) = (evening.demo.group, evening.member("eli"));
    does(&evening.as_("mara").await, group, eli, Change::End)
        .await
        .expect("ended");
    let rows = evening.app.store().audit().about(eli).await.expect("rows");
    let row = rows
        .iter()
        .find(|row| row.action == "Group/ChangePlace")
        .expect("a row");
    assert_eq!(row.subject, evening.person("eli").to_string());
    assert!(row.detail.contains("ended"), "{}", row.detail);
}

#[tokio::test]
async fn in_a_closed_group_everybody_is_asked_anew_when_somebody_has_left() {
    let evening = Evening::begin().await;
    let words = [app::agreement::Draft {
        id: None,
        kind: domain::agreement::Kind::Promise,
        heading: "What is said here".into(),
        text: "It stays here.".into(),
    }];
    app::demo::agree(&evening.app, &evening.demo, &words)
        .await
        .expect("agreed");
    let versions = async |group| {
        let store = evening.app.store();
        store.agreement_versions().of_group(group).await.expect("reads")
    };
    let (tuesday, loss) = (evening.demo.group, loss(&evening).await);
    for (group, who, asks_anew) in [(tuesday, "eli", false), (loss, "gita", true)] {
        let before = versions(group).await;
        leave(&evening.as_(who).await, group).await.expect("left");
        let after = versions(group).await;
        assert_eq!(after.len(), before.len() + usize::from(asks_anew));
        if asks_anew {
            let newest = after.last().expect("words");
            assert_eq!(newest.clauses, before[0].clauses);
            assert_eq!(newest.reason, domain::agreement::Reason::Circle);
            assert_eq!(newest.made_by, None, "nobody who leads made it");
        }
    }
}

async fn loss(evening: &Evening) -> GroupId {
    let public = evening.app.store().groups().public().await.expect("groups");
    public.first().expect("the public group").id
}

async fn called(cx: &Context, group: GroupId, name: &str) -> Result<(), Error> {
    let wish = AliasWish {
        name,
        full_name_is_meant: true,
    };
    choose_alias(cx, group, wish).await
}

async fn in_loss(evening: &Evening, person: PersonId) -> Membership {
    let group = loss(evening).await;
    let found = evening
        .app
        .store()
        .memberships()
        .of_person_in(person, group)
        .await;
    found.expect("reads").expect("sits there")
}

fn taken() -> Result<(), Error> {
    Err(Error::Malformed(vec![FieldFault {
        field: "name",
        fault: Fault::Taken,
    }]))
}

#[tokio::test]
async fn whoever_leads_sees_who_was_called_what_and_may_set_it_back_or_ask() {
    let evening = Evening::begin().await;
    let group = loss(&evening).await;
    let gita = in_loss(&evening, evening.person("gita")).await;
    let before = gita.alias.clone();
    let cx = evening.as_("gita").await;
    called(&cx, group, "Heron").await.expect("hers to choose");
    let mara = evening.as_("mara").await;
    let row = async || {
        let seen = people(&mara, group).await.expect("the list");
        let mut rows = seen.seated.into_iter();
        rows.find(|one| one.whose.membership.id == gita.id)
            .expect("she sits there")
    };
    let seen = row().await;
    assert_eq!(seen.whose.membership.alias.as_str(), "Heron");
    assert_eq!(seen.former[0].name, before);
    assert_eq!(seen.former[0].until, evening.app.now());

    follow_name(&mara, group, gita.id, AboutName::AskForAnother)
        .await
        .expect("asked");
    assert!(own_alias(&cx, group).await.expect("hers").is_asked);
    assert!(row().await.name_asked_at.is_some());
    follow_name(&mara, group, gita.id, AboutName::SetBack)
        .await
        .expect("set back");
    let own = own_alias(&cx, group).await.expect("hers");
    assert_eq!((own.mine.alias, own.is_asked), (before, false));
    assert!(!holds(&evening.bytes_on_disk(), "Heron"));
}

#[tokio::test]
async fn a_name_that_somebody_gave_up_is_nobody_elses_for_a_year() {
    let evening = Evening::begin().await;
    let group = loss(&evening).await;
    let hugo = in_loss(&evening, evening.person("hugo")).await;
    let gita = evening.as_("gita").await;
    let before = in_loss(&evening, evening.person("gita")).await.alias;
    called(&gita, group, "Heron").await.expect("hers");
    let hers = in_loss(&evening, evening.person("gita")).await;
    leave(&evening.as_("hugo").await, group).await.expect("left");
    assert_eq!(
        called(&gita, group, hugo.alias.as_str()).await,
        taken(),
        "he is remembered"
    );
    let ida = evening.as_("ida").await;
    assert_eq!(
        called(&ida, group, before.as_str()).await,
        taken(),
        "so is she by the name she had"
    );
    called(&gita, group, before.as_str())
        .await
        .expect("she was called so herself");
    evening.passes(SignedDuration::from_hours(24 * 365));
    let ida = evening.as_("ida").await;
    called(&ida, group, hugo.alias.as_str())
        .await
        .expect("a year has passed");
    assert_eq!(Alias::parse("Heron").ok(), Some(hers.alias));
}
