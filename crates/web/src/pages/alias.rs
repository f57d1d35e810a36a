//! `/groups/{grp}/alias`: what one is called in this group.

use super::Frame;
use askama::Template;
use domain::Private;

#[derive(Debug, Template)]
#[template(path = "alias.html")]
pub struct AliasPage {
    pub frame: Frame,
    /// The group's neutral name.
    pub group: String,
    pub action: String,
    pub back: String,
    /// Those who lead are shown to everyone by their own name as well.
    pub leads: bool,
    /// Somebody who leads has asked for another name.
    pub is_asked: bool,
    pub state: AliasState,
}

#[derive(Debug)]
pub enum AliasState {
    Form(AliasForm),
    /// What one is called now; while the evening is on it stays.
    WhileInSession(Private<String>),
}

/// As it was typed, with what is wrong with it.
pub struct AliasForm {
    pub name: String,
    pub problem: Option<String>,
    /// Asks whether the full name is meant.
    pub asks: bool,
    pub saved: bool,
}

/// A name in a log would tell who was there.
impl std::fmt::Debug for AliasForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AliasForm")
            .field("has_problem", &self.problem.is_some())
            .finish_non_exhaustive()
    }
}
