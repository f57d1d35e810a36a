//! `/groups/{grp}/people`: who sits in a group, for those who lead it; and `/groups/{grp}/leave`, the way out for everybody.

use super::Frame;
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "people.html")]
pub struct PeoplePage {
    pub frame: Frame,
    /// The neutral name.
    pub group: String,
    pub back: String,
    /// `/groups/grp_…/people`
    pub here: String,
    pub seated: Vec<PersonRow>,
    pub gone: Vec<GoneRow>,
    /// Something was done a moment ago.
    pub done: bool,
    pub problem: Option<String>,
    /// A sign-in of the last minutes is wanted first.
    pub again: bool,
}

/// One place as those who lead see it. Names and reasons are confidential: there is no printing of it.
#[derive(Clone)]
pub struct PersonRow {
    pub member: String,
    pub alias: String,
    pub chair: String,
    /// Empty for a member.
    pub role: String,
    pub state: String,
    pub is_paused: bool,
    pub is_me: bool,
    pub has_to_sign: bool,
    /// Empty where nothing was said.
    pub why: String,
    /// Old names and what was asked, in words, newest first.
    pub names: Vec<String>,
    /// "Call them Anna again", or empty.
    pub name_back: String,
    /// Word and name of each role, and whether it is theirs.
    pub roles: Vec<(&'static str, String, bool)>,
    /// What was typed and not done yet: then the row is open.
    pub typed_why: Option<String>,
}

impl std::fmt::Debug for PersonRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonRow")
    }
}

#[derive(Clone)]
pub struct GoneRow {
    pub alias: String,
    pub state: String,
    pub why: String,
}

impl std::fmt::Debug for GoneRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("GoneRow")
    }
}

#[derive(Debug, Template)]
#[template(path = "leave.html")]
pub struct LeavePage {
    pub frame: Frame,
    /// The neutral name.
    pub group: String,
    pub action: String,
    pub back: String,
    /// Where the group is handed over; empty for everybody who may simply go.
    pub hand_over: String,
}
