//! The session plan: its phases, each with a length and a kind.

use serde::{Deserialize, Serialize};

/// The agenda of one session, in order. At least one phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub phases: Vec<Phase>,
}

impl Plan {
    /// What a talking group of ninety minutes begins from: arriving, a check-in, the talk, a quiet minute, closing words.
    pub fn of_ninety_minutes() -> Self {
        Self::of_minutes(90)
    }

    /// The same in an evening of another length: the talk takes what the rest leaves. Where that is too little, it is all there is.
    pub fn of_minutes(minutes: u16) -> Self {
        let phase = |title: &str, prompt: &str, minutes, kind| Phase {
            title: title.to_owned(),
            prompt: prompt.to_owned(),
            minutes,
            kind,
        };
        let talk = |minutes| phase("What we bring", "", minutes, PhaseKind::Open);
        let left = minutes.saturating_sub(5 + 20 + 5 + 15);
        if left < SHORTEST_TALK_MINUTES {
            return Self {
                phases: vec![talk(minutes)],
            };
        }
        Self {
            phases: vec![
                phase("Arriving", "", 5, PhaseKind::Open),
                phase(
                    "Opening check-in",
                    "How are you arriving today?",
                    20,
                    PhaseKind::Round,
                ),
                talk(left),
                phase("A quiet minute", "", 5, PhaseKind::Quiet),
                phase(
                    "Closing words",
                    "What do you take with you?",
                    15,
                    PhaseKind::Round,
                ),
            ],
        }
    }
}

const SHORTEST_TALK_MINUTES: u16 = 10;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    pub title: String,
    /// The question in the middle of the circle, or empty.
    #[serde(default)]
    pub prompt: String,
    pub minutes: u16,
    pub kind: PhaseKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhaseKind {
    /// Everyone speaks as they wish.
    Open,
    /// Everyone has the floor once, in seat order.
    Round,
    /// Nobody speaks.
    Quiet,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_fills_its_evening_exactly_and_a_short_one_is_all_talk() {
        for minutes in 0..=600 {
            let plan = Plan::of_minutes(minutes);
            assert_eq!(plan.phases.iter().map(|one| one.minutes).sum::<u16>(), minutes);
            assert_eq!(plan.phases.len(), if minutes < 55 { 1 } else { 5 }, "{minutes}");
        }
    }
}
