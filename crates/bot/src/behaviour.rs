//! What one bot does in the circle: speaks in its turn and passes the floor, talks when it has the word, shows a hand.
//! Pure: sees a view and a moment, says what to send. The lead's duties are in lead.rs, open talk in conversation.rs.

use crate::chance::Chance;
use crate::conversation::{floor, is_open_talk};
use crate::gestures::Gestures;
use crate::lead::Lead;
use protocol::{ClientMessage, PhaseKind, RoomView};
use std::collections::BTreeSet;

/// What a bot sees at a moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sight<'a> {
    pub(crate) view: &'a RoomView,
    /// My membership id.
    pub(crate) me: &'a str,
    /// The members who are bots now; everybody else in the circle is a person.
    pub(crate) bots: &'a BTreeSet<String>,
    /// The conversation of the bots gives me the word.
    pub(crate) word: bool,
    pub(crate) microphone_on: bool,
    /// Those at the door whose device has shown itself, so that it can be admitted.
    pub(crate) at_door: &'a BTreeSet<String>,
}

impl Sight<'_> {
    pub(crate) fn is_person(&self, member: &str) -> bool {
        member != self.me && !self.bots.contains(member)
    }
}

#[derive(Debug, Default, PartialEq)]
pub(crate) struct Deeds {
    /// Whether to be speaking from now on.
    pub(crate) speak: bool,
    pub(crate) say: Vec<ClientMessage>,
    /// Content for the circle, to be sealed.
    pub(crate) tell: Vec<String>,
    /// Who is let in, with a token to be signed for their device.
    pub(crate) admit: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Mind {
    chance: Chance,
    turn: Option<MyTurn>,
    gestures: Gestures,
    lead: Lead,
}

/// My turn of a round: a breath, some sentences, then the floor goes on.
#[derive(Debug, Clone, Copy)]
struct MyTurn {
    begins: u64,
    ends: u64,
    passed: bool,
}

impl Mind {
    pub(crate) fn new(mut chance: Chance, now: u64) -> Self {
        let gestures = Gestures::new(&mut chance, now);
        Self {
            chance,
            turn: None,
            gestures,
            lead: Lead::default(),
        }
    }

    pub(crate) fn decide(&mut self, sight: &Sight<'_>, now: u64) -> Deeds {
        let mut deeds = Deeds::default();
        if floor(sight.view) == Some(sight.me) {
            self.take_turn(sight, now, &mut deeds);
        } else {
            self.turn = None;
            deeds.speak = sight.word && is_open_talk(sight.view);
        }
        deeds.speak &= sight.microphone_on && !must_be_silent(sight.view);
        if is_open_talk(sight.view) {
            deeds
                .tell
                .extend(self.gestures.next(&mut self.chance, deeds.speak, now));
        }
        self.lead.duties(sight, now, &mut deeds);
        deeds
    }

