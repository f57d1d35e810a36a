//! Who of the bots speaks next in open talk: one at a time, with the small gaps people leave, and never over a person.
//!
//! One for all bots of a circle. It sees the newest view any of them received and hears who is heard.

use crate::chance::Chance;
use protocol::{PhaseKind, Presence, RoomView};
use std::collections::BTreeSet;

/// A person who speaks without a pause (or a fan beside an open microphone) silences the bots for so long, not longer.
const PATIENCE_MS: u64 = 25_000;

#[derive(Debug)]
pub(crate) struct Conversation {
    chance: Chance,
    /// Bots in the circle whose microphones are on.
    seated: BTreeSet<String>,
    open: bool,
    revision: Option<u64>,
    turn: Option<Turn>,
    next_at: u64,
    /// Who spoke, oldest first: whoever waited longest is likelier to be next.
    order: Vec<String>,
    /// Since when somebody who is no bot is heard.
    person_since: Option<u64>,
}

#[derive(Debug)]
struct Turn {
    member: String,
    until: u64,
}

impl Conversation {
    pub(crate) fn new(chance: Chance) -> Self {
        Self {
            chance,
            seated: BTreeSet::new(),
            open: false,
            revision: None,
            turn: None,
            next_at: 0,
            order: Vec::new(),
            person_since: None,
        }
    }

    /// A bot is in the circle and its microphone is on.
    pub(crate) fn joins(&mut self, member: &str) {
        if self.seated.insert(member.to_owned()) && !self.order.iter().any(|other| other == member) {
            self.order.insert(0, member.to_owned());
        }
    }

    pub(crate) fn leaves(&mut self, member: &str) {
        self.seated.remove(member);
        if self.turn.as_ref().is_some_and(|turn| turn.member == member) {
            self.turn = None;
        }
    }

    /// A view arrived at one of the bots. `server_restarted` views begin again at a lower revision.
    pub(crate) fn sees(&mut self, view: &RoomView, now: u64) {
        if self
            .revision
            .is_some_and(|seen| view.revision < seen && seen - view.revision < 1_000)
        {
            return;
        }
        self.revision = Some(view.revision);
        let was_open = std::mem::replace(&mut self.open, is_open_talk(view));
        if !self.open {
            self.turn = None;
        } else if !was_open {
            self.next_at = now + self.chance.between(900, 2_500);
        }
        let here = |turn: &Turn| {
            view.seats
                .iter()
                .any(|seat| seat.member == turn.member && seat.presence == Presence::Here)
        };
        if !self.turn.as_ref().is_none_or(here) {
            self.turn = None;
        }
    }

    /// Those heard now. Bots among them do not count: they already know of each other.
    pub(crate) fn hears(&mut self, members: &[String], now: u64) {
        let person = members.iter().any(|member| !self.seated.contains(member));
        match (person, self.person_since) {
            (true, None) => self.person_since = Some(now),
            (false, Some(_)) => {
                self.person_since = None;
                // Somebody has just finished: leave them the chance to go on.
                self.next_at = self.next_at.max(now + self.chance.between(1_200, 2_600));
            }
            _ => {}
        }
        if self.yields(now) {
            self.turn = None;
        }
    }

    /// Whether this bot has the word in open talk now.
    pub(crate) fn gives_word_to(&mut self, member: &str, now: u64) -> bool {
        self.proceed(now);
        self.turn.as_ref().is_some_and(|turn| turn.member == member)
    }

    fn yields(&self, now: u64) -> bool {
        self.person_since.is_some_and(|since| now < since + PATIENCE_MS)
    }

    fn proceed(&mut self, now: u64) {
        if !self.open || self.yields(now) {
            self.turn = None;
            return;
        }
        if self.turn.as_ref().is_some_and(|turn| now >= turn.until) {
            self.turn = None;
            let pause = if self.chance.one_in(6) {
                (3_000, 7_000)
            } else {
                (300, 2_000)
            };
            self.next_at = now + self.chance.between(pause.0, pause.1);
        }
        if self.turn.is_none() && now >= self.next_at {
            // One of the half that was silent longest, never the one who spoke last.
            let waiting: Vec<String> = self
                .order
                .iter()
                .filter(|one| self.seated.contains(*one))
                .cloned()
                .collect();
            let half = waiting.get(..waiting.len().div_ceil(2)).unwrap_or(&[]);
            if let Some(member) = self.chance.pick(half).cloned() {
                self.order.retain(|one| *one != member);
                self.order.push(member.clone());
                self.turn = Some(Turn {
                    member,
                    until: now + self.chance.between(2_500, 8_000),
                });
            }
        }
    }
}

