//! Holds as they are placed and released at the terminal: never in secret, never without an end.

use crate::evening::Evening;
use app::Error;
use app::my_data::show;
use app::retention::{Wanted, hold, holds, release};
use domain::hold::NotAHold;
use domain::person::EmailAddress;
use jiff::civil::date;

fn wanted(name: &str) -> Wanted {
    Wanted {
        person: EmailAddress::parse(&format!("{name}@linden.example")).expect("an address"),
        reason: "A court asked for the evening of 6 January.".into(),
        placed_by: "Data protection, Linden House".into(),
        until: date(2026, 6, 30),
    }
}

#[tokio::test]
async fn a_hold_is_seen_by_its_person_alone_and_the_log_says_that_it_was_placed_and_released() {
    let evening = Evening::begin().await;
    let (store, now) = (evening.app.store(), evening.app.now());
    let id = hold(store, &wanted("anna"), now)
        .await
        .expect("a store")
        .expect("a hold");
    for (name, count) in [("anna", 1), ("ben", 0), ("mara", 0)] {
        let cx = evening.as_(name).await;
        assert_eq!(show(&cx).await.expect("theirs").holds.len(), count, "{name}");
    }
    let anna = evening.as_("anna").await;
    let export = app::my_data::export(&anna)
        .await
        .expect("hers")
        .json()
        .to_string();
    assert!(export.contains("A court asked"), "{export}");
    assert_eq!(holds(store).await.expect("all").len(), 1);
    assert_eq!(release(store, id, now).await, Ok(true));
    assert_eq!(release(store, id, now).await, Ok(false), "twice is no fault");
    assert!(show(&anna).await.expect("hers").holds.is_empty());
    let rows = store.audit().about(id).await.expect("rows");
    let her = evening.person("anna").to_string();
    let said: Vec<_> = rows
        .iter()
        .map(|row| (row.action.as_str(), row.subject == her))
        .collect();
    assert_eq!(said, [("Hold/Place", true), ("Hold/Release", true)]);
    assert!(
        rows.iter().all(|row| !row.detail.contains("court")),
        "no words in the log"
    );
}

#[tokio::test]
async fn what_can_be_no_hold_is_refused_and_places_none() {
    let evening = Evening::begin().await;
    let (store, now) = (evening.app.store(), evening.app.now());
    let refused = async |wanted: Wanted| hold(store, &wanted, now).await.expect("a store").err();
    let good = || wanted("anna");
    let without = Wanted {
        reason: "  ".into(),
        ..good()
    };
    assert_eq!(refused(without).await, Some(NotAHold::NoReason));
    let past = Wanted {
        until: date(2026, 1, 6),
        ..good()
    };
    assert_eq!(refused(past).await, Some(NotAHold::EndsBeforeItBegins));
    let for_ever = Wanted {
        until: date(2999, 1, 1),
        ..good()
    };
    assert_eq!(refused(for_ever).await, Some(NotAHold::EndsTooLate));
    assert_eq!(hold(store, &wanted("nobody"), now).await, Err(Error::NotFound));
    let never = "hol_00000000000070008000000000000001".parse().expect("an id");
    assert_eq!(release(store, never, now).await, Err(Error::NotFound));
    assert!(holds(store).await.expect("all").is_empty());
}
