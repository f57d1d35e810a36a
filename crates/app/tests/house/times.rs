//! When a group meets: a series, breaks, single sessions moved and cancelled; and who may say so.

use crate::evening::Evening;
use app::times::{SeriesWish, add_pause, cancel, keep_ahead, lift_pause, move_to, plan, put_back, show};
use app::{Context, Error, Fault, FieldFault, Refusal};
use domain::session::{CancelledBy, Session};
use domain::{GroupId, SessionId};
use jiff::SignedDuration;

/// Every Tuesday from 13 January, twelve times.
const COURSE: SeriesWish<'static> = SeriesWish {
    first_on: "2026-01-13",
    at: "18:00",
    minutes: "90",
    repeat: "week",
    end: "after",
    sessions: "12",
    last_on: "",
};

/// Those of the series, in the order of their days.
async fn made(evening: &Evening, group: GroupId) -> Vec<Session> {
    let mut all = evening
        .app
        .store()
        .sessions()
        .of_group(group)
        .await
        .expect("read");
    all.retain(|one| one.planned.of.is_some());
    all.sort_by_key(|one| one.planned.of.map(|(_, day)| day));
    all
}

async fn course() -> (Evening, Context, GroupId) {
    let evening = Evening::begin().await;
    let mara = evening.as_("mara").await;
    let group = evening.demo.group;
    plan(&mara, group, &COURSE).await.expect("planned");
    (evening, mara, group)
}

#[tokio::test]
async fn a_course_of_twelve_is_made_at_once_and_six_stays_six_when_the_clocks_change() {
    let (evening, _, group) = course().await;
    let made = made(&evening, group).await;
    assert_eq!(made.len(), 12);
    let starts: Vec<_> = made.iter().map(|one| one.starts_at.to_string()).collect();
    assert_eq!(starts[10], "2026-03-24T17:00:00Z");
    assert_eq!(starts[11], "2026-03-31T16:00:00Z");
    let numbers: Vec<_> = made.iter().map(|one| (one.number, one.of)).collect();
    assert_eq!(numbers[0], (1, Some(12)));
    assert_eq!(numbers[11], (12, Some(12)));
    assert_eq!(made[0].plan.phases.iter().map(|one| one.minutes).sum::<u16>(), 90);
}

#[tokio::test]
async fn only_those_who_lead_say_when_a_group_meets_and_others_learn_no_more_than_before() {
    let evening = Evening::begin().await;
    let (group, session) = (evening.demo.group, evening.demo.session);
    for (name, wanted) in [
        ("ben", Error::Refused(Refusal::FacilitatorsOnly)),
        ("gita", Error::NotFound),
        ("pia", Error::NotFound),
        ("olu", Error::NotFound),
    ] {
        let cx = evening.as_(name).await;
        assert_eq!(show(&cx, group).await.err(), Some(wanted.clone()), "{name}");
        assert_eq!(plan(&cx, group, &COURSE).await, Err(wanted.clone()), "{name}");
        assert_eq!(cancel(&cx, group, session).await, Err(wanted.clone()), "{name}");
        assert_eq!(
            move_to(&cx, group, session, "2026-02-01", "18:00").await,
            Err(wanted),
            "{name}"
        );
    }
    assert_eq!(made(&evening, group).await, Vec::new());
}

