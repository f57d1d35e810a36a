//! `/notes`: a clinician's own notes. What is written there is opened by the page's script and never drawn here; the fields that hold
//! words are for the gallery.

use super::Frame;
use crate::data_block::DataBlock;
use askama::Template;

#[derive(Template)]
#[template(path = "notes.html")]
pub struct NotesPage {
    pub frame: Frame,
    pub view: View,
    /// What the script says, by the ids of `locales/*/notes.ftl` without `notes-say-`.
    pub words: DataBlock,
    pub says: String,
    pub asked: Option<Asked>,
    pub code: String,
    pub by_code: bool,
    pub code_problem: String,
    pub rows: Vec<Row>,
    pub passkeys: Vec<String>,
    pub named: String,
    pub left: Vec<String>,
    pub digits: String,
    /// Every part that can be unfolded is.
    pub all_open: bool,
    pub conflict: bool,
    pub draft_title: String,
    pub draft: String,
}

/// It may hold words of a sample alone, and prints none all the same.
impl std::fmt::Debug for NotesPage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NotesPage")
    }
}

/// Which part stands there. The script shows one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    Loading,
    Begin,
    Code,
    Locked,
    Open,
    Edit,
    Left,
}

impl View {
    /// Among the notes: what the page is about is known by then.
    fn is_within(self) -> bool {
        matches!(self, Self::Code | Self::Open | Self::Edit | Self::Left)
    }
}

#[derive(Debug, Clone)]
pub struct Asked {
    pub name: String,
    pub reason: String,
    pub day: String,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub title: String,
    pub about: String,
    pub day: String,
}

/// Everything the script may have to say.
pub const SAID: [&str; 42] = [
    "offline",
    "signed-out",
    "no-crypto",
    "trouble",
    "elsewhere",
    "fresh",
    "code-short",
    "code-long",
    "code-letters",
    "code-sum",
    "code-not-this",
    "code-copied",
    "code-not-copied",
    "passkey-closed",
    "passkey-nothing",
    "passkey-not-yet",
    "passkey-not-this",
    "server-lies",
    "saved",
    "deleted",
    "gone",
    "too-long",
    "locked-idle",
    "locked",
    "untitled",
    "about-free",
    "about-group",
    "way-added",
    "code-replaced",
    "renewing",
    "renewed",
    "will-named",
    "will-withdrawn",
    "will-resting",
    "will-stopped",
    "will-asked",
    "will-due",
    "will-released",
    "stopped",
    "asked",
    "left-resting",
    "left-stopped",
];

impl NotesPage {
    /// As everybody gets it: the script fills it.
    pub fn new(frame: Frame) -> Self {
        let words: std::collections::BTreeMap<&str, String> = SAID
            .iter()
            .map(|id| (*id, frame.say.of(&format!("notes-say-{id}"))))
            .collect();
        Self {
            words: DataBlock::of(&words),
            frame,
            view: View::Loading,
            says: String::new(),
            asked: None,
            code: String::new(),
            by_code: false,
            code_problem: String::new(),
            rows: vec![],
            passkeys: vec![],
            named: String::new(),
            left: vec![],
            digits: String::new(),
            all_open: false,
            conflict: false,
            draft_title: String::new(),
            draft: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say::Say;

    #[test]
    fn every_sentence_of_the_script_is_written() {
        let say = Say::for_language("en");
        for id in SAID {
            assert!(say.has(&format!("notes-say-{id}")), "notes-say-{id}");
        }
    }
}
