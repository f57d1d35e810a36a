//! A session's facts, recorded as they happen, read back as their sum: a crash re-admits nobody who was removed.

use crate::rule;
use domain::live::{
    Airtime, Card, LiveFact, QuietSignal, QuietTold, Restored, RoundPosition, Turn, TurnState,
};
use domain::{MembershipId, Private};
use jiff::{SignedDuration, Timestamp};
use store::Store;
use testkit::Cast::*;
use testkit::{Chance, first_evening, tuesday_circle, tuesday_evening, tuesday_session};

const TURN_STATES: [TurnState; 5] = [
    TurnState::ToCome,
    TurnState::HasFloor,
    TurnState::Spoke,
    TurnState::Passed,
    TurnState::Skipped,
];
const CARDS: [Card; 3] = [Card::BackSoon, Card::QuietMinute, Card::ShortBreak];
const SIGNALS: [QuietSignal; 3] = [
    QuietSignal::NotOk,
    QuietSignal::ComeBackToMe,
    QuietSignal::NeedABreak,
];

fn somebody(chance: &mut Chance) -> MembershipId {
    chance.one_of(&tuesday_circle()).expect("a circle has people").id
}

fn maybe<T>(chance: &mut Chance, make: impl FnOnce(&mut Chance) -> T) -> Option<T> {
    chance.happens(60).then(|| make(chance))
}

fn round(chance: &mut Chance, at: Timestamp) -> RoundPosition {
    let turn = |membership: domain::membership::Membership| Turn {
        member: membership.id,
        state: *chance.one_of(&TURN_STATES).expect("some"),
    };
    RoundPosition {
        turns: tuesday_circle().into_iter().map(turn).collect(),
        floor_since: at,
    }
}

fn told(chance: &mut Chance, note: u64, at: Timestamp) -> QuietTold {
    QuietTold {
        note: u32::try_from(note).unwrap_or(0),
        member: somebody(chance),
        signal: *chance.one_of(&SIGNALS).expect("some"),
        at,
        seen_by: maybe(chance, somebody),
    }
}

fn fact(chance: &mut Chance, at: Timestamp) -> LiveFact {
    let (member, by) = (somebody(chance), somebody(chance));
    match chance.below(9) {
        0 => {
            let mut token = vec![0; usize::try_from(chance.below(40)).unwrap_or(0)];
            chance.fill(&mut token);
            LiveFact::Admitted {
                member,
                by: maybe(chance, somebody),
                token,
                at,
            }
        }
        1 => LiveFact::Removed {
            member,
            by,
            reason: Private::new(format!("reason {}", chance.number())),
            at,
        },
        2 => LiveFact::PhaseBegan {
            phase: u8::try_from(chance.below(5)).unwrap_or(0),
            at,
        },
        3 => LiveFact::RoundMoved {
            round: maybe(chance, |chance| round(chance, at)),
            at,
        },
        4 => LiveFact::Locked {
            locked: chance.happens(50),
            by,
            at,
        },
        5 => LiveFact::Held {
            card: maybe(chance, |chance| *chance.one_of(&CARDS).expect("some")),
            by,
            at,
        },
        7 => LiveFact::QuietToldOrSeen {
            notes: (0..chance.below(4)).map(|note| told(chance, note, at)).collect(),
            at,
        },
        6 => LiveFact::LeadTaken {
            lead: maybe(chance, somebody),
            at,
        },
        _ => LiveFact::Ended {
            by: maybe(chance, somebody),
            at,
        },
    }
}

async fn record(store: &Store, fact: &LiveFact) {
    let mut work = store.begin_unaudited("a test").await.expect("begins");
    work.live()
        .record(tuesday_session().id, fact)
        .await
        .expect("records");
    work.commit().await.expect("commits");
}

async fn restored(store: &Store) -> Restored {
    store.live().restored(tuesday_session().id).await.expect("reads")
}

rule! {
    async fn the_rows_read_back_equal_the_sum_of_the_facts(house) {
        house.furnish().await;
        assert_eq!(restored(&house.store).await, Restored::default());
        let seed = 20_260_106;
        let mut chance = Chance::seeded(seed);
        let mut sum = Restored::default();
        for step in 0..60 {
            let fact = fact(
                &mut chance,
                first_evening() + SignedDuration::from_millis(step * 7),
            );
            sum.apply(&fact);
            record(&house.store, &fact).await;
            assert_eq!(
                restored(&house.store).await,
                sum,
                "seed {seed}, step {step}: {fact:?}"
            );
        }
        house.restart().await;
        assert_eq!(restored(&house.store).await, sum, "seed {seed}, after a restart");
    }
}

rule! {
    async fn who_was_removed_stays_removed_after_a_restart_with_the_first_reason(house) {
        house.furnish().await;
        let (session, group) = (tuesday_session().id, tuesday_evening().id);
        let (ben, mara) = (Ben.membership_id(group), Mara.membership_id(group));
        for (reason, after) in [("first", 0), ("second", 1)] {
            let at = first_evening() + SignedDuration::from_mins(after);
            record(
                &house.store,
                &LiveFact::Removed {
                    member: ben,
                    by: mara,
                    reason: reason.into(),
                    at,
                },
            )
            .await;
        }
        house.restart().await;
        assert!(restored(&house.store).await.is_removed(ben));
        let reason = house
            .store
            .removals()
            .reason(session, ben)
            .await
            .expect("reads")
            .expect("is there");
        assert_eq!(reason.reveal(), "first");
    }
}

rule! {
    async fn an_ended_session_is_over_at_its_door_too(house) {
        house.furnish().await;
        record(
            &house.store,
            &LiveFact::Ended {
                by: None,
                at: first_evening(),
            },
        )
        .await;
        let session = house
            .store
            .sessions()
            .lookup(tuesday_session().id)
            .await
            .expect("reads")
            .expect("is known");
        assert_eq!(session.ended_at, Some(first_evening()));
    }
}

rule! {
    async fn seconds_spoken_are_kept_to_the_millisecond_and_replaced_as_they_grow(house) {
        house.furnish().await;
        let (session, group) = (tuesday_session().id, tuesday_evening().id);
        let mut work = house.store.begin_unaudited("a test").await.expect("begins");
        for seconds in [1.5, 61.25] {
            work.airtimes()
                .put(
                    session,
                    Airtime {
                        member: Anna.membership_id(group),
                        seconds,
                    },
                )
                .await
                .expect("puts");
        }
        work.commit().await.expect("commits");
        let kept = [Airtime {
            member: Anna.membership_id(group),
            seconds: 61.25,
        }];
        assert_eq!(
            house.store.airtimes().of_session(session).await.expect("reads"),
            kept
        );
        assert_eq!(restored(&house.store).await.airtime, kept);
    }
}

rule! {
    async fn a_fact_about_somebody_without_a_seat_is_refused(house) {
        house.furnish().await;
        let stranger = Sam.membership_id(tuesday_evening().id);
        let fact = LiveFact::Admitted {
            member: stranger,
            by: None,
            token: vec![],
            at: first_evening(),
        };
        let mut work = house.work().await;
        let refused = work.live().record(tuesday_session().id, &fact).await;
        assert!(
            matches!(refused, Err(store::Error::Conflict { .. })),
            "{refused:?}"
        );
    }
}
