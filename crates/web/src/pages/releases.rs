//! `/groups/{grp}/releases`: what this person allows to be told to somebody outside, each with its end.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "releases.html")]
pub struct ReleasesPage {
    pub frame: Frame,
    pub group: String,
    pub here: String,
    pub agreement_href: String,
    pub form: ReleaseForm,
    pub matters: Vec<MatterChoice>,
    pub releases: Vec<ReleaseRow>,
}

/// What was typed. Confidential: there is no printing of it.
#[derive(Clone, Default)]
pub struct ReleaseForm {
    pub id: String,
    pub recipient: String,
    pub until: String,
    /// The first and the last day it can end with.
    pub first: String,
    pub last: String,
    pub recipient_problem: Option<String>,
    pub matters_problem: Option<String>,
    pub until_problem: Option<String>,
}

impl ReleaseForm {
    pub fn has_problems(&self) -> bool {
        self.recipient_problem.is_some() || self.matters_problem.is_some() || self.until_problem.is_some()
    }
}

impl std::fmt::Debug for ReleaseForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReleaseForm")
    }
}

#[derive(Debug, Clone)]
pub struct MatterChoice {
    pub value: &'static str,
    pub label: String,
    pub chosen: bool,
}

/// Confidential: there is no printing of it.
#[derive(Clone)]
pub struct ReleaseRow {
    pub id: String,
    pub recipient: String,
    pub matters: Vec<String>,
    pub state: String,
    pub holds: bool,
}

impl std::fmt::Debug for ReleaseRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReleaseRow")
    }
}
