//! The session plan: its phases, each with a length and a kind.

use serde::{Deserialize, Serialize};

/// The agenda of one session, in order. At least one phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub phases: Vec<Phase>,
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
