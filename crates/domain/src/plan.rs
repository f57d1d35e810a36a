//! The session plan: its phases, each with a length and a kind.

use serde::{Deserialize, Serialize};

/// The agenda of one session, in order. At least one phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub phases: Vec<Phase>,
}

impl Plan {
    /// The same in an evening of another length: what is said in the middle is longer or shorter, and where there is too little room it is all there is.
    pub fn of_minutes(minutes: u16) -> Self {
        let mut plan = Self::of_ninety_minutes();
        let around: u16 = plan
            .phases
            .iter()
            .map(|phase| phase.minutes)
            .sum::<u16>()
            .saturating_sub(Self::TALK_MINUTES);
        let talk = minutes.saturating_sub(around);
        if talk < Self::SHORTEST_TALK_MINUTES {
            plan.phases.retain(|phase| phase.minutes == Self::TALK_MINUTES);
        }
        let alone = plan.phases.len() == 1;
        for phase in &mut plan.phases {
            if phase.minutes == Self::TALK_MINUTES {
                phase.minutes = if alone { minutes } else { talk };
            }
        }
        plan
    }

    /// Of the open talk in ninety minutes.
    const TALK_MINUTES: u16 = 45;
    const SHORTEST_TALK_MINUTES: u16 = 10;

    /// What a talking group of ninety minutes begins from: arriving, a check-in, the talk, a quiet minute, closing words.
    pub fn of_ninety_minutes() -> Self {
        let phase = |title: &str, prompt: &str, minutes, kind| Phase {
            title: title.to_owned(),
            prompt: prompt.to_owned(),
            minutes,
            kind,
        };
        Self {
            phases: vec![
                phase("Arriving", "", 5, PhaseKind::Open),
                phase(
                    "Opening check-in",
                    "How are you arriving today?",
                    20,
                    PhaseKind::Round,
                ),
                phase("What we bring", "", 45, PhaseKind::Open),
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
