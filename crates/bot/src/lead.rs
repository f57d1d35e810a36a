//! What a bot does that leads: opens the door, begins the rounds, waits for people, carries the evening on.
//! Watches always, acts only while the room names it as the lead; a person who leads is never interfered with.

use crate::behaviour::{Deeds, Sight};
use protocol::{ClientMessage, PhaseKind, Presence};
use std::collections::BTreeMap;

/// Nobody waits longer at the door than it takes to look up.
const ADMIT_AFTER_MS: u64 = 2_000;
const SEEN_AFTER_MS: u64 = 4_000;
/// A person who has just sat down looks around before the check-in begins.
const SETTLE_MS: u64 = 8_000;
const AFTER_ROUND_MS: u64 = 6_000;
const QUIET_MS: u64 = 60_000;
const OPEN_MS: u64 = 6 * 60_000;
/// A person who has the floor is never passed over sooner than this, and then only if the line is gone.
const PERSON_AWAY_MS: u64 = 60_000;
/// After this long the visitor has left the keyboard, and the others wait in vain.
const PERSON_SILENT_MS: u64 = 5 * 60_000;
const BOT_STUCK_MS: u64 = 15_000;
/// A card or a lock that a person left behind.
const LEFT_BEHIND_MS: u64 = 60_000;
/// When every visitor has gone, the evening goes back to its beginning for the next one.
const EMPTY_MS: u64 = 90_000;
/// Time for the room to answer before the same is asked again.
const ASK_AGAIN_MS: u64 = 3_000;

#[derive(Debug, Default)]
pub(crate) struct Lead {
    since: BTreeMap<Watched, u64>,
    asked: BTreeMap<Watched, u64>,
    round_seen: bool,
    phase: Option<u8>,
}

/// Things whose duration matters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Watched {
    Waiting(String),
    Note(u32),
    Phase(u8),
    RoundOver,
    Floor(String),
    FloorAway(String),
    Person,
    Nobody,
    Held,
    Locked,
    Move,
    Start,
}

impl Lead {
    pub(crate) fn duties(&mut self, sight: &Sight<'_>, now: u64, deeds: &mut Deeds) {
        self.watch(sight, now);
        if sight.view.lead.as_deref() != Some(sight.me) {
            return;
        }
        self.door(sight, now, deeds);
        self.circle(sight, now, &mut deeds.say);
        if sight.view.hold.is_none() {
            self.plan(sight, now, &mut deeds.say);
        }
    }

    fn watch(&mut self, sight: &Sight<'_>, now: u64) {
        let view = sight.view;
        if self.phase != Some(view.phase) {
            self.phase = Some(view.phase);
            self.round_seen = false;
        }
        let mut present: Vec<Watched> = vec![Watched::Phase(view.phase)];
        if let Some(desk) = &view.desk {
            present.extend(
                desk.waiting
                    .iter()
                    .map(|one| Watched::Waiting(one.member.clone())),
            );
            present.extend(
                desk.quiet_notes
                    .iter()
                    .filter(|note| note.seen_by.is_none())
                    .map(|note| Watched::Note(note.note)),
            );
        }
        let here = |member: &str| {
            let seat = view.seats.iter().find(|seat| seat.member == member);
            seat.is_some_and(|seat| matches!(seat.presence, Presence::Here | Presence::PageHidden))
        };
        match view.round.as_ref().map(|round| round.floor.as_deref()) {
            Some(Some(member)) => {
                self.round_seen = true;
                present.push(Watched::Floor(member.to_owned()));
                if !here(member) {
                    present.push(Watched::FloorAway(member.to_owned()));
                }
            }
            Some(None) if self.round_seen => present.push(Watched::RoundOver),
            _ => {}
        }
        let person = view
            .seats
            .iter()
            .any(|seat| sight.is_person(&seat.member) && here(&seat.member));
        present.push(if person { Watched::Person } else { Watched::Nobody });
        present.extend(view.hold.map(|_| Watched::Held));
        present.extend(view.locked.then_some(Watched::Locked));
        self.since.retain(|one, _| present.contains(one));
        for one in present {
            self.since.entry(one).or_insert(now);
        }
    }

    /// Whether this has been so for at least `duration`.
    fn lasted(&self, what: &Watched, duration: u64, now: u64) -> bool {
        self.since.get(what).is_some_and(|since| now >= since + duration)
    }

    /// Says it, unless it was said a moment ago.
    fn ask(&mut self, about: Watched, message: ClientMessage, now: u64, say: &mut Vec<ClientMessage>) {
        if self.may_ask(about, now) {
            say.push(message);
        }
    }

    fn may_ask(&mut self, about: Watched, now: u64) -> bool {
        let may = self.asked.get(&about).is_none_or(|at| now >= at + ASK_AGAIN_MS);
        if may {
            self.asked.retain(|_, at| now < *at + ASK_AGAIN_MS);
            self.asked.insert(about, now);
        }
        may
    }

