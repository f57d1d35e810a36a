//! One's own record: kept on asking and not otherwise, once, and read by nobody else.

use crate::evening::{Evening, holds};
use app::own_record::{CheckinForm, Kept, delete, delete_all, keep, mine};
use app::{Context, Error, Fault, FieldFault, Refusal};
use jiff::SignedDuration;

const ID: &str = "chk_00000000000070008000000000000001";
const OTHER_ID: &str = "chk_00000000000070008000000000000002";

fn said(id: &str, number: &str, line: &str) -> CheckinForm {
    CheckinForm {
        id: id.to_owned(),
        number: number.into(),
        line: line.into(),
    }
}

async fn of(cx: &Context) -> Vec<Kept> {
    mine(cx).await.expect("one's own record")
}

#[tokio::test]
async fn what_was_kept_is_read_by_its_person_with_the_evening_and_the_neutral_name() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    assert!(of(&anna).await.is_empty(), "nothing is kept unasked");
    keep(&anna, evening.demo.session, said(ID, "7", "Grauwacke-Kiebitz"))
        .await
        .expect("kept");
    let kept = of(&anna).await;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].checkin.words.number(), Some(7));
    assert_eq!(kept[0].checkin.words.line(), "Grauwacke-Kiebitz");
    assert_eq!(kept[0].neutral_name, "Tuesday evening group");
    assert!(
        !holds(&evening.bytes_on_disk(), "Grauwacke-Kiebitz"),
        "it lies sealed"
    );
}

#[tokio::test]
async fn nobody_else_reads_or_deletes_it_whatever_their_role() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    keep(&anna, evening.demo.session, said(ID, "7", "hers"))
        .await
        .expect("kept");
    for name in ["mara", "ines", "ben", "pia", "olu", "gita"] {
        let cx = evening.as_(name).await;
        assert!(of(&cx).await.is_empty(), "{name}");
        delete(&cx, ID.parse().expect("an id"))
            .await
            .expect("none of theirs");
        delete(&cx, OTHER_ID.parse().expect("an id"))
            .await
            .expect("the same");
        delete_all(&cx).await.expect("none of theirs");
    }
    let stranger = evening.stranger();
    assert_eq!(
        mine(&stranger).await.err(),
        Some(Error::Refused(Refusal::SignInFirst))
    );
    assert_eq!(
        delete_all(&stranger).await,
        Err(Error::Refused(Refusal::SignInFirst))
    );
    assert_eq!(of(&anna).await.len(), 1);
}

#[tokio::test]
async fn asking_twice_keeps_once_and_leaves_one_row_in_the_log() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    let session = evening.demo.session;
    for line in ["first", "first", "another under the same id"] {
        keep(&anna, session, said(ID, "7", line)).await.expect("kept");
    }
    let kept = of(&anna).await;
    assert_eq!((kept.len(), kept[0].checkin.words.line()), (1, "first"));
    let rows = evening.app.store().audit().about(session).await.expect("rows");
    let rows = rows.iter().filter(|row| row.action == "Session/KeepCheckin");
    let rows: Vec<_> = rows
        .map(|row| (row.actor.clone(), row.detail.contains("first")))
        .collect();
    assert_eq!(rows, [(evening.person("anna").to_string(), false)]);
}

#[tokio::test]
async fn one_is_deleted_or_all_and_it_is_gone() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    for (id, number) in [(ID, "1"), (OTHER_ID, "2")] {
        keep(&anna, evening.demo.session, said(id, number, ""))
            .await
            .expect("kept");
    }
    delete(&anna, ID.parse().expect("an id")).await.expect("deleted");
    delete(&anna, ID.parse().expect("an id")).await.expect("no fault");
    let left = of(&anna).await;
    assert_eq!((left.len(), left[0].checkin.words.number()), (1, Some(2)));
    delete_all(&anna).await.expect("deleted");
    assert!(of(&anna).await.is_empty());
    let rows = evening
        .app
        .store()
        .audit()
        .about(evening.person("anna"))
        .await
        .expect("rows");
    let deletions = rows.iter().filter(|row| row.action == "Account/DeleteOwnWords");
    assert_eq!(
        deletions.count(),
        2,
        "a row for each deletion, and none for nothing"
    );
}