    fn take_turn(&mut self, sight: &Sight<'_>, now: u64, deeds: &mut Deeds) {
        if must_be_silent(sight.view) {
            self.turn = None; // The turn is not lost: it begins anew when the card is lifted.
            return;
        }
        let chance = &mut self.chance;
        let turn = self.turn.get_or_insert_with(|| {
            if chance.one_in(2) {
                deeds.tell.extend(crate::gestures::check_in(chance));
            }
            let begins = now + chance.between(400, 1_200);
            MyTurn {
                begins,
                ends: begins + chance.between(4_000, 7_000),
                passed: false,
            }
        });
        deeds.speak = (turn.begins..turn.ends).contains(&now) && !turn.passed;
        if now >= turn.ends {
            // Asked again after a while, should the room have missed it.
            turn.passed = true;
            turn.ends = now + 3_000;
            deeds.say.push(ClientMessage::PassFloor);
        }
    }
}

/// A card in the middle, or a quiet phase.
fn must_be_silent(view: &RoomView) -> bool {
    let quiet = view
        .phases
        .get(usize::from(view.phase))
        .is_some_and(|phase| phase.kind == PhaseKind::Quiet);
    view.hold.is_some() || quiet
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rehearsal::{evening, phase, round_at};
    use protocol::Card;

    const ME: &str = "mem_dana";

    fn bots() -> BTreeSet<String> {
        ["mem_ben", "mem_dana", "mem_ines"].map(str::to_owned).into()
    }

    fn live(mind: &mut Mind, view: &RoomView, word: bool, from: u64, to: u64) -> Vec<(u64, Deeds)> {
        let bots = bots();
        let sight = Sight {
            view,
            me: ME,
            bots: &bots,
            word,
            microphone_on: true,
            at_door: &BTreeSet::new(),
        };
        (from..to)
            .step_by(100)
            .map(|now| (now, mind.decide(&sight, now)))
            .collect()
    }

    #[test]
    fn who_has_the_floor_speaks_for_four_to_seven_seconds_and_passes_it_on() {
        for seed in 0..100 {
            let mut mind = Mind::new(Chance::seeded(seed, "dana"), 0);
            let lived = live(&mut mind, &round_at(Some(ME)), false, 0, 9_000);
            let spoken = lived.iter().filter(|(_, deeds)| deeds.speak).count() * 100;
            assert!((3_900..=7_100).contains(&spoken), "seed {seed}: {spoken} ms");
            let passed = lived
                .iter()
                .position(|(_, deeds)| deeds.say.contains(&ClientMessage::PassFloor));
            let passed = passed.expect("the floor is passed within nine seconds");
            assert!(
                lived[passed..].iter().all(|(_, deeds)| !deeds.speak),
                "seed {seed}: silent after passing"
            );
        }
    }

    #[test]
    fn nobody_speaks_in_another_ones_turn_even_with_the_word() {
        let mut mind = Mind::new(Chance::seeded(1, "dana"), 0);
        assert!(
            live(&mut mind, &round_at(Some("mem_anna")), true, 0, 30_000)
                .iter()
                .all(|(_, deeds)| !deeds.speak)
        );
        assert!(
            live(&mut mind, &round_at(None), true, 0, 30_000)
                .iter()
                .all(|(_, deeds)| !deeds.speak)
        );
    }

    #[test]
    fn nobody_speaks_or_passes_under_a_card_or_in_a_quiet_phase() {
        let held = RoomView {
            hold: Some(Card::QuietMinute),
            ..round_at(Some(ME))
        };
        let mut quiet = evening();
        quiet.phases[0] = phase(PhaseKind::Quiet);
        for view in [held, quiet] {
            let mut mind = Mind::new(Chance::seeded(2, "dana"), 0);
            for (now, deeds) in live(&mut mind, &view, true, 0, 60_000) {
                assert_eq!(deeds, Deeds::default(), "at {now}: {deeds:?}");
            }
        }
    }

    #[test]
    fn a_turn_begins_anew_when_the_card_is_lifted() {
        let mut mind = Mind::new(Chance::seeded(3, "dana"), 0);
        let held = RoomView {
            hold: Some(Card::BackSoon),
            ..round_at(Some(ME))
        };
        live(&mut mind, &round_at(Some(ME)), false, 0, 3_000);
        live(&mut mind, &held, false, 3_000, 20_000);
        let after = live(&mut mind, &round_at(Some(ME)), false, 20_000, 29_000);
        assert!(after.iter().filter(|(_, deeds)| deeds.speak).count() >= 39);
        assert!(
            after
                .iter()
                .any(|(_, deeds)| deeds.say.contains(&ClientMessage::PassFloor))
        );
    }

    #[test]
    fn a_bot_with_the_word_speaks_in_open_talk_and_a_muted_one_does_not() {
        let mut mind = Mind::new(Chance::seeded(4, "dana"), 0);
        assert!(
            live(&mut mind, &evening(), true, 0, 1_000)
                .iter()
                .all(|(_, deeds)| deeds.speak)
        );
        let (view, bots) = (evening(), bots());
        let muted = Sight {
            view: &view,
            me: ME,
            bots: &bots,
            word: true,
            microphone_on: false,
            at_door: &BTreeSet::new(),
        };
        assert!(!mind.decide(&muted, 1_000).speak);
    }
}
