//! `/prepare` and `/sessions/{ses}/prepare`: trying camera, microphone, sound and line (P1). The trying is script's work.

use super::Frame;
use crate::data_block::DataBlock;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "prepare.html")]
pub struct PreparePage {
    pub frame: Frame,
    pub script: String,
    /// What the script says, by the ids of `locales/*/pages.ftl` without `prepare-say-`.
    pub words: DataBlock,
    pub onward: String,
    /// Empty on `/prepare`: no session to go on to.
    pub onward_href: String,
}

/// Everything the script may have to say.
pub const SAID: [&str; 23] = [
    "asking",
    "both",
    "voice",
    "heard",
    "silent",
    "refused",
    "no-camera",
    "nothing",
    "busy",
    "not-here",
    "off",
    "playing",
    "speaker-ask",
    "speaker-yes",
    "speaker-no",
    "line-trying",
    "line-good",
    "line-slow",
    "line-none",
    "line-offline",
    "line-refused",
    "no-webrtc",
    "no-microphone",
];

impl PreparePage {
    pub fn new(frame: Frame, onward: String, onward_href: String) -> Self {
        let words: std::collections::BTreeMap<&str, String> = SAID
            .iter()
            .map(|id| (*id, frame.say.of(&format!("prepare-say-{id}"))))
            .collect();
        Self {
            script: frame.assets.prepare.clone(),
            words: DataBlock::of(&words),
            frame,
            onward,
            onward_href,
        }
    }
}