#[tokio::test]
async fn a_session_is_moved_cancelled_and_put_back_and_the_others_are_counted_anew() {
    let (evening, mara, group) = course().await;
    let before = made(&evening, group).await;
    move_to(&mara, group, before[0].id, "2026-01-14", "19:30")
        .await
        .expect("moved");
    cancel(&mara, group, before[1].id).await.expect("cancelled");
    let after = made(&evening, group).await;
    assert_eq!(after[0].starts_at.to_string(), "2026-01-14T18:30:00Z");
    assert!(after[0].planned.moved);
    assert_eq!(after[0].planned.revision, 1);
    assert_eq!(
        after[1].planned.cancelled.map(|one| one.by),
        Some(CancelledBy::Hand)
    );
    assert_eq!((after[2].number, after[2].planned.revision), (2, 0));
    assert_eq!((after[11].number, after[11].of), (11, Some(11)));
    // No door and no row for whoever sits there.
    let anna = evening.as_("anna").await;
    let mine = app::sessions::mine(&anna).await.expect("her day");
    assert!(mine.iter().all(|one| one.session.id != before[1].id));

    // Another time for all of them: what a hand did stays.
    let later = SeriesWish {
        at: "19:00",
        ..COURSE
    };
    plan(&mara, group, &later).await.expect("planned anew");
    let all = evening
        .app
        .store()
        .sessions()
        .of_group(group)
        .await
        .expect("read");
    let moved = all
        .iter()
        .find(|one| one.id == before[0].id)
        .expect("it is there");
    assert_eq!(moved.starts_at.to_string(), "2026-01-14T18:30:00Z");

    put_back(&mara, group, before[2].id).await.expect("takes place");
    let nothing: SessionId = "ses_00000000000000000000000000000000".parse().expect("an id");
    assert_eq!(cancel(&mara, group, nothing).await, Err(Error::NotFound));
    let elsewhere = evening.app.store().groups().all().await.expect("groups");
    let elsewhere = elsewhere
        .iter()
        .find(|one| one.id != group)
        .expect("another group");
    let theirs = evening
        .app
        .store()
        .sessions()
        .of_group(elsewhere.id)
        .await
        .expect("read");
    assert_eq!(cancel(&mara, group, theirs[0].id).await, Err(Error::NotFound));
}

#[tokio::test]
async fn while_its_door_is_open_nothing_about_its_time_changes() {
    let (evening, mara, group) = course().await;
    let now = evening.demo.session;
    let on = Err(Refusal::WhileInSession.into());
    assert_eq!(cancel(&mara, group, now).await, on);
    assert_eq!(move_to(&mara, group, now, "2026-02-01", "18:00").await, on);
    evening.passes(SignedDuration::from_hours(24 * 7));
    // The first of the course is on now, and another series begins today.
    let first = made(&evening, group).await[0].clone();
    let mara = evening.as_("mara").await;
    plan(
        &mara,
        group,
        &SeriesWish {
            at: "20:00",
            ..COURSE
        },
    )
    .await
    .expect("planned");
    let all = evening
        .app
        .store()
        .sessions()
        .of_group(group)
        .await
        .expect("read");
    assert!(all.contains(&first), "the evening that is on goes on");
}

#[tokio::test]
async fn a_break_takes_its_days_adds_as_many_at_the_end_and_is_lifted_again() {
    let (evening, mara, group) = course().await;
    add_pause(&mara, group, "2026-01-20", "2026-01-27")
        .await
        .expect("a break");
    add_pause(&mara, group, "2026-01-20", "2026-01-27")
        .await
        .expect("sent twice");
    let during = made(&evening, group).await;
    let held: Vec<_> = during.iter().filter(|one| !one.is_cancelled()).collect();
    assert_eq!(held.len(), 12);
    assert_eq!(held[11].starts_at.to_string(), "2026-04-14T16:00:00Z");
    assert_eq!((held[1].number, held[11].number), (2, 12));
    let pauses = show(&mara, group).await.expect("times").pauses;
    assert_eq!(pauses.len(), 1);
    lift_pause(&mara, group, pauses[0].0).await.expect("lifted");
    lift_pause(&mara, group, pauses[0].0).await.expect("lifted twice");
    let held = made(&evening, group)
        .await
        .into_iter()
        .filter(|one| !one.is_cancelled());
    let held: Vec<_> = held.collect();
    assert_eq!(held.len(), 12);
    assert_eq!(held[11].starts_at.to_string(), "2026-03-31T16:00:00Z");
}