    fn door(&mut self, sight: &Sight<'_>, now: u64, deeds: &mut Deeds) {
        let Some(desk) = &sight.view.desk else { return };
        for one in &desk.waiting {
            let waiting = Watched::Waiting(one.member.clone());
            // Nobody comes in without a leaf, and a token is for the device that has shown itself.
            let shown = sight.at_door.contains(&one.member);
            if shown && self.lasted(&waiting, ADMIT_AFTER_MS, now) && self.may_ask(waiting, now) {
                deeds.admit.push(one.member.clone());
            }
        }
        let say = &mut deeds.say;
        for note in desk.quiet_notes.iter().filter(|note| note.seen_by.is_none()) {
            if self.lasted(&Watched::Note(note.note), SEEN_AFTER_MS, now) {
                self.ask(
                    Watched::Note(note.note),
                    ClientMessage::SeenQuietly { note: note.note },
                    now,
                    say,
                );
            }
        }
        if self.lasted(&Watched::Locked, LEFT_BEHIND_MS, now) {
            self.ask(Watched::Locked, ClientMessage::Lock { locked: false }, now, say);
        }
    }

    fn circle(&mut self, sight: &Sight<'_>, now: u64, say: &mut Vec<ClientMessage>) {
        if self.lasted(&Watched::Held, LEFT_BEHIND_MS, now) {
            self.ask(Watched::Held, ClientMessage::Hold { card: None }, now, say);
        }
        let Some(member) = crate::conversation::floor(sight.view).map(str::to_owned) else {
            return;
        };
        let (patience, away) = if sight.is_person(&member) {
            (PERSON_SILENT_MS, PERSON_AWAY_MS)
        } else {
            (BOT_STUCK_MS, BOT_STUCK_MS)
        };
        let gone = self.lasted(&Watched::FloorAway(member.clone()), away, now);
        if sight.view.hold.is_none() && (gone || self.lasted(&Watched::Floor(member.clone()), patience, now))
        {
            self.ask(
                Watched::Floor(member.clone()),
                ClientMessage::SkipTurn { member },
                now,
                say,
            );
        }
    }

