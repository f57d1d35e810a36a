//! `/sessions/{ses}/door`: *Before you come in*. Where, alone or not, and the one safe way to be reached tonight.

use super::Frame;
use crate::say::Say;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "door.html")]
pub struct DoorPage {
    pub frame: Frame,
    pub group: String,
    pub action: String,
    pub form: DoorForm,
    pub countries: Vec<CountryChoice>,
    pub channels: Vec<ChannelChoice>,
}

/// What was typed and what is still missing, so that nobody types it twice.
#[derive(Clone, Default)]
pub struct DoorForm {
    pub place: String,
    pub country: String,
    pub alone: String,
    pub channel: String,
    pub place_problem: Option<String>,
    pub country_problem: Option<String>,
    pub alone_problem: Option<String>,
    pub channel_problem: Option<String>,
}

impl DoorForm {
    pub fn has_problems(&self) -> bool {
        [
            &self.place_problem,
            &self.country_problem,
            &self.alone_problem,
            &self.channel_problem,
        ]
        .iter()
        .any(|problem| problem.is_some())
    }
}

/// An address is confidential, also in a debug print.
impl std::fmt::Debug for DoorForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DoorForm")
            .field("has_problems", &self.has_problems())
            .finish_non_exhaustive()
    }
}

#[derive(Debug, Clone)]
pub struct CountryChoice {
    pub code: String,
    pub name: String,
}

#[derive(Clone)]
pub struct ChannelChoice {
    pub value: &'static str,
    pub label: String,
    /// Which telephone it means: the end of this person's own number. May be empty.
    pub note: String,
}

/// The end of a number is confidential, also in a debug print.
impl std::fmt::Debug for ChannelChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChannelChoice")
            .field("value", &self.value)
            .finish_non_exhaustive()
    }
}

/// The channels as the form offers them, by the value it sends. `phone_end` is the end of this person's own number.
pub fn channels(say: Say, phone_end: Option<&str>) -> Vec<ChannelChoice> {
    let phone = match phone_end {
        Some(end) => say.with("door-channel-number", "end", end),
        None => say.of("door-channel-no-number"),
    };
    ["ring", "text", "email", "none"]
        .into_iter()
        .map(|value| ChannelChoice {
            value,
            label: say.of(&format!("door-channel-{value}")),
            note: match value {
                "ring" | "text" => phone.clone(),
                _ => String::new(),
            },
        })
        .collect()
}
