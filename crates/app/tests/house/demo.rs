//! Linden House stands up once and keeps standing.

use crate::evening::Evening;
use app::demo::{Wish, bot_cookie, seed};
use domain::session::Door;
use jiff::SignedDuration;
use mail::{Delivery, Shelf};

#[tokio::test]
async fn seeding_again_keeps_the_people_and_begins_a_new_evening() {
    let evening = Evening::begin().await;
    evening.passes(SignedDuration::from_mins(30));
    let again = seed(&evening.app, &Wish::for_bots(6))
        .await
        .expect("seeded again");
    assert_eq!(again.people, evening.demo.people);
    assert_eq!(again.group, evening.demo.group);
    assert_ne!(again.session, evening.demo.session);

    let anna = evening.as_("anna").await;
    let mine = app::sessions::mine(&anna).await.expect("hers");
    let on_now: Vec<_> = mine
        .iter()
        .filter(|one| one.door == Door::Open)
        .map(|one| one.session.id)
        .collect();
    assert_eq!(on_now, [again.session]);
    assert_eq!(mine.len(), 4, "tonight and three Tuesdays");
    let page = app::sessions::show(&anna, evening.demo.session)
        .await
        .expect("last evening's");
    assert_eq!(page.door, Door::Over);
}

#[tokio::test]
async fn a_larger_circle_keeps_everyone_in_their_seats() {
    let evening = Evening::begin().await;
    let larger = seed(&evening.app, &Wish::for_bots(9))
        .await
        .expect("seeded again");
    let seated: Vec<_> = larger
        .people
        .iter()
        .filter(|one| one.member.is_some())
        .map(|one| one.name.as_str())
        .collect();
    let order = [
        "mara", "anna", "ben", "chidi", "dana", "eli", "farah", "ines", "gita", "hugo", "ida",
    ];
    assert_eq!(seated, order);
    let mara = evening.as_("mara").await;
    let desk = app::sessions::for_facilitator(&mara, larger.session)
        .await
        .expect("her desk");
    assert_eq!(desk.seats.len(), 11);
    assert_eq!(desk.seats.iter().filter(|seat| seat.answers.is_some()).count(), 9);
}

#[tokio::test]
async fn a_full_circle_of_fifteen_has_ines_in_the_last_seat() {
    let folder = tempfile::tempdir().expect("a folder");
    let keys = store::Keys::generate().expect("keys");
    let url = store::StoreUrl::sqlite(folder.path().join("house.db"));
    let store = store::Store::open(&url, keys).await.expect("a store");
    let evening = Evening::begin().await;
    let app = app::App::new(
        evening.app.config().clone(),
        store,
        Delivery::Mailbox,
        app::SystemClock,
    );
    let demo = seed(
        &app,
        &Wish {
            seats: 15,
            bots: Vec::new(),
        },
    )
    .await
    .expect("seeded");
    let seated: Vec<_> = demo.people.iter().filter(|one| one.member.is_some()).collect();
    assert_eq!((seated.len(), seated[14].name.as_str()), (15, "ines"));
    assert!(seated[0].leads && seated[14].leads && !seated[1].leads);
}

#[tokio::test]
async fn a_bots_cookie_signs_in_and_the_one_before_it_is_over() {
    let evening = Evening::begin().await;
    let first = bot_cookie(&evening.app, evening.person("ines"))
        .await
        .expect("a cookie");
    let second = bot_cookie(&evening.app, evening.person("ines"))
        .await
        .expect("a cookie");
    let resume = |token: String| {
        let app = evening.app.clone();
        async move { app::sign_in::resume(&app, &token).await.expect("a store") }
    };
    assert!(resume(first.into_inner()).await.is_none());
    let bot = resume(second.into_inner()).await.expect("signed in");
    assert_eq!(bot.person.id, evening.person("ines"));
}

#[tokio::test]
async fn the_public_page_tells_who_leads_and_how_many_places_are_free() {
    let evening = Evening::begin().await;
    let cards = app::groups::list_public(&evening.stranger())
        .await
        .expect("a list");
    assert_eq!(cards.len(), 1);
    let page = app::groups::show(&evening.stranger(), cards[0].group.id)
        .await
        .expect("a public page");
    assert_eq!(
        (page.group.name.as_str(), page.places_free),
        ("Living with Loss", 2)
    );
    let leaders: Vec<_> = page.leaders.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(leaders, ["Mara Lindqvist", "Ines Okafor"]);
    let licence = &page.leaders[0].credentials[0];
    assert_eq!(
        (licence.title.as_str(), licence.jurisdiction.as_str()),
        ("licensed psychotherapist", "Berlin")
    );
    assert_eq!(
        (
            licence.checked_on.to_string().as_str(),
            licence.checked_by.as_str()
        ),
        ("2026-01-02", "Linden House")
    );
    assert_eq!(page.coming.len(), 12);
    assert!(page.mine.is_none());
}

#[tokio::test]
async fn a_demo_shows_its_mail_and_any_other_house_has_no_mailbox() {
    let demo = Evening::with(Delivery::Mailbox, Shelf::default()).await;
    app::sign_in::request_link(&demo.stranger(), "anna@linden.example")
        .await
        .expect("asked");
    assert_eq!(app::jobs::run_due(&demo.app).await, Ok(1));
    let mails = app::mailbox::list(&demo.stranger()).await.expect("a mailbox");
    assert_eq!(mails.len(), 1);
    assert!(
        mails[0]
            .body
            .reveal()
            .contains("http://anna.localhost:4000/sign-in/")
    );

    let real = Evening::begin().await;
    assert_eq!(
        app::mailbox::list(&real.stranger()).await,
        Err(app::Error::NotFound)
    );
}

#[tokio::test]
async fn bots_and_ones_own_devices_are_no_other_visitor() {
    let evening = Evening::begin().await;
    let (_, anna) = evening.signs_in("anna").await;
    let (_, ben) = evening.signs_in("ben").await;
    let token = bot_cookie(&evening.app, evening.person("dana"))
        .await
        .expect("a cookie");
    let bot = app::sign_in::resume(&evening.app, token.reveal())
        .await
        .expect("a store")
        .expect("just signed in");
    let cx = evening.app.context(Some(anna.clone()));
    let mine_and_bots = [anna.sign_in, bot.sign_in];
    assert_eq!(app::demo::another_visitor(&cx, &mine_and_bots).await, Ok(false));
    let with_ben = [anna.sign_in, bot.sign_in, ben.sign_in];
    assert_eq!(app::demo::another_visitor(&cx, &with_ben).await, Ok(true));
}
