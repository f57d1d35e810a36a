//! What must hold whatever people do, in whatever order.

use crate::evening::*;
use crate::*;
use domain::Private;
use domain::live::Restored;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone)]
enum Step {
    Arrive(Who, Page),
    Lose(Who),
    Do(Who, Act),
    /// An act on a socket that may never have been, or is long over.
    DoOnSocket(u64, Act),
    Speak(Vec<Who>),
    Wait(i64),
    Restart,
}

#[derive(Debug, Clone, Copy)]
enum Page {
    New,
    Same,
}

fn anybody() -> impl Strategy<Value = Who> {
    prop::sample::select(vec![MARA, ANNA, BEN, CHIDI, OTTO, INES, SAM])
}

fn act() -> impl Strategy<Value = Act> {
    let whom = || anybody().prop_map(member);
    prop_oneof![
        4 => anybody().prop_map(|whom| Act::Admit(admission(whom))),
        2 => vec(anybody(), 0..4).prop_map(|all| Act::AdmitAll(all.into_iter().map(admission).collect())),
        2 => (0u8..4).prop_map(|index| Act::MoveToPhase { index }),
        2 => Just(Act::StartRound),
        4 => Just(Act::PassFloor),
        2 => Just(Act::PassTurn),
        1 => Just(Act::EndRound),
        2 => whom().prop_map(|member| Act::SkipTurn { member }),
        1 => (whom(), "[a-z ]{0,3}").prop_map(|(member, reason)| Act::Remove { member, reason: Private::new(reason) }),
        1 => any::<bool>().prop_map(|locked| Act::Lock { locked }),
        1 => Just(Act::Hold { card: Some(Card::QuietMinute) }),
        1 => Just(Act::Hold { card: None }),
        2 => vec(any::<u8>(), 0..4).prop_map(|body| Act::Send(body.into())),
        1 => Just(Act::TellQuietly(QuietSignal::NotOk)),
        1 => (0u32..4).prop_map(|note| Act::SeenQuietly { note }),
        1 => any::<bool>().prop_map(|hidden| Act::HidePage { hidden }),
        2 => Just(Act::StepOut),
        1 => whom().prop_map(|member| Act::NeedKeyFrame { member }),
        1 => whom().prop_map(|member| Act::AskToMute { member }),
        1 => whom().prop_map(|member| Act::OpenCard { member }),
        1 => Just(Act::ShowMedia(MediaState { microphone: Switch::On, camera: Switch::Off })),
        1 => whom().prop_map(|member| Act::OfferMedia(MediaOffer {
            sdp: String::new(),
            slots: vec![OfferedSlot { mid: "2".to_owned(), member, kind: MediaKind::Audio }],
        })),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let page = prop_oneof![Just(Page::New), Just(Page::Same)];
    prop_oneof![
        6 => (anybody(), page).prop_map(|(who, page)| Step::Arrive(who, page)),
        3 => anybody().prop_map(Step::Lose),
        12 => (anybody(), act()).prop_map(|(who, act)| Step::Do(who, act)),
        6 => act().prop_map(|act| Step::Do(MARA, act)),
        1 => (0u64..40, act()).prop_map(|(socket, act)| Step::DoOnSocket(socket, act)),
        1 => vec(anybody(), 0..3).prop_map(Step::Speak),
        3 => (0i64..25).prop_map(Step::Wait),
        1 => Just(Step::Restart),
        // Rare, as in life.
        1 => (0u8..20, anybody()).prop_map(|(dice, who)| if dice == 0 { Step::Do(who, Act::EndForAll) } else { Step::Wait(1) }),
    ]
}

/// What one watches an evening for.
#[derive(Default)]
struct Watch {
    admitted: BTreeSet<Who>,
    removed: BTreeSet<Who>,
    /// Sockets of people who came into the circle.
    revisions: BTreeMap<ConnectionId, u64>,
    last_seq: u64,
}

impl Watch {
    fn sees(&mut self, evening: &mut Evening) -> Result<(), TestCaseError> {
        for effect in std::mem::take(&mut evening.effects) {
            match effect {
                Effect::Record(LiveFact::Admitted { member, by, .. }) => {
                    self.admitted.insert(who(member));
                    let leads = matches!(who(member), MARA | INES);
                    prop_assert_eq!(by.is_none(), leads, "only those who lead come in by themselves");
                }
                Effect::Record(LiveFact::Removed { member, .. }) => {
                    self.removed.insert(who(member));
                }
                Effect::Record(_)
                | Effect::Close { .. }
                | Effect::Drop { .. }
                | Effect::EndMedia { .. }
                | Effect::AskKeyFrame { .. } => {}
                Effect::Show { connection } | Effect::Tell { connection, .. } => {
                    let owner = evening.owners[&connection];
                    prop_assert!(
                        !self.removed.contains(&owner),
                        "the removed are told nothing more"
                    );
                }
                Effect::ConnectMedia { connection, seat, .. } => {
                    prop_assert_eq!(evening.owners[&connection], seat);
                    prop_assert!(self.admitted.contains(&seat));
                }
                Effect::OpenCard { connection, .. } => {
                    prop_assert!(matches!(evening.owners[&connection], MARA | INES));
                }
            }
        }
        for (connection, notices) in std::mem::take(&mut evening.said) {
            let owner = evening.owners[&connection];
            for notice in notices {
                self.hears(connection, owner, notice)?;
            }
        }
        self.state(evening)
    }

    fn hears(&mut self, connection: ConnectionId, owner: Who, notice: Notice) -> Result<(), TestCaseError> {
        let is_inside = self.admitted.contains(&owner);
        match notice {
            Notice::Waiting { .. } => prop_assert!(!is_inside, "the admitted do not wait again"),
            Notice::QuietHeard { .. } => {}
            Notice::Room(view) => {
                prop_assert!(is_inside, "nobody sees a roster before admission");
                let seats: Vec<_> = view.seats.iter().map(|seat| who(seat.member)).collect();
                prop_assert_eq!(
                    seats,
                    CAST.map(|(who, ..)| who).to_vec(),
                    "the order of seats is constant"
                );
                prop_assert_eq!(
                    view.desk.is_some(),
                    matches!(owner, MARA | INES),
                    "the desk is for those who lead"
                );
                let hidden = view
                    .seats
                    .iter()
                    .any(|seat| seat.presence == Presence::PageHidden);
                prop_assert!(!hidden || view.desk.is_some());
                let earlier = self.revisions.insert(connection, view.revision);
                prop_assert!(earlier < Some(view.revision), "revisions grow");
            }
            Notice::Content { seq, .. } => {
                prop_assert!(is_inside);
                self.last_seq = self.last_seq.max(seq);
            }
            _ => prop_assert!(is_inside),
        }
        Ok(())
    }

    fn state(&self, evening: &Evening) -> Result<(), TestCaseError> {
        let state = evening.room.state();
        prop_assert_eq!(state, &evening.stored.state, "what is true is what was recorded");
        if let Some(round) = &state.round {
            let floors = round
                .turns
                .iter()
                .filter(|turn| turn.state == TurnState::HasFloor)
                .count();
            let running = floors > 0 || round.turns.iter().any(|turn| turn.state == TurnState::ToCome);
            prop_assert_eq!(
                floors,
                usize::from(running),
                "one person has the floor while the round runs"
            );
            let people: BTreeSet<_> = round.turns.iter().map(|turn| who(turn.member)).collect();
            prop_assert_eq!(people.len(), round.turns.len(), "one turn each");
            prop_assert!(!people.contains(&OTTO));
            let is_kept = |who| evening.room.chair(member(who)).is_ok_and(|chair| chair.is_kept());
            let anybody_here = evening.room.chairs.iter().any(|chair| chair.is_in_the_circle());
            let stands_still = evening
                .floor()
                .is_some_and(|floor| anybody_here && !is_kept(floor));
            prop_assert!(!stands_still, "the floor does not stay with somebody who is gone");
        }
        if let Some(lead) = evening.lead() {
            prop_assert!(matches!(lead, MARA | INES));
        }
        for (who, ..) in CAST {
            if evening.room.view_for(member(who), evening.now).is_some() {
                prop_assert!(self.admitted.contains(&who) && !self.removed.contains(&who));
                prop_assert!(!evening.room.is_over());
            }
        }
        Ok(())
    }
}

fn live_through(steps: Vec<Step>) -> Result<(), TestCaseError> {
    let mut evening = Evening::at("18:00");
    let mut watch = Watch::default();
    evening.arrives(MARA);
    for (number, step) in steps.into_iter().enumerate() {
        match step {
            Step::Arrive(who, page) => {
                let page = if let Page::New = page {
                    format!("{who}-{number}")
                } else {
                    format!("{who}")
                };
                let outcome = evening.arrives_with(who, &page);
                let known = who != SAM;
                let expected = known && !watch.removed.contains(&who) && !evening.room.is_over();
                prop_assert_eq!(outcome.is_ok(), expected, "{:?}", outcome);
            }
            Step::Lose(who) => {
                if evening.sees(who) != Screen::Nothing {
                    evening.loses_line(who);
                }
            }
            Step::Do(who, act) => {
                if evening.sees(who) != Screen::Nothing {
                    let _ = evening.does(who, act);
                }
            }
            Step::DoOnSocket(socket, act) => {
                let _ = evening.input(Input::Act {
                    connection: ConnectionId(socket),
                    act,
                });
            }
            Step::Speak(people) => {
                let _ = evening.input(Input::Speaking(people.into_iter().map(member).collect()));
            }
            Step::Wait(seconds) => evening.later(seconds),
            Step::Restart => {
                // A restart takes a moment; numbers count on from it.
                evening.later(1);
                watch.sees(&mut evening)?;
                evening.restarts();
                prop_assert_eq!(sum_of(&evening), evening.stored.clone());
            }
        }
        watch.sees(&mut evening)?;
    }
    Ok(())
}

/// What a restored room would have stored, had it begun with its own state.
fn sum_of(evening: &Evening) -> Restored {
    let mut sum = Restored::default();
    for fact in &evening.facts {
        sum.apply(fact);
    }
    sum.state = evening.room.state().clone();
    sum
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_promises_hold_whatever_people_do(steps in vec(step(), 0..120)) {
        live_through(steps)?;
    }
}
