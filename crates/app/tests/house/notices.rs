//! What happens to an account is told to its person, in words that say nothing to whoever else reads the letter.

use crate::evening::Evening;
use app::notices::{list, put_away, waiting};
use app::sign_in::end;
use domain::notice::{Happened, Notice};
use jiff::SignedDuration;
use mail::Letter;

async fn told(evening: &Evening, name: &str) -> Vec<Happened> {
    let all = evening
        .app
        .store()
        .notices()
        .of_person(evening.person(name), 50)
        .await
        .expect("reads");
    all.into_iter().map(|one| one.happened).collect()
}

fn about_an_account(letters: &[Letter]) -> Vec<&Letter> {
    letters
        .iter()
        .filter(|one| one.subject.reveal() == "About your account")
        .collect()
}

#[tokio::test]
async fn who_signs_in_where_they_were_before_is_told_nothing_and_on_a_new_browser_is_told_at_once() {
    let evening = Evening::begin().await;
    let (cookie, _) = evening.signs_in("anna").await;
    assert_eq!(
        told(&evening, "anna").await,
        [],
        "there was nothing it could be new beside"
    );
    evening.passes(SignedDuration::from_hours(24 * 31));
    let (cookie, _) = evening.signs_in_holding("anna", Some(&cookie)).await;
    assert_eq!(
        told(&evening, "anna").await,
        [],
        "the cookie had run out, and is hers"
    );

    evening.signs_in("anna").await;
    assert_eq!(told(&evening, "anna").await, [Happened::SignedIn]);
    let letters = evening.letters().await;
    let letters = about_an_account(&letters);
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to.reveal().as_str(), "anna@linden.example");
    let text = letters[0].text.reveal();
    assert!(text.contains("On 6 February 2026 at 18:05"), "{text}");
    assert!(text.contains("With a test"), "{text}");
    assert!(text.contains("http://anna.localhost:4000/devices"), "{text}");

    evening.signs_in_holding("eli", Some(&cookie)).await;
    evening.signs_in_holding("eli", Some(&cookie)).await;
    assert_eq!(
        told(&evening, "eli").await,
        [Happened::SignedIn],
        "a cookie of somebody else's makes no browser known"
    );
}

#[tokio::test]
async fn a_browser_that_its_person_signed_out_is_a_new_one_again() {
    let evening = Evening::begin().await;
    let (stolen, there) = evening.signs_in("anna").await;
    let here = evening.as_("anna").await;
    end(&here, there.sign_in).await.expect("hers");
    let before = told(&evening, "anna").await.len();
    evening.signs_in_holding("anna", Some(&stolen)).await;
    assert_eq!(told(&evening, "anna").await.len(), before + 1);
}

#[tokio::test]
async fn what_was_told_is_put_away_by_its_person_alone_and_stays_in_the_list() {
    let evening = Evening::begin().await;
    evening.signs_in("anna").await;
    let anna = evening.as_("anna").await;
    let first = waiting(&anna, 50).await.expect("hers");
    assert_eq!(first.len(), 1);

    let eli = evening.as_("eli").await;
    put_away(&eli, first[0].id).await.expect("nothing happens");
    assert_eq!(waiting(&anna, 50).await.expect("hers").len(), 1);

    evening.passes(SignedDuration::from_mins(1));
    evening.signs_in("anna").await;
    put_away(&anna, first[0].id).await.expect("hers");
    let left = waiting(&anna, 50).await.expect("hers");
    assert_eq!(left.len(), 1, "what came after the page was drawn stays");
    assert_ne!(left[0].id, first[0].id);
    assert_eq!(list(&anna, None).await.expect("hers").notices.len(), 2);
    evening.passes(SignedDuration::from_hours(24 * 90));
    app::jobs::cut(&evening.app).await.expect("cuts");
    assert_eq!(
        told(&evening, "anna").await.len(),
        1,
        "ninety days, and a minute less"
    );
}

#[tokio::test]
async fn nothing_that_was_told_is_missing_however_much_came_after_it() {
    let evening = Evening::begin().await;
    let mut work = evening
        .app
        .store()
        .begin_unaudited("a test furnishes")
        .await
        .expect("begins");
    let person = evening.person("anna");
    let mut all = Vec::new();
    for number in 0..120_u128 {
        let one = Notice {
            id: domain::id::Id::from_uuid(uuid::Uuid::from_u128(number)),
            person,
            happened: if number == 0 {
                Happened::PasskeyAdded
            } else {
                Happened::SignedIn
            },
            device: None,
            // Many at one moment, too.
            at: evening.app.now() + SignedDuration::from_secs(i64::try_from(number / 40).expect("small")),
            put_away_at: None,
        };
        work.notices().add(&one).await.expect("adds");
        all.push(one.id);
    }
    work.commit().await.expect("commits");
    all.reverse();
    let anna = evening.as_("anna").await;
    assert_eq!(waiting(&anna, 4).await.expect("hers").len(), 4);

    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = list(&anna, before).await.expect("hers");
        assert!(page.notices.len() <= 50);
        seen.extend(page.notices.iter().map(|one| one.id));
        before = page.earlier_than;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen, all);
    let eli = evening.as_("eli").await;
    let others = list(&eli, Some(all[60])).await.expect("nothing of hers");
    assert_eq!(others.notices, []);
}

#[tokio::test]
async fn what_is_put_away_hides_nothing_that_is_not() {
    let evening = Evening::begin().await;
    let mut work = evening
        .app
        .store()
        .begin_unaudited("a test furnishes")
        .await
        .expect("begins");
    let person = evening.person("anna");
    for number in 0..80_u128 {
        let one = Notice {
            id: domain::id::Id::from_uuid(uuid::Uuid::from_u128(number)),
            person,
            happened: Happened::SignedIn,
            device: None,
            at: evening.app.now() + SignedDuration::from_secs(i64::try_from(number).expect("small")),
            put_away_at: (number > 0).then(|| evening.app.now()),
        };
        work.notices().add(&one).await.expect("adds");
    }
    work.commit().await.expect("commits");
    let anna = evening.as_("anna").await;
    assert_eq!(waiting(&anna, 50).await.expect("hers").len(), 1);
}
