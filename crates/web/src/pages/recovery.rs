//! `/recovery`: coming back in without a passkey, for oneself and for colleagues who ask.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "recovery.html")]
pub struct RecoveryPage {
    pub frame: Frame,
    /// What did not work, if anything.
    pub problem: Option<String>,
    /// What was just done, if anything.
    pub done: Option<String>,
    /// Whether this sign-in is too old for what was tried.
    pub sign_in_again: bool,
    pub mine: Mine,
    pub colleagues: Vec<ColleagueRow>,
}

#[derive(Debug, Clone)]
pub enum Mine {
    /// Nothing can be asked for, and this is why.
    Nothing(String),
    /// The names of those who could confirm it.
    MayAsk(Vec<String>),
    Asked {
        id: String,
        until: String,
        names: Vec<String>,
    },
    Waits {
        id: String,
        opens: String,
    },
    Open {
        id: String,
        until: String,
    },
}

#[derive(Debug, Clone)]
pub struct ColleagueRow {
    pub id: String,
    pub name: String,
    /// "asked on 6 January 2026 at 18:05, with Firefox on Linux"
    pub asked: String,
    /// Where it stands, and who confirmed it.
    pub state: String,
    pub may_confirm: bool,
}
