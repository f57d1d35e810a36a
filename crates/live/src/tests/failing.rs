//! A room that breaks, a store that does not answer, a socket that does not read.

use super::fakes::*;
use crate::{Act, Notice, Presence, QuietSignal, Told};
use media::RoomEvent;
use std::sync::atomic::Ordering;
use testkit::Cast::*;
use testkit::tuesday_session;

#[tokio::test]
async fn a_room_that_breaks_closes_its_sockets_and_people_rejoin_where_they_were() {
    let evening = Evening::new();
    let (mara, visits) = evening.circle(&[Anna]).await;
    mara.act(1, Act::Lock { locked: true });
    sees(&mara, |view| view.locked).await;
    evening.live.break_room(tuesday_session().id).await;
    assert_eq!((ends(&mara).await, ends(&visits[0]).await), (None, None));
    let anna = evening.enter(Anna).await;
    assert!(view(&anna).await.locked);
}

#[tokio::test]
async fn what_cannot_be_stored_is_shown_to_nobody() {
    let evening = Evening::new();
    let mara = evening.enter(Mara).await;
    let anna = evening.enter(Anna).await;
    evening.house.is_broken.store(true, Ordering::SeqCst);
    mara.act(1, Act::Admit(admission(Anna)));
    while let Some(notice) = next(&anna).await {
        assert!(matches!(notice, Notice::Waiting { .. }), "{notice:?}");
    }
    assert_eq!(ends(&mara).await, None);
    evening.house.is_broken.store(false, Ordering::SeqCst);
    let anna = evening.enter(Anna).await;
    assert!(
        matches!(next(&anna).await, Some(Notice::Waiting { .. })),
        "she was not admitted"
    );
}

#[tokio::test]
async fn a_room_that_falls_forgets_no_quiet_word_and_the_member_learns_that_it_was_seen() {
    let evening = Evening::new();
    let (mara, visits) = evening.circle(&[Anna]).await;
    visits[0].act(1, Act::TellQuietly(QuietSignal::NotOk));
    sees(&mara, |view| notes(view).len() == 1).await;
    evening.live.break_room(tuesday_session().id).await;
    ends(&mara).await;

    let (mara, anna) = (evening.enter(Mara).await, evening.enter(Anna).await);
    let told = notes(&sees(&mara, |view| !notes(view).is_empty()).await)[0];
    assert_eq!(
        (told.member, told.signal, told.seen_by),
        (member(Anna), QuietSignal::NotOk, None)
    );
    assert_eq!(seen_by(&anna).await, None, "her page says that it was told");
    mara.act(2, Act::SeenQuietly { note: told.note });
    assert_eq!(seen_by(&anna).await, Some(member(Mara)));

    evening.live.break_room(tuesday_session().id).await;
    ends(&anna).await;
    let anna = evening.enter(Anna).await;
    assert_eq!(seen_by(&anna).await, Some(member(Mara)), "and after another fall");
}

#[tokio::test]
async fn a_quiet_word_reaches_those_who_lead_while_the_store_is_broken() {
    let evening = Evening::new();
    let (mara, visits) = evening.circle(&[Anna]).await;
    evening.house.is_broken.store(true, Ordering::SeqCst);
    visits[0].act(1, Act::TellQuietly(QuietSignal::NeedABreak));
    sees(&mara, |view| notes(view).len() == 1).await;
}

#[tokio::test(start_paused = true)]
async fn a_quiet_word_does_not_wait_for_a_store_that_hangs() {
    let evening = Evening::new();
    let (mara, visits) = evening.circle(&[Anna]).await;
    let before = tokio::time::Instant::now();
    evening.house.hangs.store(true, Ordering::SeqCst);
    visits[0].act(1, Act::TellQuietly(QuietSignal::NotOk));
    sees(&mara, |view| notes(view).len() == 1).await;
    assert!(before.elapsed() <= std::time::Duration::from_secs(3));
}

fn notes(view: &crate::View) -> Vec<crate::QuietNote> {
    view.desk
        .as_ref()
        .map(|desk| desk.quiet_notes.clone())
        .unwrap_or_default()
}

async fn seen_by(visit: &crate::Visit) -> Option<domain::MembershipId> {
    hears(visit, |notice| match notice {
        Notice::QuietHeard { seen_by, .. } => Some(seen_by),
        _ => None,
    })
    .await
}

#[tokio::test]
async fn media_that_fail_as_a_whole_are_opened_again() {
    let evening = Evening::new();
    let (mara, _visits) = evening.circle(&[Anna]).await;
    evening.media.says(RoomEvent::Failed);
    assert_eq!(ends(&mara).await, None);
    evening.enter(Mara).await;
    let opened = evening
        .media
        .asked()
        .iter()
        .filter(|asked| **asked == Asked::Open)
        .count();
    assert_eq!(opened, 2);
}

#[tokio::test]
async fn who_does_not_read_is_let_go_alone_and_may_come_back() {
    let evening = Evening::new();
    let (mara, visits) = evening.circle(&[Anna, Ben]).await;
    // Mara asks Anna, who does not read, to mute, again and again, within her limits.
    let mut asked = 0;
    while asked < 1_100 {
        for re in 1..=20 {
            mara.act(re, Act::AskToMute { member: member(Anna) });
        }
        asked += 20;
        // Nothing is said of an act that was done: a refused one shows that those before it were.
        mara.act(99, Act::MoveToPhase { index: 99 });
        hears(&mara, |notice| {
            matches!(notice, Notice::Refused { re: 99, .. }).then_some(())
        })
        .await;
        evening.later(2);
        let view = mara_view(&mara).await;
        if view.is_some_and(|view| view.seats[1].presence == Presence::Reconnecting) {
            break;
        }
    }
    assert!(asked >= 1_000, "she was let go after {asked}");
    assert_eq!(ends(&visits[0]).await, None);
    visits[1].act(1, Act::Send(b"still here".as_slice().into()));
    hears(&visits[1], |notice| {
        matches!(notice, Notice::Content { .. }).then_some(())
    })
    .await;
    view(&evening.enter(Anna).await).await;
}

/// The newest view that waits, without waiting for one.
async fn mara_view(mara: &crate::Visit) -> Option<crate::View> {
    let mut newest = None;
    while let Ok(Some(notice)) = tokio::time::timeout(std::time::Duration::from_millis(1), mara.next()).await
    {
        if let Told::Room(Notice::Room(view)) = notice {
            newest = Some(*view);
        }
    }
    newest
}

#[tokio::test]
async fn of_many_views_only_the_newest_waits_for_a_slow_socket() {
    let evening = Evening::new();
    let (mara, visits) = evening.circle(&[Anna]).await;
    for turn in 0..20 {
        mara.act(
            turn,
            Act::Lock {
                locked: turn % 2 == 0,
            },
        );
    }
    let last = sees(&mara, |view| view.desk.is_some() && !view.locked).await;
    mara.act(21, Act::Lock { locked: true });
    sees(&mara, |view| view.locked && view.revision > last.revision).await;
    let seen = view(&visits[0]).await;
    assert!(
        seen.locked && seen.revision > last.revision,
        "one view, and the newest"
    );
}
