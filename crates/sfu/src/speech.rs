//! Hears who speaks from the levels browsers put on every audio packet (RFC 6464), and adds up airtime.
//!
//! A fixed threshold would mistake a loud fan for speech and a quiet voice for silence, so each voice is
//! measured against its own noise floor: the lowest level of the last 15 s. Speech begins when 3 of the last 5
//! packets are 10 dB above it and ends after 500 ms without one.

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

use crate::ParticipantId;

const ABOVE_FLOOR_DB: i16 = 10;
/// A room without any noise must not make breathing into speech, nor may a fan swallow a voice.
const LOWEST_THRESHOLD_DBOV: i16 = -55;
const HIGHEST_THRESHOLD_DBOV: i16 = -35;
const WINDOW: usize = 5;
const LOUD_TO_START: u32 = 3;
const HANGOVER: Duration = Duration::from_millis(500);
const FLOOR_STEP: Duration = Duration::from_secs(1);
const FLOOR_STEPS: usize = 15;

#[derive(Debug, Default)]
pub(crate) struct Speech {
    voices: BTreeMap<ParticipantId, Voice>,
    told: Vec<ParticipantId>,
}

impl Speech {
    /// Takes the level of one packet in dBov (0 loudest, -127 silence).
    pub(crate) fn note(&mut self, id: ParticipantId, level_dbov: i8, now: Instant) {
        self.voices
            .entry(id)
            .or_default()
            .note(i16::from(level_dbov), now);
    }

    /// Ends what has been silent long enough.
    pub(crate) fn advance(&mut self, now: Instant) {
        for voice in self.voices.values_mut() {
            voice.advance(now);
        }
    }

    /// The connection ended: a voice does not speak on without it. Its airtime stays.
    pub(crate) fn left(&mut self, id: ParticipantId) {
        if let Some(voice) = self.voices.get_mut(&id) {
            voice.stop();
        }
    }

    /// Who speaks, if that differs from what was told last.
    pub(crate) fn changed(&mut self) -> Option<Vec<ParticipantId>> {
        let is_same = {
            let mut speaking = self.speaking();
            self.told.iter().all(|told| speaking.next() == Some(*told)) && speaking.next().is_none()
        };
        if is_same {
            return None;
        }
        self.told = self.speaking().collect();
        Some(self.told.clone())
    }

    /// When somebody may fall silent.
    pub(crate) fn next_timeout(&self) -> Option<Instant> {
        self.voices.values().filter_map(Voice::silent_at).min()
    }

    /// Seconds each participant has spoken so far.
    pub(crate) fn airtime(&self) -> Vec<(ParticipantId, f64)> {
        self.voices
            .iter()
            .map(|(&id, voice)| (id, voice.airtime().as_secs_f64()))
            .collect()
    }

    fn speaking(&self) -> impl Iterator<Item = ParticipantId> {
        self.voices
            .iter()
            .filter(|(_, voice)| voice.spurt.is_some())
            .map(|(&id, _)| id)
    }
}

#[derive(Debug, Default)]
struct Voice {
    floor: Floor,
    /// The last packets, newest in bit 0: was it loud?
    recent: u32,
    spurt: Option<Spurt>,
    spoken: Duration,
}

#[derive(Debug, Clone, Copy)]
struct Spurt {
    since: Instant,
    last_loud: Instant,
}

impl Voice {
    fn note(&mut self, level: i16, now: Instant) {
        self.advance(now);
        let loud = level > self.floor.note(level, now);
        self.recent = (self.recent << 1 | u32::from(loud)) & ((1 << WINDOW) - 1);
        match &mut self.spurt {
            Some(spurt) if loud => spurt.last_loud = now,
            None if loud && self.recent.count_ones() >= LOUD_TO_START => {
                self.spurt = Some(Spurt {
                    since: now,
                    last_loud: now,
                });
            }
            _ => {}
        }
    }

    fn advance(&mut self, now: Instant) {
        if self.silent_at().is_some_and(|at| at <= now) {
            self.stop();
        }
    }

    fn stop(&mut self) {
        if let Some(spurt) = self.spurt.take() {
            self.spoken += spurt.last_loud.saturating_duration_since(spurt.since);
        }
        self.recent = 0;
    }

    fn silent_at(&self) -> Option<Instant> {
        self.spurt.map(|spurt| spurt.last_loud + HANGOVER)
    }