#[tokio::test]
async fn what_cannot_be_is_said_field_by_field_and_changes_nothing() {
    let evening = Evening::begin().await;
    let mara = evening.as_("mara").await;
    let group = evening.demo.group;
    let cases: &[(SeriesWish<'_>, &str, Fault)] = &[
        (
            SeriesWish {
                first_on: "2026-02-30",
                ..COURSE
            },
            "first_on",
            Fault::NotADay,
        ),
        (
            SeriesWish {
                first_on: "",
                ..COURSE
            },
            "first_on",
            Fault::Missing,
        ),
        (
            SeriesWish {
                first_on: "2026-01-05",
                ..COURSE
            },
            "first_on",
            Fault::Past,
        ),
        (
            SeriesWish {
                first_on: "9999-12-31",
                ..COURSE
            },
            "first_on",
            Fault::OutOfRange,
        ),
        (
            SeriesWish {
                at: "25:00",
                ..COURSE
            },
            "at",
            Fault::NotATime,
        ),
        (SeriesWish { at: "<b>", ..COURSE }, "at", Fault::NotATime),
        (
            SeriesWish {
                minutes: "0",
                ..COURSE
            },
            "minutes",
            Fault::OutOfRange,
        ),
        (
            SeriesWish {
                minutes: "99999999999",
                ..COURSE
            },
            "minutes",
            Fault::OutOfRange,
        ),
        (
            SeriesWish {
                repeat: "day",
                ..COURSE
            },
            "repeat",
            Fault::NotAChoice,
        ),
        (
            SeriesWish {
                end: "never",
                ..COURSE
            },
            "end",
            Fault::NotAChoice,
        ),
        (
            SeriesWish {
                sessions: "0",
                ..COURSE
            },
            "sessions",
            Fault::OutOfRange,
        ),
        (
            SeriesWish {
                end: "on",
                last_on: "2026-01-12",
                ..COURSE
            },
            "last_on",
            Fault::OutOfRange,
        ),
        // A fifth Thursday is not in every month.
        (
            SeriesWish {
                first_on: "2026-01-29",
                repeat: "month",
                ..COURSE
            },
            "repeat",
            Fault::OutOfRange,
        ),
    ];
    for (wish, field, fault) in cases {
        let wanted = Error::Malformed(vec![FieldFault { field, fault: *fault }]);
        assert_eq!(plan(&mara, group, wish).await, Err(wanted), "{wish:?}");
    }
    let backwards = add_pause(&mara, group, "2026-02-10", "2026-02-01").await;
    let wanted = FieldFault {
        field: "until",
        fault: Fault::OutOfRange,
    };
    assert_eq!(backwards, Err(Error::Malformed(vec![wanted])));
    assert_eq!(made(&evening, group).await, Vec::new());
}

#[tokio::test]
async fn a_series_without_an_end_is_kept_half_a_year_ahead_and_twice_is_once() {
    let evening = Evening::begin().await;
    let mara = evening.as_("mara").await;
    let group = evening.demo.group;
    plan(
        &mara,
        group,
        &SeriesWish {
            end: "open",
            ..COURSE
        },
    )
    .await
    .expect("planned");
    let before = made(&evening, group).await.len();
    assert_eq!(before, 26);
    assert_eq!(keep_ahead(&evening.app).await, Ok(0));
    evening.passes(SignedDuration::from_hours(24 * 28));
    assert_eq!(keep_ahead(&evening.app).await, Ok(4));
    assert_eq!(keep_ahead(&evening.app).await, Ok(0));
    assert_eq!(made(&evening, group).await.len(), before + 4);
}

#[tokio::test]
async fn two_who_plan_at_once_leave_one_series() {
    let evening = Evening::begin().await;
    let (mara, ines) = (evening.as_("mara").await, evening.as_("ines").await);
    let group = evening.demo.group;
    let other = SeriesWish {
        at: "19:00",
        ..COURSE
    };
    let (one, two) = tokio::join!(plan(&mara, group, &COURSE), plan(&ines, group, &other));
    one.expect("planned");
    two.expect("planned");
    let held = made(&evening, group)
        .await
        .into_iter()
        .filter(|one| !one.is_cancelled());
    assert_eq!(held.count(), 12);
}
