//! `/own-record`: check-ins that this person asked to keep, newest first, each with a way to delete it.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "own_record.html")]
pub struct OwnRecordPage {
    pub frame: Frame,
    pub words: Vec<Word>,
}

/// One check-in as its person wrote it. Confidential: there is no printing of it.
#[derive(Clone)]
pub struct Word {
    pub id: String,
    /// "6 January 2026"
    pub date: String,
    /// The neutral name: somebody may look over a shoulder.
    pub group: String,
    pub number: Option<u8>,
    /// Empty when there is none.
    pub line: String,
}

impl std::fmt::Debug for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Word")
    }
}