    fn airtime(&self) -> Duration {
        let current = self
            .spurt
            .map(|spurt| spurt.last_loud.saturating_duration_since(spurt.since));
        self.spoken + current.unwrap_or_default()
    }
}

/// The lowest level of the last 15 s, in steps of a second.
#[derive(Debug, Default)]
struct Floor {
    steps: VecDeque<i16>,
    step_began: Option<Instant>,
}

impl Floor {
    /// Notes a level and gives the threshold it is compared with.
    fn note(&mut self, level: i16, now: Instant) -> i16 {
        let is_new_step = self
            .step_began
            .is_none_or(|began| now.saturating_duration_since(began) >= FLOOR_STEP);
        match self.steps.back_mut() {
            Some(lowest) if !is_new_step => *lowest = level.min(*lowest),
            _ => {
                self.step_began = Some(now);
                self.steps.push_back(level);
                if self.steps.len() > FLOOR_STEPS {
                    self.steps.pop_front();
                }
            }
        }
        let floor = self.steps.iter().copied().min().unwrap_or(level);
        (floor + ABOVE_FLOOR_DB).clamp(LOWEST_THRESHOLD_DBOV, HIGHEST_THRESHOLD_DBOV)
    }
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "an Instant can only be made by reading the clock once"
)]
mod tests {
    use super::*;

    const ANNA: ParticipantId = ParticipantId(1);
    const BEN: ParticipantId = ParticipantId(2);

    struct Evening {
        speech: Speech,
        now: Instant,
    }

    impl Evening {
        fn new() -> Self {
            Self {
                speech: Speech::default(),
                now: Instant::now(),
            }
        }

        /// Sends a packet every 20 ms, and gives the changes on the way.
        fn hears(&mut self, id: ParticipantId, level: i8, millis: u64) -> Vec<Vec<ParticipantId>> {
            let mut changes = vec![];
            for _ in 0..millis / 20 {
                self.now += Duration::from_millis(20);
                self.speech.note(id, level, self.now);
                changes.extend(self.speech.changed());
            }
            changes
        }

        fn waits(&mut self, millis: u64) -> Option<Vec<ParticipantId>> {
            self.now += Duration::from_millis(millis);
            self.speech.advance(self.now);
            self.speech.changed()
        }

        fn airtime(&self, id: ParticipantId) -> f64 {
            self.speech
                .airtime()
                .iter()
                .find(|(who, _)| *who == id)
                .map_or(0.0, |(_, seconds)| *seconds)
        }
    }

    #[test]
    fn a_voice_is_heard_and_falls_silent_after_half_a_second() {
        let mut evening = Evening::new();
        assert!(evening.hears(ANNA, -70, 1000).is_empty());
        assert_eq!(evening.hears(ANNA, -25, 2000), [vec![ANNA]]);
        assert_eq!(evening.waits(499), None, "a pause for breath");
        assert_eq!(evening.waits(1), Some(vec![]));
        assert!(
            (1.9..2.0).contains(&evening.airtime(ANNA)),
            "{}",
            evening.airtime(ANNA)
        );
    }

    #[test]
    fn a_steady_fan_is_not_speech_but_a_voice_above_it_is() {
        let mut evening = Evening::new();
        assert!(evening.hears(ANNA, -42, 5000).is_empty());
        assert_eq!(evening.hears(ANNA, -25, 200), [vec![ANNA]]);
    }

    #[test]
    fn one_click_is_not_speech() {
        let mut evening = Evening::new();
        evening.hears(ANNA, -80, 1000);
        assert!(evening.hears(ANNA, -10, 40).is_empty());
        assert!(evening.hears(ANNA, -80, 1000).is_empty());
    }

    #[test]
    fn breathing_in_a_silent_room_is_not_speech() {
        let mut evening = Evening::new();
        evening.hears(ANNA, -127, 3000);
        assert!(evening.hears(ANNA, -60, 3000).is_empty());
    }

    #[test]
    fn two_voices_are_told_together_and_leaving_ends_speech() {
        let mut evening = Evening::new();
        evening.hears(ANNA, -25, 100);
        assert_eq!(evening.hears(BEN, -25, 100), [vec![ANNA, BEN]]);
        evening.speech.left(ANNA);
        assert_eq!(evening.speech.changed(), Some(vec![BEN]));
        assert!(evening.airtime(ANNA) > 0.0, "airtime outlives the connection");
    }
}
