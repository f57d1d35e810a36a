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
    /// What to tell a colleague, right after one's word for them.
    pub tell: Option<CodeToTell>,
    pub mine: Mine,
    pub colleagues: Vec<ColleagueRow>,
}

pub struct CodeToTell {
    pub name: String,
    /// "482 915"
    pub code: String,
}

/// Whoever reads a log over our shoulder is told nothing.
impl std::fmt::Debug for CodeToTell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeToTell")
    }
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
    /// The day is over; the code is still to be typed.
    Open {
        id: String,
        until: String,
    },
    /// It was typed in this sign-in.
    Typed {
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
    /// The one who looks gave their word, and can see the code again.
    pub shows_code: bool,
}