#[tokio::test]
async fn what_cannot_be_a_check_in_is_refused_and_nothing_is_kept() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    let long = "x".repeat(10_000);
    for (form, field, fault) in [
        (said(ID, "11", "a line"), "number", Fault::NotAChoice),
        (said(ID, "", " "), "number", Fault::Missing),
        (said(ID, "5", &long), "line", Fault::TooLong(140)),
        (said(ID, "5", "two\nlines"), "line", Fault::NotOneLine),
        (said("", "5", ""), "id", Fault::NotAChoice),
        (
            said("ses_00000000000070008000000000000001", "5", ""),
            "id",
            Fault::NotAChoice,
        ),
    ] {
        let refused = keep(&anna, evening.demo.session, form).await;
        assert_eq!(
            refused,
            Err(Error::Malformed(vec![FieldFault { field, fault }])),
            "{field}"
        );
    }
    assert!(of(&anna).await.is_empty());
}

#[tokio::test]
async fn those_outside_the_group_and_whoever_runs_the_server_keep_nothing_of_it() {
    let evening = Evening::begin().await;
    let never = "ses_00000000000070008000000000000000".parse().expect("an id");
    for name in ["gita", "pia", "olu"] {
        let cx = evening.as_(name).await;
        for session in [evening.demo.session, never] {
            // What is wrong with the words is not said either: it would tell that the session exists.
            assert_eq!(
                keep(&cx, session, said(ID, "11", "")).await,
                Err(Error::NotFound),
                "{name}"
            );
        }
    }
    let stranger = keep(&evening.stranger(), evening.demo.session, said(ID, "7", "")).await;
    assert_eq!(stranger, Err(Error::NotFound));
}

#[tokio::test]
async fn words_can_be_kept_until_a_day_after_the_evening_and_not_before_it() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    let session = evening.demo.session;
    let coming = app::sessions::mine(&anna).await.expect("her sessions");
    let next = coming
        .iter()
        .find(|one| one.session.id != session)
        .expect("next Tuesday");
    assert_eq!(
        keep(&anna, next.session.id, said(ID, "7", "")).await,
        Err(Error::Refused(Refusal::DoorNotOpenYet(
            next.session.door_opens_at()
        )))
    );
    let tonight = coming
        .iter()
        .find(|one| one.session.id == session)
        .expect("tonight");
    let left = tonight.session.over_at().duration_since(evening.app.now());
    evening.passes(left + SignedDuration::from_hours(24) - SignedDuration::from_mins(1));
    keep(&anna, session, said(ID, "7", ""))
        .await
        .expect("the last minute");
    evening.passes(SignedDuration::from_mins(1));
    let late = keep(&anna, session, said(OTHER_ID, "7", "")).await;
    assert_eq!(late, Err(Error::Refused(Refusal::SessionOver)));
    assert_eq!(of(&anna).await.len(), 1, "and what was kept stays");
}

#[tokio::test]
async fn a_program_that_keeps_and_keeps_comes_to_an_end() {
    let evening = Evening::begin().await;
    let anna = evening.as_("anna").await;
    let one = |number: u32| said(&format!("chk_{number:032x}"), "5", "");
    for number in 0..20 {
        keep(&anna, evening.demo.session, one(number))
            .await
            .expect("kept");
    }
    let more = keep(&anna, evening.demo.session, one(20)).await;
    assert_eq!(more, Err(Error::Refused(Refusal::TooOften)));
    keep(&anna, evening.demo.session, one(3))
        .await
        .expect("it is there already");
    assert_eq!(of(&anna).await.len(), 20);
}