    fn plan(&mut self, sight: &Sight<'_>, now: u64, say: &mut Vec<ClientMessage>) {
        let view = sight.view;
        let Some(phase) = view.phases.get(usize::from(view.phase)) else {
            return;
        };
        let first_round = view
            .phases
            .iter()
            .position(|phase| phase.kind == PhaseKind::Round)
            .unwrap_or(0);
        let arriving = usize::from(view.phase) < first_round;
        let here = Watched::Phase(view.phase);
        if !arriving && self.lasted(&Watched::Nobody, EMPTY_MS, now) {
            return self.ask(Watched::Move, ClientMessage::MoveToPhase { index: 0 }, now, say);
        }
        let done = match phase.kind {
            _ if arriving => self.lasted(&Watched::Person, SETTLE_MS, now),
            PhaseKind::Open => self.lasted(&here, OPEN_MS.min(u64::from(phase.minutes) * 60_000), now),
            PhaseKind::Quiet => self.lasted(&here, QUIET_MS.min(u64::from(phase.minutes) * 60_000), now),
            PhaseKind::Round if self.round_seen => self.lasted(&Watched::RoundOver, AFTER_ROUND_MS, now),
            PhaseKind::Round => {
                if self.lasted(&here, 1_500, now) {
                    self.ask(Watched::Start, ClientMessage::StartRound, now, say);
                }
                false
            }
        };
        if done {
            let next = usize::from(view.phase) + 1;
            // After the closing words the talk goes on: a demo lives for hours.
            let again = (first_round + 1).min(view.phases.len().saturating_sub(1));
            let index = if next < view.phases.len() { next } else { again };
            self.ask(
                Watched::Move,
                ClientMessage::MoveToPhase { index: index as u8 },
                now,
                say,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rehearsal::{evening, round_at};
    use protocol::{Desk, QuietNote, QuietSignal, RoomView, Waiting};
    use std::collections::BTreeSet;

    const MARA: &str = "mem_mara";

    fn bots() -> BTreeSet<String> {
        ["mara", "ben", "chidi", "dana", "farah", "ines"]
            .map(|name| format!("mem_{name}"))
            .into()
    }

    fn without_anna(mut view: RoomView) -> RoomView {
        view.seats
            .iter_mut()
            .filter(|seat| seat.alias == "anna")
            .for_each(|seat| seat.presence = Presence::Absent);
        view
    }

    fn live(lead: &mut Lead, view: &RoomView, from: u64, to: u64) -> Vec<(u64, ClientMessage)> {
        let lived = live_at_door(lead, view, &BTreeSet::new(), from, to);
        let said = lived
            .into_iter()
            .flat_map(|(now, deeds)| deeds.say.into_iter().map(move |said| (now, said)));
        said.collect()
    }

    fn live_at_door(
        lead: &mut Lead,
        view: &RoomView,
        at_door: &BTreeSet<String>,
        from: u64,
        to: u64,
    ) -> Vec<(u64, Deeds)> {
        let bots = bots();
        let sight = Sight {
            view,
            me: MARA,
            bots: &bots,
            word: false,
            microphone_on: true,
            at_door,
        };
        let lived = (from..to).step_by(100).map(|now| {
            let mut deeds = Deeds::default();
            lead.duties(&sight, now, &mut deeds);
            (now, deeds)
        });
        lived.collect()
    }

    #[test]
    fn whoever_waits_is_admitted_after_two_seconds_and_a_quiet_note_is_seen_after_four() {
        let waiting = Waiting {
            member: "mem_anna".into(),
            alias: "Anna".into(),
            since_ms: 0,
            place: String::new(),
            alone: true,
        };
        let note = QuietNote {
            note: 3,
            member: "mem_ben".into(),
            signal: QuietSignal::NotOk,
            at_ms: 0,
            seen_by: None,
            grown: false,
        };
        let desk = Desk {
            waiting: vec![waiting],
            quiet_notes: vec![note],
            airtime: vec![],
        };
        let view = RoomView {
            desk: Some(desk),
            ..without_anna(evening())
        };
        let at_door = BTreeSet::from(["mem_anna".to_owned()]);
        let lived = live_at_door(&mut Lead::default(), &view, &at_door, 0, 4_500);
        let admitted: Vec<u64> = lived
            .iter()
            .filter(|(_, deeds)| deeds.admit == ["mem_anna"])
            .map(|(now, _)| *now)
            .collect();
        assert_eq!(admitted, [2_000]);
        let said: Vec<_> = lived.iter().filter(|(_, deeds)| !deeds.say.is_empty()).collect();
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].0, 4_000);
        assert_eq!(said[0].1.say, [ClientMessage::SeenQuietly { note: 3 }]);

        let lived = live_at_door(&mut Lead::default(), &view, &BTreeSet::new(), 0, 60_000);
        assert!(
            lived.iter().all(|(_, deeds)| deeds.admit.is_empty()),
            "no device, no token, no admission"
        );
    }

    #[test]
    fn the_check_in_begins_when_a_person_has_settled_and_not_before() {
        let mut lead = Lead::default();
        assert_eq!(live(&mut lead, &without_anna(evening()), 0, 600_000), vec![]);
        let said = live(&mut lead, &evening(), 600_000, 609_000);
        assert_eq!(said, vec![(608_000, ClientMessage::MoveToPhase { index: 1 })]);
        let entered = RoomView {
            round: None,
            ..round_at(None)
        };
        assert_eq!(
            live(&mut lead, &entered, 609_000, 611_000)[0].1,
            ClientMessage::StartRound
        );
        assert_eq!(
            live(&mut lead, &round_at(Some("mem_anna")), 611_000, 690_000),
            vec![]
        );
        let said = live(&mut lead, &round_at(None), 690_000, 697_000);
        assert_eq!(said[0].1, ClientMessage::MoveToPhase { index: 2 });
    }

    #[test]
    fn a_person_who_has_the_floor_is_not_passed_over_for_minutes_and_a_lost_one_not_for_one() {
        let said = live(
            &mut Lead::default(),
            &round_at(Some("mem_anna")),
            0,
            PERSON_SILENT_MS - 100,
        );
        assert_eq!(said, vec![]);
        let lost = without_anna(round_at(Some("mem_anna")));
        let said = live(&mut Lead::default(), &lost, 0, PERSON_AWAY_MS + 100);
        assert_eq!(
            said,
            vec![(
                PERSON_AWAY_MS,
                ClientMessage::SkipTurn {
                    member: "mem_anna".into()
                }
            )]
        );
    }

    #[test]
    fn the_evening_never_stands_still_while_a_person_is_there() {
        for phase in [2, 3] {
            let view = RoomView { phase, ..evening() };
            let said = live(&mut Lead::default(), &view, 0, OPEN_MS + 1_000);
            assert!(
                said.iter()
                    .any(|(_, said)| *said == ClientMessage::MoveToPhase { index: phase + 1 })
            );
        }
        let mut lead = Lead::default();
        let last = |floor| RoomView {
            phase: 4,
            ..round_at(floor)
        };
        live(&mut lead, &last(Some("mem_ben")), 0, 1_000);
        let said = live(&mut lead, &last(None), 1_000, 10_000);
        assert_eq!(said[0].1, ClientMessage::MoveToPhase { index: 2 });
    }

    #[test]
    fn an_empty_circle_goes_back_to_its_beginning_for_the_next_visitor() {
        let view = RoomView {
            phase: 3,
            ..without_anna(evening())
        };
        let said = live(&mut Lead::default(), &view, 0, EMPTY_MS + 1_000);
        assert!(said.contains(&(EMPTY_MS, ClientMessage::MoveToPhase { index: 0 })));
    }

    #[test]
    fn a_bot_that_does_not_lead_changes_nothing() {
        let view = RoomView {
            lead: Some("mem_ines".into()),
            phase: 2,
            ..evening()
        };
        assert_eq!(live(&mut Lead::default(), &view, 0, OPEN_MS * 3), vec![]);
    }
}