/// Everyone speaks as they wish: an open phase, no card in the middle, nobody has the floor.
pub(crate) fn is_open_talk(view: &RoomView) -> bool {
    let open = view
        .phases
        .get(usize::from(view.phase))
        .is_some_and(|phase| phase.kind == PhaseKind::Open);
    open && view.hold.is_none() && floor(view).is_none()
}

/// Who has the floor of a round, if a round is going on.
pub(crate) fn floor(view: &RoomView) -> Option<&str> {
    view.round.as_ref()?.floor.as_deref()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rehearsal::{evening, phase};
    use protocol::Card;

    const BOTS: [&str; 5] = ["mem_ben", "mem_chidi", "mem_dana", "mem_farah", "mem_ines"];

    fn talk(seed: u64) -> Conversation {
        let mut talk = Conversation::new(Chance::seeded(seed, "talk"));
        BOTS.iter().for_each(|bot| talk.joins(bot));
        talk
    }

    fn speakers(talk: &mut Conversation, now: u64) -> Vec<&'static str> {
        BOTS.into_iter()
            .filter(|bot| talk.gives_word_to(bot, now))
            .collect()
    }

    #[test]
    fn never_two_bots_speak_at_once_and_everyone_comes_to_word() {
        for seed in 0..40 {
            let mut talk = talk(seed);
            talk.sees(&evening(), 0);
            let mut heard = BTreeSet::new();
            for now in (0..180_000).step_by(50) {
                let speaking = speakers(&mut talk, now);
                assert!(speaking.len() <= 1, "seed {seed} at {now}: {speaking:?}");
                heard.extend(speaking);
            }
            assert_eq!(heard.len(), BOTS.len(), "seed {seed}: {heard:?}");
        }
    }

    #[test]
    fn nobody_speaks_in_a_quiet_phase_under_a_card_or_during_somebodys_turn() {
        let mut quiet = evening();
        quiet.phases[0] = phase(PhaseKind::Quiet);
        let mut held = evening();
        held.hold = Some(Card::BackSoon);
        let mut round = evening();
        round.round = Some(protocol::Round {
            turns: vec![],
            floor: Some("mem_anna".into()),
            floor_since_ms: 0,
        });
        for closed in [quiet, held, round] {
            for seed in 0..20 {
                let mut talk = talk(seed);
                talk.sees(&evening(), 0);
                for now in (0..20_000).step_by(50) {
                    speakers(&mut talk, now);
                }
                talk.sees(&closed, 20_000);
                for now in (20_000..80_000).step_by(50) {
                    assert_eq!(
                        speakers(&mut talk, now),
                        Vec::<&str>::new(),
                        "seed {seed} at {now}"
                    );
                }
            }
        }
    }

    #[test]
    fn bots_fall_silent_when_a_person_speaks_and_wait_until_they_have_finished() {
        for seed in 0..20 {
            let mut talk = talk(seed);
            talk.sees(&evening(), 0);
            (0..10_000)
                .step_by(50)
                .for_each(|now| drop(speakers(&mut talk, now)));
            talk.hears(&["mem_ben".into(), "mem_anna".into()], 10_000);
            for now in (10_000..20_000).step_by(50) {
                assert_eq!(speakers(&mut talk, now), Vec::<&str>::new());
            }
            talk.hears(&[], 20_000);
            for now in (20_000..21_000).step_by(50) {
                assert_eq!(speakers(&mut talk, now), Vec::<&str>::new());
            }
            assert!(
                (21_000..30_000)
                    .step_by(50)
                    .any(|now| !speakers(&mut talk, now).is_empty())
            );
        }
    }

    #[test]
    fn a_microphone_that_never_falls_silent_does_not_end_the_talk() {
        let mut talk = talk(3);
        talk.sees(&evening(), 0);
        talk.hears(&["mem_anna".into()], 0);
        assert!(
            (0..PATIENCE_MS)
                .step_by(50)
                .all(|now| speakers(&mut talk, now).is_empty())
        );
        assert!(
            (PATIENCE_MS..PATIENCE_MS + 10_000)
                .step_by(50)
                .any(|now| !speakers(&mut talk, now).is_empty())
        );
    }
}
